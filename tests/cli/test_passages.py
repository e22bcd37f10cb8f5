"""What `align` and `check` read."""

import json

import pytest

ENGLISH = {
    "en.txt": "Weapons\n\nThey discussed autonomous weapons systems.\n",
    "en.md": "---\ntitle: x\n---\n# Weapons\n\n* They discussed *autonomous*\n  `x` weapons systems.\n",
    "en.html": "<title>x</title>\n<h1>Weapons</h1>\n<p>They discussed <b>autonomous\n weapons</b> systems.<p hidden>x",
}
CHINESE = {
    "zh.txt": ("武器\n\n双方讨论了自动武器系统。\n", (3, 6)),
    "zh.md": ("# 武器\n\n```\nx\n```\n\n> 双方讨论了\n> **自动**武器系统。\n", (8, 5)),
    "zh.html": ("<h1>武器</h1>\n<p>双方&nbsp;讨论了\n  <b>自动</b>武器<!-- x -->系统。", (3, 6)),
}


@pytest.mark.parametrize("en", ENGLISH)
@pytest.mark.parametrize("zh", CHINESE)
def test_check_tells_line_and_column_in_the_file_itself(run, tmp_path, en, zh):
    (tmp_path / en).write_text(ENGLISH[en], encoding="utf-8")
    text, place = CHINESE[zh]
    (tmp_path / zh).write_text(text, encoding="utf-8")
    status, out, _ = run("check", tmp_path / en, tmp_path / zh, "--json")
    (finding,) = json.loads(out)["findings"]
    location = finding["location"]
    assert (status, finding["rule"], location["path"]) == (1, "T101", str(tmp_path / zh))
    assert (location["line"], location["column"]) == place
    start, end = finding["zh"]
    assert (text[start : start + 2], text[end - 2 : end]) == ("自动", "系统")


def test_markup_is_no_part_of_a_sentence(run, tmp_path):
    for name in ("en.md", "en.html"):
        (tmp_path / name).write_text(ENGLISH[name], encoding="utf-8")
    (tmp_path / "zh.md").write_text(CHINESE["zh.md"][0], encoding="utf-8")
    for name in ("en.md", "en.html"):
        _, out, _ = run("align", tmp_path / name, tmp_path / "zh.md", "--json")
        data = json.loads(out)
        assert data["en"] == ["Weapons", "They discussed autonomous weapons systems."]
        assert data["zh"] == ["武器", "双方讨论了自动武器系统。"]


def test_a_file_with_nothing_but_markup_is_refused(run, tmp_path):
    (tmp_path / "en.md").write_text("```\ncode\n```\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("武器\n", encoding="utf-8")
    status, out, err = run("align", tmp_path / "en.md", tmp_path / "zh.txt")
    assert (status, out) == (2, "")
    assert "no text outside its markup" in err
