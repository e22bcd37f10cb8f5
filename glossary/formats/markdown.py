"""Markdown as its text: CommonMark with tables, as markdown-it-py reads it, with the place of every piece.

Left out: front matter, code, pictures, addresses, note marks, and what MyST, Jupyter Book, d2l and MkDocs add to
steer them (``:label:`x```, ``{ref}`x```, ``:::{note}``, ``!!! note``, ``(target)=``). Headings, paragraphs, list
items, table cells and the text of notes are pieces that no sentence crosses; formulas stay as they are written.
HTML inside is read as `glossary.formats.htmltext` reads it.

markdown-it-py tells of a block in which lines it stands, and of what is in a line nothing. So each rule for what is
in a line is wrapped: whatever it yields stands where it began.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from glossary.formats.extract import Collector, Extract, Piece
from glossary.formats.htmltext import Reader

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_NEWLINE = re.compile(r"\r\n?|\n")
_FRONT = re.compile(
    r"\ufeff?(?:---[ \t]*\n(?=[\w\"'#-])(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+)[ \t]*(?:\n|$)"
)
_OPTIONS = re.compile(r"(?::[\w-]+:.*(?:\n|$))+")
"""What a MyST directive begins with."""
_PROSE = frozenset(
    "admonition attention caution danger error hint important note seealso tip warning topic sidebar margin epigraph "
    "pull-quote dropdown card details exercise solution theorem proof definition example remark lemma corollary "
    "proposition question answer tab-item grid-item grid-item-card tabbed".split()
)
"""MyST directives whose content is text; that of the others is code, a formula, a picture or a list of files."""
_SPOKEN = frozenset(("term", "abbr"))
"""Roles whose content is read as text; the others refer to something."""
_DIRECTIVE = re.compile(r"\{([\w:+-]+)\}[ \t]*(.*)")
_ROLE = re.compile(r"(?::([A-Za-z][\w+.-]*):|\{([A-Za-z][\w+.:-]*)\})(`+)(.+?)(?<!`)\3(?!`)", re.DOTALL)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$(?![\s$])(?:\\.|[^$\\\n]|\n(?!\n))*?(?<!\s)\$(?!\d)", re.DOTALL)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_SIGN = re.compile(r"(?::[A-Za-z_]+:(?:`[^`]*`)?[ \t]*)+$|\([^()\s]+\)=[ \t]*$")
_COLONS = re.compile(r":{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]+)?[ \t]*(.*)")
_BOX = re.compile(r"(?:(?:!!!|\?\?\?\+?)[ \t]+[\w -]+?|===[+!]*)[ \t]*(?:\"([^\"\n]*)\")?[ \t]*$")
_WIDTH = 4
"""How far the content of notes and boxes is indented."""


def read(source: str) -> Extract:
    r"""The text of a Markdown file.

    >>> read("# AI\n\n* [human](x.md) **con**trol,\n  `f()`\n* see[^1]\n\n[^1]: A note.").text
    'AI\n\nhuman control,\n\nsee\n\nA note.'
    """
    collector = Collector()
    _Walk(source, Reader(collector)).blocks(_NEWLINE.sub("\n", source), 0)
    return collector.extract()


class _Walk:
    """Goes through the tokens of a file, and of the directives in it."""

    def __init__(self, source: str, reader: Reader) -> None:
        self.reader = reader
        self.lines: list[tuple[str, int]] = []
        source = source.replace("\0", "\ufffd")  # as CommonMark asks
        start = 0
        for match in _NEWLINE.finditer(source):
            self.lines.append((source[start : match.start()], start))
            start = match.end()
        self.lines.append((source[start:], start))

    def blocks(self, source: str, first: int) -> None:
        """Markdown whose first line is that with the number `first` of the file."""
        for opening in (_FRONT, _OPTIONS) if first else (_FRONT,):
            if match := opening.match(source):
                source = "\n" * match.group().count("\n") + source[match.end() :]
        kind, cursor = "", (0, 0)
        for token in _parser().parse(source):
            lines = range(*(first + number for number in token.map or (0, 0)))
            if token.type == "inline":
                if kind in ("th_open", "td_open"):
                    fragment, cursor = self._cell(token.content, lines.start, cursor)
                else:
                    fragment = self._fragment(token.content, lines, heading=kind.startswith("#"))
                self._line(token.children or (), fragment)
            elif token.type == "html_block":
                self.reader.fragment(self._fragment(token.content, lines))
            elif token.type == "fence":
                match = _DIRECTIVE.match(token.info.strip())
                if match and match.group(1) in _PROSE:
                    self._title(match.group(2), lines.start)
                    self.blocks(token.content, lines.start + 1)
            kind = token.markup if token.type == "heading_open" else token.type

    def _title(self, title: str, line: int) -> None:
        if title:
            text, start = self.lines[line]
            tokens = _parser().parseInline(title)
            place = start + max(text.rfind(title), 0)
            self._line(tokens[0].children or (), Extract(title, (Piece(0, place, place + len(title)),)))

    def _line(self, tokens: Sequence[Token], fragment: Extract) -> None:
        """The tokens of a paragraph, heading or cell."""
        reader = self.reader
        reader.end_paragraph()
        in_address = False
        for token in tokens:
            start = token.meta["start"]
            if token.type in ("link_open", "link_close"):
                in_address = token.type == "link_open" and token.info == "auto"
            elif in_address or token.type in ("code_inline", "image", "role"):
                reader.collector.leave_out()
            elif token.type == "html_inline":
                place = fragment.place(start)
                reader.fragment(Extract(token.content, (Piece(0, place, place + len(token.content)),)))
            elif token.type == "hardbreak":
                reader.end_line()
            elif token.type == "softbreak":
                reader.text("\n", fragment.place(start))
            elif token.type == "text_special":
                reader.text(token.content, *fragment.span((start, start + len(token.markup))))
            elif token.type == "text":
                for text, place in fragment.runs(start, start + len(token.content)):
                    reader.text(text, place)
        reader.end_paragraph()

    # --- where the content of a token stands ------------------------------------------------------

    def _fragment(self, content: str, lines: range, *, heading: bool = False) -> Extract:
        """A block without the signs before its lines, which therefore are the ends of lines of the file."""
        parts = content.split("\n")
        first = next((line for line in lines if self.lines[line][0].rstrip().endswith(parts[0].strip())), lines.start)
        pieces: list[Piece] = []
        done = 0
        for part, (text, start) in zip(parts, self.lines[first:], strict=False):
            indent, core = len(part) - len(part.lstrip()), part.strip()
            column = text.find(core, text.find("#") + 1) if heading else text.rfind(core)
            column = len(text) - len(text.lstrip()) if column < 0 else column
            if indent:  # spaces, of which a tab may have become more than it was
                pieces.append(Piece(done, start + max(column - indent, 0), start + column))
            pieces.append(Piece(done + indent, start + column, start + min(column + len(part) - indent, len(text))))
            done += len(part) + 1
        return Extract(content, tuple(pieces))

    def _cell(self, content: str, line: int, cursor: tuple[int, int]) -> tuple[Extract, tuple[int, int]]:
        r"""A cell of a table, and the place after it: a row's cells share a line, and write ``|`` as ``\|``."""
        text, start = self.lines[line]
        column = max(text.find(content.replace("|", "\\|"), cursor[1] if cursor[0] == line else 0), 0)
        pieces: list[Piece] = []
        done = 0
        for part in content.split("|"):
            if pieces:
                pieces[-1] = pieces[-1]._replace(end=start + column)
            pieces.append(Piece(done, start + column, start + column + len(part)))
            done += len(part) + 1
            column += len(part) + 2
        return Extract(content, tuple(pieces)), (line, column - 2)


# --- the parser -----------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt, rules_inline

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.disable(["fragments_join", "text_join"], ignoreInvalid=True)  # joined text would lose its places
    inline = parser.inline.ruler
    theirs = {
        "text": rules_inline.text, "newline": _newline, "escape": rules_inline.escape,
        "backticks": rules_inline.backtick, "strikethrough": rules_inline.strikethrough.tokenize,
        "emphasis": rules_inline.emphasis.tokenize, "link": rules_inline.link, "image": rules_inline.image,
        "autolink": rules_inline.autolink, "html_inline": rules_inline.html_inline, "entity": rules_inline.entity,
    }  # fmt: skip
    for name, rule in theirs.items():
        inline.at(name, _placed(rule))
    for name, rule in (("formula", _formula), ("role", _role), ("note_mark", _note_mark)):
        inline.before("escape", name, _placed(rule))
    inline.push("character", _placed(_character))
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    for block in (_note, _box, _sign, _colons, _display):
        parser.block.ruler.before("fence", block.__name__, block, ends)
    return parser


Inline = Callable[["StateInline", bool], bool]


def _placed(rule: Inline) -> Inline:
    """A rule whose tokens say where it began."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            if state.pending:
                state.pushPending()
            for token in state.tokens[count:]:
                token.meta.setdefault("start", start)
                if token.type == "text":  # a run of signs of emphasis is as many tokens
                    start += len(token.content)
        return True

    return placed


def _newline(state: StateInline, silent: bool) -> bool:
    """A line break; a hard one after two spaces. markdown-it's own looks for these in what we have pushed."""
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        hard = state.src.endswith("  ", 0, state.pos)
        state.push("hardbreak" if hard else "softbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _character(state: StateInline, silent: bool) -> bool:
    """A sign that means nothing where it stands."""
    if not silent:
        state.push("text", "", 0).content = state.src[state.pos]
    state.pos += 1
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "$" else None
    if match is None:
        return False
    if not silent:
        state.push("text", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _role(state: StateInline, silent: bool) -> bool:
    match = _ROLE.match(state.src, state.pos, state.posMax) if state.src[state.pos] in ":{" else None
    if match is None:
        return False
    if not silent:
        spoken = (match.group(1) or match.group(2)) in _SPOKEN
        token = state.push("text" if spoken else "role", "", 0)
        token.content = re.split(r"\s*<|\s+\(", match.group(4))[0]
        token.meta["start"] = match.start(4)
    state.pos = match.end()
    return True


def _note_mark(state: StateInline, silent: bool) -> bool:
    match = _NOTE_MARK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if match is None:
        return False
    state.pos = match.end()
    return True


def _begins(pattern: re.Pattern[str], state: StateBlock, line: int) -> re.Match[str] | None:
    """A pattern at the first sign of a line that is no code."""
    if state.is_code_block(line):
        return None
    return pattern.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``[^1]: text``, going on in indented lines."""
    match = _begins(_NOTE, state, start)
    if match is None:
        return False
    if not silent:
        kept = state.bMarks[start], state.tShift[start], state.sCount[start]
        state.bMarks[start], state.tShift[start], state.sCount[start] = match.end(), 0, state.blkIndent + _WIDTH
        _indented(state, start, end)
        state.bMarks[start], state.tShift[start], state.sCount[start] = kept
        state.line = max(state.line, start + 1)
    return True


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``!!! note "Title"`` or ``=== "Tab"`` with its content in indented lines."""
    match = _begins(_BOX, state, start)
    if match is None or (match.group().startswith("=") and match.group(1) is None):
        return False
    if not silent:
        _paragraph(state, start, start + 1, match.group(1) or "")
        _indented(state, start + 1, end)
        state.line = max(state.line, start + 1)
    return True


def _indented(state: StateBlock, start: int, end: int) -> None:
    """The blocks from a line up to the first that is indented less and does not go on with a paragraph."""
    last = start
    while last < end and (
        state.isEmpty(last) or state.sCount[last] >= state.blkIndent + _WIDTH or _is_lazy(state, start, last)
    ):
        last += 1
    indent, parent = state.blkIndent, state.parentType
    state.blkIndent += _WIDTH
    state.level += 1  # so that nesting has an end
    state.line = start
    if start < last:
        state.md.block.tokenize(state, start, last)
    state.level -= 1
    state.blkIndent, state.parentType = indent, parent


def _is_lazy(state: StateBlock, start: int, line: int) -> bool:
    if line == start or state.sCount[line] < state.blkIndent or state.isEmpty(line - 1):
        return False
    return not (_begins(_NOTE, state, line) or _begins(_BOX, state, line))


def _sign(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that is no text: ``:label:`x```, ``(target)=``."""
    if _begins(_SIGN, state, start) is None:
        return False
    if not silent:
        state.line = start + 1
    return True


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``:::{note} Title`` and ``:::``, between which Markdown goes on."""
    match = _begins(_COLONS, state, start)
    if match is None:
        return False
    if not silent:
        _paragraph(state, start, start + 1, match.group(1).strip(" \t{}"))
        state.line = start + 1
    return True


def _display(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula between lines that begin and end with ``$$``."""
    if _begins(re.compile(r"\$\$"), state, start) is None:
        return False
    last = start
    while last < end:
        text = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip()
        if text.endswith("$$") and (last > start or len(text) > 3):
            break
        last += 1
    if last == end:
        return False
    if not silent:
        _paragraph(state, start, last + 1, state.getLines(start, last + 1, state.blkIndent, False).strip())
        state.line = last + 1
    return True


def _paragraph(state: StateBlock, start: int, end: int, content: str) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [start, end], []
