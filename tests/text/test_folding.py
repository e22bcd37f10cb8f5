from hypothesis import given
from hypothesis import strategies as st

from glossary.text.folding import clean, folded_offsets, key, words

ODD = st.text(st.sampled_from("aA é́ｗ\u200b\u00ad\r\n \t\u3000人類控制ﬁ①😀\ud800-’'.、。"), max_size=30)


def test_text_that_needs_no_folding_is_itself():
    text = "Plain text, 中文。\u201cquoted\u201d — and a dash"
    assert clean(text).text is text


def test_a_line_break_in_a_paragraph_joins_and_a_blank_line_does_not():
    assert clean("human\ncontrol").text == "human\ncontrol"  # where no letter stands, a Latin word ends
    assert clean("human\ncontrol  it").text == "human\ncontrol it"
    assert clean("human \r\n  control").text == "human control"
    assert clean("人类\n控制").text == "人类控制"
    assert clean("human\n\ncontrol").text == "human\n\ncontrol"
    assert clean("human\r\n \r\ncontrol").text == "human\n\ncontrol"


def test_what_cannot_be_seen_goes_and_what_looks_alike_is_one():
    assert clean("a\u200bu\u00adto").text == "auto"
    assert clean("naïve cafe\u0301").text == "naive cafe"
    assert clean("ＡＩ ２０").text == "AI 20"
    assert clean("\u2f08\uf9ad").text == "\u4eba\u73b2"


@given(ODD)
def test_every_character_of_the_copy_leads_back_into_the_text(text):
    copy = clean(text)
    last = 0
    for place in range(len(copy.text)):
        start, end = copy.span(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start
    if copy.text:
        assert copy.span(0, len(copy.text))[1] <= len(text)


@given(st.text(st.sampled_from("aA éｗ\n人類控制ﬁ①😀’'.、。"), max_size=30))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(clean(text).text).text
    assert clean(once).text == once


def test_spellings_of_one_term_have_one_key():
    spellings = [
        "multi-agent system",
        "Multi agent systems",
        "MULTIAGENT SYSTEM",
        "multi‑agent system",
        "ｍulti-agent system",
    ]
    assert len({key(spelling) for spelling in spellings}) == 1
    assert key("有意義的人類控制") == key("有意义的 人类控制")


def test_words_keep_the_languages_apart():
    assert words("AI安全 Policies") == ["ai", "安全", "policy"]


@given(ODD)
def test_folded_offsets_point_into_the_text(text):
    folded, offsets = folded_offsets(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= place < len(text) for place in offsets)
