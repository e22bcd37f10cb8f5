import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests_support import alignment

from glossary.formats import tmx

DTD = etree.DTD(Path(__file__).parents[1] / "support" / "tmx14.dtd")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(what, **options):
    """The root of the file that is written, which is valid."""
    root = etree.fromstring("".join(tmx.write(what, base="1.2.3+abc", program="0.1", **options)).encode())
    DTD.assertValid(root)
    return root


def segments(root):
    return [[(tuv.get(LANG), tuv.findtext("seg")) for tuv in tu.iter("tuv")] for tu in root.iter("tu")]


def properties(node):
    return [(prop.get("type"), prop.text) for prop in node.findall("prop")]


def test_our_own_passage_is_valid(bundled):
    folder = Path(__file__).parents[2] / "examples"
    en, zh = ((folder / f"dialogue.{lang}.txt").read_text(encoding="utf-8") for lang in ("en", "zh"))
    found = bundled.align(en, zh)
    units = segments(written(found))
    assert len(units) == sum(bool(bead.en and bead.zh) for bead in found.beads) > 20
    assert units[0] == [
        ("en", "One Table, Two Vocabularies: How the United States and China Talk About AI"),
        ("zh-Hans", "同一张桌子，两套词汇：中美如何谈论人工智能"),
    ]


def test_the_dtd_refuses_what_is_no_tmx():
    for spoil in (
        lambda root: root.find("header").attrib.pop("srclang"),
        lambda root: root.find(".//tuv").attrib.pop(LANG),
        lambda root: etree.SubElement(root.find(".//tu"), "prop", type="x"),  # after a variant
    ):
        root = written(alignment(("a", "甲", 1)))
        spoil(root)
        assert not DTD.validate(root)


def test_a_unit_has_both_sides_the_score_and_the_linked_terms():
    what = alignment(
        (["The [robots] and [AI] [alone].", "Two\nlines."], ["这些[机器\n人]和[人工智能]。", "两\n行。"], 0.8765),
        (["[robots] [robots]"], ["[机器人][机器人]"], 0.1),
    )
    root = written(what)
    assert segments(root) == [
        [("en", "The robots and AI alone. Two lines."), ("zh-Hans", "这些机器人和人工智能。两行。")],
        [("en", "robots robots"), ("zh-Hans", "机器人机器人")],
    ]
    first, second = root.iter("tu")
    term = "autonomous-weapons-system"
    assert properties(first) == [
        ("x-glossary:score", "0.88"),
        ("x-glossary:term", f"{term}: robots = 机器人"),
        ("x-glossary:term", f"{term}: AI = 人工智能"),
    ]
    assert properties(second) == [("x-glossary:score", "0.10"), ("x-glossary:term", f"{term}: robots = 机器人")]


def test_beads_with_one_side_are_left_out():
    root = written(alignment(("a", [], 0), ([], "乙", 0), ("c", "丙", 1), ("", "", 1), ("d", " ", 1)))
    assert [[text for _, text in unit] for unit in segments(root)] == [["c", "丙"]]
    assert [tu.get("tuid") for tu in root.iter("tu")] == ["3"]  # the number of the bead


def test_an_alignment_without_a_pair_is_valid():
    assert segments(written(alignment(("a", [], 0)))) == []


@pytest.mark.parametrize(
    ("text", "tag"), [("有意義的人類控制", "zh-Hant"), ("有意义的人类控制", "zh-Hans"), ("人工智能", "zh-Hans")]
)
def test_the_script_is_told(text, tag):
    assert segments(written(alignment(("a", text, 1)))) == [[("en", "a"), (tag, text)]]


def test_the_header_tells_the_base_and_the_date_only_if_given():
    what = alignment(("a", "甲", 1))
    header = written(what).find("header")
    assert properties(header) == [("x-glossary:base", "1.2.3+abc")]
    assert dict(header.attrib) == {
        "creationtool": "glossary", "creationtoolversion": "0.1", "segtype": "sentence", "o-tmf": "glossary",
        "adminlang": "en", "srclang": "en", "datatype": "plaintext",
    }  # fmt: skip
    moment = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert written(what, created=moment).find("header").get("creationdate") == "20261124T040000Z"


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_whatever_stands_in_a_text_the_file_is_valid_and_reads_back(en, zh):
    what = alignment((en.replace("[", "("), zh.replace("[", "("), 0.5))
    (unit,) = segments(written(what))
    for (_, text), sentence in zip(unit, (*what.en, *what.zh), strict=True):
        held = [c for c in sentence.text if not c.isspace() and c >= " " and not "\ud800" <= c < "\ue000"]
        assert [c for c in text if not c.isspace() and c != "\ufffd"] == [
            c for c in held if c not in "\ufffd\ufffe\uffff"
        ]


@pytest.mark.parametrize("text", ["<script>", "a & b", "]]>", "\x00\x1f\ufffe", "\ud800", "\r"])
def test_signs_of_xml_and_characters_it_cannot_hold(text):
    (((_, found), _),) = segments(written(alignment((f"x{text}y", "甲", 1))))
    expected = {"\x00\x1f\ufffe": "\ufffd" * 3, "\ud800": "\ufffd", "\r": " "}.get(text, text)
    assert found == f"x{expected}y"
