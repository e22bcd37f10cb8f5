import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.sentences import split

CASES = {
    "abbreviations": ["Dr. Fu met Mr. Allen, e.g. in Munich.", "They agreed."],
    "initials": ["J. R. Smith spoke.", "M. Sisson wrote it."],
    "quotation": ['"Is it safe?" she asked.', 'He said: "It is."', "“Fine.”", "Next."],
    "marks": ["Really?!", "Yes!", "Well... maybe."],
    "notes": ["It is so.[1]", "And so it is.²", "(It was.)", "Done."],
    "chinese": ["双方同意。", "真的吗？", "是的！", "术语很重要；定义也是。"],
    "chinese quotation": ["他说：“我们来了。”", "“安全吗？”他问。", "会议结束。"],
    "chinese ellipsis": ["这……那就算了。", "好。"],
    "mixed": ["GPT-4 发布了。", "AI is here.", "他们说OK!"],
}


@pytest.mark.parametrize("name", CASES)
def test_sentences_end_where_a_reader_ends_them(name):
    sentences = CASES[name]
    separator = "" if name.startswith("chinese") else " "
    text = separator.join(sentences)
    assert [text[start:end] for start, end in split(text)] == sentences


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


def test_a_country_abbreviation_ends_a_sentence_only_before_a_beginning():
    assert texts("It was in the U.S. The talks went on.") == ["It was in the U.S.", "The talks went on."]
    assert len(texts("China-U.S. Track II talks. The U.S. State Department.")) == 2


def test_a_decimal_point_and_a_figure_number_end_nothing():
    assert texts("It cost 3.5 million. See Fig. 3 above.") == ["It cost 3.5 million.", "See Fig. 3 above."]


def test_headings_and_list_items_end_at_their_line():
    text = "Title of the text\n\n# Heading\nFirst sentence. Second.\n1. One thing\n2. Another thing\n- a bullet\n"
    assert texts(text) == [
        "Title of the text", "# Heading", "First sentence.", "Second.", "1. One thing", "2. Another thing",
        "- a bullet",
    ]  # fmt: skip


def test_a_line_break_in_a_wrapped_paragraph_ends_nothing():
    text = (
        "The experts of both sides have for years discussed what\nautonomy means, and they agree on\n"
        "little else. They will meet\nagain in Munich.\n"
    )
    assert [sentence.count("\n") for sentence in texts(text)] == [2, 1]
    chinese = (
        "双方专家多年来一直在讨论自主性一词的含义究竟是什么，\n而他们在其他问题上很少达成\n一致意见。他们将再次会面。\n"
    )
    assert len(texts(chinese)) == 2


def test_a_paragraph_a_line_ends_at_each():
    text = "第一条 总则\n本办法适用于生成式人工智能服务。\n第二条 定义\n人工智能是指机器的能力。\n"
    assert len(texts(text)) == 4


def test_windows_line_ends_are_line_ends():
    assert texts("One.\r\n\r\nTwo.\r\n") == ["One.", "Two."]


@given(st.text(st.sampled_from("aA1 .。！？…“”\"'()（）\n\r#-,，中文Dr"), max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text):
    spans = split(text)
    covered = [place for start, end in spans for place in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {place for place, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert spans == sorted(spans)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
