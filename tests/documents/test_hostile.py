"""Bad documents: each gives a clear sentence, harms nothing and fetches nothing."""

import contextlib
import os
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.documents import files, zip_parts
from argmap.documents.encodings import NeedsEncoding, proposed
from argmap.documents.extract import extracted_from
from argmap.documents.extracted import LARGEST
from argmap.model.errors import UserError
from tests.documents.extracting import extract
from tests.documents.written import word_xml, write_html, write_package

# ----------------------------------------------------------------------------------------- packages


def test_a_part_that_unpacks_to_far_more_than_it_is_packed_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_parts.Package, "read", lambda *_: pytest.fail("it was unpacked"))
    write_package(tmp_path / "a.docx", {"word/document.xml": b" " * 20_000_000})
    assert (tmp_path / "a.docx").stat().st_size < 50_000
    with pytest.raises(UserError, match="becomes far larger than any document"):
        extract(tmp_path / "a.docx")


def test_a_package_of_countless_parts_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_parts, "MOST_PARTS", 50)
    write_package(tmp_path / "a.docx", {f"{k}.xml": b"" for k in range(51)})
    with pytest.raises(UserError, match="becomes far larger"):
        extract(tmp_path / "a.docx")


def test_what_comes_out_is_counted_whatever_the_package_says(tmp_path, monkeypatch):
    write_package(tmp_path / "a.docx", {"word/document.xml": word_xml("<w:p/>" * 50_000)})
    package = zip_parts.Package((tmp_path / "a.docx").read_bytes(), "a.docx")
    package._left = 10_000
    with pytest.raises(UserError, match="becomes far larger"):
        package.read("word/document.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_word_document_with_a_doctype_is_refused(tmp_path, encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>'
    data = (declared + word_xml("<w:p><w:r><w:t>x &b;</w:t></w:r></w:p>").decode()).encode(encoding)
    write_package(tmp_path / "a.docx", {"word/document.xml": data})
    with pytest.raises(UserError, match="DOCTYPE"):
        extract(tmp_path / "a.docx")


# ------------------------------------------------------------------------------- nothing is fetched

FETCHING = """
import sys
from pathlib import Path
seen = []
sys.addaudithook(lambda event, arguments: seen.append(event) if event.startswith(
    ("socket", "urllib", "http", "ftplib", "webbrowser", "subprocess", "os.system")) else None)
from tests.documents.extracting import extract
opened = []
sys.addaudithook(lambda event, of: opened.append(str(of[0])) if event == "open" else None)
found = extract(Path({path!r}))
print(seen, [name for name in opened if "passwd" in name], repr(found.text))
"""


@pytest.mark.parametrize(
    "page",
    [
        "<base href=http://example.org><link rel=stylesheet href=a.css><img src=b.png><p>x",
        "<script src=http://example.org/a.js></script><iframe src=http://a.org></iframe><p>x",
        '<!DOCTYPE html SYSTEM "http://example.org/a.dtd"><p>x',
        '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>x&e;',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><html><p>x&e;',
    ],
)
def test_a_page_opens_no_socket_and_no_other_file(tmp_path, python, page):
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    said = python(FETCHING.format(path=str(tmp_path / "a.html")))
    assert said.startswith("[] [] ")
    assert "root:" not in said


# --------------------------------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0rest", "an old Office document"),
        (bytes(range(32)) * 40, "binary data"),
        (bytes(4_000), "binary data"),
        (bytes(range(256)) * 40, "binary data"),
        (b"", "is empty"),
        (b" \n\r\n", "is empty"),
    ],
)
def test_binary_data_under_a_name_of_text_is_refused(tmp_path, data, why):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(UserError, match=why):
        extract(tmp_path / "a.txt")


def test_stray_nul_characters_are_left_out_and_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(
        b"some wo\0rds\r\nin\rlines\nhere and then some more words to come " * 20
    )
    found = extract(tmp_path / "a.txt")
    assert found.text.startswith("some words\nin\nlines\nhere and")
    assert found.notes == ("20 control characters were left out",)


def test_a_document_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(UserError, match="larger than 64 MB"):
        extract(tmp_path / "a.txt")


def test_a_large_text_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"some words of a line, and more\n\n" * 200_000)
    assert len(extract(tmp_path / "a.txt").paragraphs) == 200_000


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le café était fermé; « l’élève » préférait la forêt.", "cp1252"),
        ("Zażółć gęślą jaźń, rzekł król do żony.", "cp1250"),
        ("Ein Gespräch über Bäume ist fast ein Verbrechen.", "cp1252"),
        (
            "Россия остаётся настороженной в отношении намерений Пекина в Центральной Азии.",
            "cp1251",
        ),
        ("中国和俄罗斯不是正式的盟友，两国之间仍存在一定程度的不信任。" * 3, "gb18030"),
        ("中国とロシアは正式な同盟国ではなく、ある程度の不信感が残っている。" * 3, "shift_jis"),
    ],
)
def test_an_encoding_is_proposed_and_confirmed(tmp_path, text, encoding):
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    with pytest.raises(NeedsEncoding) as caught:
        extract(tmp_path / "a.txt")
    assert caught.value.proposal == encoding
    assert caught.value.sample.split()[0] in text
    found = extract(tmp_path / "a.txt", caught.value.proposal)
    assert (found.text, found.encoding) == (text, encoding)


def test_utf_16_without_a_mark_is_proposed(tmp_path):
    (tmp_path / "a.txt").write_bytes("some plain words".encode("utf-16-be"))
    with pytest.raises(NeedsEncoding) as caught:
        extract(tmp_path / "a.txt")
    assert caught.value.proposal == "utf-16-be"
    assert extract(tmp_path / "a.txt", "utf-16-be").text == "some plain words"


def test_an_encoding_that_does_not_fit_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes("café".encode("cp1252"))
    for wrong in ("utf-8", "shift_jis", "no-such"):
        with pytest.raises(UserError):
            extract(tmp_path / "a.txt", wrong)


def test_an_encoding_in_the_map_that_does_not_fit_is_asked_about_again(tmp_path):
    (tmp_path / "a.txt").write_bytes("Le café est très cher.".encode("cp1252"))
    with pytest.raises(NeedsEncoding, match="the text is not shift_jis; it may be Western") as one:
        extract(tmp_path / "a.txt", "shift_jis")
    assert one.value.proposal == "cp1252"


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "rot13", "a\0b", "no such"])
def test_what_is_no_encoding_of_prose_is_refused_with_those_that_are(tmp_path, name):
    (tmp_path / "a.txt").write_bytes("café".encode("cp1252"))
    with pytest.raises(UserError, match="choose one of cp1252"):
        extract(tmp_path / "a.txt", name)


def test_a_text_that_was_saved_anew_as_utf_8_is_read_as_that(tmp_path):
    (tmp_path / "a.txt").write_text("Le café", encoding="utf-8")
    assert extract(tmp_path / "a.txt", "cp1252").text == "Le café"
    (tmp_path / "b.txt").write_bytes("日本語".encode("iso2022_jp"))
    assert extract(tmp_path / "b.txt", "iso2022_jp").text == "日本語"


def test_with_nothing_to_go_by_the_proposal_is_western():
    assert proposed(b"\xe9") == "cp1252"


# ---------------------------------------------------------------------------- files that are moving


def test_a_file_that_is_written_while_it_is_read_is_read_again(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"half")
    writer = threading.Timer(0.01, lambda: path.write_bytes(b"all of it"))
    writer.start()
    deadline = time.monotonic() + 5
    while files.bytes_of(path) != b"all of it":
        assert time.monotonic() < deadline
    writer.join()


def test_a_file_that_never_rests_is_given_up(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    read = files._read

    def read_and_write(where):
        data = read(where)
        path.write_bytes(data + b"x")
        return data

    monkeypatch.setattr(files, "_read", read_and_write)
    with pytest.raises(UserError, match="still writing it"):
        files.bytes_of(path)


def test_a_device_is_no_document():
    if os.path.exists("/dev/zero"):  # noqa: PTH110
        with pytest.raises(UserError, match="a folder or a device"):
            extract(files.Path("/dev/zero"))


# ----------------------------------------------------------------------------------------- anything


@pytest.mark.parametrize("kind", ["text", "html", "docx", "pdf"])
@settings(max_examples=40)
@given(data=st.binary(max_size=400))
def test_whatever_the_bytes_there_is_a_text_or_a_sentence(kind, data):
    for raw in (data, b"%PDF-1.4\n" + data, b"PK\x03\x04" + data, b"<p>" + data):
        try:
            found = extracted_from(raw, kind, "a")
        except UserError:
            continue
        else:
            assert "\0" not in found.text
            assert all(0 <= a <= b <= len(found.text) for a, b in found.paragraphs)


@settings(max_examples=30)
@given(place=st.integers(0, 3_000), byte=st.integers(0, 255))
def test_a_damaged_byte_in_a_page_does_no_harm(tmp_path_factory, place, byte):
    path = tmp_path_factory.getbasetemp() / "whole.html"
    if not path.exists():
        write_html(path, "Some words in a line\n" * 20)
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] = byte
    with contextlib.suppress(UserError):
        assert isinstance(extracted_from(bytes(raw), "html", "a").text, str)
