"""Problems: what is wrong in term files, one by one."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong in a file.

    `line` and `column` count from 1; `column` counts code points. `mend` says what to write instead.
    `rule` is the code of what it breaks: ``M001`` is the model, ``E…`` the editorial rules.
    """

    path: str
    line: int
    column: int
    message: str
    mend: str = ""
    rule: str = "M001"

    def __str__(self) -> str:
        mend = f" ({self.mend})" if self.mend else ""
        rule = f"{self.rule} " if self.rule != "M001" else ""
        return f"{self.path}:{self.line}:{self.column}: {rule}{self.message}{mend}"
