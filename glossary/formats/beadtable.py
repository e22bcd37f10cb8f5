"""An alignment as tab-separated values: a bead a row.

| column | what it has |
| --- | --- |
| `score` | of the bead, 0 to 1; – where one side is empty |
| `en`, `zh` | the two sides, each on one line |
| `terms` | the ids of the concepts linked, or named on one side |
| `en_numbers`, `zh_numbers` | the sentences of each side, from 1: with ``--lines``, the lines of the files |

No cell has a tab or a line break, so that every line is a row and every tab parts two cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.formats.beadtext import text
from glossary.results import Alignment, Bead

HEADER = ("score", "en", "zh", "terms", "en_numbers", "zh_numbers")


def write(alignment: Alignment) -> Iterator[str]:
    """The lines of the table, the header first."""
    yield "\t".join(HEADER) + "\n"
    for bead in alignment.beads:
        en, zh = text(alignment, bead, "en"), text(alignment, bead, "zh")
        cells = (score(bead), en, zh, terms(bead), _numbers(bead.en), _numbers(bead.zh))
        yield "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def score(bead: Bead) -> str:
    """The score of a bead, or a dash where there is nothing to score.

    >>> score(Bead((0,), (0, 1), 0.876)), score(Bead((1,), (), 0.0))
    ('0.88', '–')
    """
    return f"{bead.score:.2f}" if bead.en and bead.zh else "–"


def terms(bead: Bead) -> str:
    """The ids of the concepts of a bead's links, each once; it is said where only one side has the term."""
    ids = (f"{link.concept.id}{'' if link.en and link.zh else ' (one side)'}" for link in bead.links)
    return ", ".join(dict.fromkeys(ids))


def _numbers(sentences: Sequence[int]) -> str:
    return ",".join(str(number + 1) for number in sentences)
