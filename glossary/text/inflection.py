"""English inflection: the forms that a term takes in running text.

Rules and a table of irregular nouns; no model and no dictionary, so that forms can be made for every
term when an index is built. Rules after Quirk et al., A Comprehensive Grammar of the English
Language (1985), §5.73–5.103. What the rules get wrong, a term file says in `plural`.
"""

from __future__ import annotations

import re

_IRREGULAR = {
    "analysis": "analyses", "axis": "axes", "basis": "bases", "bias": "biases", "child": "children",
    "corpus": "corpora", "crisis": "crises", "criterion": "criteria", "datum": "data", "gas": "gases",
    "hypothesis": "hypotheses", "index": "indices", "lens": "lenses", "man": "men", "matrix": "matrices",
    "medium": "media", "optimum": "optima", "parenthesis": "parentheses", "person": "people",
    "phenomenon": "phenomena", "policeman": "policemen", "schema": "schemata", "serviceman": "servicemen",
    "stimulus": "stimuli", "synthesis": "syntheses", "thesis": "theses", "vertex": "vertices",
    "woman": "women", "half": "halves", "knife": "knives", "life": "lives", "leaf": "leaves",
    "shelf": "shelves", "self": "selves", "wolf": "wolves", "hero": "heroes", "veto": "vetoes",
    "echo": "echoes", "tomato": "tomatoes", "potato": "potatoes", "foot": "feet", "mouse": "mice",
}  # fmt: skip
_SINGULAR = {plural: word for word, plural in _IRREGULAR.items()}
_SINGULAR |= {"data": "data", "media": "media", "indexes": "index", "matrixes": "matrix", "vertexes": "vertex"}
_SINGULAR |= {f"{word}s": word for word in ("cpu", "gpu", "tpu", "npu", "menu", "guru")}
_UNCHANGED = frozenset(
    "ethics physics mathematics politics economics robotics logistics electronics semantics statistics dynamics "
    "species series news means aircraft this its his us as is was has does always perhaps thus plus versus yes "
    "gas lens bias atlas corps chaos canvas alias campus census consensus focus status virus bonus radius genus "
    "apparatus nucleus locus".split()
)


def plural(word: str) -> str:
    """The plural of a noun in lower case, by rule.

    >>> [plural(word) for word in ("weapon", "policy", "bias", "llm", "switch", "crisis")]
    ['weapons', 'policies', 'biases', 'llms', 'switches', 'crises']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _UNCHANGED or word in _SINGULAR:
        return word
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word) and len(word) > 2:
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str:
    """The singular of a noun in lower case, by rule; other words come back unchanged.

    >>> [singular(word) for word in ("weapons", "policies", "biases", "llms", "ethics", "analyses", "class")]
    ['weapon', 'policy', 'bias', 'llm', 'ethics', 'analysis', 'class']
    """
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word in _UNCHANGED or len(word) < 3 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(ss|x|z|ch|sh|us|as)es$", word) and not word.endswith(("uses", "ases", "azes", "izes")):
        return word[:-2]
    if len(word) > 5 and word.endswith("es") and word[:-2] in _UNCHANGED:
        return word[:-2]
    if word.endswith(("us", "is")):
        return word
    return word[:-1]


def inflected(phrase: str, plural_form: str | None = None) -> set[str]:
    """A lower-case phrase with single spaces, and its forms with the last word in singular and plural.

    >>> sorted(inflected("weapons system"))
    ['weapons system', 'weapons systems']
    """
    head, _, last = phrase.rpartition(" ")
    lead = head + " " if head else ""
    forms = {phrase, lead + singular(last)}
    forms.add(plural_form or lead + plural(singular(last)))
    return forms
