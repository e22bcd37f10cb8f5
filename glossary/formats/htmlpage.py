"""An alignment as one page: the two texts side by side, bead by bead, the terms linked, their definitions at hand.

The page is one file that asks for nothing else: its policy forbids it. Without its script a term is a plain link to
its entry at the end of the page; with it the entry comes up beside the term, and the term's counterpart is lit.
``htmlpage.css`` and ``htmlpage.js`` beside this module are what it looks like and what it does.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from glossary.align import DOUBTFUL
from glossary.formats.beadtext import LANGS, chinese, holdable, is_pair, side
from glossary.models import Concept
from glossary.results import Alignment, Bead

_ONLY_DOUBTFUL = ("only what is doubtful or unpaired", "只看存疑和无对应的")
_SIGNS = {"doubtful": ("⚠ doubtful", "存疑"), "alone": ("∅ unpaired", "无对应")}
_NOTHING = ("nothing opposite", "对面没有对应的句子")
_KINDS = {
    "base": ("linked: a rendering of the base", "有链接：译法见于术语库"),
    "found": ("linked: a rendering found in the text, not in the base", "有链接：译法从文中找出，术语库未收"),
    "lone": ("a term with nothing linked opposite", "术语，对面没有相连的译法"),
}
_MEANINGS = {
    "doubtful": (f"score below {DOUBTFUL}: compare the sentences", f"得分低于 {DOUBTFUL}，请核对"),
    "alone": ("a sentence with nothing opposite", "对面没有对应的句子"),
}


def write(alignment: Alignment, *, base: str, titles: tuple[str, str]) -> Iterator[str]:
    """The parts of the page, in order.

    Args:
        alignment: what is shown.
        base: the version of the base.
        titles: of the English and the Chinese text, such as the names of their files.
    """
    tag = chinese(alignment)
    pairs = [bead for bead in alignment.beads if is_pair(alignment, bead)]
    doubtful = sum(bead.score < DOUBTFUL for bead in pairs)
    yield from _head(titles, tag)
    yield '<p class="about">' + _both(
        f"{len(alignment.beads)} beads, {doubtful} doubtful, {len(alignment.beads) - len(pairs)} unpaired",
        f"{len(alignment.beads)} 组句子，{doubtful} 组存疑，{len(alignment.beads) - len(pairs)} 组无对应",
        " · ",
    )
    yield f" · glossary {_text(base)}</p>\n"
    yield from _legend()
    yield "</header>\n<main>\n"
    yield f'<p class="filter"><label><input type="checkbox" id="only">{_both(*_ONLY_DOUBTFUL, " · ")}</label></p>\n'
    yield '<ol class="beads">\n'
    entries: dict[str, tuple[int, Concept]] = {}
    for number, bead in enumerate(alignment.beads, start=1):
        yield _bead(number, bead, alignment, tag, entries)
    yield "</ol>\n</main>\n"
    if entries:
        yield f'<section><h2>{_both("Terms", "术语", " · ")}</h2>\n<div class="concepts">\n'
        for number, concept in sorted(entries.values(), key=lambda entry: entry[0]):
            yield _entry(number, concept)
        yield "</div></section>\n"
    yield f"<script>{_script()}</script>\n</body>\n</html>\n"


def _head(titles: tuple[str, str], tag: str) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_text(' · '.join(titles))}</title>\n<style>\n{_beside('htmlpage.css')}</style>\n</head>\n"
    yield f'<body>\n<header>\n<h1>{_text(titles[0])} · <span lang="{tag}">{_text(titles[1])}</span></h1>\n'


def _legend() -> Iterator[str]:
    yield '<ul class="legend">\n'
    for kind, meaning in _KINDS.items():
        sample = f'<span class="{_classes(kind)}">{_both("term", "术语")}</span>'
        yield f'<li id="legend-{kind}"><span class="sample">{sample}</span>'
        yield f'<span class="means">{_both(*meaning, "<br>")}</span></li>\n'
    for kind, meaning in _MEANINGS.items():
        yield f'<li><span class="sample">{_sign(kind)}</span>'
        yield f'<span class="means">{_both(*meaning, "<br>")}</span></li>\n'
    yield "</ul>\n"


def _bead(number: int, bead: Bead, alignment: Alignment, tag: str, entries: dict[str, tuple[int, Concept]]) -> str:
    paired = is_pair(alignment, bead)
    kind = "" if paired and bead.score >= DOUBTFUL else "doubtful" if paired else "alone"
    score = f"<span>{bead.score:.2f}</span>" if paired else ""
    parts = [
        f'<li class="bead {kind}" id="b{number}">' if kind else f'<li class="bead" id="b{number}">',
        f'<div class="number"><a href="#b{number}">{number}</a>{score}{_sign(kind) if kind else ""}</div>',
    ]
    for lang, name in zip(LANGS, ("en", tag), strict=True):
        runs = side(alignment, bead, lang)
        if not any(run.text.strip() for run in runs):
            parts.append(f'<p class="nothing">{_both(*_NOTHING)}</p>')
            continue
        parts.append(f'<p lang="{name}">')
        for text, link in runs:
            parts.append(_text(text) if link is None else _term(text, link, bead, number, entries))
        parts.append("</p>")
    return "".join([*parts, "</li>\n"])


def _term(text: str, link: int, bead: Bead, number: int, entries: dict[str, tuple[int, Concept]]) -> str:
    it = bead.links[link]
    kind = "lone" if not (it.en and it.zh) else it.origin
    entry, _ = entries.setdefault(it.concept.id, (len(entries) + 1, it.concept))
    return (
        f'<a class="{_classes(kind)}" href="#c{entry}" aria-describedby="c{entry}" data-t="{number}-{link}">'
        f"{_text(text)}</a>"
    )


def _entry(number: int, concept: Concept) -> str:
    parts = [f'<article class="concept" id="c{number}">']
    parts.append(f"<h3>{_both(concept.preferred('en').text, concept.preferred('zh').text, ' · ')}</h3>")
    if concept.definition:
        parts.append(f'<p>{_text(concept.definition.en)}</p><p lang="zh-Hans">{_text(concept.definition.zh)}</p>')
    parts.append(f'<p class="id">{_text(concept.id)} · {_text(concept.status)}</p></article>\n')
    return "".join(parts)


def _classes(kind: str) -> str:
    return "t" if kind == "base" else f"t {kind}"


def _sign(kind: str) -> str:
    return f'<strong class="sign {kind}">{_both(*_SIGNS[kind])}</strong>'


def _both(en: str, zh: str, between: str = " ") -> str:
    """English and Chinese beside each other; the page is in English where nothing says otherwise."""
    return f'{_text(en)}{between}<span lang="zh-Hans">{_text(zh)}</span>'


def _text(text: str) -> str:
    return escape(holdable(text))


def _script() -> str:
    return _beside("htmlpage.js")


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
