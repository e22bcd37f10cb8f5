import pytest

from glossary.text.inflection import inflected, plural, singular

PAIRS = dict(
    pair.split()
    for pair in (
        "weapon weapons",
        "policy policies",
        "bias biases",
        "llm llms",
        "analysis analyses",
        "switch switches",
        "matrix matrices",
        "process processes",
        "base bases",
        "class classes",
        "case cases",
        "strategy strategies",
        "vehicle vehicles",
        "key keys",
        "loss losses",
        "gpu gpus",
        "criterion criteria",
        "box boxes",
        "measure measures",
        "life lives",
        "hypothesis hypotheses",
        "use uses",
        "cause causes",
        "house houses",
        "phase phases",
        "purpose purposes",
        "response responses",
        "size sizes",
        "breach breaches",
    )
)


@pytest.mark.parametrize("word", PAIRS)
def test_plural_and_back(word):
    assert plural(word) == PAIRS[word]
    if PAIRS[word] != "bases":  # of base or of basis: no rule can tell
        assert singular(PAIRS[word]) == word


@pytest.mark.parametrize(
    "word", ["ethics", "robotics", "data", "series", "consensus", "this", "is", "class", "ai", "status"]
)
def test_what_is_no_plural_stays(word):
    assert singular(word) == word


def test_the_last_word_is_inflected_or_what_the_term_file_says():
    assert inflected("confidence building measures") >= {"confidence building measure", "confidence building measures"}
    assert "rules of engagement" in inflected("rule of engagement", "rules of engagement")
