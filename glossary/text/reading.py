"""Files to strings: UTF-8, with errors that name the byte and the mend."""

from __future__ import annotations

import sys
from pathlib import Path

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
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a directory; name a file in it") from None
    except OSError as error:
        if path.is_dir():  # Windows reports a directory as a permission error
            raise InputError(f"{path} is a directory; name a file in it") from None
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


def decode(data: bytes, name: str) -> str:
    """Bytes as UTF-8 text; `name` is for the message.

    >>> decode(b"\\xef\\xbb\\xbfAI", "a.txt")
    'AI'
    >>> decode("AI".encode("utf-16"), "a.txt")
    Traceback (most recent call last):
    glossary.errors.InputError: a.txt is UTF-16; convert it to UTF-8, for instance with: iconv -f UTF-16 -t UTF-8
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            f"{name} is UTF-16; convert it to UTF-8, for instance with: iconv -f UTF-16 -t UTF-8"
        )
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
