"""The web page: complete without scripts, closed to the network, true to any words, open again."""

import base64
import json
import re
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from argmap.io.embed import embedded_map, is_picture
from argmap.io.files import open_document
from argmap.layout.arrange import arrange
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import (
    Link,
    LinkKind,
    Meta,
    Poll,
    Quote,
    Source,
    Statement,
    Step,
    Story,
)  # fmt: skip
from argmap.render.measure import Measure
from argmap.render.page import SCRIPTS, page_html, story_page_html
from argmap.render.page_outline import DEEPEST, Outline
from argmap.render.picture import PictureOptions
from argmap.render.svg_text import Ids, plain
from argmap.render.text import shown
from argmap.resources import example_maps, resource_path
from tests.builders import a_map

NOTED = PictureOptions(notes=True)


def placed(map):
    measure = Measure()
    return arrange(map, measure.sizes(map)), measure


def page_of(map, options=PictureOptions(), data=None, *, fonts=False):  # noqa: B008
    placement, measure = placed(map)
    return page_html(map, placement, options, data, measure, fonts=fonts)


def talk_of(map, options=PictureOptions(), *, fonts=False):  # noqa: B008
    (story,) = map.stories.values()
    placement, measure = placed(map)
    return story_page_html(map, story, placement, options, measure, fonts=fonts)


def parsed(page):
    return html.document_fromstring(page.encode("utf-8"))


def data_in(root):
    return json.loads(root.get_element_by_id("map-data").text)


def entries(root):
    """The statements of the outline: id of the entry to its words."""
    found = {}
    for entry in root.xpath("//section[@id='outline']//li[@id]"):
        assert entry.get("id") not in found
        found[entry.get("id")] = entry.xpath("string((.//span[@class='words'])[1])")
    return found


def tea():
    map = a_map("calm supports tea; cost opposes tea; cheap opposes cost-to-tea; loose")
    steps = (
        Step(title="One", reveal=("tea",), notes="Whisper."),
        Step(title="Two", reveal=("calm", "cost")),
        Step(hide=("calm",)),
    )
    noted = map.statements | {"tea": replace(map.statements["tea"], notes="Private.")}
    return map.replaced(statements=noted, stories={"talk": Story("talk", "Tea", steps=steps)})


# -------------------------------------------------------------------------------- what stands in it


@pytest.fixture(scope="module", params=example_maps(), ids=lambda path: path.name)
def example(request, qapp):
    map = open_document(request.param).map
    (story,) = map.stories.values()
    return map, story, parsed(page_of(map)), parsed(talk_of(map, NOTED))


def test_the_outline_has_every_statement_once_and_every_link(example):
    map, _, root, _ = example
    ids = Ids()
    told = {ids.of("at", id_): shown(one.text) for id_, one in map.statements.items()}
    assert entries(root) == told
    rows = root.xpath("//section[@id='outline']//*[contains(@class, 'row')]")
    assert len(rows) == len(map.roots) + sum(len(link.premises) for link in map.links.values())
    assert not root.xpath("//section[@id='outline']//h3")  # no link is left over


def test_every_quote_stands_under_its_statement(example):
    map, _, root, _ = example
    count = sum(len(one.quotes) for one in map.statements.values())
    assert len(root.xpath("//section[@id='outline']//figure/blockquote")) == count > 0


def test_the_picture_is_there_without_scripts(example):
    map, _, root, _ = example
    (picture,) = root.xpath("//section[@id='picture']/svg")
    assert len(picture.xpath(".//g[starts-with(@id, 's-')]")) == len(map.statements)
    assert len(picture.xpath(".//g[starts-with(@id, 'l-')]")) == len(map.links)
    assert picture.get("viewbox") or picture.get("viewBox")
    assert not root.xpath("//*[@hidden]") or [e.get("id") for e in root.xpath("//*[@hidden]")] == [
        "details"
    ]


def test_the_steps_are_those_of_the_story(example):
    _, story, root, talk = example
    assert len(talk.xpath("//ol[@id='steps']/li[@data-step]")) == len(story.steps) == 11
    assert len(data_in(talk)["steps"]) == len(story.steps)
    assert [e.text for e in talk.xpath("//a[@class='title']")] == [s.title for s in story.steps]
    assert not root.xpath("//ol[@id='steps']")
    assert data_in(root)["steps"] == []


def test_what_the_script_is_told_is_in_the_page(example):
    for root in example[2:]:
        data, ids = data_in(root), {e.get("id") for e in root.iter() if e.get("id")}
        assert len(ids) == len([e for e in root.iter() if e.get("id")])
        for each in data["statements"]:
            assert {each["id"], each["card"]} <= ids
        for each in data["links"]:
            assert {each["line"], each["sign"]} <= ids
        assert all(each["frame"] in ids for each in data["frames"])
        ends = range(-len(data["links"]), len(data["statements"]))
        assert all(each["to"] in ends for each in data["links"])


def test_every_element_that_the_script_names_is_in_a_page_with_all(qapp):
    root = parsed(talk_of(tea(), NOTED))
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    script = "".join(resource_path("page", f"{name}.js").read_text() for name in SCRIPTS)
    named = set(re.findall(r'"#([a-z][\w-]*)', script))
    assert len(named) > 20
    assert named <= ids
    whole = {e.get("id") for e in parsed(page_of(tea())).iter() if e.get("id")}
    sure = set(re.findall(r'one\("#([a-z][\w-]*)"\)[.;,)]', script)) - {"notes"}
    only_told = {"step-number", "step-title", "back", "next"}
    assert sure - only_told <= whole


def test_a_story_shows_what_some_step_reveals(qapp):
    root = parsed(talk_of(tea()))
    assert set(entries(root)) == {"at-tea", "at-calm", "at-cost"}
    assert [step["there"] for step in data_in(root)["steps"]] == [[0], [0, 1, 2], [0, 2]]
    titles = [e.text for e in root.xpath("//a[@class='title']")]
    assert titles == ["One", "Two", "Step 3"]


def test_notes_are_there_only_on_request(qapp):
    for make, private in ((page_of, ["Private."]), (talk_of, ["Private.", "Whisper."])):
        plain_page, noted = make(tea()), make(tea(), NOTED)
        for words in private:
            assert words not in plain_page
            assert words in noted
    inside = embedded_map(talk_of(tea()).encode()).decode()
    assert "Tea." in inside
    assert "One" in inside
    assert "Private" not in inside
    assert "Whisper" not in inside
    assert "Whisper" in embedded_map(talk_of(tea(), NOTED).encode()).decode()


def test_a_story_without_a_step_is_refused(qapp):
    map = tea().replaced(stories={"talk": Story("talk", "Tea")})
    with pytest.raises(UserError, match="no step yet"):
        talk_of(map)


def test_signs_and_words_of_links_a_statement_told_twice_and_linked_premises(qapp):
    map = a_map("calm+warm supports tea; calm supports sleep; nap opposes calm-to-tea")
    root = parsed(page_of(map))
    said = [" ".join(e.text_content().split()) for e in root.xpath("//*[contains(@class, 'row')]")]
    assert said == [
        "Claim Tea.",
        "+supports: Claim Calm. (together with “Warm.”)",
        "/undercuts the step: Claim Nap.",
        "+supports: Claim Warm. (together with “Calm.”)",
        "Claim Sleep.",
        "+supports: Claim Calm. (also told elsewhere)",
    ]
    assert [each["up"] for each in data_in(root)["statements"]] == [-1, 0, 0, -1, 1]


# -------------------------------------------------------------------------------- odd and huge maps


def test_an_empty_map_is_a_page(qapp):
    root = parsed(page_of(ArgumentMap()))
    assert "no statement yet" in root.text_content()
    assert data_in(root)["statements"] == []


def test_circles_and_links_to_nowhere_are_told(qapp):
    map = a_map("a supports b; b supports a; c supports c")
    lost = Link("lost", ("a",), "gone")
    round_ = {"x": Link("x", ("b",), "y", LinkKind.OPPOSES), "y": Link("y", ("c",), "x")}
    map = map.replaced(links={**map.links, "lost": lost, **round_})
    root = parsed(page_of(map))
    assert set(entries(root)) == {"at-a", "at-b", "at-c"}
    assert len(root.xpath("//section[@id='outline']/ul[2]/li")) == 3
    for each in data_in(root)["statements"]:
        assert each["up"] != data_in(root)["statements"].index(each)


def test_a_chain_of_a_thousand_is_nested_only_so_deep(qapp):
    count = 1000
    map = a_map("; ".join(f"s{k + 1} supports s{k}" for k in range(count)))
    outline = Outline(map, Ids(), notes=False)
    root = html.fromstring(f"<div>{''.join(outline.html())}</div>")
    assert len(root.xpath(".//li[@id]")) == count + 1
    assert max(len(li.xpath("ancestor::li")) for li in root.iter("li")) < DEEPEST
    assert all(outline.above[f"s{k + 1}"] == f"s{k}" for k in range(count))
    assert "supports “S998.”: " in root.text_content()


# ------------------------------------------------------------------------------ closed to the world


ADDRESSES = ("href", "src", "srcset", "action", "data", "poster", "xlink:href", "style")


def outside(root):
    """Every address in the page that a browser could ask for or go to."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name in ADDRESSES and not value.startswith(("#", "data:,")):
                yield element.tag, name, value


def test_the_page_asks_for_nothing(example):
    for root in example[2:]:
        assert list(outside(root)) == []
        assert not root.xpath("//iframe|//img|//object|//embed|//form|//base|//video|//audio")
        (style,) = root.xpath("//style")
        assert "@import" not in style.text
        assert all(url.startswith("url(data:") for url in re.findall(r"url\([^)]{8}", style.text))


def hash_of(element):
    return f"'sha256-{base64.b64encode(sha256(element.text.encode()).digest()).decode()}'"


def test_the_policy_allows_our_script_and_style_alone(qapp):
    root = parsed(talk_of(tea()))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    begin, live = root.xpath("//script[not(@type)]")
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"{hash_of(begin)} {hash_of(live)}"
    assert rules["style-src"] == hash_of(root.xpath("//style")[0])
    assert (rules["font-src"], rules["img-src"]) == ("data:", "data:")
    assert "unsafe" not in policy
    assert "http" not in policy
    # It stands before all that it rules.
    page = talk_of(tea())
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_sources_lead_to_the_web_and_to_nothing_else(qapp):
    sources = {
        "good": Source("good", "Good", url='https://example.org/a?b=1&c="2"'),
        "bad": Source("bad", "Bad", url="javascript:alert(1)"),
    }
    quotes = (Quote("good", "Said well."), Quote("bad", "Said badly."), Quote("gone", "Where?"))
    one = Statement("a", text="Tea.", quotes=quotes, url="data:text/html,x")
    root = parsed(page_of(ArgumentMap(statements={"a": one}, sources=sources)))
    leading = {value for tag, _, value in outside(root)}
    assert leading == {'https://example.org/a?b=1&c="2"'}
    for link in root.xpath("//a[starts-with(@href, 'http')]"):
        assert link.get("rel") == "noopener noreferrer"
    assert "Where?" in root.text_content()


WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "</script><script>alert(1)</script>", "]]><!--", "<!-- x", "</style><b onclick=x>",
            "' onload='x", '" onmouseover="x', "&lt;b&gt;", "\u202eevil\u202c", "a\x00\x1b\x85b",
            "</svg></title><img src=x>", "{{x}} ${y}", "\u2028", "שלום <עולם>", "javascript:x",
        ]
    ),
)  # fmt: skip
PARTS = {
    *("html", "head", "meta", "title", "link", "script", "style", "body", "header", "main"),
    *("a", "div", "h1", "h2", "h3", "p", "span", "section", "nav", "aside", "details", "summary"),
    *("ol", "ul", "li", "dl", "dt", "dd", "figure", "blockquote", "figcaption"),
    *("input", "output", "button", "svg", "path", "circle", "rect", "g", "text", "tspan"),
    *("metadata", "argmap:embedded-map"),
}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(WORDS, WORDS, WORDS, WORDS)
def test_no_words_become_anything_but_words(qapp, text, label, id_, url):
    first = Statement(
        f"a{id_}", text=text, notes=label, tags=(label,), speaker=text, color=label, url=url,
        quotes=(Quote(id_ or "s", text), Quote("none", label)),
    )  # fmt: skip
    map = ArgumentMap(
        Meta(title=text, authors=(label,), date=url, language=label, notes=text),
        {id_ or "s": Source(id_ or "s", label, authors=(text,), url=url, publisher=id_)},
        {first.id: first, "b": Statement("b", text=label)},
        {"l": Link("l", ("b",), first.id, label=text, scheme=label)},
        stories={
            id_: Story(id_, label, steps=(Step(title=text, reveal=("b", first.id), notes=url),))
        },
    )
    for page in (page_of(map, NOTED, text.encode("utf-8", "replace")), talk_of(map, NOTED)):
        root = parsed(page)
        tags = [e for e in root.iter() if isinstance(e.tag, str)]
        assert {e.tag for e in tags} <= PARTS
        assert len([e for e in root.iter() if not isinstance(e.tag, str)]) == 0  # no comments
        assert len(root.xpath("//script")) == 3
        assert not [name for e in tags for name in e.attrib if name.startswith("on")]
        for link in root.xpath("//a/@href"):
            assert link.startswith(("#", "http://", "https://"))
        json.loads(root.get_element_by_id("map-data").text)
        words = {e.text or "" for e in root.xpath("//section[@id='outline']//span[@class='words']")}
        assert squeezed(shown(text.strip())) in {squeezed(word) for word in words}


def squeezed(text):
    """What is left of words when blanks are passed over; what XML forbids is not in a page."""
    return "".join(re.sub("&(amp|lt|gt|quot);", _letter, plain(text)).split())


def _letter(match):
    return {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}[match[1]]


def test_the_language_is_said_where_it_is_one(qapp):
    map = tea()
    german = map.replaced(meta=replace(map.meta, language="de-CH"))
    odd = map.replaced(meta=replace(map.meta, language='x" onload="'))
    assert parsed(page_of(german)).get("lang") == "de-CH"
    assert parsed(page_of(odd)).get("lang") == "en"
    assert parsed(page_of(map)).get("lang") == "en"


def test_words_in_any_direction_stay_by_themselves(qapp):
    map = ArgumentMap(statements={"a": Statement("a", text="\u202eשלום"), "b": Statement("b")})
    root = parsed(page_of(map))
    for span in root.xpath("//span[@class='words']"):
        assert span.get("dir") == "auto"


# ------------------------------------------------------------------------------- opening, the looks


def test_the_map_is_in_it_byte_for_byte(qapp, tmp_path):
    path = example_maps()[0]
    document = open_document(path)
    page = page_of(document.map, PictureOptions(), document.raw)
    assert embedded_map(page.encode("utf-8")) == path.read_bytes()
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    again = open_document(file)
    assert (again.raw, again.path, again.picture) == (document.raw, None, file)
    without = page_of(document.map, PictureOptions(embed=False), document.raw).encode()
    assert is_picture(without)
    assert embedded_map(without) is None
    file.write_bytes(without)
    with pytest.raises(UserError, match="without a map"):
        open_document(file)


def test_the_page_of_a_story_opens_as_what_it_shows(qapp, tmp_path):
    file = tmp_path / "talk.html"
    file.write_text(talk_of(tea()), encoding="utf-8")
    opened = open_document(file)
    assert not opened.problems
    assert list(opened.map.statements) == ["tea", "calm", "cost"]
    assert list(opened.map.stories) == ["talk"]


def test_other_pages_are_no_pictures():
    assert not is_picture(b"<!DOCTYPE html><html><body><p>A page.</p>")
    assert not is_picture(b'<html><meta name="generator" content="argmap">')


def test_a_dropped_page_is_a_map_where_it_holds_one(qapp, tmp_path):
    from argmap.ui.documents.arriving import is_document

    ours, other = tmp_path / "ours.html", tmp_path / "other.html"
    ours.write_text(talk_of(tea()), encoding="utf-8")
    other.write_text("<!DOCTYPE html><p>A page to quote.", encoding="utf-8")
    assert not is_document(ours)
    assert is_document(other)
    ours.write_text(page_of(tea()), encoding="utf-8")
    assert is_document(ours)


def test_colours_follow_the_reader_or_the_theme(qapp):
    both = page_of(tea())
    assert "prefers-color-scheme:dark" in both
    for theme, scheme in (("dark", "dark"), ("print", "light"), ("contrast", "dark")):
        alone = page_of(tea(), PictureOptions(theme=theme))
        assert f"color-scheme:{scheme};" in alone
        assert "prefers-color-scheme" not in parsed(alone).xpath("string(//style)")


def test_every_variable_of_the_style_has_a_colour(qapp):
    style = parsed(page_of(tea())).xpath("string(//style)")
    used, given_ = (
        set(re.findall(r"var\((--[\w-]+)\)", style)),
        set(re.findall(r"(--[\w-]+):", style)),
    )
    assert len(used) > 30
    assert used <= given_


def test_the_letters_of_the_page_are_in_its_fonts(qapp):
    from fontTools.ttLib import TTFont

    map = ArgumentMap(statements={"a": Statement("a", text="Чай — ωραίο", implicit=True)})
    page = page_of(map, fonts=True)
    faces = re.findall(r"@font-face\{[^}]*font/woff;base64,([^)]*)\)", page)
    assert len(faces) == 3  # regular, semi-bold, and italic for what nobody wrote
    for face in faces:
        with TTFont(BytesIO(base64.b64decode(face))) as font:
            assert {ord(letter) for letter in "Чай—ωί"} <= set(font.getBestCmap())


SEEDED = """
from argmap.render.headless import gui_application
application = gui_application()
from tests.render.test_page import page_of, talk_of, tea, NOTED
from hashlib import sha256
pages = page_of(tea(), fonts=True) + talk_of(tea(), NOTED)
print(sha256(pages.encode()).hexdigest())
"""


def test_the_same_map_gives_the_same_page(qapp, python, monkeypatch):
    found = set()
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        found.add(python(SEEDED).strip())
    assert len(found) == 1


def test_a_step_that_insists_on_a_place_looks_at_it(qapp):
    map = a_map("p supports s")
    camera = {"view": {"center": ("100", "50"), "width": "320"}}
    story = Story("t", steps=(Step(reveal=("s", "p"), camera=camera),))
    (step,) = data_in(parsed(talk_of(map.replaced(stories={"t": story}))))["steps"]
    assert step["fit"] == [-60.0, -40.0, 320.0, 180.0]
    assert step["most"] > 10


def test_counts_are_drawn_at_the_steps_that_want_them(qapp):
    polls = {
        "a": Poll("a", target="s", counts={"agree": "3", "unsure": "1"}, text="Text of s"),
        "b": Poll("b", target="p-to-s", scale="percent", counts={"60": "1"}),
    }
    steps = (Step(reveal=("s", "p")), Step(focus=("s",), polls="bars"))
    map = a_map("p supports s").replaced(polls=polls)
    map = map.replaced(stories={"t": Story("t", steps=steps)})
    page = parsed(talk_of(map))
    data = data_in(page)
    assert [step["bars"] for step in data["steps"]] == [False, True]
    assert [one["of"] for one in data["polls"]] == [0, -1]
    drawn = {one.get("id"): one.get("aria-label") for one in page.xpath("//*[@class='poll']")}
    assert set(drawn) == {one["poll"] for one in data["polls"]}
    assert any("3 agree, 1 unsure, 0 disagree" in said for said in drawn.values())
    outline = page.xpath("//section[@id='outline']")[0].text_content()
    assert "3 agree, 1 unsure, 0 disagree" in outline
    assert "60 %" in outline
    everywhere = data_in(parsed(talk_of(map, PictureOptions(counts=True))))
    assert [step["bars"] for step in everywhere["steps"]] == [True, True]
    told = Story("t", steps=(Step(reveal=("s",)),))
    assert data_in(parsed(talk_of(map.replaced(stories={"t": told}))))["polls"] == []
