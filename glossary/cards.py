"""Cards: what a hit shows of a concept, made from the concept's JSON form alone.

A cold ``glossary lookup`` prints these. They need no class of `glossary.models`, whose making takes
longer than the lookup itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def hit_form(
    form: Mapping[str, Any], number: int, score: float, via: str, spans: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """The JSON of a hit.

    Args:
        form: the concept, as JSON; fields with nothing in them may be missing.
        number: of the term that answers, among the English and then the Chinese ones.
        score: from 0 to 1.
        via: how the term was found.
        spans: what of the term matched.
    """
    lang, term = terms(form)[number]
    return {
        "id": form["id"],
        "term": term["text"],
        "lang": lang,
        "score": score,
        "via": via,
        "spans": [list(span) for span in spans],
        "en": preferred(form, "en")["text"],
        "zh": preferred(form, "zh")["text"],
        "definition": form.get("definition"),
        "status": form.get("status", "draft"),
        "standing": form["provenance"][-1]["event"] if form.get("provenance") else None,
    }


def terms(form: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The terms of a concept, each with its language; the English ones first."""
    return [(lang, term) for lang in ("en", "zh") for term in form["terms"][lang]]


def preferred(form: Mapping[str, Any], lang: str) -> Mapping[str, Any]:
    """The term to use in a language, as `glossary.models.Concept.preferred` chooses it.

    >>> preferred({"terms": {"en": [{"text": "robots", "acceptability": "admitted"}, {"text": "robot"}]}}, "en")
    {'text': 'robot'}
    """
    usable = [term for term in form["terms"][lang] if term.get("acceptability") != "deprecated"]
    everywhere = [term for term in usable if not term.get("regions")]
    chosen = [term for term in everywhere if term.get("acceptability", "preferred") == "preferred"]
    choice: Mapping[str, Any] = (chosen or everywhere or usable)[0]
    return choice
