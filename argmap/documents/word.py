"""Word documents (.docx): paragraphs, tables and notes in the order of the document.

The XML is walked here and not by python-docx, which passes over text in content controls, tracked
insertions and text boxes. Headers, footers, deleted and hidden text are left out.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.documents.extracted import Content, joined
from argmap.documents.zip_parts import Package
from argmap.model.errors import UserError

if TYPE_CHECKING:
    from lxml import etree

_OLD = b"\xd0\xcf\x11\xe0"
_MAIN = "word/document.xml"
_SKIPPED = frozenset(
    # Deleted or moved away, codes of fields, the second telling of a drawing, properties.
    (
        *("del", "moveFrom", "instrText", "Fallback", "rt"),
        *("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
    )
)
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def word_content(raw: bytes, name: str) -> Content:
    """Return the text of a Word document. Raises UserError where it cannot be read safely."""
    if raw.startswith(_OLD):
        raise UserError(
            f"{name}: is protected by a password, or is an old .doc under another name; save it as "
            ".docx without a password, or paste the text"
        )
    package = Package(raw, name)
    main = _main_part(package, name)
    if main not in package:
        raise UserError(f"{name}: is a ZIP package but no Word document")
    walk = _Walk()
    paragraphs = list(walk.paragraphs(_parsed(package, main, name)))
    folder = main.rpartition("/")[0]
    for notes in (f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
        if notes in package:
            paragraphs.extend(_notes(_parsed(package, notes, name), walk))
    text, spans = joined(paragraphs)
    if not text:
        raise UserError(f"{name}: holds no text, only pictures or other objects")
    return Content(text, spans, title=_title(package, name), notes=walk.notes())


def _parsed(package: Package, part: str, name: str) -> "etree._Element":
    from lxml import etree

    raw = package.read(part)
    # An entity may be a bomb or a window into other files. Word never writes a DOCTYPE, nor any
    # encoding in which the word would look different.
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _declares(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UserError(f"{name}: is damaged: {part}: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise _declares(name)
    return root


def _declares(name: str) -> UserError:
    return UserError(
        f"{name}: declares entities (a DOCTYPE), which no word processor writes; it was not read; "
        "save it again in a word processor, or paste the text"
    )


def _main_part(package: Package, name: str) -> str:
    if "_rels/.rels" in package:
        for relation in _parsed(package, "_rels/.rels", name):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or _MAIN).lstrip("/")
    return _MAIN


def _title(package: Package, name: str) -> str:
    if "docProps/core.xml" not in package:
        return ""
    core = _parsed(package, "docProps/core.xml", name)
    found = next((e.text for e in core.iter("{*}title") if e.text), "")
    return " ".join((found or "").split())


def _notes(root: "etree._Element", walk: "_Walk") -> Iterator[str]:
    for note in root:
        if _attribute(note, "type") in {"", "normal"}:  # not the line above the notes
            yield from walk.paragraphs(note)


class _Walk:
    """Gathers paragraphs, and remembers what it left out. lxml bounds the depth (256)."""

    def __init__(self) -> None:
        self._deleted = 0
        self._hidden = 0

    def notes(self) -> tuple[str, ...]:
        """Say what was left out."""
        said = []
        if self._deleted:
            said.append("text that tracked changes delete was left out")
        if self._hidden:
            said.append("hidden text was left out")
        return tuple(said)

    def paragraphs(self, element: "etree._Element") -> Iterator[str]:
        """Yield the paragraphs below an element."""
        for child in element:
            tag = _local(child)
            if tag == "p":
                yield from self._paragraph(child)
            elif tag == "tr":
                yield from self._row(child)
            elif tag not in _SKIPPED:
                yield from self.paragraphs(child)

    def _row(self, row: "etree._Element") -> Iterator[str]:
        cells = [list(self.paragraphs(cell)) for cell in _cells(row)]
        if all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
            line = "\t".join(cell[0] if cell else "" for cell in cells)
            if line.strip():
                yield line.strip()
        else:
            yield from (paragraph for cell in cells for paragraph in cell)

    def _paragraph(self, paragraph: "etree._Element") -> Iterator[str]:
        boxes: list[str] = []
        text = "".join(self._words(paragraph, boxes))
        if text := re.sub(r"\n[ \t]*(?=\n)", "", text.strip()):
            yield text
        yield from boxes  # a text box stands beside the paragraph it is anchored in

    def _words(self, element: "etree._Element", boxes: list[str]) -> Iterator[str]:
        for child in element:
            tag = _local(child)
            if tag in {"t", "delText"}:
                yield (child.text or "") if tag == "t" else ""
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag == "br":
                yield " " if _attribute(child, "type") in {"page", "column"} else "\n"
            elif tag == "txbxContent":
                boxes.extend(self.paragraphs(child))
            elif tag in _SKIPPED:
                self._deleted += tag == "del"
            elif tag == "r" and _is_hidden(child):
                self._hidden += 1
            else:
                yield from self._words(child, boxes)


def _cells(row: "etree._Element") -> Iterator["etree._Element"]:
    for child in row:
        if _local(child) == "tc":
            yield child
        elif _local(child) not in _SKIPPED:  # a content control around a cell
            yield from _cells(child)


def _is_hidden(run: "etree._Element") -> bool:
    vanish = run.find("{*}rPr/{*}vanish")
    return vanish is not None and _attribute(vanish, "val") not in {"0", "false", "off"}


def _local(element: "etree._Element") -> str:
    """Return the name without its namespace, of which there are two for the same things."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "instrText"


def _attribute(element: "etree._Element", name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
