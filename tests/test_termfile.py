from pathlib import Path

import pytest

from glossary.errors import InputError, TermFileError
from glossary.termfile import MAX_BYTES, read_file, read_text
from glossary.termfolder import read_folder, read_version

GOOD = "terms: {en: [robot], zh: [机器人]}\n"

BAD = {
    # text: (line, column, part of the message, part of the mend)
    "": (1, 1, "empty", "write a concept"),
    "# nothing else\n": (1, 1, "only comments", "write a concept"),
    "terms:\n\ten: [robot]\n": (2, 1, "tab", "spaces"),
    GOOD + "terms: {en: [a], zh: [b]}\n": (2, 1, "'terms' stands twice", "keep one"),
    GOOD + "statsu: draft\n": (2, 1, "unknown field 'statsu'", "status"),
    GOOD + "status: drafted\n": (2, 1, "'drafted' is not one of draft, reviewed", "draft"),
    GOOD + "id: robots\n": (2, 5, "differs from the file's name", "'robot'"),
    "terms: &x {en: [robot], zh: [机器人]}\n": (1, 8, "anchors and aliases", "write the value out"),
    GOOD + "definition: !!str text\n": (2, 13, "tags", "leave the tag out"),
    "- terms\n": (1, 1, "no mapping of fields", "terms:"),
    "terms: {en: [robot]}\n": (1, 8, "no terms in 'zh'", "'zh:'"),
    "terms: {en: [], zh: [机器人]}\n": (1, 13, "'en' are no list", "'- '"),
    "terms: {en: [robot], zh: [机器人], fr: [robot]}\n": (1, 33, "unknown field 'fr'", "en or zh"),
    "terms:\n  en:\n    - {text: robot, typ: full}\n  zh: [机器人]\n": (3, 21, "unknown field 'typ'", "type"),
    "terms:\n  en:\n    - {text: robot, lang: en}\n  zh: [机器人]\n": (3, 21, "given by the list", "leave"),
    "terms:\n  en:\n    - {text: robot, case_sensitive: maybe}\n  zh: [机器人]\n": (
        3,
        21,
        "case_sensitive",
        "true or false",
    ),
    GOOD + "status: reviewed\n": (1, 1, "needs the date", ""),
    GOOD + "reviewed: 1.12.2026\n": (2, 1, "not a date", "YYYY-MM-DD"),
    GOOD + "definition: {en: machine}\n": (2, 1, "'zh' is missing", "zh:"),
    GOOD + "definition: machine\n": (2, 1, "mapping of fields", "en, zh"),
    GOOD + "definition:\n  en:\n  zh: 机器\n": (3, 3, "'en' is empty", "leave it out"),
    GOOD + "clarification: {en: a: b, zh: 甲}\n": (2, 22, "not valid YAML", "quotes"),
    GOOD + "positions: {us-gov: text}\n": (2, 12, "not a mapping by party", "sources"),
    GOOD + "provenance: [{event: discussed, date: 2024-13, source: s}]\n": (2, 14, "2024-13", ""),
    GOOD + "attestations: [{source: s}]\n": (2, 16, "en, zh or both", ""),
    GOOD + "relations: {brother: [x]}\n": (2, 13, "unknown field 'brother'", "broader"),
    "terms: {en: [cafe\u0301], zh: [机器人]}\n": (1, 17, "normal form C", "NFC"),
    "---\n" + GOOD + "---\n" + GOOD: (3, 1, "single document", "one concept a file"),
    GOOD + "note: \x07\n": (2, 7, "U+0007", "remove"),
}


@pytest.mark.parametrize("text", BAD, ids=lambda text: repr(text)[:40])
def test_a_bad_file_is_refused_with_place_and_mend(text):
    line, column, message, mend = BAD[text]
    with pytest.raises(TermFileError) as caught:
        read_text(text, id="robot", path="d/robot.yaml")
    problem = caught.value.problems[0]
    assert (problem.path, problem.line, problem.column) == ("d/robot.yaml", line, column)
    assert message in problem.message
    assert mend in problem.mend


def test_all_problems_of_a_file_are_told_at_once():
    text = GOOD + "statsu: draft\nkind: thing\nagreement: maybe\n"
    with pytest.raises(TermFileError) as caught:
        read_text(text, id="robot")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


def test_plain_scalars_are_strings_whatever_they_look_like():
    concept = read_text("terms: {en: [NO, 012, '12:30', null], zh: [否]}\n", id="no")
    assert [term.text for term in concept.terms] == ["NO", "012", "12:30", "null", "否"]


def test_the_first_term_that_is_not_deprecated_is_the_preferred_one():
    text = "terms:\n  en: [{text: drone, acceptability: deprecated}, unmanned aircraft, UAV]\n  zh: [无人机]\n"
    english = [term for term in read_text(text, id="x").terms if term.lang == "en"]
    assert [term.acceptability for term in english] == ["deprecated", "preferred", "admitted"]


def test_the_folder_is_the_first_domain():
    concept = read_text(GOOD + "also_in: [military-ai]\n", id="robot", domain="autonomy")
    assert concept.domains == ("autonomy", "military-ai")


def test_parties_stand_in_the_order_of_their_ids():
    text = GOOD + "positions:\n  us-gov: {en: a, zh: 甲}\n  cn-gov: {en: b, zh: 乙}\n"
    assert [p.party for p in read_text(text, id="robot").positions] == ["cn-gov", "us-gov"]


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(TermFileError) as caught:
        read_folder(folder)
    return [
        str(problem).removeprefix(f"{folder}").lstrip("/\\").replace("\\", "/") for problem in caught.value.problems
    ]


def test_two_files_with_one_id_are_refused(tmp_path):
    write(tmp_path, {"a/robot.yaml": GOOD, "b/robot.yaml": GOOD})
    (problem,) = problems_of(tmp_path)
    assert problem.startswith("b/robot.yaml:1:1: the id 'robot' is taken by")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("relations: {broader: [machin]}", "no concept 'machin' (did you mean 'machine'?)"),
        ("relations: {related: [robot]}", "no concept 'robot'"),
        ("superseded_by: [gone]\nstatus: deprecated", "no concept 'gone'"),
        ("also_in: [nowhere]", "no domain 'nowhere'"),
        ("sources: [dod-200]", "no source 'dod-200' (did you mean 'dod-2000'?)"),
        ("positions: {uss-gov: {en: a, zh: 甲}}", "no party 'uss-gov'"),
        ("attestations: [{en: robot, source: unknown}]", "no source 'unknown'"),
        ("formerly: [machine]", "the former id 'machine' is also that of"),
    ],
)
def test_a_reference_to_nothing_is_refused_at_its_place(tmp_path, field, message):
    source = (
        "dod-2000: {title: {en: T, zh: 题}, issuer: D, date: 2000, url: 'https://x.org', languages: [en], kind: law}\n"
    )
    write(
        tmp_path,
        {
            "d/robot.yaml": GOOD + field + "\n",
            "d/machine.yaml": "terms: {en: [machine], zh: [机器]}\n",
            "domains.yaml": "d: {en: domain, zh: 领域}\n",
            "parties.yaml": "us-gov: {en: US, zh: 美}\n",
            "sources.yaml": source,
        },
    )
    problem = problems_of(tmp_path)[0]
    assert problem.startswith("d/robot.yaml:2:")
    assert message in problem


def test_the_problems_of_all_files_and_registers_are_told_together(tmp_path):
    write(
        tmp_path,
        {"a/x.yaml": "", "b/y.yaml": GOOD + "statsu: x\n", "sources.yaml": "s: {titel: x}\n", "c/z.yaml": GOOD},
    )
    told = problems_of(tmp_path)
    assert {problem.split(":")[0] for problem in told} == {"a/x.yaml", "b/y.yaml", "sources.yaml"}
    assert any("unknown field 'titel' (nearest known: title)" in problem for problem in told)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfet\x00", "UTF-16"),
        (b"terms: \xe9", "byte 0xe9 at offset 7"),
        (b"#" * (MAX_BYTES + 1), "1,000,001 bytes"),
    ],
)
def test_a_file_that_is_no_text_or_too_long_is_refused(tmp_path, data, message):
    path = tmp_path / "robot.yaml"
    path.write_bytes(data)
    with pytest.raises(TermFileError, match=message):
        read_file(path)


def test_a_byte_order_mark_is_read_past(tmp_path):
    path = tmp_path / "robot.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_file(path).id == "robot"


def test_line_ends_of_windows_are_read(tmp_path):
    path = tmp_path / "robot.yaml"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert read_file(path).preferred("zh").text == "机器人"


def test_a_missing_or_empty_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        read_folder(tmp_path / "missing")
    with pytest.raises(InputError, match="holds no term file"):
        read_folder(tmp_path)


@pytest.mark.parametrize("text", ["- 1.0.0\n", "version: [1]\n", "version: one\n", "edition: 1.0.0\n"])
def test_a_version_of_the_content_that_is_none_is_refused(tmp_path, text):
    write(tmp_path, {"base.yaml": text})
    with pytest.raises(TermFileError, match=r"is not major\.minor\.patch"):
        read_version(tmp_path)


def test_the_version_of_the_content_is_stated_or_zero(tmp_path):
    assert read_version(tmp_path) == "0.0.0"
    assert read_version(write(tmp_path, {"base.yaml": "version: 1.4.0\n"})) == "1.4.0"
