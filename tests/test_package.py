"""The package as users get it: a wheel in an empty environment, outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_carries_the_compiled_base_and_nothing_it_should_not(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "glossary/base.sqlite" in names
    assert "glossary/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "terms", "scripts")) or "cedict" in name]
    assert not (ROOT / "glossary" / "base.sqlite").exists()


def test_the_wheel_in_an_empty_environment_gives_the_same_base(wheel, tmp_path, bundled):
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = [line.removesuffix(" \\") for line in lock.splitlines() if line[:1].isalpha()]
    (tmp_path / "constraints.txt").write_text("\n".join(pinned), encoding="utf-8")
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "-c", str(tmp_path / "constraints.txt"), str(wheel)], check=True)
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GLOSSARY"))}

    def run(*command):
        done = subprocess.run(
            [str(programs / command[0]), *command[1:]], cwd=tmp_path, env=clean, capture_output=True, check=True
        )
        return done.stdout.decode("utf-8").strip()

    assert run("python", "-c", "import glossary; print(glossary.load().version)") == bundled.version
    assert run("glossary", "--version").endswith(bundled.version)
    assert "autonomous-weapons-system" in run("glossary", "lookup", "自主武器系統")
    imported = "import sys, glossary; glossary.load().recognize('AI'); print({'yaml', 'pydantic'} & set(sys.modules))"
    assert run("python", "-c", imported) == "set()"
