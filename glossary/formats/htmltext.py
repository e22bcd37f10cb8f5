"""HTML as its text: what a person reads of a page, with the place of every piece.

Left out: what is not shown (``hidden``, ``display: none``, ``aria-hidden``, comments, templates), code, scripts,
pictures with their alternative text, formulas in MathML, form controls, navigation, the readings of ruby, note
marks and the signs that link to a heading. Elements of the page's layout part the text; the others do not, so that
``<b>auto</b>nomous`` is one word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from glossary.errors import InputError
from glossary.formats.extract import Collector, Extract

_BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup "
    "option p pre search section summary table tbody td tfoot th thead title tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNREAD = frozenset(
    "audio button canvas code datalist iframe math nav noscript object pre rp rt rtc samp script select style svg "
    "template textarea title video".split()
)
_ENDS_BEFORE = {
    "p": _BLOCKS, "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "rt": {"rt", "rp"}, "rp": {"rt", "rp"},
    "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}, "option": {"option"},
}  # fmt: skip
"""Elements that may be left open, and before what they then end."""
_SIGNS = frozenset("headerlink footnote-ref footnote-backref footnote-reference anchor-link mw-editsection".split())
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252", "us-ascii": "cp1252"}
"""Labels that stand for more than they say (WHATWG Encoding Standard, section 4.2)."""

Attributes = Sequence[tuple[str, str | None]]


def read(source: str) -> Extract:
    r"""The text of a page.

    >>> read("<title>x</title><h1>AI</h1><p>Human&nbsp;<b>con</b>trol<br>is\n key.<ul><li hidden>no<li>yes").text
    'AI\n\nHuman\xa0control\nis key.\n\nyes'
    """
    reader = Reader(Collector())
    reader.fragment(Extract.whole(source))
    return reader.collector.extract()


def decode(data: bytes, name: str) -> str:
    r"""The bytes of a page as text: UTF-8 where they are that, else what the page declares.

    Text in another encoding is hardly ever valid UTF-8, while pages converted to it often keep an old declaration.

    Raises:
        InputError: when they are neither; `name` is for the message.

    >>> decode('<meta charset="gb2312">人工智能'.encode("gbk"), "page.html")
    '<meta charset="gb2312">人工智能'
    """
    from glossary import files

    declared = _CHARSET.search(data[:4096])
    if declared is None or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return files.decode(data, name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        label = declared.group(1).decode().lower()
    if label in ("utf-8", "utf8"):
        return files.decode(data, name)  # says which byte is wrong
    try:
        return data.decode(_CODECS.get(label, label))
    except (LookupError, UnicodeDecodeError):
        raise InputError(f"{name} says that it is in {label}, and is not; save it as UTF-8") from None


class Reader(HTMLParser):
    """Reads HTML, in one piece or in fragments, as Markdown has it; what is open stays so between fragments."""

    def __init__(self, collector: Collector) -> None:
        super().__init__(convert_charrefs=False)
        self.collector = collector
        self._unread: list[str] = []
        """The open elements from the one that is not read on."""
        self._sup = 0

    def fragment(self, fragment: Extract) -> None:
        """A piece of HTML, with the place of each part of it."""
        self.reset()
        self._fragment = fragment
        self._starts = [0, *(match.end() for match in re.finditer("\n", fragment.text))]
        self.feed(fragment.text + "\n")  # without it HTMLParser loses the & of an AT&T at the very end
        self.close()

    def text(self, text: str, origin: int, end: int | None = None) -> None:
        """Text between tags, and where it stands."""
        if not self._unread:
            self.collector.text(text, origin, end)

    def end_line(self) -> None:
        """A line break that is meant."""
        if not self._unread:
            self.collector.end_line()

    def end_paragraph(self) -> None:
        """The end of what no sentence crosses."""
        if not self._unread:
            self.collector.end_paragraph()

    # --- what HTMLParser calls --------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        while self._unread and tag in _ENDS_BEFORE.get(self._unread[-1], ()):
            self._unread.pop()
        if self._unread:
            if tag not in _VOID:
                self._unread.append(tag)
            return
        if tag == "br":
            self.collector.end_line()
        elif tag in _BLOCKS:
            self.collector.end_paragraph()
        if tag == "sup":
            self._sup += 1
        if tag not in _VOID and (tag in _UNREAD or _is_hidden(attrs) or self._is_sign(tag, dict(attrs))):
            self.collector.leave_out()
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            while self._unread.pop() != tag:
                pass
        elif self._unread and (tag in _BLOCKS or tag == "ruby"):  # an element around it ends, and so does it
            self._unread.clear()
        if tag in _BLOCKS and not self._unread:
            self.collector.end_paragraph()
        if tag == "sup":
            self._sup = max(0, self._sup - 1)

    def handle_data(self, data: str) -> None:
        start = self._offset()
        for text, place in self._fragment.runs(start, min(start + len(data), len(self._fragment.text))):
            self.text(text, place)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        start = self._offset()
        if self._fragment.text.startswith(";", start + len(written)):
            written += ";"
        origin, end = self._fragment.span((start, start + len(written)))
        text = html.unescape(written)
        self.text(text, origin, end if text != written else None)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _is_sign(self, tag: str, attrs: dict[str, str | None]) -> bool:
        """Whether an element is the mark of a note, or a sign that leads back or to a heading."""
        if _SIGNS & set((attrs.get("class") or "").split()) or attrs.get("role") in ("doc-noteref", "doc-backlink"):
            return True
        return tag == "a" and self._sup > 0 and (attrs.get("href") or "").startswith("#")


def _is_hidden(attrs: Attributes) -> bool:
    return any(
        name == "hidden"
        or (name == "aria-hidden" and value == "true")
        or (name == "style" and value is not None and _HIDING.search(value))
        for name, value in attrs
    )
