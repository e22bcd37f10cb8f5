"""The editorial rules of our own base, as far as a machine can check them (`validate --editorial`).

docs/editorial-policy.md says why. A user's base need not follow them.

========  ======================================================================================
Definition
E101      an entry has a definition
E102      it does not contain a term that it defines (ISO 704: no circle)
E103      two concepts do not define each other
E104      it can stand for the term in a sentence: one phrase, without an article or a final stop
E105      it is 5 to 45 English words, or 8 to 130 Chinese characters, long
Evidence
E201      a source of the register is cited
E202      a rendering in a reviewed entry is located in a document
E203      a source attests a term in a language that it has
E204      a quotation has at most 15 words, or 25 Chinese characters
E205      a position names its documents; a government's position does not rest on experts alone
E206      an agreement compares at least two positions
E207      a standing in the dialogue has a date that can be, oldest first, and not in the future
E208      a source's date can be, and its address leads further than a code host's front page
Relations
E301      broader and part-of relations have no cycle
E302      concepts share a surface only where homographs.yaml says so, and homographs.yaml only such
Language
E401      Chinese text has Chinese punctuation
E402      Chinese text has no space between Chinese characters and others, and no straight quotes
E403      English text has American spelling and no Chinese punctuation
E404      a position, a clarification and an example end as sentences do
========  ======================================================================================
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from glossary.evidence import unlocated
from glossary.files import decode, read_bytes
from glossary.models import Bilingual, Concept, Lang, Registers, Source
from glossary.problems import Problem
from glossary.recognize.context import EVERYDAY
from glossary.termfile import Entry
from glossary.termfolder import read_entries
from glossary.text.folding import HAN, key, words
from glossary.text.spelling import british
from glossary.yamltree import parse

Where = tuple[int | str, ...]

_HAN = re.compile(f"[{HAN}]")
_HALF_WIDTH = re.compile(f"[{HAN}”》）]\\s*[,;:?!()]|[,;:?!()]\\s*[{HAN}“《（]|[{HAN}]\\.(?!\\w)")
_NUMBERED = re.compile(r"\([A-Za-z0-9]{1,4}\)")  # section 3.1.1(a)
_GAP = re.compile(f"[{HAN}，。；：、！？] +\\S|\\S +[{HAN}，。；：、！？]")
_CHINESE_SIGN = re.compile("[，。；：、！？（）《》「」]")
_SENTENCE_END = {"en": re.compile(r"[.?!][”\"')]*$"), "zh": re.compile("[。？！][”）』」]*$")}
_GOVERNMENTS = ("cn-gov", "us-gov")
_EXPERT_KINDS = ("expert text", "paper", "article", "textbook", "course")


def breaches(folder: Path) -> list[Problem]:
    """What in a folder of term files is against the editorial rules, by path and line.

    Raises:
        TermFileError: when a file breaks the model; the rules are for files that can be read.
    """
    entries, registers = read_entries(folder)
    found = [problem for entry in entries for problem in _of_entry(entry, registers)]
    found += _mutual_definitions(entries)
    found += _cycles(entries)
    found += _homographs(entries, registers, folder / "homographs.yaml")
    found += _of_sources(entries, registers, folder / "sources.yaml")
    return sorted(found, key=lambda p: (p.path, p.line, p.column, p.rule))


def _of_entry(entry: Entry, registers: Registers) -> Iterator[Problem]:
    for rule in (_definition, _renderings, _attestations, _positions, _provenance):
        yield from rule(entry, registers)
    for at, statement in _statements(entry.concept):
        yield from _language(entry, at, statement)


# Definitions


def _definition(entry: Entry, _: Registers) -> Iterator[Problem]:
    concept = entry.concept
    if concept.definition is None:
        yield _breach(entry, "E101", (), "no definition", "add 'definition:' with 'en:' and 'zh:'")
        return
    for lang in ("en", "zh"):
        text: str = getattr(concept.definition, lang)
        at = ("definition", lang)
        for term in concept.terms:
            if term.lang == lang and term.acceptability != "deprecated" and _contains(text, term.text, lang):
                message = f"the definition contains the term {term.text!r} that it defines"
                yield _breach(entry, "E102", at, message, "name the wider concept and what sets this one apart")
                break
        if re.match(r"(a|an|the)\s", text, re.IGNORECASE):
            yield _breach(entry, "E104", at, "the definition begins with an article", "begin with the wider concept")
        if re.search(r"[.。]$|(?<!U\.S)[.?!] [A-Z]|[。？！]", text):
            message = "the definition is more than a phrase"
            yield _breach(
                entry, "E104", at, message, "write one phrase without a final stop; the rest is clarification"
            )
        length, low, high = (len(text.split()), 5, 45) if lang == "en" else (len(_HAN.findall(text)), 8, 130)
        if not low <= length <= high:
            what = "words" if lang == "en" else "Chinese characters"
            yield _breach(entry, "E105", at, f"the definition has {length} {what}", f"write {low} to {high}")


def _contains(text: str, term: str, lang: Lang) -> bool:
    if lang == "zh":
        return key(term) in key(text)
    inner, outer = words(term), words(text)
    return any(outer[i : i + len(inner)] == inner for i in range(len(outer) - len(inner) + 1))


def _mutual_definitions(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Pairs of concepts whose definitions use each other's preferred term."""
    for lang in ("en", "zh"):
        folded = {e.concept.id: " ".join(words(getattr(e.concept.definition, lang, ""))) for e in entries}
        uses: dict[str, set[str]] = {}
        for entry in entries:
            term = " ".join(words(entry.concept.preferred(lang).text))
            pattern = re.compile(rf"\b{re.escape(term)}\b" if lang == "en" else re.escape(term))
            for id, text in folded.items():
                if id != entry.concept.id and pattern.search(text):
                    uses.setdefault(id, set()).add(entry.concept.id)
        for entry in entries:
            for other in sorted(uses.get(entry.concept.id, ())):
                if entry.concept.id < other and entry.concept.id in uses.get(other, ()):
                    message = f"the definitions of {entry.concept.id!r} and {other!r} use each other's term"
                    yield _breach(
                        entry, "E103", ("definition", lang), message, "let one of the two do without the other"
                    )


# Evidence


def _renderings(entry: Entry, _: Registers) -> Iterator[Problem]:
    if entry.concept.status != "reviewed":
        return
    for term in unlocated(entry.concept):
        at = ("terms", entry.concept.terms.index(term))
        mend = "add an attestation with 'at', remove the rendering, or keep the entry a draft"
        yield _breach(entry, "E202", at, f"no document with a place attests {term.text!r}", mend)


def _attestations(entry: Entry, registers: Registers) -> Iterator[Problem]:
    for number, item in enumerate(entry.concept.attestations):
        at = ("attestations", number)
        source = registers.sources.get(item.source)
        for lang in ("en", "zh"):
            if getattr(item, lang) and source and lang not in source.languages:
                message = f"the source {item.source!r} is not in {lang!r}"
                yield _breach(
                    entry, "E203", (*at, lang), message, "attest a term only in a language that the source has"
                )
        if item.quote and (len(item.quote.split()) > 15 or len(_HAN.findall(item.quote)) > 25):
            mend = "keep to 15 words, or 25 Chinese characters"
            yield _breach(entry, "E204", (*at, "quote"), "the quotation is too long", mend)


def _positions(entry: Entry, registers: Registers) -> Iterator[Problem]:
    concept = entry.concept
    for number, position in enumerate(concept.positions):
        at = ("positions", number, "party")
        if not position.sources:
            message = f"the position of {position.party!r} names no document"
            yield _breach(entry, "E205", at, message, "add 'sources:', or leave the position out")
        cited = [registers.sources[name] for name in position.sources if name in registers.sources]
        if position.party in _GOVERNMENTS and cited and all(source.kind in _EXPERT_KINDS for source in cited):
            message = f"the position of {position.party!r} rests on expert texts alone"
            yield _breach(
                entry, "E205", at, message, "cite a document of that government, or name the experts as the party"
            )
    if concept.agreement and len(concept.positions) < 2:
        mend = "state both positions, or leave 'agreement' out"
        yield _breach(entry, "E206", ("agreement",), "an agreement of fewer than two positions", mend)


def _provenance(entry: Entry, _: Registers) -> Iterator[Problem]:
    dates = [event.date for event in entry.concept.provenance]
    for number, date in enumerate(dates):
        at = ("provenance", number, "date")
        if complaint := _impossible(date):
            yield _breach(entry, "E207", at, complaint, "write the date that the document states")
        if number and date < dates[number - 1][: len(date)]:
            yield _breach(entry, "E207", at, "the events are not in order of time", "put the oldest first")


def _impossible(date: str) -> str | None:
    full = date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date
    try:
        day = dt.date.fromisoformat(full)
    except ValueError:
        return f"there is no day {date}"
    return f"{date} is in the future" if day > dt.datetime.now(tz=dt.UTC).date() else None


def _of_sources(entries: Sequence[Entry], registers: Registers, path: Path) -> Iterator[Problem]:
    if not path.is_file():
        return
    tree = parse(decode(read_bytes(path), str(path)), str(path))
    cited = {name for entry in entries for name in _cited(entry.concept)}
    for name, source in registers.sources.items():

        def breach(rule: str, at: Where, message: str, mend: str, name: str = name) -> Problem:
            return Problem(str(path), *tree.locate((name, *at)), message, mend, rule)

        if name not in cited:
            yield breach("E201", (), f"no term file cites {name!r}", "cite it where it is evidence, or remove it")
        if complaint := _impossible(source.date):
            yield breach("E208", ("date",), complaint, "write the date that the document states")
        if complaint := _poor_address(source):
            yield breach("E208", ("url",), complaint, "give the address of the document, or of the copy that was read")


def _poor_address(source: Source) -> str | None:
    try:
        parts = urlsplit(source.url)
    except ValueError:
        return f"{source.url!r} is no address"
    if "." not in parts.netloc or re.search(r"[\s<>\"]", source.url):
        return f"{source.url!r} is no address"
    hosts = ("github.com", "gitlab.com", "zenodo.org", "arxiv.org")
    return f"{source.url} is a front page" if parts.netloc in hosts and parts.path in ("", "/") else None


def _cited(concept: Concept) -> Iterator[str]:
    yield from concept.sources
    yield from (item.source for item in concept.attestations)
    yield from (event.source for event in concept.provenance)
    yield from (name for position in concept.positions for name in position.sources)


# Relations


def _cycles(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Cycles of the broader and part-of relations, each told once, at its first concept."""
    known = {entry.concept.id: entry for entry in entries}
    above = {id: {*e.concept.relations.broader, *e.concept.relations.part_of} & set(known) for id, e in known.items()}
    told: set[str] = set()
    for id, entry in known.items():
        if id not in told and id in (ring := _all_above(id, above)):
            told |= {other for other in ring if id in _all_above(other, above)}
            message = f"{id!r} is above itself in its relations"
            yield _breach(entry, "E301", ("relations",), message, "remove the relation that points back")


def _all_above(id: str, above: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    todo = list(above[id])
    while todo:
        current = todo.pop()
        if current not in reached:
            reached.add(current)
            todo += above[current]
    return reached


def _homographs(entries: Sequence[Entry], registers: Registers, path: Path) -> Iterator[Problem]:
    shared: dict[tuple[Lang, str], dict[str, Entry]] = defaultdict(dict)
    places: dict[tuple[Lang, str, str], Where] = {}
    spelled: dict[tuple[Lang, str], str] = {}
    for entry in entries:
        for number, term in enumerate(entry.concept.terms):
            surface = (term.lang, key(term.text))
            shared[surface][entry.concept.id] = entry
            places.setdefault((*surface, entry.concept.id), ("terms", number))
            spelled.setdefault(surface, term.text)
    declared = {key(text): sorted(set(ids) - {EVERYDAY}) for text, ids in registers.homographs.items()}
    for surface, concepts in shared.items():
        ids = sorted(concepts)
        if len(ids) > 1 and declared.get(surface[1]) != ids:
            for id in ids:
                others = ", ".join(other for other in ids if other != id)
                message = f"{spelled[surface]!r} is also a term of {others}"
                mend = f"write '{spelled[surface]}: [{', '.join(ids)}]' in homographs.yaml, or remove it here"
                yield _breach(concepts[id], "E302", places[*surface, id], message, mend)
    if not declared:
        return
    tree = parse(decode(read_bytes(path), str(path)), str(path))
    for text in registers.homographs:
        ids = declared[key(text)]
        if not any(sorted(shared.get((lang, key(text)), ())) == ids for lang in ("en", "zh")):
            message = f"{text!r} is not the term of {', '.join(ids)}"
            mend = "name those that have it, or remove it"
            yield Problem(str(path), *tree.locate((text,)), message, mend, "E302")


# Language


def _statements(concept: Concept) -> Iterator[tuple[Where, Bilingual]]:
    """The texts that we wrote, with their place; a sentence where the place is not ``definition``."""
    for name in ("definition", "clarification"):
        if (statement := getattr(concept, name)) is not None:
            yield (name,), statement
    for number, position in enumerate(concept.positions):
        yield ("positions", number), Bilingual(position.en, position.zh)
    for number, example in enumerate(concept.examples):
        yield ("examples", number), example


def _language(entry: Entry, at: Where, statement: Bilingual) -> Iterator[Problem]:
    if found := _HALF_WIDTH.search(_NUMBERED.sub("", statement.zh)):
        message = f"half-width punctuation in Chinese: {found[0]!r}"
        yield _breach(entry, "E401", (*at, "zh"), message, "write ，；：？！（）。")
    if found := _GAP.search(statement.zh):
        mend = "close the gap; the program sets it where it is wanted"
        yield _breach(entry, "E402", (*at, "zh"), f"a space in Chinese: {found[0]!r}", mend)
    if '"' in statement.zh or statement.zh.count("“") != statement.zh.count("”"):
        yield _breach(entry, "E402", (*at, "zh"), "quotation marks that are straight or not paired", "write “ and ”")
    for word, american in british(re.sub('"[^"]*"|“[^”]*”', "", statement.en)):
        yield _breach(entry, "E403", (*at, "en"), f"British spelling: {word!r}", f"write {american!r}")
    if found := _CHINESE_SIGN.search(_without_quotations(statement.en)):
        message = f"Chinese punctuation in English: {found[0]!r}"
        yield _breach(entry, "E403", (*at, "en"), message, "write the English sign")
    if at[0] != "definition":
        for lang, text in (("en", statement.en), ("zh", statement.zh)):
            if not _SENTENCE_END[lang].search(text):
                yield _breach(entry, "E404", (*at, lang), "the sentence does not end", "add the final stop")


def _without_quotations(text: str) -> str:
    """English text without the Chinese in it, which has its own punctuation."""
    return re.sub(f"[《“（]?[{HAN}][{HAN}，、：《》（）“”·]*", "", text)


def _breach(entry: Entry, rule: str, at: Where, message: str, mend: str) -> Problem:
    return Problem(entry.path, *entry.tree.locate(at), message, mend, rule)
