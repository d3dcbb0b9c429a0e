"""Documents are read in a process of their own, and their texts are kept."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.documents import finding, worker
from argmap.documents.anchors import find_quote
from argmap.documents.answers import DocumentText, State
from argmap.documents.as_json import from_json, refusal_to_json, to_json
from argmap.documents.encodings import NeedsEncoding
from argmap.documents.extracted import NoText
from argmap.documents.kept_texts import keep_text, kept_text, texts_folder
from argmap.documents.shelf import Shelf
from argmap.documents.worker import Limits, Stopped, read_document
from argmap.model.errors import UserError
from argmap.model.records import QuotePart
from tests.documents.extracting import extract
from tests.documents.written import picture_pdf, plain_pdf, write_html, write_package


def children(monkeypatch) -> list[list[str]]:
    """The commands of the processes that are started from now on."""
    seen: list[list[str]] = []
    start = subprocess.Popen

    def watched(command, **options):
        seen.append(command)
        return start(command, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    return seen


def test_a_document_is_read_apart_and_then_kept(tmp_path, monkeypatch):
    started = children(monkeypatch)
    (tmp_path / "a.pdf").write_bytes(plain_pdf([[(40, 500, "Words of a page")]]))
    first = read_document(tmp_path / "a.pdf")
    assert first == extract(tmp_path / "a.pdf")
    assert read_document(tmp_path / "a.pdf") == first
    assert len(started) == 1


def test_small_plain_text_needs_no_process(tmp_path, monkeypatch):
    started = children(monkeypatch)
    (tmp_path / "a.txt").write_text("Words", encoding="utf-8")
    assert read_document(tmp_path / "a.txt").text == "Words"
    assert started == []
    assert not texts_folder().exists()


def test_refusals_cross_between_processes(tmp_path):
    picture_pdf(tmp_path / "a.pdf", pages=3)
    with pytest.raises(NoText) as caught:
        read_document(tmp_path / "a.pdf")
    assert caught.value.pages == 3
    (tmp_path / "a.html").write_bytes("<p>Ein Gespräch über Bäume".encode("cp1252"))
    with pytest.raises(NeedsEncoding) as asked:
        read_document(tmp_path / "a.html")
    assert asked.value.proposal == "cp1252"
    assert read_document(tmp_path / "a.html", "cp1252").text == "Ein Gespräch über Bäume"


def reader(monkeypatch, code: str) -> None:
    """Let the child do something else."""
    start = subprocess.Popen

    def other(command, **options):
        return start([sys.executable, "-c", code, *command[4:]], **options)

    monkeypatch.setattr(subprocess, "Popen", other)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "brought down the program"),
        ("print('[1, 2')", "brought down the program"),
        ("print('{\"text\": 1}')", "brought down the program"),
        ("import time; time.sleep(60)", "could not be read within 1 seconds"),
    ],
)
def test_what_happens_to_the_reader_becomes_a_sentence(tmp_path, monkeypatch, code, why):
    reader(monkeypatch, code)
    write_html(tmp_path / "a.html", "Words")
    with pytest.raises(UserError, match=why):
        read_document(tmp_path / "a.html", limits=Limits(seconds=1))
    assert not list(texts_folder().glob("*"))


def test_reading_can_be_given_up(tmp_path, monkeypatch):
    reader(monkeypatch, "import time; time.sleep(60)")
    write_html(tmp_path / "a.html", "Words")
    with pytest.raises(Stopped):
        read_document(tmp_path / "a.html", stopped=lambda: True)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by the system here alone")
def test_a_document_that_wants_too_much_memory_is_refused(tmp_path):
    body = (
        b"<w:document><w:body>"
        + os.urandom(30_000).hex().encode() * 400
        + b"</w:body></w:document>"
    )
    write_package(tmp_path / "a.docx", {"word/document.xml": body}, packed=False)
    with pytest.raises(UserError):
        read_document(tmp_path / "a.docx", limits=Limits(memory=100_000_000))


def test_the_reader_takes_no_module_from_the_folder_it_is_started_in(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    write_html(tmp_path / "a.html", "Words")
    assert read_document(tmp_path / "a.html").text == "Words"


# --------------------------------------------------------------------------------------- the cache


@pytest.fixture
def text(tmp_path: Path):
    (tmp_path / "t.md").write_text("# T\n\nWörter 中", encoding="utf-8")
    return extract(tmp_path / "t.md")


def test_a_kept_text_is_the_same_text(tmp_path, text):
    keep_text(tmp_path / "kept", "a.json", text)
    assert kept_text(tmp_path / "kept", "a.json") == text
    assert kept_text(tmp_path / "kept", "b.json") is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": "other"},
        {"pages": [99]},
        {"pages": ["x"]},
        {"paragraphs": [[0]]},
        {"paragraphs": [[0, 10_000]]},
        {"title": None},
        {"notes": 3},
        {"text": None},
    ],
)
def test_a_kept_text_that_was_changed_is_not_believed(tmp_path, text, change):
    read = json.loads(to_json(text))
    read["text"] |= change
    (tmp_path / "a.json").write_text(json.dumps(read), encoding="utf-8")
    assert kept_text(tmp_path, "a.json") is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"3", b'{"text": 3}', b"\xff", b"[" * 100_000])
def test_what_is_no_text_is_not_believed(data):
    with pytest.raises(ValueError):
        from_json(data)


def test_a_refusal_keeps_its_words():
    with pytest.raises(UserError, match="why not"):
        from_json(refusal_to_json(UserError("why not")))


def test_the_cache_lets_go_of_what_was_not_used_for_longest(tmp_path, text, monkeypatch):
    monkeypatch.setattr("argmap.documents.kept_texts.MOST_KEPT", 2)
    for number, name in enumerate(("a.json", "b.json", "c.json")):
        keep_text(tmp_path, name, dataclasses.replace(text, title=name))
        if (tmp_path / name).exists():
            os.utime(tmp_path / name, (number, number))
    keep_text(tmp_path, "d.json", text)
    assert kept_text(tmp_path, "d.json") is not None
    assert kept_text(tmp_path, "a.json") is None


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path, text):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    keep_text(tmp_path / "file", "a.json", text)
    assert kept_text(tmp_path / "file", "a.json") is None


# ---------------------------------------------------------------------------------------- the shelf


def test_a_document_is_read_once_until_its_file_changes(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(
        "argmap.documents.shelf.read_document",
        lambda path, encoding: read.append(path) or worker.read_document(path, encoding),
    )
    path, shelf = tmp_path / "a.txt", Shelf()
    path.write_text("one", encoding="utf-8")
    first = shelf.document(path)
    assert shelf.document(path) is first
    path.write_text("another", encoding="utf-8")
    assert shelf.document(path).extracted.text == "another"
    path.touch()
    os.utime(path, (1, 1))
    assert shelf.document(path).extracted.text == "another"
    assert len(read) == 3
    path.unlink()
    with pytest.raises(UserError, match="no such document"):
        shelf.document(path)


# ------------------------------------------------------------------- finding many quotes elsewhere


def test_many_quotes_of_a_long_text_are_found_by_another_process(monkeypatch):
    text = " ".join(f"Sentence {n} of this text says {n * 7} “things” 😀." for n in range(4_000))
    stretches = []
    for n in range(0, 4_000, 400):
        start = text.index(f"Sentence {n} of")
        end = text.index("“things”", start)
        stretches.append(QuotePart(text[start:end].strip(), "", text[end : end + 20], start))
    changed = "An introduction. " + text.replace("Sentence 800 of", "The sentence 800 of")
    here = [find_quote(one, DocumentText(changed)) for one in stretches]
    assert finding.found_apart(changed, stretches, False) == here
    asked = []
    monkeypatch.setattr(finding, "answer_apart", lambda *given: asked.append(given) or b"[]")
    assert finding.find_quotes(changed, stretches, False) == here  # no sound answer: found here
    assert len(asked) == 1
    assert finding.find_quotes("short", stretches[:1], False)[0].state is State.NOT_FOUND
    assert len(asked) == 1
