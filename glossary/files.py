"""Files: UTF-8 in, with errors that name the byte and the mend; out, whole or not at all."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from glossary.errors import InputError


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, ``-`` for standard input; line ends stay as they are.

    A byte order mark is read past.

    Raises:
        InputError: when the file is missing, a directory, unreadable or not UTF-8.
    """
    if str(path) == "-":
        return decode(sys.stdin.buffer.read(), "standard input")
    return decode(read_bytes(Path(path)), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or an `InputError` that says why not."""
    with _opened(path) as file:
        return file.read()


def decode(data: bytes, name: str) -> str:
    r"""Bytes as UTF-8 text; `name` is for the message.

    >>> decode(b"\xef\xbb\xbfAI", "a.txt")
    'AI'
    >>> decode("AI".encode("utf-16"), "a.txt")
    Traceback (most recent call last):
    glossary.errors.InputError: a.txt is UTF-16; convert it to UTF-8, for instance with: iconv -f UTF-16 -t UTF-8
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is UTF-16; convert it to UTF-8, for instance with: iconv -f UTF-16 -t UTF-8")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        mend = "save it as UTF-8"
        if b"\0" in data[:1000]:
            mend = "it looks like UTF-16 or a binary file; convert text with: iconv -f UTF-16 -t UTF-8"
        raise InputError(
            f"{name} is not UTF-8: byte 0x{byte:02x} at offset {error.start} (line {line}); {mend}"
        ) from None


def read_chunks(path: str | Path, size: int = 1 << 18) -> Iterator[str]:
    """The text of a UTF-8 file, or of standard input for ``-``, in pieces.

    Raises:
        InputError: as `read_text` does, when the bad byte is reached.
    """
    name = "standard input" if str(path) == "-" else str(path)
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset, first = 0, True
    with _opened(path) as file:
        while chunk := file.read(size):
            if first and chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
                decode(chunk, name)  # UTF-16: raises
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError as error:
                raise _bad_byte(name, error, offset) from None
            yield text.removeprefix("\ufeff") if first else text
            offset += len(chunk)
            first = False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _bad_byte(name, error, offset) from None


def _bad_byte(name: str, error: UnicodeDecodeError, read: int) -> InputError:
    byte = error.object[error.start]
    return InputError(f"{name} is not UTF-8: byte 0x{byte:02x} at offset {read + error.start}; save it as UTF-8")


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    if Path(path).is_dir():  # Windows reports a directory as a permission error
        raise InputError(f"{path} is a directory; name a file in it")
    try:
        with Path(path).open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write instead of `path`, which it becomes when all went well; else `path` stays as it was."""
    import secrets

    new = path.with_name(f".{path.name}-{secrets.token_hex(8)}.tmp")  # made by who writes it, with the usual rights
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
