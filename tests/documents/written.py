"""Writes documents of every kind, so that tests need none in the repository."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

HEAD = "A running head"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of an example document: it has one on every line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def write_md(path: Path, text: str) -> None:
    path.write_text("# A title\n\n" + "\n\n".join(paragraphs(text)) + "\n", encoding="utf-8")


def write_html(path: Path, text: str) -> None:
    """As a magazine's page: menu, script, picture, and words in pieces with entities."""
    body = "\n".join(
        "<p>" + " <i>".join(escape(line).replace("’", "&rsquo;").split(" ", 1)) + "</i></p>"
        for line in paragraphs(text)
    )
    path.write_text(
        "<!doctype html><html><head><meta charset=utf-8><title>A page</title><style>p{}</style>"
        "<script>document.write('scripted')</script></head><body><nav><a href=/>Home</a></nav>"
        "<header>The Magazine</header><main><img src=http://example.org/a.png alt=x>"
        f"{body}<p hidden>unseen</p></main><footer>Imprint</footer></body></html>",
        encoding="utf-8",
    )


def write_docx(path: Path, text: str) -> None:
    """With every fifth paragraph in a table, as reports have them."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = HEAD
    for number, line in enumerate(paragraphs(text)):
        if number % 5 == 4:
            document.add_table(rows=1, cols=2).rows[0].cells[1].text = line
        else:
            half = len(line) // 2
            paragraph = document.add_paragraph(line[:half])
            paragraph.add_run(line[half:]).bold = True
    document.save(str(path))


def write_pdf(path: Path, text: str) -> None:
    """On small pages, with Qt's page numbers. Needs an application of Qt."""
    from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument

    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    document = QTextDocument()
    font = QFont("Inter", 9)
    font.setFeature(QFont.Tag("calt"), 0)  # its brackets beside capitals have no letter of Unicode
    document.setDefaultFont(font)
    document.setPlainText("\n\n".join(paragraphs(text)))
    document.print_(writer)


def write_package(path: Path, parts: dict[str, bytes], *, packed: bool = True) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as z:
        for name, data in parts.items():
            z.writestr(name, data)


def word_xml(body: str) -> bytes:
    """A Word document's main part."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


def write_word_xml(path: Path, body: str) -> None:
    write_package(path, {"word/document.xml": word_xml(body)})


def picture_pdf(path: Path, pages: int = 2) -> None:
    """A scanned document: nothing but pictures."""
    from PIL import Image

    first, *rest = [Image.new("L", (60, 80), 200 - 40 * k) for k in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=rest)


def plain_pdf(pages: Iterable[Sequence[tuple[int, int, str]]], *, encrypt: bytes = b"") -> bytes:
    """A PDF by hand: for every page the words with their places, in points from the lower left."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in pages:
        lines = "".join(
            f"1 0 0 1 {x} {y} Tm ({words.replace(chr(40), '').replace(chr(41), '')}) Tj\n"
            for x, y, words in page
        )
        stream = f"BT /F1 10 Tf\n{lines}ET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (listed, len(kids))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, encrypt, start)
    )
    return out.getvalue()
