import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from glossary.text.scripts import to_simplified, to_traditional

ROOT = Path(__file__).resolve().parents[2]


def test_both_ways():
    assert to_simplified("自主武器系統與人類控制") == "自主武器系统与人类控制"
    assert to_traditional("自主武器系统与人类控制") == "自主武器系統與人類控制"


@given(st.text(max_size=40))
def test_the_number_of_characters_stays(text):
    assert len(to_simplified(text)) == len(to_traditional(text)) == len(text)


def test_a_file_of_the_users_is_not_taken_for_the_tables(tmp_path):
    (tmp_path / "t2s.json").write_text("{}")
    code = "from glossary.text.scripts import to_simplified; print(ascii(to_simplified('統')))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ascii("统")
