"""Compiles the term files into the base that a wheel carries."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBase(BuildHookInterface[Any]):
    """Adds ``glossary/base.sqlite``; nothing is left in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the installation is editable: that one reads the term files."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from glossary.compiled import content_of, write
        from glossary.termfolder import read_folder, read_version

        terms = Path(self.root) / "terms"
        concepts, registers = read_folder(terms)
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "base.sqlite"
        write(content_of(concepts, read_version(terms), registers), path)
        build_data["force_include"][str(path)] = "glossary/base.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the hook's signature
        """Remove what `initialize` made."""
        if version != "editable":
            self.folder.cleanup()
