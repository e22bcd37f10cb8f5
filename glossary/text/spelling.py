"""American and British spelling: the words of both that a text on our subject is likely to have.

A list of stems, not a dictionary: it names what it is sure of. (Names and titles keep their
spelling: `british` is for our own sentences.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = {
    "aeroplane": "airplane", "ageing": "aging", "aluminium": "aluminum", "analyse": "analyze", "analysed": "analyzed",
    "analysing": "analyzing", "artefact": "artifact", "catalogue": "catalog", "centre": "center", "centred": "centered",
    "cheque": "check", "defence": "defense", "offence": "offense", "pretence": "pretense", "licence": "license",
    "practise": "practice", "practised": "practiced", "dialled": "dialed", "enrol": "enroll", "fibre": "fiber",
    "fulfil": "fulfill", "fulfilment": "fulfillment", "grey": "gray", "instalment": "installment",
    "judgement": "judgment", "acknowledgement": "acknowledgment", "kerb": "curb", "learnt": "learned",
    "litre": "liter", "metre": "meter", "mould": "mold", "plough": "plow", "programme": "program",
    "programmes": "programs", "sceptic": "skeptic", "sceptical": "skeptical", "skilful": "skillful",
    "spelt": "spelled", "theatre": "theater", "tyre": "tire", "whilst": "while", "amongst": "among",
    "manoeuvre": "maneuver", "modelling": "modeling", "modelled": "modeled", "labelling": "labeling",
    "labelled": "labeled", "travelling": "traveling", "travelled": "traveled", "cancelled": "canceled",
    "cancelling": "canceling", "signalling": "signaling", "signalled": "signaled", "channelled": "channeled",
    "counselling": "counseling", "fuelled": "fueled", "totalled": "totaled", "per cent": "percent",
}  # fmt: skip
_OUR = re.compile(
    r"\b(arm|behavi|cand|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rig|rum|sav|vap|vig)our(s|ed|ing|al|able|ite|hood|ful|less)?\b",
)
_ISE = re.compile(
    r"\b([a-z]*(?:organ|recogn|author|general|categor|util|optim|minim|maxim|character|standard|central|formal|"
    r"emphas|critic|summar|priorit|real|special|final|legal|normal|regular|stabil|visual|weapon|militar|"
    r"institutional|operational|harmon|digit|anonym|pseudonym|token|quant|local|global|penal|jeopard|"
    r"mobil|neutral|symbol|synchron|initial|internal|external|crystall|apolog|capital|scrutin|secur|modern|"
    r"custom|personal|equal|hypothes|synthes|civil|politic))is(e|es|ed|ing|ation|ations|er|ers)\b",
)
_IZE = re.compile(r"\b([a-z]{3,})iz(e|es|ed|ing|ation|ations|er|ers)\b")
_BRITISH = {american: word for word, american in _WORDS.items()}
_OR = re.compile(_OUR.pattern.replace("our(", "or("))
_KNOWN = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")


def british(text: str) -> Iterator[tuple[str, str]]:
    """The British spellings in an English text, each with the American one.

    A word with a capital may be part of a name, which keeps its spelling.

    >>> list(british("The programme of the World Health Organisation organises behaviour analysis."))
    [('programme', 'program'), ('behaviour', 'behavior'), ('organises', 'organizes')]
    """
    yield from ((match[0], _WORDS[match[0]]) for match in _KNOWN.finditer(text))
    yield from ((match[0], match[0].replace("our", "or", 1)) for match in _OUR.finditer(text))
    yield from ((match[0], f"{match[1]}iz{match[2]}") for match in _ISE.finditer(text))


def british_form(phrase: str) -> str:
    """A lower-case American phrase as a British writer has it.

    >>> british_form("anonymization of behavior data"), british_form("data labeling center")
    ('anonymisation of behaviour data', 'data labelling centre')
    """
    phrase = " ".join([_BRITISH.get(word, word) for word in phrase.split(" ")])
    if "or" in phrase:
        phrase = _OR.sub(lambda match: match[0].replace("or", "our", 1), phrase)
    return _IZE.sub(r"\1is\2", phrase) if "iz" in phrase else phrase
