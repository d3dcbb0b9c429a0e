"""SVG: well formed whatever the words, text as text, a name for everything, the map in it."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from argmap.io.embed import embedded_map
from argmap.render.measure import Measure
from argmap.render.picture import PictureOptions, image
from argmap.render.svg import svg_text
from argmap.render.svg_text import Ids, plain
from tests.pictures.comparing import difference
from tests.pictures.gallery import GALLERY, drawing, link, statement

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return ET.fromstring(svg.encode("utf-8"))


@pytest.fixture
def roles(qapp):
    return GALLERY["roles"]()


def test_text_is_text_in_its_lines(qapp):
    made = drawing(
        {statement("a", "Russia and China form a strategic marriage of convenience."): (0, 0)}
    )
    root = parsed(svg_text(made.map, made.placement))
    spans = [span.text for span in root.iter(f"{SVG}tspan")]
    assert " ".join(spans) == "Russia and China form a strategic marriage of convenience."
    assert "Inter" in root.find(f"{SVG}style").text


def test_everything_has_a_name(roles):
    root = parsed(svg_text(roles.map, roles.placement))
    groups = {group.get("id"): group for group in root.iter(f"{SVG}g")}
    assert groups["s-pro"].get("aria-label") == "Evidence: Supports it."
    assert groups["l-pro-to-top"].get("aria-label") == (
        "“Supports it.” supports “The claim that is argued about.”"
    )
    assert "undercuts the step" in groups["l-undercut-to-pro-to-top"].get("aria-label")
    assert {groups[f"s-{id_}"].get("role") for id_ in roles.map.statements} == {"img"}
    assert root.find(f"{SVG}title").text == "Argument map"
    assert "9 statements" in root.find(f"{SVG}desc").text
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_numbers_have_at_most_two_decimals(roles):
    assert not re.search(r"\d\.\d{3}", svg_text(roles.map, roles.placement))


def test_the_map_is_in_it_byte_for_byte(roles):
    data = "argmap: 1\ntitle: <&> ünïcode\n".encode()
    made = svg_text(roles.map, roles.placement, map_bytes=data)
    assert embedded_map(made.encode("utf-8")) == data
    parsed(made)
    without = svg_text(roles.map, roles.placement, PictureOptions(embed=False), data)
    assert embedded_map(without.encode("utf-8")) is None


def test_size_and_ground_follow_the_options(roles):
    root = parsed(svg_text(roles.map, roles.placement, PictureOptions(width=500, transparent=True)))
    assert root.get("width") == "500"
    width, height = roles.placement.size
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    assert not [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "ground"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=40), st.text(max_size=12), st.text(max_size=12),
)  # fmt: skip
def test_it_is_well_formed_whatever_the_words(qapp, text, label, id_):
    made = drawing(
        {statement(f"a{id_}", text, tags=(label,), speaker=text): (0, 0),
         statement("b", "]]><!--", color=label): (0, 300)},
        (link("b", f"a{id_}", label=label),),
    )  # fmt: skip
    options = PictureOptions(title=True, legend=True, sources=True)
    root = parsed(svg_text(made.map, made.placement, options))
    assert root.tag == f"{SVG}svg"


def test_what_xml_forbids_is_dropped():
    assert plain('a\x00b\x0bc\ufffed\ud800e\U0001f642<&>"') == "abcde\U0001f642&lt;&amp;&gt;&quot;"


def test_ids_are_valid_and_different():
    ids = Ids()
    assert [ids.of("s", id_) for id_ in ("a b", "a_b", "a/b", "привет", "2019")] == [
        "s-a_b", "s-a_b.2", "s-a_b.3", "s-привет", "s-2019",
    ]  # fmt: skip


def test_what_runs_leftwards_starts_at_its_right_end(qapp):
    made = drawing({statement("a", "שלום עולם, זה טקסט בעברית ארוך מספיק\nEnglish."): (0, 0)})
    root = parsed(svg_text(made.map, made.placement))
    box = made.placement.boxes["a"]
    leftwards = [text for text in root.iter(f"{SVG}text") if text.get("direction") == "rtl"]
    assert len(leftwards) >= 2
    for text in leftwards:
        assert float(text.get("x")) == pytest.approx(box.right - 14, abs=0.6)


def test_only_web_addresses_become_links(qapp):
    made = GALLERY["sheet"]()
    root = parsed(svg_text(made.map, made.placement, made.options))
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == ["https://example.org/marriage"]


def test_without_words_it_looks_as_the_png(roles):
    """Words apart, a renderer of SVG draws what we paint; of its classes QtSvg knows enough."""
    svg = svg_text(roles.map, roles.placement)
    bare = re.sub(r"<text.*?</text>", "", svg)
    theirs = QImage(image(roles.map, roles.placement).size(), QImage.Format.Format_RGB32)
    theirs.fill(QColor("white"))
    painter = QPainter(theirs)
    QSvgRenderer(QByteArray(bare.encode("utf-8"))).render(painter)
    painter.end()
    ours = image(roles.map, roles.placement, measure=Wordless())
    found, _ = difference(ours, theirs)
    assert found.mean < 0.6


class Wordless(Measure):
    """Measures as ever, and draws no letters."""

    def __init__(self):
        super().__init__()
        self.type.glyph_runs = lambda *blocks: []
