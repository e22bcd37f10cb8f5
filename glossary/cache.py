"""Where compiled bases are kept between runs."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The user's cache folder for this package, or what ``GLOSSARY_CACHE`` names."""
    if stated := os.environ.get("GLOSSARY_CACHE"):
        return Path(stated)
    import platformdirs

    return Path(platformdirs.user_cache_dir("ai-glossary-en-zh", appauthor=False))
