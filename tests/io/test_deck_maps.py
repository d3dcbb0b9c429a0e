"""A map inside a slide deck: found, never unfolded beyond its limit, never looked for elsewhere."""

import tracemalloc
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.io import embed
from argmap.io.deck_maps import deck_item, looks_like_deck
from argmap.io.embed import SVG_NAMESPACE, EmbeddedMapError, embedded_map, is_picture

MAP = "argmap: 1\nstatements:\n- {id: tea, text: Tée.}\n".encode()


def deck(*items, part="ppt/presentation.xml", packed=zipfile.ZIP_STORED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, "<p/>")
        for number, item in enumerate(items, 1):
            package.writestr(f"customXml/item{number}.xml", item, packed)
    return made.getvalue()


ITEM = deck_item(MAP, SVG_NAMESPACE)


def test_a_deck_gives_its_map_back():
    data = deck("<other/>", ITEM)
    assert is_picture(data)
    assert embedded_map(data) == MAP
    assert embedded_map(deck("<other/>")) is None


def test_other_packages_are_no_decks():
    text = deck(ITEM, part="word/document.xml")
    assert not looks_like_deck(text)
    assert not is_picture(text)
    assert embedded_map(text) is None


def test_several_maps_are_refused():
    other = deck_item(MAP + b"# more", SVG_NAMESPACE)
    with pytest.raises(EmbeddedMapError, match="several"):
        embedded_map(deck(ITEM, other))
    assert embedded_map(deck(ITEM, ITEM)) == MAP


def test_a_bomb_is_refused_before_it_unfolds(monkeypatch):
    monkeypatch.setattr(embed, "BIGGEST_MAP", 1 << 20)
    bomb = deck(b" " * (64 << 20), packed=zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    try:
        with pytest.raises(EmbeddedMapError, match="larger"):
            embedded_map(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


@settings(max_examples=150)
@given(st.data())
def test_changed_bytes_give_the_map_nothing_or_our_error(data):
    whole = bytearray(deck(ITEM, packed=data.draw(st.sampled_from([0, 8]))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = embedded_map(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except EmbeddedMapError:
        return
    assert found in (None, MAP)
