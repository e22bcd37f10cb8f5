"""The virtual environment of this checkout, which `demo` and `test` share.

Needs Python 3.11 or later and a package index; nothing else. What is there already is kept.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = FOLDER / "installed-from"


def prepare() -> Path:
    """The folder of the environment's programs, after making it if need be."""
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. Try: python3.11 {sys.argv[0]}")
    state = hashlib.sha256(
        LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    programs = FOLDER / ("Scripts" if os.name == "nt" else "bin")
    if STAMP.is_file() and STAMP.read_text() == state:
        return programs
    print("Setting up .venv (once; less than a minute on a usual connection) ...", flush=True)
    _step(
        [sys.executable, "-m", "venv", "--clear", str(FOLDER)],
        "Python's venv module is missing or broken; on Debian and Ubuntu install the package python3-venv",
    )
    pip = [_python(programs), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _step(
        [*pip, "--require-hashes", "--no-deps", "-r", str(LOCK)],
        "the packages of requirements.lock could not be installed; is a package index reachable?",
    )
    _step([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "the package itself could not be installed")
    STAMP.write_text(state)
    return programs


def run(programs: Path, *command: str) -> int:
    """Run a program of the environment in the checkout; its exit status."""
    name = programs / (command[0] + (".exe" if os.name == "nt" else ""))
    return subprocess.run([str(name), *command[1:]], cwd=ROOT, check=False).returncode


def _python(programs: Path) -> str:
    return str(programs / ("python.exe" if os.name == "nt" else "python"))


def _step(command: list[str], failure: str) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(f"\nStopped: {failure}.")
