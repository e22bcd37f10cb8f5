import pytest

from glossary.errors import InputError
from glossary.formats import documents


@pytest.fixture
def written(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return str(path)

    return write


@pytest.mark.parametrize(
    ("name", "passage"),
    [
        ("a.txt", "# *AI*\n"), ("a", "# *AI*\n"), ("a.md", "AI"), ("A.MD", "AI"), ("a.markdown", "AI"),
        ("a.html", "# *AI*"), ("a.HTM", "# *AI*"),
    ],
)  # fmt: skip
def test_the_name_tells_how_a_file_is_read(written, name, passage):
    assert documents.read(written(name, "# *AI*\n")).passage == passage


def test_plain_text_stays_as_it_is(written):
    text = "One.\r\n\r\n  &amp; *two*\n"
    document = documents.read(written("a.txt", text))
    assert document.passage == text
    assert [document.span((n, n + 1)) for n in range(len(text))] == [(n, n + 1) for n in range(len(text))]


def test_lines_stay_as_they_are_in_any_file(written):
    document = documents.read(written("a.md", "# One\n\n*two*\n"), lines=True)
    assert document.passage == ["# One", "", "*two*"]
    assert document.line_and_column(len("# One\n\n*")) == (3, 2)


def test_line_and_column_are_those_of_the_file(written):
    document = documents.read(written("a.md", "\ufeff---\nx: y\n---\n\n* The **autonomous\n  weapons**\n"))
    assert document.passage == "The autonomous weapons"
    assert [document.line_and_column(document.passage.index(word)) for word in ("The", "auto", "weap")] == [
        (5, 3), (5, 9), (6, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.md", "```\ncode\n```\n", "no text outside its markup"),
        ("a.html", "<p hidden>x", "no text"),
        ("a.md", " \n", "is empty"),
    ],
)
def test_a_file_without_text_is_refused(written, name, text, message):
    with pytest.raises(InputError, match=message):
        documents.read(written(name, text))
