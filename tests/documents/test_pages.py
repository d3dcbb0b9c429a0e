"""The pages of a PDF as pictures: drawn apart, within limits, believed only where they are PNG."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from argmap.documents import pdf_pictures
from argmap.documents.pages import page_picture, page_sizes
from argmap.documents.pdf_pictures import picture_of
from argmap.documents.worker import Limits
from argmap.model.errors import UserError
from tests.documents.written import picture_pdf, plain_pdf

TWO = plain_pdf([[(40, 500, "First page")], [(40, 100, "Second page")]])


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def darkest(image: Image.Image, top: float, bottom: float) -> int:
    wide, high = image.size
    return image.crop((0, round(top * high), wide, round(bottom * high))).getextrema()[0]


def test_a_page_is_a_picture_of_the_width_that_was_asked_for(tmp_path):
    (tmp_path / "a.pdf").write_bytes(TWO)
    assert page_sizes(tmp_path / "a.pdf") == ((400, 600), (400, 600))
    first = picture(page_picture(tmp_path / "a.pdf", 0, 301))
    second = picture(page_picture(tmp_path / "a.pdf", 1, 300))
    assert first.size in {(301, 452), (302, 452), (301, 451)}
    assert second.size == (300, 450)
    assert darkest(first, 0.1, 0.2) < 100
    assert darkest(first, 0.2, 1) == 255
    assert darkest(second, 0.8, 0.85) < 100


def test_a_scanned_document_can_be_looked_at(tmp_path):
    picture_pdf(tmp_path / "a.pdf", pages=2)
    assert len(page_sizes(tmp_path / "a.pdf")) == 2
    grey = picture(page_picture(tmp_path / "a.pdf", 1, 120))
    assert grey.getpixel((60, 80)) == pytest.approx(160, abs=8)


def test_a_picture_is_never_larger_than_may_be(monkeypatch):
    monkeypatch.setattr(pdf_pictures, "WIDEST", 200)
    assert picture(picture_of(TWO, "a.pdf", 0, 10**9)).size == (200, 300)
    monkeypatch.setattr(pdf_pictures, "MOST_PIXELS", 60_000 // 4)
    assert picture(picture_of(TWO, "a.pdf", 0, 200)).size == (100, 150)


@pytest.mark.parametrize(
    ("raw", "why"), [(b"%PDF-1.4\nnothing", "damaged"), (TWO[:60], "damaged"), (b"", "damaged")]
)
def test_a_broken_document_says_so(tmp_path, raw, why):
    (tmp_path / "a.pdf").write_bytes(raw)
    with pytest.raises(UserError, match=why):
        page_sizes(tmp_path / "a.pdf")
    with pytest.raises(UserError, match=why):
        page_picture(tmp_path / "a.pdf", 0, 100)


def test_a_page_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(TWO)
    with pytest.raises(UserError, match="no page 3"):
        page_picture(tmp_path / "a.pdf", 2, 100)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "brought down"),
        ("print('{\"sizes\": [[0, 1]]}')", "brought down"),
        ("print('{\"sizes\": 3}')", "brought down"),
        ("print('\\x89PNG')", "brought down"),
        (
            "import sys, struct; sys.stdout.buffer.write(b'\\x89PNG\\r\\n\\x1a\\n' + bytes(8)"
            " + struct.pack('>II', 10**5, 10**5) + bytes(20))",
            "brought down",
        ),
        ("import time; time.sleep(60)", "within 1 seconds"),
    ],
)
def test_nothing_that_the_process_says_is_believed_unchecked(tmp_path, monkeypatch, code, why):
    start = subprocess.Popen

    def other(_command, **options):
        return start([sys.executable, "-c", code], **options)

    monkeypatch.setattr(subprocess, "Popen", other)
    (tmp_path / "a.pdf").write_bytes(TWO)
    for ask in (
        lambda: page_sizes(tmp_path / "a.pdf", Limits(seconds=1)),
        lambda: page_picture(tmp_path / "a.pdf", 0, 100, Limits(seconds=1)),
    ):
        with pytest.raises(UserError, match=why):
            ask()
