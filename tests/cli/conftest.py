import pytest

from glossary.cli import main


@pytest.fixture
def run(capsys):
    """Runs a command; gives its exit status, and what it wrote to standard output and error."""

    def call(*argv):
        status = main([str(part) for part in argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call
