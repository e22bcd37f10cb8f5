import base64
import hashlib
import re
from dataclasses import replace

from lxml import html
from tests_support import SMALL, alignment

from glossary.formats import htmlpage
from glossary.models import Bilingual

TRICKY = "</p><script>alert(1)</script> & \"quoted\" 'x' <!-- \x00"


def written(what, titles=("en.txt", "zh.txt")):
    text = "".join(htmlpage.write(what, base="1.2.3+abc", titles=titles))
    return html.document_fromstring(text), text


def beads(page):
    return page.xpath('//ol[@class="beads"]/li')


def sides(bead):
    return [p.text_content() for p in bead.findall("p")]


def test_the_two_texts_stand_side_by_side_in_their_languages():
    page, text = written(alignment((["One.", "Two\nlines."], ["一。", "两\n行。"], 0.9), ("Three", "三", 0.8)))
    assert text.startswith("<!DOCTYPE html>")
    assert [sides(bead) for bead in beads(page)] == [["One. Two lines.", "一。两行。"], ["Three", "三"]]
    assert [p.get("lang") for p in beads(page)[0].findall("p")] == ["en", "zh-Hans"]
    traditional, _ = written(alignment(("a", "有意義的人類控制", 1)))
    assert beads(traditional)[0].findall("p")[1].get("lang") == "zh-Hant"


def test_a_linked_term_leads_to_its_counterpart_and_to_its_definition():
    page, _ = written(alignment(("[robots] and [arms]", "[机器人]和[手臂]", 1), ("[robots]", "[机器人]", 1)))
    en, zh = (p.findall("a") for p in beads(page)[0].findall("p"))
    assert [a.text for a in en] == ["robots", "arms"]
    assert [a.get("data-t") for a in en] == [a.get("data-t") for a in zh] == ["1-0", "1-1"]
    for term in page.xpath('//a[starts-with(@class, "t")]'):
        (entry,) = page.xpath(f'//*[@id="{term.get("aria-describedby")}"]')
        assert (
            term.get("href") == f"#{entry.get('id')}"
        )  # a link: the keyboard reaches it, and it works without a script
        assert "autonomous weapons system" in entry.text_content()
        assert "自主武器系统" in entry.text_content()
        assert "weapons system that selects targets by itself" in entry.text_content()
        assert "自行选择目标的武器系统" in entry.text_content()
    assert len(page.xpath('//article[@class="concept"]')) == 1


def test_what_is_doubtful_or_alone_is_marked_by_colour_and_word():
    page, _ = written(alignment(("a", "甲", 0.5), ("b", "乙", 0.49), ("c", [], 0), ([], "丁", 0)))
    good, bad, *alone = beads(page)
    assert (good.get("class"), good.find_class("sign")) == ("bead", [])
    assert (bad.get("class"), bad.find_class("sign")[0].text_content()) == ("bead doubtful", "⚠ doubtful 存疑")
    for bead, number in zip(alone, (1, 0), strict=True):
        assert (bead.get("class"), bead.find_class("sign")[0].text_content()) == ("bead alone", "∅ unpaired 无对应")
        assert sides(bead)[number] == "nothing opposite 对面没有对应的句子"
    assert "4 beads, 1 doubtful, 2 unpaired" in page.text_content()


def test_links_of_every_kind_look_different_and_the_legend_has_them():
    what = alignment(("[a] [b] [c]", "[甲] [乙]", 1))
    first, second, third = what.beads[0].links
    bead = replace(what.beads[0], links=(first, replace(second, origin="found"), third))
    page, text = written(replace(what, beads=(bead,)))
    assert [a.get("class") for a in beads(page)[0].findall("p")[0].findall("a")] == ["t", "t found", "t lone"]
    for kind, style in (("base", "solid"), ("found", "dashed"), ("lone", "dotted")):
        rule = "\\.t" if kind == "base" else f"\\.t\\.{kind}"
        assert re.search(rf"^{rule} {{[^}}]*underline {style}", text, re.MULTILINE)
        meaning = page.get_element_by_id(f"legend-{kind}").find_class("means")[0]
        assert re.search("[a-z]{4}.*[\u4e00-\u9fff]{4}", meaning.text_content())


def test_whatever_stands_in_texts_terms_and_names_is_shown_and_not_run():
    concept = replace(SMALL[0], definition=Bilingual(TRICKY, TRICKY), id="a&b")
    concept = replace(concept, terms=tuple(replace(term, text=TRICKY) for term in concept.terms))
    what = alignment((f"x {TRICKY}", f"甲 {TRICKY}", 1), (f"[{TRICKY}]", f"[{TRICKY}]", 0.1))
    links = tuple(replace(link, concept=concept) for link in what.beads[1].links)
    page, text = written(replace(what, beads=(what.beads[0], replace(what.beads[1], links=links))), (TRICKY, TRICKY))
    shown = TRICKY.replace("\x00", "\ufffd")
    assert [sides(bead) for bead in beads(page)] == [[f"x {shown}", f"甲 {shown}"], [shown, shown]]
    assert page.findtext(".//title") == f"{shown} · {shown}"
    (entry,) = page.find_class("concept")
    assert [p.text_content() for p in entry.findall("p")] == [shown, shown, "a&b · draft"]
    assert len(page.xpath("//script")) == 1
    assert text.count("<script") == 1


def test_the_page_asks_for_nothing_and_runs_only_its_own_script():
    page, text = written(alignment(("[a]", "[甲]", 1)))
    (script,) = page.xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.split("; ")[:1] == ["default-src 'none'"]
    assert f"script-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@src | //link | //iframe | //img")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not re.search(r"url\(|@import|https?:", text)


def test_ids_are_there_once_and_every_reference_leads_to_one():
    page, _ = written(alignment(*[("[a] [b]", "[甲]", 0.2)] * 3))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for reference in page.xpath("//@href | //@aria-describedby"):
        assert reference.removeprefix("#") in ids


def test_it_fits_the_reader():
    _, text = written(alignment(("a", "甲", 1)))
    for part in (
        "prefers-color-scheme: dark",
        "@media print",
        "width=device-width",
        "Noto Sans CJK SC",
        "#only:checked",
    ):
        assert part in text
    assert "italic" not in text  # there is none in Chinese
    assert not re.search("<(i|em)>", text)


def test_an_alignment_without_terms_has_no_list_of_them():
    page, _ = written(alignment(("a", "甲", 1)))
    assert not page.xpath("//section")
