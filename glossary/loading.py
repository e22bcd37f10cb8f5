"""Loading: from paths to a base, through a cache of compiled files.

The bundled base is one compiled file in the wheel; in a source checkout it is the folder ``terms``.
What is loaded from term files, tables or JSON is compiled into the user's cache, by the state of the
files, so that the next process opens it at once.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glossary import __version__
from glossary.base import TermBase
from glossary.cache import cache_folder
from glossary.compiled import FORMAT, CompiledFile, Content, StoredContent, content_of, write
from glossary.errors import GlossaryError, InputError

if TYPE_CHECKING:
    from glossary.layers import Item
    from glossary.models import Concept, Registers

BUNDLED: Final = "bundled"
"""The name of the base that comes with the package; a folder of that name is ``./bundled``."""

KEPT = 20
"""Compiled bases in the cache; the oldest go first."""

_WHEEL_FILE = Path(__file__).with_name("base.sqlite")
_CHECKOUT = Path(__file__).parents[1] / "terms"


def load(*layers: str | os.PathLike[str]) -> TermBase:
    """A base: the bundled one, or what the arguments name, each a layer on top of those before.

    Args:
        layers: folders of term files, ``.csv``, ``.tsv`` or ``.json`` files, or `BUNDLED`.

    Returns:
        An immutable base. The indexes are built, or read from the cache, on first use.

    Raises:
        InputError: when a path is missing, of an unknown kind or unreadable.
        TermFileError: with every problem of the files, each with line and column.

    >>> import glossary
    >>> glossary.load()["meaningful-human-control"].preferred("zh").text
    '有意义的人类控制'
    """
    paths = [_resolve(layer) for layer in layers or (BUNDLED,)]
    if paths == [_WHEEL_FILE]:
        return TermBase.open(_WHEEL_FILE)
    cached = cache_folder() / f"{_state(paths)}.sqlite"
    with contextlib.suppress(GlossaryError):
        if cached.is_file():
            return TermBase.open(cached)
    from glossary.memory import collector_at_rest

    with collector_at_rest():
        content = read_layers(paths)
        try:
            write(content, cached)
            _prune(cached.parent)
            return TermBase.open(cached)
        except (OSError, InputError):  # a cache that cannot be written costs time, nothing else
            return TermBase(content)


def bundled_folder() -> Path | None:
    """The term files of the bundled base, in a source checkout; None in an installed package."""
    return _CHECKOUT if not _WHEEL_FILE.is_file() and _CHECKOUT.is_dir() else None


def read_layers(paths: list[Path]) -> Content:
    """The content of layers, read without the cache."""
    from glossary.layers import add_layer
    from glossary.models import Registers

    concepts: dict[str, Concept] = {}
    registers = Registers()
    version = ""
    for path in paths:
        items, more, stated = _read_layer(path, concepts)
        concepts = add_layer(concepts, items)
        registers = Registers(
            {**registers.sources, **more.sources},
            {**registers.domains, **more.domains},
            {**registers.parties, **more.parties},
            {**registers.homographs, **more.homographs},
        )
        version = version or stated
    return content_of(concepts.values(), version, registers)


def _read_layer(path: Path, below: dict[str, Concept]) -> tuple[list[Item], Registers, str]:
    from glossary.files import read_text
    from glossary.formats import jsonfile, tables
    from glossary.layers import Item
    from glossary.models import Registers
    from glossary.termfolder import read_folder, read_version

    if path == _WHEEL_FILE:
        content = StoredContent(CompiledFile(path))
        return [Item(c, named=True) for c in content.concepts.values()], content.registers, content.version
    if path.is_dir():
        concepts, registers = read_folder(path, below)
        return [Item(concept, named=True) for concept in concepts], registers, read_version(path)
    text = read_text(path)
    if not text.strip():
        raise InputError(f"{path} is empty; write a concept in it")
    if path.suffix.lower() == ".json":
        items, version = jsonfile.read(text, str(path))
    else:
        items, version = tables.read(text, str(path), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    if not items:
        raise InputError(f"{path} holds no concept; write at least one with a term in each language")
    return items, Registers(), version


def _resolve(layer: str | os.PathLike[str]) -> Path:
    if layer == BUNDLED:
        if _WHEEL_FILE.is_file():
            return _WHEEL_FILE
        if _CHECKOUT.is_dir():
            return _CHECKOUT
        raise InputError("the bundled base is missing from this installation; install the package again")
    path = Path(layer)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; check the name")
    if not path.is_dir() and path.suffix.lower() not in (".csv", ".tsv", ".json"):
        raise InputError(f"{path}: a base is a folder of term files or a .csv, .tsv or .json file")
    return path


def _state(paths: list[Path]) -> str:
    """A name for the content of files that changes when one of them does.

    In a checkout it also changes with the code, which may compile the same files otherwise.
    """
    import hashlib

    stamps = [FORMAT, __version__]
    for path in paths:
        stamps.append(os.path.abspath(path))  # noqa: PTH100 — pathlib is several times as slow, and this is on the way
        stamps += sorted(_stamps(os.fspath(path), ".yaml"))
    if not _WHEEL_FILE.is_file():
        stamps += sorted(_stamps(os.path.dirname(__file__), ".py"))  # noqa: PTH120
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:24]


def _stamps(path: str, suffix: str) -> Iterator[str]:
    """The files of a folder, or a file: name, size and time of change of each."""
    if not os.path.isdir(path):  # noqa: PTH112
        status = os.stat(path)  # noqa: PTH116
        yield f"{status.st_size} {status.st_mtime_ns}"
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path, suffix)
            elif entry.name.endswith(suffix):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.sqlite"), key=lambda f: f.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        with contextlib.suppress(OSError):  # another process has it open, or was faster
            file.unlink()
