"""Every test run compiles into a cache of its own, and a base for tests that need no content of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_support import SMALL

import glossary
from glossary.compiled import content_of


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLOSSARY_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def bundled(own_cache: Path) -> glossary.TermBase:
    return glossary.load()


@pytest.fixture(scope="session")
def small() -> glossary.TermBase:
    """A base of a dozen concepts, made for the tests."""
    return glossary.TermBase(content_of(SMALL, "1.2.3"))
