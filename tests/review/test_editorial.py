"""Each editorial rule finds what it is for, at its place, and lets a good entry pass."""

from pathlib import Path

import pytest

from glossary.errors import TermFileError
from glossary.review.editorial import breaches
from glossary.text.spelling import british

GOOD = """\
status: reviewed
reviewed: 2026-11-24
terms:
  en: [weapons system]
  zh: [武器系统]
definition:
  en: combination of arms and equipment that is needed to use them on their own
  zh: 独立使用所需的武器与配套装备的组合
positions:
  us-gov:
    en: The platform belongs to it.
    zh: 平台也包括在内。
    sources: [directive]
clarification:
  en: Chinese texts also write 武器装备, “arms and equipment”.
  zh: 中文文本也写作“武器装备”。
attestations:
  - {en: Weapons Systems, source: directive, at: 'section 2', quote: weapons systems and platforms}
  - {zh: 武器系统, source: paper, at: 第三节}
examples:
  - {en: The weapons system was tested., zh: 该武器系统已通过测试。}
provenance:
  - {event: discussed, track: '2', date: 2024-02, source: paper}
"""
SOURCES = """\
directive:
  title: {en: Directive, zh: 指令}
  issuer: Department
  date: 2023-01-25
  url: https://www.example.org/directive.pdf
  languages: [en]
  kind: directive
  side: us
paper:
  title: {en: Paper, zh: 文件}
  issuer: Ministry
  date: 2021
  url: https://www.example.org/paper
  languages: [zh]
  kind: position paper
  side: cn
"""
PARTIES = "us-gov: {en: U.S. government, zh: 美国政府}\ncn-gov: {en: Chinese government, zh: 中国政府}\n"


def base(folder: Path, entry: str = GOOD, *, sources: str = SOURCES, homographs: str = "", **others: str) -> Path:
    """A folder of term files: `entry` as weapons-system, and more entries by name (``_`` for a hyphen)."""
    (folder / "military").mkdir()
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "parties.yaml").write_text(PARTIES, encoding="utf-8")
    if homographs:
        (folder / "homographs.yaml").write_text(homographs, encoding="utf-8")
    for name, text in {"weapons_system": entry, **others}.items():
        (folder / "military" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> list[tuple[str, str, int]]:
    return [(p.rule, Path(p.path).name, p.line) for p in breaches(folder)]


def test_a_good_entry_breaks_no_rule(tmp_path):
    assert breaches(base(tmp_path)) == []


@pytest.mark.parametrize(
    ("rule", "line", "old", "new"),
    [
        ("E102", 7, "combination of arms", "weapons systems of arms"),
        ("E102", 8, "独立使用所需的武器", "武器系统中独立使用所需的武器"),
        ("E104", 7, "combination of", "a combination of"),
        ("E104", 7, "on their own", "on their own."),
        ("E104", 8, "装备的组合", "装备的组合。"),
        ("E105", 7, "combination of arms and equipment that is needed to use them on their own", "arms for use"),
        ("E105", 8, "独立使用所需的武器与配套装备的组合", "武器组合"),
        ("E202", 4, "[weapons system]", "[weapons system, weapon complex]"),
        ("E202", 5, "[武器系统]", "[武器系统, 武器装备体系]"),
        ("E202", 5, "at: 第三节", "quote: 武器系统"),
        ("E203", 19, "{zh: 武器系统, source: paper", "{zh: 武器系统, source: directive"),
        ("E204", 18, "quote: weapons systems and platforms", f"quote: {'word ' * 16}"),
        ("E205", 10, "    sources: [directive]\n", ""),
        ("E206", 14, "clarification:", "agreement: partial\nclarification:"),
        ("E207", 23, "2024-02,", "2024-02-31,"),
        ("E207", 23, "2024-02,", "2999-02,"),
        ("E207", 24, "source: paper}\n", "source: paper}\n  - {event: parted, date: 2023-05-01, source: paper}\n"),
        ("E401", 16, "武器装备”。", "武器装备”,下同。"),
        ("E401", 12, "平台也包括在内。", "平台(车辆)也包括在内。"),
        ("E402", 16, "中文文本也写作", "中文文本 也写作"),
        ("E402", 21, "该武器系统", "该 NATO 武器系统"),
        ("E402", 16, "写作“武器装备”", "写作“武器装备"),
        ("E403", 15, "Chinese texts", "Chinese defence texts"),
        ("E403", 15, "also write", "also write，so"),
        ("E404", 15, "equipment”.", "equipment”"),
        ("E404", 12, "平台也包括在内。", "平台也包括在内"),
    ],
)
def test_a_rule_finds_what_it_is_for(tmp_path, rule, line, old, new):
    assert old in GOOD
    found = told(base(tmp_path, GOOD.replace(old, new, 1)))
    assert (rule, "weapons-system.yaml", line) in found
    assert {name for name, _, _ in found} <= {rule, "E201"}  # a source that the mutation set free


def test_an_entry_needs_a_definition(tmp_path):
    start, end = GOOD.index("definition:"), GOOD.index("positions:")
    assert [rule for rule, _, _ in told(base(tmp_path, GOOD[:start] + GOOD[end:]))] == ["E101"]


def test_a_draft_may_have_renderings_without_evidence(tmp_path):
    draft = GOOD.replace("status: reviewed\nreviewed: 2026-11-24", "status: draft").replace(
        "[weapons system]", "[weapons system, weapon complex]"
    )
    assert breaches(base(tmp_path, draft)) == []


OTHER = """\
terms: {en: [ENGLISH], zh: [CHINESE]}
definition: {en: thing that somebody uses for some purpose in war, zh: 人在战争中为某种目的而使用的东西}
"""


def other(english: str, chinese: str, more: str = "") -> str:
    return OTHER.replace("ENGLISH", english).replace("CHINESE", chinese) + more


def test_two_concepts_do_not_define_each_other(tmp_path):
    circle = GOOD.replace("combination of arms", "combination of platforms, arms")
    platform = other("platform", "平台").replace("thing that", "thing in a weapons system that")
    found = breaches(base(tmp_path, circle, platform=platform))
    assert [p.rule for p in found] == ["E103"]
    assert "'platform' and 'weapons-system'" in found[0].message


def test_a_shared_surface_must_be_declared_and_a_declared_one_shared(tmp_path):
    double = other("arms", "武器系统")
    ours = [("E302", "weapon.yaml", 1), ("E302", "weapons-system.yaml", 5)]
    assert told(base(tmp_path, weapon=double)) == ours


def test_a_declared_homograph_is_no_finding(tmp_path):
    double = other("arms", "武器系统")
    assert told(base(tmp_path, weapon=double, homographs="武器系统: [weapon, weapons-system]\n")) == []


def test_surfaces_are_compared_after_folding(tmp_path):
    assert ("E302", "weapon.yaml", 1) in told(base(tmp_path, weapon=other("Weapons-Systems", "兵器")))


def test_a_homograph_that_is_none_any_more_is_told(tmp_path):
    found = told(base(tmp_path, homographs="武器系统: [weapon, weapons-system]\n"))
    assert found == [("E302", "homographs.yaml", 1)]


def test_a_homographs_file_of_another_shape_is_refused(tmp_path):
    with pytest.raises(TermFileError, match=r"homographs\.yaml:1:1: not a mapping of surfaces"):
        breaches(base(tmp_path, homographs="- 武器系统\n"))


def test_a_cycle_of_relations_is_told_once(tmp_path):
    more = "relations: {broader: [BELOW]}\n"
    files = {
        name: other(name, zh, more.replace("BELOW", above))
        for name, zh, above in (("one", "甲", "two"), ("two", "乙", "three"), ("three", "丙", "one"))
    }
    found = breaches(base(tmp_path, four=other("four", "丁", more.replace("BELOW", "one")), **files))
    assert [p.rule for p in found] == ["E301"]


def test_a_source_is_cited_dated_and_has_an_address(tmp_path):
    unused = SOURCES + SOURCES.replace("directive:", "spare:", 1).split("paper:")[0]
    assert told(base(tmp_path, sources=unused)) == [("E201", "sources.yaml", 17)]


@pytest.mark.parametrize(
    ("old", "new"), [("2023-01-25", "2023-02-30"), ("www.example.org/directive.pdf", "github.com")]
)
def test_a_source_with_a_poor_date_or_address_is_told(tmp_path, old, new):
    assert [rule for rule, _, _ in told(base(tmp_path, sources=SOURCES.replace(old, new)))] == ["E208"]


def test_a_government_is_not_cited_from_experts_alone(tmp_path):
    experts = SOURCES.replace("kind: directive", "kind: expert text")
    assert told(base(tmp_path, sources=experts)) == [("E205", "weapons-system.yaml", 10)]


@pytest.mark.parametrize(
    "text",
    [
        "The exercise promises a surprise, advertised otherwise.",
        "Four hours of ours, a contour and a glamorous tour.",
        "We practice to license centered programs.",
        "The analysis of the organization's enterprise is concise and precise.",
    ],
)
def test_american_spelling_passes(text):
    assert list(british(text)) == []
