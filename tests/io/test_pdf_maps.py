"""Maps taken out of PDFs by a child process, and PDFs that mean harm."""

import zlib

import pytest

from argmap.io import pdf_maps
from argmap.io.embed import EmbeddedMapError, embedded_map
from argmap.io.pdf_maps import PdfError, maps_in_pdf

MAP = b"argmap: 1\nstatements: []\n"


def pdf(filters: bytes, stream: bytes) -> bytes:
    """A PDF with one attachment, written by hand so that its stream can lie."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(m.argmap.yaml)4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(m.argmap.yaml)/UF(m.argmap.yaml)/EF<</F 5 0 R>>>>",
        b"<</Type/EmbeddedFile/Length %d/Filter[%s]>>stream\n" % (len(stream), filters)
        + stream
        + b"\nendstream",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    )


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def test_a_map_comes_out_as_it_is():
    made = pdf(b"/FlateDecode", zlib.compress(MAP))
    assert maps_in_pdf(made, 1000) == [MAP]
    assert embedded_map(made) == MAP


@pytest.mark.parametrize("layers", [1, 2])
def test_a_stream_that_inflates_to_gigabytes_takes_no_memory_here(layers, monkeypatch):
    monkeypatch.setattr(pdf_maps, "MEMORY", 300 * 1024 * 1024)
    packed = zeros(600)
    if layers == 2:
        packed = zlib.compress(packed, 9)
    made = pdf(b"/FlateDecode" * layers, packed)
    assert len(made) < 1_000_000
    with pytest.raises(EmbeddedMapError, match="memory"):
        embedded_map(made)


def test_more_than_a_map_may_hold_is_refused():
    with pytest.raises(PdfError, match="more"):
        maps_in_pdf(pdf(b"/FlateDecode", zlib.compress(MAP)), len(MAP) - 1)


def test_a_reader_that_does_not_come_back_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_maps, "SECONDS", 0.01)
    with pytest.raises(PdfError, match="within"):
        maps_in_pdf(pdf(b"/FlateDecode", zlib.compress(MAP)), 1000)


def test_what_is_no_pdf_is_refused_in_words():
    with pytest.raises(PdfError, match="cannot be opened"):
        maps_in_pdf(b"%PDF-1.7 and nothing more", 1000)
