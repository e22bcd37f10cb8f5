"""Queries made from terms by rule: what people type when they mean a term. A fixed seed, so they can be made again.

For sizes at which nobody can write queries by hand. (The sets written by hand are in tests/gold.)
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from glossary.models import Concept, Term
from glossary.text.pinyin import syllables
from glossary.text.scripts import to_traditional

LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"

Make = Callable[[Term, random.Random], str | None]


class Query(NamedTuple):
    kind: str
    text: str
    id: str


def queries(concepts: Sequence[Concept], count: int, *, kinds: Sequence[str] = (), seed: int = 1) -> Iterator[Query]:
    """`count` queries a kind, each from a term drawn at random; of all kinds, or of those named."""
    for kind in kinds or tuple(KINDS):
        lang, make = KINDS[kind]
        draw = random.Random(f"{seed} {kind}")  # noqa: S311 - no secret
        made = tries = 0
        while made < count and tries < 100 * count:
            tries += 1
            concept = draw.choice(concepts)
            terms = [t for t in concept.terms if t.lang == lang]
            text = make(draw.choice(terms), draw) if terms else None
            if text and text.strip() and text not in {t.text for t in terms}:
                made += 1
                yield Query(kind, text, concept.id)


def _long(term: Term, least: int) -> str | None:
    return term.text if len(term.text) >= least else None


def _typo(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 6)
    if text is None or not text.isascii():
        return None
    at = draw.randrange(1, len(text))
    return text[:at] + draw.choice(LETTERS) + text[at + draw.choice((0, 1)) :]


def _two_typos(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 10)
    once = text and _typo(term, draw)
    return once and _typo(Term(once, "en"), draw)


def _dropped_letter(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 6)
    at = draw.randrange(1, len(term.text)) if text else 0
    return text and text[:at] + text[at + 1 :]


def _transposed(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 6)
    if text is None:
        return None
    places = [i for i in range(1, len(text) - 1) if text[i] != text[i + 1] and text[i : i + 2].isalpha()]
    if not places:
        return None
    at = draw.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _reordered(term: Term, draw: random.Random) -> str | None:
    parts = term.text.split()
    if len(parts) < 2:
        return None
    at = draw.randrange(1, len(parts))
    return " ".join(parts[at:] + parts[:at])


def _reordered_typo(term: Term, draw: random.Random) -> str | None:
    turned = _reordered(term, draw)
    return turned and _typo(Term(turned, "en"), draw)


def _dropped_word(term: Term, draw: random.Random) -> str | None:
    parts = term.text.split()
    if len(parts) < 3:
        return None
    at = draw.randrange(len(parts))
    return " ".join(parts[:at] + parts[at + 1 :])


def _beginning(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 9)
    return text and text[: draw.randrange(2 * len(text) // 3, len(text))]


def _joined(term: Term, draw: random.Random) -> str | None:
    return term.text.replace(" ", draw.choice(("", "-"))) if " " in term.text else None


def _zh_dropped(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 4)
    at = draw.randrange(len(term.text)) if text else 0
    return text and text[:at] + text[at + 1 :]


def _zh_wrong(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 4)
    at = draw.randrange(len(term.text)) if text else 0
    return text and text[:at] + draw.choice(COMMON) + text[at + 1 :]


def _zh_swapped(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 4)
    at = draw.randrange(len(term.text) - 1) if text else 0
    return text and text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _zh_inserted(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 4)
    at = draw.randrange(1, len(term.text)) if text else 0
    return text and text[:at] + draw.choice(COMMON) + text[at:]


def _zh_beginning(term: Term, draw: random.Random) -> str | None:
    text = _long(term, 5)
    return text and text[: draw.randrange(2 * len(text) // 3, len(text))]


def _reading(term: Term, between: str) -> str | None:
    parts = syllables(term.pinyin or "")
    return between.join(parts) if len(parts) > 2 else None


def _pinyin_typo(term: Term, draw: random.Random) -> str | None:
    text = _reading(term, "")
    return text and _typo(Term(text, "en"), draw)


def _initials(term: Term, draw: random.Random) -> str | None:
    parts = syllables(term.pinyin or "")
    return "".join(part[0] for part in parts) if len(parts) > 3 else None


def _acronym(term: Term, draw: random.Random) -> str | None:
    parts = term.text.split()
    return "".join(part[0] for part in parts).upper() if len(parts) > 2 and term.text.isascii() else None


def _full_width(term: Term, draw: random.Random) -> str | None:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in term.text)


FUZZY: dict[str, tuple[str, Make]] = {
    "typo": ("en", _typo),
    "two typos": ("en", _two_typos),
    "dropped letter": ("en", _dropped_letter),
    "transposed": ("en", _transposed),
    "reordered with a typo": ("en", _reordered_typo),
    "dropped word": ("en", _dropped_word),
    "beginning": ("en", _beginning),
    "zh dropped": ("zh", _zh_dropped),
    "zh wrong": ("zh", _zh_wrong),
    "zh swapped": ("zh", _zh_swapped),
    "zh inserted": ("zh", _zh_inserted),
    "zh beginning": ("zh", _zh_beginning),
    "pinyin typo": ("zh", _pinyin_typo),
}
"""Kinds that no table answers: they reach the fuzzy stage."""

KINDS: dict[str, tuple[str, Make]] = {
    "upper case": ("en", lambda term, _: term.text.upper()),
    "plural": ("en", lambda term, _: term.text + "s" if term.text[-1:] in set(LETTERS) - set("sxyhz") else None),
    "joined or hyphenated": ("en", _joined),
    "reordered": ("en", _reordered),
    "inverted with a comma": (
        "en",
        lambda term, _: ", ".join(reversed(term.text.rsplit(" ", 1))) if " " in term.text else None,
    ),
    "full width": ("en", _full_width),
    "spaced": ("en", lambda term, _: f"  {term.text} "),
    "abbreviation": ("en", _acronym),
    "traditional": ("zh", lambda term, _: to_traditional(term.text)),
    "pinyin": ("zh", lambda term, _: _reading(term, "")),
    "pinyin apart": ("zh", lambda term, _: _reading(term, " ")),
    "initials": ("zh", _initials),
    "quoted": ("zh", lambda term, _: f"“{term.text}”"),
    **FUZZY,
}  # fmt: skip
