"""Web pages, as files. Nothing is fetched, run or expanded; the text is walked and that is all.

Scripts, forms, menus and hidden parts are left out. Blocks become paragraphs, a table's row one
paragraph with tabs between its cells.
"""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.documents.encodings import decoded
from argmap.documents.extracted import Content, joined
from argmap.model.errors import UserError

if TYPE_CHECKING:
    from lxml import etree

# ruff: noqa: SIM905 - names of elements are read more easily as words
_SILENT = frozenset(
    "script style template noscript head iframe object embed applet canvas audio video map svg "
    "button select option datalist input textarea dialog rp frameset noframes".split()
)
_FURNITURE = frozenset(("nav", "menu", "header", "footer"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"))
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre section summary table tbody tfoot thead tr ul".split()
)
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\n\r\f]+")


def web_content(raw: bytes, name: str, encoding: str = "") -> Content:
    """Return the text of a web page's file. Raises UserError where it holds no text."""
    from lxml import etree, html

    characters = decoded(raw, name, encoding or _declared(raw)).replace("\0", "")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        page = html.document_fromstring(characters.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UserError(f"{name}: holds no text that could be read; paste the text") from error
    if any(fault.level_name == "FATAL" for fault in parser.error_log):
        raise UserError(f"{name}: is nested too deeply to be read whole; paste the text")
    walk = _Walk(keeps_headers=page.find(".//article") is None and page.find(".//main") is None)
    text, spans = joined(walk.paragraphs(page))
    if not text:
        raise UserError(
            f"{name}: the page holds no text of its own, only what a browser would fetch or run; "
            "open it in a browser and paste the text"
        )
    title = page.findtext(".//title") or ""
    notes = (
        (f"{walk.left_out} menus, forms or hidden parts were left out",) if walk.left_out else ()
    )
    return Content(text, spans, title=" ".join(title.split()), notes=notes)


class _Walk:
    """One walk over a page, without recursion: pages may be nested as deeply as they like."""

    def __init__(self, *, keeps_headers: bool) -> None:
        self._keeps_headers = keeps_headers
        self._kept: list[str] = []
        self._verbatim = 0
        self.left_out = 0

    def paragraphs(self, page: "etree._Element") -> Iterator[str]:
        """Yield the paragraphs in the order of the page."""
        from lxml import etree

        walk = etree.iterwalk(page, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                if self._is_left_out(element, tag):
                    walk.skip_subtree()
                    continue
                yield from self._begin(element, tag)
            else:
                yield from self._end(tag, skipped=self._is_silent(element, tag))
                self._say(element.tail)
        yield from self._flush()

    def _is_left_out(self, element: "etree._Element", tag: str) -> bool:
        silent = self._is_silent(element, tag)
        self.left_out += silent and tag not in {"script", "style", "head", "noscript"}
        return silent

    def _is_silent(self, element: "etree._Element", tag: str) -> bool:
        if tag in _SILENT or element.get("hidden") is not None:
            return True
        if element.get("aria-hidden") == "true" or element.get("role") in _ROLES:
            return True
        if tag in {"nav", "menu"} or _INVISIBLE.search(element.get("style") or ""):
            return True
        # A page's own header and footer; those of an article or a section belong to its text.
        own = tag in _FURNITURE and not self._keeps_headers
        return own and all(
            e.tag not in {"article", "main", "section"} for e in element.iterancestors()
        )

    def _begin(self, element: "etree._Element", tag: str) -> Iterator[str]:
        if tag in _BLOCKS:
            yield from self._flush()
        if tag == "br":
            self._kept.append("\n")
        elif tag in {"td", "th"} and any(piece.strip() for piece in self._kept):
            self._kept.append("\t")
        elif tag == "q":
            self._kept.append("“")
        self._verbatim += tag == "pre"
        self._say(element.text)

    def _end(self, tag: str, *, skipped: bool) -> Iterator[str]:
        if skipped:
            if tag in _BLOCKS:
                yield from self._flush()
            return
        if tag == "q":
            self._kept.append("”")
        if tag in _BLOCKS:
            yield from self._flush()
        self._verbatim -= tag == "pre"

    def _say(self, text: str | None) -> None:
        if text:
            self._kept.append(text if self._verbatim else _SPACES.sub(" ", text))

    def _flush(self) -> Iterator[str]:
        text = "".join(self._kept)
        self._kept.clear()
        lines = text.split("\n") if self._verbatim else (_tidied(line) for line in text.split("\n"))
        if paragraph := "\n".join(lines).strip():
            yield re.sub(r"\n\s*\n", "\n", paragraph)


def _tidied(line: str) -> str:
    return "\t".join(
        " ".join(cell.split(" ")).strip() for cell in re.sub(" +", " ", line).split("\t")
    )


def _declared(raw: bytes) -> str:
    """Return the encoding that a page declares, if there is such a one and it fits."""
    found = _CHARSET.search(raw[:4096])
    if found is None:
        return ""
    said = (found.group(1) or found.group(2)).decode("ascii", "ignore")
    try:
        name = codecs.lookup(said).name
        # What calls itself Latin-1 on the web is cp1252: browsers read it so.
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        raw.decode(name)
    except (LookupError, UnicodeDecodeError):
        return ""
    return "" if name.startswith("utf-16") else name
