"""What is imported when: a program that only imports us must not pay for what it does not use."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "jieba", "pydantic", "yaml", "opencc", "pypinyin", "numpy", "rich", "rapidfuzz", "daachorse", "snowballstemmer",
    "platformdirs", "markdown_it",
)  # fmt: skip


def loaded_after(code):
    program = f"import sys; {code}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(eval(done.stdout))


def test_importing_the_package_imports_nothing_else():
    assert loaded_after("import glossary") == set()
    program = "import sys; before = set(sys.modules); import glossary; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert set(done.stdout.split()) <= {"glossary", "__future__"}


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("import glossary; glossary.load().lookup('artificial intelligence')", {"platformdirs"}),
        ("import glossary; glossary.load().lookup('artifical inteligence')", {"rapidfuzz", "platformdirs"}),
        ("import glossary; glossary.load().recognize('AI')", {"daachorse", "platformdirs"}),
    ],
)
def test_a_verb_imports_only_what_it_needs(bundled, code, needed):
    # The cache of the tests is named in the environment, so platformdirs is not asked for it.
    assert loaded_after(code) <= needed


def test_every_public_name_is_there():
    import glossary

    for name in glossary.__all__:
        assert getattr(glossary, name) is not None
        assert name in dir(glossary)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        glossary.nothing  # noqa: B018
