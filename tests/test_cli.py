import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
EN, ZH = str(ROOT / "examples" / "dialogue.en.txt"), str(ROOT / "examples" / "dialogue.zh.txt")


@pytest.fixture
def run(capsys):
    def call(*argv):
        status = main(list(argv))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def answer(out):
    (line,) = out.splitlines()
    return json.loads(line)


def test_alone_it_shows_the_five_things_that_people_do_first(run):
    status, out, _ = run()
    assert status == 0
    assert len(re.findall(r"^  glossary (?!--)", out, re.MULTILINE)) == 5


def test_lookup_json_has_the_fields_of_the_contract(run, bundled):
    status, out, _ = run("lookup", "meaningfull", "human", "controll", "--json")
    data = answer(out)
    assert (status, data["base"]) == (0, bundled.version)
    hit = data["hits"][0]
    assert set(hit) == {"id", "term", "lang", "score", "via", "spans", "en", "zh", "definition", "status", "standing"}
    assert (hit["id"], hit["zh"]) == ("meaningful-human-control", "有意义的人类控制")


def test_lookup_says_when_nothing_is_near_and_what_may_be_meant(run):
    status, out, err = run("lookup", "qwzrtpl")
    assert (status, out) == (0, "")
    assert "nothing in the base is near" in err
    _, out, err = run("lookup", "humn kontrl")
    assert "did you mean" in err
    assert out


def test_lookup_of_a_list_answers_line_by_line(run, monkeypatch):
    lines = "AI\nmeaningfull human controll\nqwzrtpl\n\n"
    monkeypatch.setattr("sys.stdin", _Stdin(lines))
    _, out, _ = run("lookup", "-")
    assert [row.split("\t")[1] for row in out.splitlines()[1:]] == ["in the base", "nearly", "not in the base"]
    monkeypatch.setattr("sys.stdin", _Stdin(lines))
    _, out, _ = run("lookup", "-", "--json")
    assert [json.loads(line)["query"] for line in out.splitlines()] == lines.split("\n")[:3]


class _Stdin:
    def __init__(self, text):
        import io

        self.buffer = io.BytesIO(text.encode())


def test_show_json_is_the_term_file_with_its_defaults(run):
    _, out, _ = run("show", "autonomous-weapons-system", "--json")
    concept = answer(out)["concept"]
    assert concept["id"] == "autonomous-weapons-system"
    assert concept["terms"]["zh"][0]["text"] == "自主武器系统"
    assert concept["terms"]["zh"][0]["acceptability"] == "preferred"
    assert list(concept["positions"]) == sorted(concept["positions"])
    assert concept["also_in"] == concept["domains"][1:]
    assert concept["standing"] == "discussed"
    status, _, err = run("show", "autonomous-weapon-system")
    assert status == 2
    assert "autonomous-weapons-system" in err


def test_concepts_can_be_shown(run, bundled):
    for id in list(bundled)[::15]:
        status, out, _ = run("show", id)
        assert status == 0
        assert bundled[id].preferred("zh").text in out


def test_recognize_json_and_jsonl_say_the_same(run):
    _, out, _ = run("recognize", ZH, "--json")
    mentions = answer(out)["mentions"]
    assert set(mentions[0]) == {"start", "end", "text", "lang", "id", "ids", "term", "confidence"}
    _, out, _ = run("recognize", ZH, "--jsonl")
    assert [json.loads(line) for line in out.splitlines()] == mentions
    _, out, _ = run("recognize", ZH)
    assert len(out.splitlines()) == len(mentions) + 1


def test_align_json_has_the_fields_of_the_contract(run):
    _, out, _ = run("align", EN, ZH, "--json")
    data = answer(out)
    assert set(data) == {"base", "en", "zh", "beads"}
    assert set(data["beads"][0]) == {"en", "zh", "score", "links"}
    link = next(link for bead in data["beads"] for link in bead["links"])
    assert set(link) == {"id", "en", "zh", "score", "origin"}
    _, out, _ = run("align", EN, ZH, "--format", "tsv")
    assert len(out.splitlines()) == len(data["beads"]) + 1


def test_align_keeps_lines_when_asked(run, tmp_path):
    (tmp_path / "en").write_text("One robot. Two robots.\n\nAI.\n", encoding="utf-8")
    (tmp_path / "zh").write_text("一个机器人。两个机器人。\n\n人工智能。\n", encoding="utf-8")
    _, out, _ = run("align", str(tmp_path / "en"), str(tmp_path / "zh"), "--lines", "--json")
    assert answer(out)["en"] == ["One robot. Two robots.", "", "AI."]


def test_align_says_when_the_texts_are_hardly_a_translation(run, tmp_path):
    (tmp_path / "zh").write_text("香蕉很便宜。水果商人很高兴。他在河边钓鱼。", encoding="utf-8")
    status, _, err = run("align", EN, str(tmp_path / "zh"))
    assert status == 0
    assert "is this a translation?" in err


def test_check_finds_the_planted_error_and_exits_with_1(run):
    status, out, _ = run("check", EN, ZH, "--original", "en", "--json")
    assert status == 1
    findings = answer(out)["findings"]
    assert [(f["rule"], f["id"]) for f in findings] == [("T201", "meaningful-human-control")]
    assert set(findings[0]) == {"rule", "severity", "message", "id", "en", "zh", "suggestion", "location"}
    line = Path(EN).read_text(encoding="utf-8").split("\n")[findings[0]["location"]["line"] - 1]
    assert line[findings[0]["location"]["column"] - 1 :].startswith("meaningful human control ends")


def test_check_of_a_right_translation_exits_with_0(run, tmp_path):
    (tmp_path / "en").write_text("Robots use neural networks.", encoding="utf-8")
    (tmp_path / "zh").write_text("机器人使用神经网络。", encoding="utf-8")
    assert run("check", str(tmp_path / "en"), str(tmp_path / "zh"))[0] == 0


def test_show_tree_indents_what_is_narrower_and_what_is_a_part(run, tmp_path):
    (tmp_path / "d").mkdir()
    terms = {
        "weapon": "terms: {en: [weapon], zh: [武器]}\n",
        "gun": "terms: {en: [gun], zh: [枪]}\nrelations: {broader: [weapon]}\n",
        "barrel": "terms: {en: [barrel], zh: [枪管]}\nrelations: {part_of: [gun]}\n",
    }
    for id, text in terms.items():
        (tmp_path / "d" / f"{id}.yaml").write_text(text, encoding="utf-8")
    status, out, _ = run("--terms", str(tmp_path), "show", "weapon", "--tree")
    assert (status, out) == (0, "weapon · 武器  weapon\n  gun · 枪  gun\n    barrel · 枪管  barrel\n")


def test_validate_tells_every_problem_and_exits_with_2(run, tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "robot.yaml").write_text("statsu: x\nterms: {en: [robot]}\n", encoding="utf-8")
    status, out, _ = run("validate", str(tmp_path))
    assert status == 2
    assert len(out.splitlines()) == 2
    status, out, _ = run("validate", str(tmp_path / "d" / "robot.yaml"), "--json")
    finding = answer(out)["findings"][0]
    assert (finding["severity"], finding["location"]["line"], finding["location"]["column"]) == ("error", 1, 1)


def test_validate_editorial_tells_breaches_with_their_rule_and_exits_with_1(run, tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "robot.yaml").write_text("terms: {en: [robot], zh: [机器人]}\n", encoding="utf-8")
    assert run("validate", str(tmp_path))[0] == 0
    status, out, err = run("validate", str(tmp_path), "--editorial")
    assert (status, err.strip()) == (1, "1 problem")
    assert out.startswith(f"{tmp_path / 'd' / 'robot.yaml'}:1:1: E101 no definition (")
    status, out, _ = run("validate", str(tmp_path), "--editorial", "--json")
    assert status == 1
    assert [finding["rule"] for finding in json.loads(out)["findings"]] == ["E101"]


def test_validate_editorial_asks_for_a_folder(run, tmp_path):
    path = tmp_path / "robot.yaml"
    path.write_text("terms: {en: [robot], zh: [机器人]}\n", encoding="utf-8")
    status, _, err = run("validate", str(path), "--editorial")
    assert status == 2
    assert "name the folder" in err


def test_validate_finds_nothing_in_our_own_files(run):
    assert run("validate")[0] == 0


def test_stats_count_what_there_is(run, bundled):
    _, out, _ = run("stats", "--json")
    stats = answer(out)["stats"]
    assert stats["concepts"] == len(bundled) == sum(stats["domains"].values()) == sum(stats["status"].values())
    status, out, _ = run("stats")
    assert (status, str(len(bundled)) in out) == (0, True)


def test_another_base_by_option_and_by_configuration(run, tmp_path, monkeypatch):
    (tmp_path / "client.csv").write_text("en,zh\nflux capacitor,通量电容器\n", encoding="utf-8")
    _, out, _ = run("--terms", str(tmp_path / "client.csv"), "lookup", "flux capacitors", "--json")
    assert answer(out)["hits"][0]["zh"] == "通量电容器"
    (tmp_path / "glossary.toml").write_text('terms = ["bundled", "client.csv"]\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    for query in ("flux capacitor", "AI"):
        _, out, _ = run("lookup", query, "--json")
        assert answer(out)["hits"][0]["score"] == 1
    (tmp_path / "glossary.toml").write_text("terms = 1\n", encoding="utf-8")
    assert run("lookup", "AI")[0] == 2


BAD_FILES = {
    "missing": (None, "no such file"),
    "directory": ("/", "is a directory"),
    "empty": (b"", "is empty"),
    "latin1": (b"caf\xe9 AI", "byte 0xe9 at offset 3"),
    "utf16": ("AI".encode("utf-16"), "UTF-16"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["recognize", "align", "check", "recognize --jsonl"])
def test_a_bad_file_gets_one_sentence_and_exit_2_and_nothing_is_written(run, tmp_path, name, command):
    data, message = BAD_FILES[name]
    path = tmp_path / name
    if data == "/":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    command, *options = command.split()
    if command == "recognize":
        if name == "empty":  # nothing is found in it
            assert run(command, *options, str(path))[0] == 0
            return
        argv = [command, *options, str(path)]
    else:
        argv = [command, EN, str(path)]
    status, out, err = run(*argv)
    assert (status, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_an_export_is_written_whole_or_not_at_all(run, tmp_path, monkeypatch):
    target = tmp_path / "out.json"
    target.write_text("before")
    status, _, err = run("export", "json", "-o", str(tmp_path / "no" / "out.json"))
    assert (status, "cannot be written" in err) == (2, True)

    def broken(*_):
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("glossary.formats.jsonfile.write", broken)
    assert run("export", "json", "-o", str(target))[0] == 2
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize("argv", [["nonsense"], ["lookup"], ["export", "xml"], ["check", EN], ["--terms"]])
def test_bad_usage_exits_with_2(argv, capsys):
    try:
        status = main(argv)
    except SystemExit as stop:
        status = stop.code
    assert status == 2
    assert capsys.readouterr().err


def test_every_command_has_help(capsys):
    for command in COMMANDS:
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        assert stop.value.code == 0
        assert "--json" in capsys.readouterr().out


def test_every_command_stands_in_the_readme_and_the_guide():
    for name in ("README.md", "docs/guide.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for command in COMMANDS:
            assert f"`{command}" in text or f"glossary {command}" in text, (name, command)


def process(*argv, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", "glossary", *argv], env=environment, **options)


def test_a_closed_pipe_is_quiet(tmp_path):
    text = tmp_path / "long.txt"
    text.write_text("AI and robots. " * 200_000, encoding="utf-8")
    with process("recognize", "--jsonl", str(text), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.wait(60) == 0
        assert running.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interruption_leaves_no_traceback_and_exits_with_130(tmp_path):
    text = tmp_path / "long.txt"
    text.write_text("AI and robots. " * 1_000_000, encoding="utf-8")
    with process("recognize", "--jsonl", str(text), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
        assert running.returncode == 130
        assert b"Traceback" not in errors


def test_output_is_utf8_whatever_the_locale(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    with process("lookup", "机器人", stdout=subprocess.PIPE) as running:
        assert "机器人" in running.stdout.read().decode("utf-8")
