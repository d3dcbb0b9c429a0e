"""Documents of every kind give the text that a reader sees, with the quotes of the maps in it."""

import dataclasses
from pathlib import Path

import pytest

from argmap.documents.answers import State
from argmap.documents.check import check_quotes
from argmap.documents.extracted import NoText
from argmap.io.files import open_document
from argmap.model.errors import UserError
from tests.documents.extracting import extract
from tests.documents.written import (
    HEAD,
    picture_pdf,
    plain_pdf,
    write_docx,
    write_html,
    write_md,
    write_package,
    write_pdf,
    write_word_xml,
)

ROOT = Path(__file__).parents[2]
WRITERS = {"md": write_md, "html": write_html, "docx": write_docx, "pdf": write_pdf}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_quote_of_the_maps_stands_in_another_kind_of_document(kind, tmp_path, qapp):
    for seed in (ROOT / "seeds").glob("*.txt"):
        WRITERS[kind](tmp_path / f"{seed.stem}.{kind}", seed.read_text(encoding="utf-8"))
    (tmp_path / "maps").mkdir()
    looked_up = 0
    for path in sorted((ROOT / "maps").glob("*.yaml")):
        map_ = open_document(path).map
        sources = {
            id_: dataclasses.replace(source, file=f"../{Path(source.file).stem}.{kind}")
            for id_, source in map_.sources.items()
        }
        findings = check_quotes(map_.replaced(sources=sources), tmp_path / "maps")
        assert [f.problem.what for f in findings if f.problem] == []
        assert {f.answer.state for f in findings} <= {State.IN_PLACE, State.MOVED}
        looked_up += len(findings)
    assert looked_up > 100


def test_paragraphs_are_stretches_of_the_text_in_order(tmp_path, qapp):
    text = (ROOT / "seeds" / "000_9c019b2787a446ba.txt").read_text(encoding="utf-8")
    for kind, write in WRITERS.items():
        write(tmp_path / f"a.{kind}", text)
        found = extract(tmp_path / f"a.{kind}")
        paragraphs = [" ".join(found.text[a:b].split()) for a, b in found.paragraphs]
        assert "31 August 2019" in paragraphs
        assert all(a < b for a, b in found.paragraphs)
        assert list(found.paragraphs) == sorted(found.paragraphs)
        assert not any("\n\n" in found.text[a:b] for a, b in found.paragraphs)


# -------------------------------------------------------------------------------------------- html


def html(tmp_path: Path, body: str, head: str = "") -> Path:
    path = tmp_path / "a.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return path


def test_a_web_page_gives_its_words_and_leaves_out_its_furniture(tmp_path):
    write_html(tmp_path / "a.html", "Words &c.\nMore of China’s words")
    found = extract(tmp_path / "a.html")
    assert found.text == "Words &c.\n\nMore of China’s words"
    assert found.title == "A page"
    assert found.notes == ("4 menus, forms or hidden parts were left out",)


def test_blocks_are_paragraphs_and_rows_are_lines(tmp_path):
    page = "<h1>T</h1><p>a<br>b <b>c</b>d</p>e<ul><li>f<li>g</ul><table><tr><td>h<td>i</table>"
    assert extract(html(tmp_path, page)).text == "T\n\na\nb cd\n\ne\n\nf\n\ng\n\nh\ti"


def test_words_after_what_is_left_out_stay(tmp_path):
    page = "<p>one<script>x</script> two<span hidden>y</span> three</p>"
    page += '<p>four <span style="display:none">z</span>five</p>'
    assert extract(html(tmp_path, page)).text == "one two three\n\nfour five"


def test_a_deeply_nested_page_is_read(tmp_path):
    page = "<div>" * 1_500 + "deep" + "</div>" * 1_500
    assert extract(html(tmp_path, page)).text == "deep"
    with pytest.raises(UserError, match="nested too deeply"):
        extract(html(tmp_path, page * 3 + "<div>" * 50_000 + "deeper"))


def test_a_page_without_words_says_so(tmp_path):
    with pytest.raises(UserError, match="holds no text of its own"):
        extract(html(tmp_path, "<script>document.write('all')</script>"))


def test_the_declared_encoding_of_a_page_is_believed(tmp_path):
    (tmp_path / "a.html").write_bytes("<meta charset=windows-1251><p>привет".encode("cp1251"))
    assert extract(tmp_path / "a.html").text == "привет"


# -------------------------------------------------------------------------------------------- docx


def test_tables_stand_where_they_are_and_headers_nowhere(tmp_path):
    write_docx(tmp_path / "a.docx", "one\ntwo\nthree\nfour\nfive\nsix")
    found = extract(tmp_path / "a.docx")
    assert found.text.split("\n\n") == ["one", "two", "three", "four", "five", "six"]
    assert HEAD not in found.text


def test_insertions_controls_and_boxes_are_read_and_deletions_are_not(tmp_path):
    write_word_xml(
        tmp_path / "a.docx",
        "<w:p><w:r><w:t>kept</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'> new</w:t></w:r>"
        "</w:ins><w:del><w:r><w:delText> old</w:delText></w:r></w:del></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:t>seen</w:t></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict>"
        "</w:r></w:p>",
    )
    found = extract(tmp_path / "a.docx")
    assert found.text == "kept new\n\ncontrol\n\nseen\n\nbox"
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"readme.txt": b"x"}, "no Word document"),
        ({"word/document.xml": b"<w:document"}, "is damaged"),
        ({"word/document.xml": b"<a/>"}, "holds no text"),
    ],
)
def test_a_package_that_is_no_document_says_so(tmp_path, parts, why):
    write_package(tmp_path / "a.docx", parts)
    with pytest.raises(UserError, match=why):
        extract(tmp_path / "a.docx")


def test_a_locked_or_old_word_document_says_so(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UserError, match="protected by a password, or is an old"):
        extract(tmp_path / "a.docx")


# --------------------------------------------------------------------------------------------- pdf


def pages(count: int) -> bytes:
    return plain_pdf(
        [
            (40, 570, "The Running Head"),
            (40, 500, f"Page {number} begins with words that"),
            (40, 488, "go on for a second line of co-"),
            (40, 476, f"operation and end here {number}."),
            (40, 440, f"A new paragraph runs on {number}"),
            (190, 30, f"{number + 6}"),
        ]
        for number in range(1, count + 1)
    )


def test_pages_are_joined_without_their_furniture(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pages(4))
    found = extract(tmp_path / "a.pdf")
    assert "Running Head" not in found.text
    assert found.notes == ("8 lines that repeat on the pages' edges were left out",)
    assert [found.text[at:].split(" begins")[0] for at in found.pages] == [
        f"Page {number}" for number in (1, 2, 3, 4)
    ]
    # What runs over the page's end is one paragraph, and hyphens at line ends stay.
    whole = [found.text[a:b] for a, b in found.paragraphs]
    assert whole[1].startswith("A new paragraph runs on 1\nPage 2 begins")
    assert "of co-operation\nand" in whole[0]


def test_a_single_page_keeps_all_its_lines(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pages(1))
    assert extract(tmp_path / "a.pdf").text.startswith("The Running Head\n\nPage 1 begins")


def test_a_scanned_document_says_so_and_offers_its_pages(tmp_path):
    picture_pdf(tmp_path / "a.pdf", pages=2)
    with pytest.raises(NoText, match="only pictures of its 2 pages") as caught:
        extract(tmp_path / "a.pdf")
    assert caught.value.pages == 2


def test_a_pdf_with_a_password_says_so(tmp_path):
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> /ID [<00> <00>]"
    (tmp_path / "a.pdf").write_bytes(
        plain_pdf([[(40, 500, "secret")]], encrypt=lock % (b"11" * 32, b"22" * 32))
    )
    with pytest.raises(UserError, match="protected by a password"):
        extract(tmp_path / "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnonsense", b"%PDF-", bytes(2_000)])
def test_a_damaged_pdf_says_so(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(UserError, match="is damaged or is no PDF"):
        extract(tmp_path / "a.pdf")


# ------------------------------------------------------------------------------------- other kinds


@pytest.mark.parametrize(
    ("name", "way"), [("a.odt", ".docx"), ("a.epub", ".html"), ("a.xyz", "one of these")]
)
def test_other_kinds_name_the_way_out(tmp_path, name, way):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UserError, match=f"save it|convert it.*{way}|paste the text"):
        extract(tmp_path / name)


def test_a_pdf_under_another_name_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(pages(1))
    assert "Page 1 begins" in extract(tmp_path / "a.txt").text


def test_markdown_is_quoted_as_it_is_written(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\nSome *words*\nhere.\n \n- x\n", encoding="utf-8")
    found = extract(tmp_path / "a.md")
    assert (found.text, found.title) == ("# T\n\nSome *words*\nhere.\n \n- x\n", "T")
    assert [found.text[a:b] for a, b in found.paragraphs] == ["# T", "Some *words*\nhere.", "- x"]
