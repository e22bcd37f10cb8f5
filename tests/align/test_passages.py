import pytest

from glossary.align.passages import check_languages, sentences
from glossary.errors import LanguageError


def test_a_sequence_is_kept_as_it_is():
    text, found = sentences(["One. Two.", "", "Three"])
    assert text == "One. Two.\n\nThree"
    assert [s.text for s in found] == ["One. Two.", "", "Three"]
    assert all(text[s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize(
    ("en", "zh", "message"),
    [
        ("人工智能安全治理的问题", "AI safety and governance", "exchanged"),
        ("AI safety and governance", "Nothing Chinese in here", "both sides are English"),
        ("人工智能安全治理的问题", "双方同意继续对话", "both sides are Chinese"),
    ],
)
def test_sides_that_cannot_be_right_are_refused(en, zh, message):
    with pytest.raises(LanguageError, match=message):
        check_languages(en, zh)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("The term 安全 is hard.", "GPT-4、GPT-5、Claude 和 Gemini 的 API 对比"),
        ("OK", "GPT"),
        ("", ""),
        ("x = f(y) + 1", "x = f(y) + 1"),
    ],
)
def test_sides_that_may_be_right_are_taken(en, zh):
    check_languages(en, zh)
