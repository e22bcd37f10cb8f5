import json
import os
import re

import pytest
from lxml import etree, html
from tests_support import alignment

from glossary.cli import align, output


@pytest.fixture
def pair(tmp_path):
    (tmp_path / "en.md").write_text("# Weapons\n\nThey discussed *autonomous* weapons systems.\n", encoding="utf-8")
    (tmp_path / "zh.md").write_text("# 武器\n\n双方讨论了**自主**武器系统。\n", encoding="utf-8")
    return tmp_path / "en.md", tmp_path / "zh.md"


def test_every_format_is_written_to_a_file_that_its_ending_or_an_option_names(run, pair, tmp_path):
    readers = {
        "tsv": lambda text: [line.split("\t")[1] for line in text.splitlines()[1:]],
        "tmx": lambda text: [seg.text for seg in etree.fromstring(text.encode()).iter("seg")][::2],
        "html": lambda text: [p.text_content() for p in html.document_fromstring(text).xpath('//li/p[@lang="en"]')],
        "json": lambda text: json.loads(text)["en"],
    }
    for format, read in readers.items():
        by_ending, by_option = tmp_path / f"by-ending.{format}", tmp_path / f"{format}.out"
        option = ["--json"] if format == "json" else ["--format", format]
        assert run("align", *pair, "--output", by_ending) == (0, "", "")
        assert run("align", *pair, *option, "-o", by_option) == (0, "", "")
        text = by_ending.read_text(encoding="utf-8")
        assert read(text) == ["Weapons", "They discussed autonomous weapons systems."]
        assert by_option.read_text(encoding="utf-8") == text
        assert run("align", *pair, *option)[1] == text
        assert run("align", *pair, *option, "-o", "-")[1] == text


def test_the_same_texts_give_the_same_bytes(run, pair):
    for format in align.FORMATS:
        assert run("align", *pair, "--format", format) == run("align", *pair, "--format", format)


def test_json_spans_are_places_in_the_files(run, pair):
    _, out, _ = run("align", *pair, "--json")
    data = json.loads(out)
    links = [link for bead in data["beads"] for link in bead["links"] if link["id"] == "autonomous-weapons-system"]
    (link,) = links
    assert list(link) == ["en", "zh", "score", "origin", "id"]
    en, zh = (path.read_text(encoding="utf-8") for path in pair)
    assert en[slice(*link["en"])] == "autonomous* weapons systems"
    assert zh[slice(*link["zh"])] == "自主**武器系统"


def test_sentence_numbers_are_the_lines_where_lines_are_kept(run, tmp_path):
    (tmp_path / "en").write_text("Robots help people.\n\nThe weather is fine today.\n", encoding="utf-8")
    (tmp_path / "zh").write_text("机器人帮助人们。\n\n今天天气很好。\n", encoding="utf-8")
    _, out, _ = run("align", tmp_path / "en", tmp_path / "zh", "--lines", "--format", "tsv")
    numbers = {tuple(line.split("\t")[4:]) for line in out.splitlines()[1:]}
    assert {("1", "1"), ("3", "3")} <= numbers


def test_beads_with_one_side_are_counted_where_they_are_left_out(run, pair, monkeypatch):
    for alone, message in (
        ([("x", [], 0)], "1 bead with one side is"),
        ([("x", [], 0), ([], "乙", 0)], "2 beads with"),
    ):
        found = alignment(("a", "甲", 0.9), *alone)
        monkeypatch.setattr("glossary.base.TermBase.align", lambda *_, found=found: found)
        _, out, err = run("align", *pair, "--format", "tmx")
        assert message in err
        assert [seg.text for seg in etree.fromstring(out.encode()).iter("seg")] == ["a", "甲"]
        assert run("align", *pair, "--format", "tsv")[2] == ""


def test_it_is_said_when_the_texts_are_hardly_a_translation(run, pair, monkeypatch):
    for beads, warned in (
        ((("a", "甲", 0.29),), True),
        ((("a", "甲", 0.3),), False),
        ((("a", [], 0), ([], "甲", 0)), True),
    ):
        monkeypatch.setattr("glossary.base.TermBase.align", lambda *_, beads=beads: alignment(*beads))
        for options in ([], ["--json"], ["--format", "html"]):
            status, _, err = run("align", *pair, *options)
            assert (status, "is this a translation?" in err) == (0, warned)


def test_a_file_is_written_whole_or_not_at_all(run, pair, tmp_path, monkeypatch):
    target = tmp_path / "out.tmx"
    target.write_text("before")
    before = sorted(tmp_path.iterdir())
    for error, status in ((KeyboardInterrupt, 130), (OSError(28, "No space left on device"), 2)):

        def broken(*_, error=error, **__):
            yield "half"
            raise error

        monkeypatch.setattr("glossary.formats.tmx.write", broken)
        assert run("align", *pair, "-o", target)[:2] == (status, "")
        assert target.read_text() == "before"
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_file_has_the_rights_that_any_other_would_have(run, pair, tmp_path):
    usual = tmp_path / "usual"
    usual.touch()
    run("align", *pair, "-o", tmp_path / "out.tsv")
    assert (tmp_path / "out.tsv").stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("number", [0, 1])
def test_an_input_is_not_written_over(run, pair, tmp_path, number):
    before = pair[number].read_bytes()
    (tmp_path / "sub").mkdir()
    same = tmp_path / "sub" / ".." / pair[number].name
    status, out, err = run("align", *pair, "-o", same)
    assert (status, out) == (2, "")
    assert "is one of the two texts" in err
    assert pair[number].read_bytes() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--json", "--format", "tmx"], "exclude each other"),
        (["-o", "out.xlsx"], "no format has the ending '.xlsx'"),
        (["-o", "no/such/out.tsv"], "cannot be written"),
        (["-o", ".", "--format", "tsv"], "is no ordinary file"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_sentence(run, pair, monkeypatch, options, message):
    monkeypatch.chdir(pair[0].parent)
    status, out, err = run("align", *pair, *options)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert message in err


def test_on_a_terminal_it_is_a_table_with_doubt_marked(run, pair, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr(align, "DOUBTFUL", 1.1)
    out = plain(run("align", *pair)[1])
    assert "\t" not in out
    assert out.split()[:4] == ["score", "en", "zh", "terms"]
    assert out.count(" ? ") == 2
    _, out, _ = run("align", *pair, "--format", "tsv")
    assert out.startswith("score\ten\t")


def test_a_long_table_is_shown_block_by_block_in_the_same_columns(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(output, "_BLOCK", 2)
    seen = []

    def rows():
        for number in range(5):
            seen.append(plain(capsys.readouterr().out))
            yield f"{number}", "word " * 30, [("机器人", "bold green")]

    output.print_table(("n", "text", "zh"), rows())
    seen.append(plain(capsys.readouterr().out))
    assert [text.count("机器人") for text in seen] == [0, 0, 2, 0, 2, 1]
    assert len({line.index("机器人") for text in seen for line in text.splitlines() if "机器人" in line}) == 1
    assert [text.count("text") for text in seen] == [0, 0, 1, 0, 0, 0]


def plain(text):
    """What a terminal shows, without its codes."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)
