"""Maps in pictures: the same bytes come out again, and nothing a picture claims is believed."""

import base64
import io
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from argmap.io import embed
from argmap.io.embed import EmbeddedMapError, embedded_map, png_with_map, svg_metadata

MAP = "argmap: 1\r\ntitle: Überall\nstatements: []".encode()


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (7, 5), "white").save(made, "PNG")
    return made.getvalue()


def chunk(kind: bytes, body: bytes, crc: int | None = None) -> bytes:
    checksum = zlib.crc32(kind + body) if crc is None else crc
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


def with_chunks(*chunks: bytes) -> bytes:
    whole = png()
    return whole[:33] + b"".join(chunks) + whole[33:]


def svg(inside: str) -> bytes:
    return f'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


def pdf(*attachments: tuple[str, bytes]) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    for name, data in attachments:
        document.new_attachment(name).set_data(data)
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def test_a_png_carries_its_map_and_is_still_a_picture():
    made = png_with_map(png(), MAP, "Tïtle", "What it shows")
    assert embedded_map(made) == MAP
    with Image.open(io.BytesIO(made)) as picture:
        picture.load()
        assert picture.size == (7, 5)
        assert picture.text["Title"] == "Tïtle"
        assert picture.text["Description"] == "What it shows"
        assert picture.text["Software"] == "argmap"
        assert picture.text["argmap"].encode() == MAP
    assert made.index(b"argmap\0") < made.index(b"IDAT")


def test_the_map_can_be_left_out():
    assert embedded_map(png_with_map(png(), None, "T")) is None
    with pytest.raises(ValueError, match="PNG"):
        png_with_map(b"GIF89a", MAP)


@given(st.binary())
@settings(max_examples=30)
def test_any_bytes_come_out_as_they_went_in(data):
    assert embedded_map(png_with_map(png(), data)) == data
    assert embedded_map(svg(svg_metadata(data))) == data


def test_an_svg_carries_its_map():
    whole = svg(svg_metadata(MAP) + "<text>a &lt; b</text>")
    assert embedded_map(whole) == MAP
    assert embedded_map(whole.replace(b"argmap:embedded-map", b"ns0:embedded-map")) == MAP
    assert embedded_map(whole.replace(b"\n", b"\r\n")) == MAP


def test_a_pdf_carries_its_map():
    assert embedded_map(pdf((embed.ATTACHMENT, MAP))) == MAP
    assert embedded_map(pdf(("notes.txt", b"x"), ("other.argmap.yaml", MAP))) == MAP


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", png(), svg("<g/>"), pdf(), pdf(("a.yaml", MAP)), png()[:40], png()[:8]]
)
def test_no_map_is_none(data):
    assert embedded_map(data) is None


def test_the_same_map_twice_is_one_map_and_two_maps_are_none():
    twice = png_with_map(png_with_map(png(), MAP), MAP)
    assert embedded_map(twice) == MAP
    with pytest.raises(EmbeddedMapError, match="several"):
        embedded_map(png_with_map(png_with_map(png(), MAP), MAP + b"\n"))


def test_an_uncompressed_chunk_and_one_with_a_language():
    assert embedded_map(with_chunks(chunk(b"iTXt", b"argmap\0\0\0en\0Karte\0" + MAP))) == MAP


@pytest.mark.parametrize(
    "damaged",
    [
        with_chunks(chunk(b"iTXt", b"argmap\0\0\0\0\0" + MAP, crc=1)),
        with_chunks(chunk(b"iTXt", b"argmap\0\1\0\0\0no deflate")),
        with_chunks(chunk(b"iTXt", b"argmap\0\1\7\0\0x")),
        with_chunks(chunk(b"iTXt", b"argmap\0\1")),
        with_chunks(chunk(b"iTXt", b"argmap\0\1\0en")),
        with_chunks(chunk(b"iTXt", b"argmap\0\1\0\0\0" + zlib.compress(MAP * 99)[:-9])),
        png_with_map(png(), MAP)[:110],
        svg("<embedded-map>!!!!</embedded-map>").replace(b"!!!!", b"AAA"),
        svg("<embedded-map>AAAA</embedded-map>"),
        b"%PDF-1.7 and nothing more",
    ],
)
def test_damage_is_said(damaged):
    with pytest.raises(EmbeddedMapError):
        embedded_map(damaged)


def test_a_picture_cut_off_after_its_map_still_gives_it():
    made = png_with_map(png(), MAP)
    assert embedded_map(made[: made.index(b"IDAT") + 6]) == MAP


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_bomb_is_refused_before_it_unfolds(kind, monkeypatch):
    monkeypatch.setattr(embed, "BIGGEST_MAP", 1 << 20)
    bomb = zlib.compress(b"\0" * (64 << 20), 9)
    data = (
        with_chunks(chunk(b"iTXt", b"argmap\0\1\0\0\0" + bomb))
        if kind == "png"
        else svg(f"<embedded-map>{base64.b64encode(bomb).decode()}</embedded-map>")
    )
    tracemalloc.start()
    try:
        with pytest.raises(EmbeddedMapError, match="larger"):
            embedded_map(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


def test_entities_of_an_svg_are_not_expanded():
    entities = '<!DOCTYPE svg [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;">]>'
    assert embedded_map(svg(f"{entities}<embedded-map>&b;</embedded-map>")) is None


@settings(max_examples=150)
@given(st.data())
def test_changed_bytes_give_the_map_nothing_or_our_error(data):
    whole = bytearray(
        data.draw(st.sampled_from([png_with_map(png(), MAP), svg(svg_metadata(MAP))]))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = embedded_map(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except EmbeddedMapError:
        return
    assert found in (None, MAP)
