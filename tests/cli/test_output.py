import io
import re
import time

import pytest

from glossary.cli import output


class Terminal(io.StringIO):
    def isatty(self):
        return True


def terminal(monkeypatch):
    """Standard error as a terminal. No fixture: pytest takes standard error back between that and the test."""
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(output, "_PATIENCE", 0)
    monkeypatch.setattr(output, "_LOOK", 0.01)
    return screen


def seen(screen, pattern):
    for _ in range(500):
        if re.search(pattern, screen.getvalue()):
            return True
        time.sleep(0.01)
    return False


def test_progress_shows_a_bar_once_it_is_told(monkeypatch):
    screen = terminal(monkeypatch)
    with output.progress("aligning") as tell:
        assert seen(screen, "aligning …")
        tell(40, 200)
        assert seen(screen, "40/200")


def test_what_is_soon_done_shows_nothing(monkeypatch):
    screen = terminal(monkeypatch)
    monkeypatch.setattr(output, "_PATIENCE", 60)
    with output.progress("aligning") as tell:
        tell(1, 2)
    with output.working("reading"):
        pass
    assert screen.getvalue() == ""


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(output, "_PATIENCE", 0)
    with output.progress("aligning") as tell, output.working("reading"):
        tell(1, 2)
        time.sleep(0.05)
    assert screen.getvalue() == ""


def test_an_error_in_the_work_ends_the_bar(monkeypatch):
    screen = terminal(monkeypatch)

    def work():
        assert seen(screen, "aligning …")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), output.progress("aligning"):
        work()
    shown = screen.getvalue()
    time.sleep(0.05)
    assert screen.getvalue() == shown
