"""Sentences of English, Chinese and mixed text, by rule.

A text is first cut into pieces that a sentence never crosses (paragraphs, headings, list items), then
each piece into sentences. Whether a single line break ends a piece depends on the text: some are
written a paragraph a line, others are wrapped. Headings and list items end at their line in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

_CLOSING = "\"'”’」』）》】〕)\\]*_"
_NOTE_SIGNS = "¹²³⁰-⁹①-⑳"
_END = re.compile(
    f"(?:[。！？｡]+|(?:…{{1,2}}|\\.{{3,}})(?=[{_CLOSING}]*\\s*$)|(?<!\\.)[.!?]+(?=[{_CLOSING}{_NOTE_SIGNS}\\s[]|$)|(?<=[\u3400-\u9fff])[!?]+)"
    f"[{_CLOSING}。！？]*(?:\\[\\d{{1,3}}\\]|[{_NOTE_SIGNS}]+)*",
    re.MULTILINE,
)
_TERMINAL = re.compile(f"[。！？!?.…:：;；][{_CLOSING}]*$")
_MARKER = re.compile(
    r"\s*(?:[-*+•·▪]\s|#{1,6}\s|>|\||\(?\d{1,3}[.)、．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条款部编]|[IVXivx]{1,5}[.)]\s|(?:Chapter|Article|Section|Part|Annex)\s+[\dIVX]|:[a-z_]+:|```|\$\$)"
)
_HEADING = re.compile(r"\s*#{1,6}\s")
_SETEXT = re.compile(r"\s*(?:=+|-{3,}|\*{3,}|_{3,})\s*$")

_TITLES = frozenset(
    "adm amb art assoc brig capt cf cmdr co col corp dept dr ed eds eq fig figs gen gov hon inc jr lt ltd "
    "maj messrs mr mrs ms mt no nos op p para paras pp prof pt rep rev sec sen sgt sr st vol vols vs jan "
    "feb mar apr jun jul aug sept sep oct nov dec e.g i.e al approx est".split()
)
_STARTERS = frozenset(
    "a after all although an and as at because before both but by each for from he her his how however if "
    "in it its many moreover no one on our she since so some such that the their there these they this "
    "those though to under we what when where while who why with yet you".split()
)


def split(text: str) -> list[Span]:
    """The spans of the sentences of a text, in order, without the white space around them.

    Every character that is no white space is in exactly one sentence.

    >>> text = 'Dr. Fu asked: "Is it safe?" They met in the U.S. State Department. “安全吗？”他问。不一定。'
    >>> [text[start:end] for start, end in split(text)][1:]
    ['They met in the U.S. State Department.', '“安全吗？”他问。', '不一定。']
    """
    return [span for start, end in pieces(text) for span in _sentences(text, start, end)]


def pieces(text: str) -> Iterator[Span]:
    """The spans that no sentence crosses: paragraphs, headings, list items."""
    lines = list(_lines(text))
    wrapped = _is_wrapped([text[start:end].strip() for start, end in lines])
    opened: int | None = None
    last = 0
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if not line.strip():
            if opened is not None:
                yield opened, last
            opened = None
            continue
        opened = start if opened is None else opened
        last = end
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        if _breaks(line.strip(), following, wrapped=wrapped):
            yield opened, end
            opened = None
    if opened is not None:
        yield opened, last


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for match in re.finditer(r"\r\n|[\n\r\u2028\u2029]", text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines break inside sentences: many long ones are followed by another and end in no stop."""
    long = [line for line, after in pairwise(lines) if after and len(line) > (15 if _is_han(line) else 45)]
    open_ended = [line for line in long if not _TERMINAL.search(line) and not _HEADING.match(line)]
    return len(open_ended) > 0.15 * len(long)


def _breaks(line: str, following: str, *, wrapped: bool) -> bool:
    if not following.strip() or _HEADING.match(line) or _SETEXT.match(following) or _SETEXT.match(line):
        return True
    if _MARKER.match(following):
        return True
    if line.endswith((",", "，", "、", "-")) or following.lstrip()[:1].islower():
        return False
    return not wrapped


def _is_han(text: str) -> bool:
    return bool(re.search("[\u3400-\u9fff]", text[:40]))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _skip_space(text, start, end)
    for match in _END.finditer(text, begin, end):
        stop = match.end()
        if stop > begin and stop < end and _ends(text, begin, match, end):
            yield begin, stop
            begin = _skip_space(text, stop, end)
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield begin, end


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, begin: int, match: re.Match[str], limit: int) -> bool:
    """Whether a stop with what follows it ends a sentence."""
    mark = match.group()
    rest = text[match.end() : min(limit, match.end() + 40)]
    if mark[0] in "。！？｡":
        quoted = mark[-1] in '”’」』"'
        speech = re.match("[\u3400-\u9fff]{1,8}?(?:说|问|道|答|喊|称|表示)[。，：]", rest)
        return not (quoted and speech) and not rest.startswith(("，", "、", "；"))
    if mark[0] in "!?" and not rest[:1].isspace():
        return bool(rest) and _is_han(rest[:1])
    following = rest.lstrip().lstrip("\"'“‘([*_")
    if not following or following[0].islower():
        return not following
    if mark[0] == "." and mark.rstrip(_CLOSING.replace("\\", "")) == ".":
        return not _is_abbreviation(
            text[max(begin, match.start() - 24) : match.start()], following, text[begin : match.start()]
        )
    return True


def _is_abbreviation(before: str, following: str, sentence: str) -> bool:
    word = re.split(r"[\s(\[“\"'‘—–/-]", before)[-1]
    if re.fullmatch(r"\d{1,3}|[A-Za-z]|[IVX]{1,4}", sentence.strip()):
        return True  # the number of a list item
    if word.lower() in _TITLES:
        return (
            word.lower() not in ("no", "al", "p", "co", "inc", "ltd", "corp")
            or following[0].isdigit()
            or word.lower() == "al"
        )
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):  # U.S., a.m.
        return re.split(r"\W", following, maxsplit=1)[0].lower() not in _STARTERS
    return bool(re.fullmatch(r"[A-Z]", word))  # an initial
