from hypothesis import given
from hypothesis import strategies as st
from tests_support import alignment

from glossary.formats import beadtable


def rows(what):
    return [line.removesuffix("\n").split("\t") for line in beadtable.write(what)]


def test_a_bead_is_a_row():
    what = alignment(
        (["The [robot].", "Two\nlines."], ["[机器\n人]。", "两\n行。"], 0.876), (["[AI]"], [], 0), ([], "乙", 0)
    )
    assert rows(what) == [
        ["score", "en", "zh", "terms", "en_numbers", "zh_numbers"],
        ["0.88", "The robot. Two lines.", "机器人。两行。", "autonomous-weapons-system", "1,2", "1,2"],
        ["–", "AI", "", "autonomous-weapons-system (one side)", "3", ""],
        ["–", "", "乙", "", "", "3"],
    ]


@given(st.lists(st.tuples(st.text(), st.text(), st.floats(0, 1)), max_size=5))
def test_whatever_stands_in_a_text_a_line_is_a_row(beads):
    text = "".join(beadtable.write(alignment(*beads)))
    assert len(text.splitlines()) == len(beads) + 1
    assert {len(line.split("\t")) for line in text.splitlines()} == {6}
