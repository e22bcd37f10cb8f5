"""Layers: how one list of concepts goes on top of another.

A concept with an id replaces the one beneath as a whole. A pair without id joins the concept that
has both its terms, else the one concept that has its English term, and its terms become the
preferred ones there; otherwise it is a new concept. That is how a client's wishes go on top of a base.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from glossary.models import Concept, Lang, Term
from glossary.text.folding import key


@dataclass(frozen=True, slots=True)
class Item:
    """A concept of a layer; `named` where its id was given, not made from its English term."""

    concept: Concept
    named: bool


def pair(en: str, zh: str) -> Item:
    """A concept of two terms and nothing else."""
    terms = (Term(en, "en", acceptability="preferred"), Term(zh, "zh", acceptability="preferred"))
    return Item(Concept(slug(en), terms), named=False)


def slug(text: str) -> str:
    """An id from an English term.

    >>> slug("Large language model (LLM)"), slug("——")
    ('large-language-model-llm', 'concept')
    """
    spaced = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text))
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "concept"


def add_layer(below: Mapping[str, Concept], layer: Iterable[Item]) -> dict[str, Concept]:
    """Concepts with a layer on top.

    >>> base = add_layer({}, [pair("large language model", "大型语言模型"), pair("robot", "机器人")])
    >>> client = add_layer(base, [pair("Large Language Models", "大语言模型")])
    >>> client["large-language-model"].preferred("zh").text, len(client)
    ('大语言模型', 2)
    """
    concepts = dict(below)
    beneath = set(below)
    index = _Index()
    for concept in concepts.values():
        index.add(concept)
    for item in layer:
        if item.named:
            merged = item.concept
        elif (id := index.find(item.concept)) is not None:
            merged = _joined(concepts[id], item.concept, first=id in beneath)
        else:
            merged = replace(item.concept, id=_free(item.concept.id, concepts))
        concepts[merged.id] = merged
        index.add(merged)
    return concepts


class _Index:
    """Which concepts have a term, by its folded form."""

    def __init__(self) -> None:
        self._ids: dict[tuple[Lang, str], set[str]] = {}
        self._same = cache(_same)  # each row is looked for, then added

    def add(self, concept: Concept) -> None:
        for term in concept.terms:
            self._ids.setdefault((term.lang, self._same(term.text)), set()).add(concept.id)

    def find(self, concept: Concept) -> str | None:
        en = self._ids.get(("en", self._same(concept.preferred("en").text)), set())
        zh = self._ids.get(("zh", self._same(concept.preferred("zh").text)), set())
        choice = en & zh or en
        return next(iter(choice)) if len(choice) == 1 else None


def _same(text: str) -> str:
    """What two spellings of a term share; a term of signs alone is only itself."""
    return key(text) or text


def _joined(concept: Concept, row: Concept, *, first: bool) -> Concept:
    """A concept with the terms of a row: before its own (`first`), or after them."""
    terms: list[Term] = []
    langs: tuple[Lang, Lang] = ("en", "zh")
    for lang in langs:
        new = [t for t in row.terms if t.lang == lang]
        old = [t for t in concept.terms if t.lang == lang]
        if not first:
            terms += old + [
                replace(t, acceptability="admitted") for t in new if _same(t.text) not in {_same(o.text) for o in old}
            ]
            continue
        same = {_same(t.text): t for t in old}
        new = [replace(same.get(_same(t.text), t), text=t.text, acceptability=t.acceptability) for t in new]
        rest = [t for t in old if _same(t.text) not in {_same(n.text) for n in new}]
        terms += new + [replace(t, acceptability="admitted") if t.acceptability == "preferred" else t for t in rest]
    return replace(concept, terms=tuple(terms))


def _free(id: str, taken: Mapping[str, Concept]) -> str:
    number, free = 2, id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free
