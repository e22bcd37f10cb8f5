"""TMX 1.4b, the format in which translation memories are exchanged (LISA OSCAR 2005).

A unit a bead, with the score and the linked terms as properties of ours:

- ``x-glossary:score``, the score of the bead, 0 to 1;
- ``x-glossary:term``, one a linked term, as ``id: English = Chinese``;
- ``x-glossary:base`` in the header, the version of the base.

Beads with one side are left out: a unit in one language is lawful, and of no use. There is no document type
declaration, which would make some readers look for the DTD; the file is valid against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from glossary.formats.beadtext import LANGS, chinese, holdable, is_pair, side
from glossary.results import Alignment, Bead


def write(alignment: Alignment, *, base: str, program: str, created: dt.datetime | None = None) -> Iterator[str]:
    """The lines of a TMX file.

    Args:
        alignment: what is written.
        base: the version of the base.
        program: the version of this program.
        created: when; without it nothing in the file tells, and the same alignment always gives the same file.
    """
    languages = {"en": "en", "zh": chinese(alignment)}
    date = "" if created is None else f' creationdate="{created.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield f'<header creationtool="glossary" creationtoolversion={_quoted(program)} segtype="sentence"'
    yield f' o-tmf="glossary" adminlang="en" srclang="en" datatype="plaintext"{date}>\n'
    yield f'<prop type="x-glossary:base">{_escaped(base)}</prop>\n</header>\n<body>\n'
    for number, bead in enumerate(alignment.beads, start=1):
        if is_pair(alignment, bead):
            yield from _unit(number, alignment, bead, languages)
    yield "</body>\n</tmx>\n"


def _unit(number: int, alignment: Alignment, bead: Bead, languages: dict[str, str]) -> Iterator[str]:
    yield f'<tu tuid="{number}">\n<prop type="x-glossary:score">{bead.score:.2f}</prop>\n'
    surfaces: list[dict[str, str]] = [{} for _ in bead.links]
    texts: dict[str, str] = {}
    for lang in LANGS:
        runs = side(alignment, bead, lang)
        texts[lang] = "".join(run.text for run in runs)
        for run in runs:
            if run.link is not None:
                surfaces[run.link][lang] = run.text
    pairs = [(link, found) for link, found in zip(bead.links, surfaces, strict=True) if len(found) == len(LANGS)]
    for term in dict.fromkeys(f"{link.concept.id}: {found['en']} = {found['zh']}" for link, found in pairs):
        yield f'<prop type="x-glossary:term">{_escaped(term)}</prop>\n'
    for lang in LANGS:
        yield f'<tuv xml:lang="{languages[lang]}"><seg>{_escaped(texts[lang])}</seg></tuv>\n'
    yield "</tu>\n"


def _escaped(text: str) -> str:
    return escape(holdable(text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(holdable(text))
