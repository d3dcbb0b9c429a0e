"""Slide decks: a slide a step, every line glued where it ends, one name for one thing, room to
spare for the words, and the same bytes at every time.
"""

import dataclasses
import zipfile
from io import BytesIO
from math import dist

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.oxml.ns import qn
from pptx.util import Pt

from argmap.edit.story_plans import Plan, planned
from argmap.io.files import open_document
from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.model.errors import UserError
from argmap.model.records import Group, Meta, Poll, Quote, Source, Statement, Step, Story
from argmap.render.deck.deck import deck_bytes
from argmap.render.deck.faint import faint
from argmap.render.deck.words import SLACK
from argmap.render.fonts import REGULAR, SEMIBOLD
from argmap.render.measure import Measure
from argmap.render.scene import DIMMED
from argmap.render.slides import SlideLook
from argmap.render.style import LIGHT, THEMES
from argmap.render.text import TextStyle
from argmap.resources import example_maps
from tests.builders import a_map
from tests.render.decks import (
    UNIT,
    box_of,
    connectors,
    elements,
    ends_of,
    glue_of,
    is_decorative,
    name_of,
    opened,
    sites_of,
    words_of,
)

THEME = LIGHT.for_pictures()
MAP = a_map(
    "question why; peace answers why; tea+calm supports peace; evidence cake; cake supports tea; "
    "counterpoint cost; cost opposes peace; u opposes cost-to-peace; war contradicts peace; "
    "quiet restates peace; b supports tea-to-peace"
)
STORY = Story(
    "talk",
    "All of it",
    steps=(
        Step(title="The claim", reveal=("why", "peace"), notes="Begin slowly.\nThen wait."),
        Step(title="Its reasons", reveal=("tea", "calm", "cake")),
        Step(title="Against it", reveal=("cost", "u", "gone"), others="dim"),
        Step(reveal=("war", "quiet", "b"), others="normal", camera={"fit": "visible"}),
        Step(title="Nothing there", hide=tuple(MAP.statements)),
    ),
)


def deck(map=MAP, story=STORY, theme=THEME, **more):
    return opened(deck_bytes(map, story, theme, Measure(), **more))


def cards(slide):
    """The shapes with the words of statements, by the statements' ids."""
    groups = (one for one in slide.shapes if one.shape_type == 6 and not one.name.endswith("poll"))
    return {one.shapes[0].name: one.shapes[0] for one in groups}


@pytest.fixture(scope="module")
def talks(qapp):
    """The decks of the example maps' own stories, and of one for each way of making a story."""
    maps = [open_document(path).map for path in example_maps()]
    told = [(map, story) for map in maps for story in map.stories.values()]
    for map, plan in zip([*maps, *maps], Plan, strict=False):
        told.append((map, Story("made", "Made", steps=tuple(planned(map, plan)))))
    return [(map, story, deck(map, story)) for map, story in told]


# ------------------------------------------------------------------------------------ what is there


def test_there_is_a_slide_for_every_step_with_its_title_and_notes(talks):
    assert len(talks) == 3 + len(Plan)
    for _, story, made in talks:
        assert len(made.slides) == len(story.steps)
        for step, slide in zip(story.steps, made.slides, strict=True):
            assert slide.shapes.title.text_frame.text == step.title
            assert slide.has_notes_slide == bool(step.notes.strip())
            if step.notes.strip():
                assert slide.notes_slide.notes_text_frame.text == step.notes.strip()


def test_a_slide_is_wide_and_numbered_and_moves_what_it_has_in_common_with_the_last(qapp):
    made = deck()
    assert (made.slide_width / made.slide_height) == pytest.approx(16 / 9)
    for slide in made.slides:
        (number,) = slide.shapes.element.iter(qn("a:fld"))
        assert number.get("type") == "slidenum"
        assert b"morph" in slide.part.blob


def test_a_slide_holds_what_its_step_shows(qapp):
    first, second, third, fourth, last = (set(cards(slide)) for slide in deck().slides)
    assert first == {"why", "peace"}
    assert second == {"why", "peace", "tea", "calm", "cake"}
    assert third == second | {"cost", "u"}
    assert fourth == set(MAP.statements)
    assert last == set()


def test_what_is_dimmed_is_faint_and_what_is_hidden_is_not_there(qapp):
    def text_colour(slide, name):
        runs = cards(slide)[name].text_frame.paragraphs[1].runs
        return f"#{runs[0].font.color.rgb}"

    third = deck().slides[2]
    assert text_colour(third, "cost") == THEME.text
    assert text_colour(third, "cake") == faint(THEME, DIMMED).text
    fainter = deck(look=SlideLook(dim=0.15)).slides[2]
    assert text_colour(fainter, "cake") == faint(THEME, 0.15).text
    hiding = dataclasses.replace(STORY, defaults={"others": "hide"})
    assert set(cards(deck(story=hiding).slides[1])) == {"tea", "calm", "cake"}


def test_where_all_would_be_too_small_only_what_is_looked_at_stays(qapp):
    map = a_map("; ".join(f"s{n} supports s{n // 6}" for n in range(1, 120)))
    steps = (Step(reveal=tuple(map.statements)), Step(focus=("s100",)))
    everything, few = deck(map, Story("s", steps=steps)).slides
    assert len(cards(everything)) == 120
    assert {"s100", "s16"} <= set(cards(few))
    assert len(cards(few)) < 12


def test_cards_are_native_and_hold_real_text(qapp):
    slide = deck().slides[1]
    why, calm, cake = (cards(slide)[name] for name in ("why", "calm", "cake"))
    assert why.text_frame.text == "Question\nWhy."
    assert calm.text_frame.text == "Claim\nCalm."
    assert cake.text_frame.text == "Evidence\nCake."
    presets = [one.element.find(".//" + qn("a:prstGeom")) for one in (why, calm)]
    assert [one.get("prst") for one in presets] == ["roundRect", "roundRect"]
    assert cake.element.find(".//" + qn("a:custGeom")) is not None  # its corner is folded


@pytest.mark.parametrize("name", THEMES)
def test_colours_are_those_of_the_theme(qapp, name):
    theme = THEMES[name].for_pictures()
    slide = deck(theme=theme).slides[0]
    fill = cards(slide)["why"].fill.fore_color.rgb
    assert f"#{fill}" == theme.kinds[MAP.statements["why"].kind].fill


def test_a_group_is_a_frame_behind_the_cards(qapp):
    map = MAP.replaced(groups={"g": Group("g", "Drinks & cakes", ("tea", "cake"), "green")})
    slide = deck(map).slides[1]
    frame = next(one for one in slide.shapes if one.name == "!!group g")
    assert frame.text_frame.text == "Drinks & cakes"
    shapes = [one.name for one in slide.shapes]
    assert shapes.index("!!group g") < shapes.index("!!tea")


def test_a_quote_leads_to_the_web_address_of_its_source(qapp):
    def with_url(url):
        said = Statement("tea", text="Tea.", quotes=(Quote("s", "tea"),))
        sources = {"s": Source("s", "A book", ("A. Reader",), "1901", url=url)}
        map = MAP.replaced(statements={**MAP.statements, "tea": said}, sources=sources)
        paragraph = cards(deck(map).slides[1])["tea"].text_frame.paragraphs[-1]
        return paragraph.text, [run.hyperlink.address for run in paragraph.runs]

    assert with_url("https://a.example/?a=1&b=<2>") == (
        "“ Reader 1901",
        [None, "https://a.example/?a=1&b=<2>"],
    )
    assert with_url("javascript:alert(1)")[1] == [None, None]
    assert with_url("")[1] == [None, None]


def test_shows_of_hands_stand_beside_what_was_asked(qapp):
    polls = {
        "p": Poll("p", "tea", "agree3", "before", counts={"agree": "5", "unsure": "3"}),
        "q": Poll("q", "tea", "agree3", "after", counts={"agree": "8"}),
    }
    map = MAP.replaced(polls=polls)
    assert not [one for one in deck(map).slides[1].shapes if one.name.endswith("poll")]
    slide = deck(map, look=SlideLook(bars=True)).slides[1]
    (bars,) = (one for one in slide.shapes if one.name == "!!tea poll")
    assert words_of(bars.element) == (
        "Show of hands: before: 5 agree, 3 unsure, 0 disagree; after: 8 agree, 0 unsure, 0 disagree"
    )
    widths = {one.name: one.width for one in bars.shapes}
    five, three = widths["!!tea poll 1 agree"], widths["!!tea poll 1 unsure"]
    assert five / three == pytest.approx(5 / 3, abs=0.01)
    assert widths["!!tea poll 2 agree"] == pytest.approx(five + three, abs=4)


# -------------------------------------------------------------------------------------------- lines


def test_every_line_is_glued_at_both_ends_where_it_ends(talks):
    seen = 0
    for _, _, made in [*talks, (MAP, STORY, deck())]:
        for slide in made.slides:
            shapes = elements(slide)
            for line in connectors(slide):
                for (number, site), end in zip(glue_of(line), ends_of(line), strict=True):
                    place = sites_of(shapes[number])[site]
                    assert dist(place, end) < 3 * UNIT, name_of(line)
                    seen += 1
    assert seen > 1000


def chain(slide, link):
    """The shapes that a link runs over, in order, from its first premise on."""
    shapes = elements(slide)
    lines = [one for one in connectors(slide) if name_of(one).split()[0] == f"!!{link}"]
    return [[name_of(shapes[number]) for number, _ in glue_of(line)] for line in lines]


def test_linked_premises_meet_at_a_bar_and_go_on_as_one(qapp):
    slide = deck().slides[1]
    assert chain(slide, "tea-to-peace") == [
        ["tea", "!!tea-to-peace bar"],
        ["calm", "!!tea-to-peace bar"],
        ["!!tea-to-peace bar", "!!tea-to-peace sign"],
        ["!!tea-to-peace sign", "peace"],
    ]


def test_an_undercut_ends_on_a_dot_through_which_the_link_runs(qapp):
    slide = deck().slides[2]
    assert chain(slide, "u-to-cost-to-peace")[-1][1] == "!!cost-to-peace dot"
    parts = chain(slide, "cost-to-peace")
    assert (parts[0][0], parts[-1][1]) == ("cost", "peace")
    assert [part[1] for part in parts[:-1]] == [part[0] for part in parts[1:]]
    assert {part[1] for part in parts[:-1]} == {"!!cost-to-peace dot", "!!cost-to-peace sign"}


@pytest.mark.parametrize(
    ("link", "dash", "head"),
    [
        ("tea-to-peace", None, "triangle"),
        ("cost-to-peace", "dash", "arrow"),
        ("u-to-cost-to-peace", "sysDot", None),
        ("b-to-tea-to-peace", None, None),
        ("war-to-peace", "lgDashDot", "arrow"),
        ("quiet-to-peace", None, "stealth"),
        ("peace-to-why", None, "oval"),
    ],
)
def test_lines_tell_their_kind_without_colour(qapp, link, dash, head):
    slide = deck().slides[3]
    lines = [one for one in connectors(slide) if name_of(one).split()[0] == f"!!{link}"]
    assert lines
    for line in lines:
        found = line.find(".//" + qn("a:prstDash"))
        assert (found.get("val") if found is not None else None) == dash
    end = lines[-1].find(".//" + qn("a:tailEnd"))
    assert (end.get("type") if end is not None else None) == head
    starts = [line.find(".//" + qn("a:headEnd")) is not None for line in lines]
    assert starts == [link == "war-to-peace", *[False] * (len(lines) - 1)]


def test_curves_are_those_that_programs_know(talks):
    known = {"straightConnector1", *(f"curvedConnector{n}" for n in (2, 3, 4, 5))}
    for _, _, made in talks:
        for slide in made.slides:
            for line in connectors(slide):
                preset = line.find(".//" + qn("a:prstGeom"))
                assert preset.get("prst") in known
                count = len(preset.find(qn("a:avLst")))
                assert count == max(0, int(preset.get("prst")[-1]) - 2)


# ------------------------------------------------------------------------- names, words, properties


def test_one_thing_has_one_name_and_one_number_on_every_slide(talks):
    for map, _, made in [*talks, (MAP, STORY, deck())]:
        numbers = {}
        for slide in made.slides:
            names = [name_of(element) for element in elements(slide).values()]
            assert len(set(names)) == len(names)
            for number, element in elements(slide).items():
                name = name_of(element)
                if name.startswith("!!"):
                    assert numbers.setdefault(name, number) == number
            assert set(cards(slide)) <= set(map.statements)


def test_every_shape_says_what_it_is_or_is_marked_as_decoration(talks):
    for map, _, made in talks:
        for slide in made.slides:
            spoken = set()
            for element in elements(slide).values():
                if element.find(".//" + qn("p:ph")) is None:
                    assert bool(words_of(element)) != is_decorative(element), name_of(element)
                if words_of(element) and element.tag == qn("p:cxnSp"):
                    assert words_of(element) not in spoken
                    spoken.add(words_of(element))
            for id_, card in cards(slide).items():
                assert " ".join(map.statements[id_].text.split()) in words_of(card.element)


def test_properties_say_whose_it_is(qapp):
    meta = Meta(title="Tea and peace", authors=("A. Reader", "B. Writer"), date="2019-08-31")
    about = deck(MAP.replaced(meta=meta)).core_properties
    assert (about.title, about.author) == ("All of it", "A. Reader, B. Writer")
    assert about.subject == "Tea and peace"
    assert about.created.year == 2019
    assert about.last_modified_by == "argmap"
    assert "10 statements" in about.comments


def test_long_words_are_cut_where_properties_hold_them(qapp):
    long = "A claim in many words, and " * 40
    root = dataclasses.replace(MAP.statements["why"], text=long)
    map = MAP.replaced(
        meta=Meta(title=long, authors=(long, long), language=long),
        statements={**MAP.statements, "why": root},
    )
    about = deck(map, dataclasses.replace(STORY, title=long)).core_properties
    for one in (about.title, about.author, about.subject):
        assert 250 < len(one) <= 255
    assert about.comments.endswith("…")


FINE = 60
"""How much larger words are measured than they are written: Qt knows whole pixels only."""


def written_lines(measure, paragraph, width):
    """How many lines of a width a paragraph takes in a font that runs wider by the slack."""
    runs = paragraph.runs
    size = max(run.font.size for run in runs) / Pt(0.75)
    weight = SEMIBOLD if runs[0].font.bold else REGULAR
    style = TextStyle(size * FINE, weight, runs[0].font.italic)
    words = "".join(run.text for run in runs)
    return len(measure.type.in_lines(words, style, width * FINE / SLACK, 1.0).lines)


def test_words_stay_in_their_boxes_even_in_a_wider_font(talks):
    measure = Measure()
    for _, _, made in talks:
        for slide in made.slides:
            for card in cards(slide).values():
                frame = card.text_frame
                width = (card.width - frame.margin_left - frame.margin_right) / UNIT
                height = frame.margin_top
                for paragraph in frame.paragraphs:
                    indent = int(paragraph._p.pPr.get("marL", "0")) / UNIT
                    lines = written_lines(measure, paragraph, width - indent)
                    height += lines * paragraph.line_spacing + paragraph.space_before
                assert height <= card.height, card.text_frame.text


def test_the_words_of_links_stand_clear_of_the_cards(qapp):
    links = {
        id_: dataclasses.replace(link, label="for a reason told in many words")
        for id_, link in MAP.links.items()
        if link.target in MAP.statements and len(link.premises) == 1
    }
    story = Story("s", steps=(Step(reveal=("why", "peace", "cost", "quiet")),))
    (slide,) = deck(MAP.replaced(links={**MAP.links, **links}), story).slides
    labels = [one for one in slide.shapes if one.name.endswith(" label")]
    assert len(labels) == 3
    for label in labels:
        for card in cards(slide).values():
            beside = label.left + label.width <= card.left or card.left + card.width <= label.left
            apart = label.top + label.height <= card.top or card.top + card.height <= label.top
            assert beside or apart


def test_everything_stands_on_its_slide_below_the_title(talks):
    for _, _, made in talks:
        wide, high = made.slide_width, made.slide_height
        for slide in made.slides:
            top = min(slide.shapes.title.top + Pt(24), high)
            for card in cards(slide).values():
                x, y, width, height = box_of(card.element)
                assert x >= 0
                assert y >= top
                assert x + width <= wide
                assert y + height <= high


# ------------------------------------------------------------------------------ bytes and bad input


def test_the_same_story_is_the_same_bytes(qapp):
    one = deck_bytes(MAP, STORY, THEME, Measure(), embed=True)
    other = deck_bytes(MAP, STORY, THEME, Measure(), embed=True)
    assert one == other
    with zipfile.ZipFile(BytesIO(one)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"Macintosh" not in package.read("docProps/app.xml")
    assert not [name for name in names if "thumbnail" in name or "printer" in name]


def test_a_deck_opens_again_as_what_it_tells(qapp, tmp_path):
    noted = {**MAP.statements, "tea": dataclasses.replace(MAP.statements["tea"], notes="secret")}
    unseen = {**noted, "unseen": Statement("unseen", text="Nobody sees it.")}
    file = tmp_path / "talk.pptx"
    map = MAP.replaced(statements=unseen)
    file.write_bytes(deck_bytes(map, STORY, THEME, Measure(), embed=True))
    again = open_document(file)
    assert set(again.map.statements) == set(MAP.statements)
    assert again.map.stories["talk"].steps == STORY.steps
    assert b"secret" not in again.raw
    assert again.path is None
    assert again.picture == file
    file.write_bytes(deck_bytes(map, STORY, THEME, Measure()))
    with pytest.raises(UserError, match="without a map"):
        open_document(file)


def test_a_story_without_steps_makes_no_deck(qapp):
    with pytest.raises(UserError, match="no step yet"):
        deck_bytes(MAP, Story("s", "Empty"), THEME, Measure())


def test_a_step_of_three_hundred_statements_still_fits(qapp):
    map = a_map("; ".join(f"s{n} supports s{n // 6}" for n in range(1, 300)))
    story = Story("s", steps=(Step(title="All", reveal=tuple(map.statements)),))
    (slide,) = deck(map, story).slides
    assert len(cards(slide)) == 300
    for card in cards(slide).values():
        assert card.top + card.height <= 720 * UNIT


WORDS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\x00\x0b\x1f\ufffe\u2028\u202e<&>\"'"),
    max_size=40,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(WORDS, WORDS, WORDS)
def test_any_words_make_a_sound_deck(qapp, text, title, notes):
    said = Statement("tea", text=text, tags=(title,), speaker=notes)
    map = MAP.replaced(statements={**MAP.statements, "tea": said}, meta=Meta(title=title))
    step = Step(title=title, reveal=("peace", "tea", "calm"), notes=notes)
    (slide,) = deck(map, Story("s", title, steps=(step,))).slides
    assert set(cards(slide)) == {"peace", "tea", "calm"}


def test_a_slide_holds_what_is_seen_at_the_place_its_step_insists_on(qapp):
    measure = Measure()
    stands = arrange(MAP, measure.sizes(MAP), LayoutOptions())
    (first, second, *_) = STORY.steps[0].reveal
    box = stands.boxes[first]
    x, y = (str(round(side)) for side in box.centre)
    camera = {"view": {"center": (x, y), "width": str(round(box.width / 2))}}
    story = Story("t", steps=(dataclasses.replace(STORY.steps[0], camera=camera),))
    look = SlideLook(stands=stands)
    (slide,) = deck(story=story, look=look).slides
    assert set(cards(slide)) == {first}
    assert second not in cards(slide)
