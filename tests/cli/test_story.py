"""`argmap export --story`, called as a script calls it."""

import pypdfium2
import pytest
from pptx import Presentation

from argmap import cli
from argmap.io.files import open_document
from argmap.model.errors import UserError
from argmap.resources import example_maps

MAP = """\
argmap: 1
statements:
  - {id: tea, text: Tea is good.}
  - {id: calm, text: It calms.}
links:
  - {id: l, from: [calm], to: tea}
stories:
  - id: talk
    title: Tea
    steps:
      - {title: One, reveal: [tea], notes: Say so.}
      - {title: Two, reveal: [calm]}
      - {title: Three}
  - {id: nothing}
"""


@pytest.fixture
def map_file(tmp_path):
    file = tmp_path / "tea.argmap.yaml"
    file.write_text(MAP)
    return file


def page_count(file):
    document = pypdfium2.PdfDocument(file)
    count = len(document)
    document.close()
    return count


def export(map_file, out, *more, story="talk"):
    return cli.main(["export", str(map_file), "--story", story, "-o", str(out), *more])


def test_a_story_becomes_a_page_a_step(qapp, map_file, tmp_path):
    assert export(map_file, tmp_path / "talk.pdf") == 0
    assert page_count(tmp_path / "talk.pdf") == 3


def test_a_story_becomes_a_handout(qapp, map_file, tmp_path):
    assert export(map_file, tmp_path / "h.pdf", "--handout", "2") == 0
    assert page_count(tmp_path / "h.pdf") == 3  # two of steps, one of the outline
    assert export(map_file, tmp_path / "h.pdf", "--handout", "4", "--lines") == 0
    assert page_count(tmp_path / "h.pdf") == 2


def test_the_pdf_of_a_story_opens_as_what_it_tells_without_notes(qapp, map_file, tmp_path):
    talk = tmp_path / "talk.pdf"
    for more in ((), ("--handout", "4")):
        assert export(map_file, talk, *more) == 0
        told = open_document(talk).map
        assert "talk" in told.stories
        assert not any(step.notes for step in told.stories["talk"].steps)
    assert export(map_file, talk, "--no-embed") == 0
    with pytest.raises(UserError):
        open_document(talk)


def test_counts_are_drawn_when_they_are_asked_for(qapp, map_file, tmp_path):
    text = map_file.read_text("utf-8")
    asked = "tea"
    poll = f"\npolls:\n  - {{id: p, target: {asked}, counts: {{agree: 3, disagree: 1}}}}\n"
    map_file.write_text(text.rstrip("\n") + poll, encoding="utf-8")
    assert export(map_file, tmp_path / "plain") == 0
    assert export(map_file, tmp_path / "counts", "--counts") == 0
    one, other = ((tmp_path / name / "01.png").read_bytes() for name in ("plain", "counts"))
    assert one != other


def test_a_story_becomes_numbered_pictures(qapp, map_file, tmp_path):
    assert export(map_file, tmp_path / "talk", "--width", "320") == 0
    names = sorted(path.name for path in (tmp_path / "talk").iterdir())
    assert names == ["01.png", "02.png", "03.png"]


def test_a_story_becomes_a_page_to_step_through(qapp, map_file, tmp_path):
    talk = tmp_path / "talk.html"
    assert export(map_file, talk) == 0
    assert talk.read_text("utf-8").count("data-step=") == 3
    assert "Say so." not in talk.read_text("utf-8")
    assert cli.main(["convert", str(talk), str(tmp_path / "back.argmap.yaml")]) == 0
    assert "Tea is good." in (tmp_path / "back.argmap.yaml").read_text("utf-8")
    assert "Say so." not in (tmp_path / "back.argmap.yaml").read_text("utf-8")
    assert export(map_file, talk, "--notes", "--no-embed") == 0
    assert "Say so." in talk.read_text("utf-8")
    assert "embedded-map" not in talk.read_text("utf-8")
    assert export(map_file, talk, story="nothing") == 2


def test_a_map_becomes_a_page_and_comes_back(qapp, map_file, tmp_path):
    page, back = tmp_path / "tea.html", tmp_path / "back.argmap.yaml"
    assert cli.main(["export", str(map_file), "-o", str(page)]) == 0
    assert "data-step=" not in page.read_text("utf-8")
    assert cli.main(["convert", str(page), str(back)]) == 0
    assert back.read_bytes() == map_file.read_bytes()
    part = ["export", str(map_file), "-o", str(page), "--only", "calm", "--theme", "dark"]
    assert cli.main(part) == 0
    assert "It calms." in page.read_text("utf-8")
    assert "Tea is good." not in page.read_text("utf-8")


def test_a_story_becomes_a_slide_deck_and_comes_back(qapp, map_file, tmp_path):
    talk, back = tmp_path / "talk.pptx", tmp_path / "back.argmap.yaml"
    assert export(map_file, talk) == 0
    slides = Presentation(talk).slides
    assert [slide.shapes.title.text for slide in slides] == ["One", "Two", "Three"]
    assert slides[0].notes_slide.notes_text_frame.text == "Say so."
    assert cli.main(["convert", str(talk), str(back)]) == 0
    assert "Tea is good." in back.read_text("utf-8")
    first = talk.read_bytes()
    assert export(map_file, talk) == 0
    assert talk.read_bytes() == first
    assert export(map_file, talk, "--no-embed", "--theme", "dark") == 0
    assert cli.main(["convert", str(talk), str(back), "--force"]) == 2


def test_a_slide_deck_needs_a_story_and_is_no_handout(qapp, map_file, tmp_path, capsys):
    talk = tmp_path / "talk.pptx"
    assert cli.main(["export", str(map_file), "-o", str(talk)]) == 2
    assert "--story ID" in capsys.readouterr().err
    assert cli.main(["convert", str(map_file), str(talk)]) == 2
    assert "--story ID" in capsys.readouterr().err
    assert export(map_file, talk, "--handout", "2") == 2
    assert "ends in .pdf" in capsys.readouterr().err
    assert not talk.exists()


def test_what_cannot_be_is_said(qapp, map_file, tmp_path, capsys):
    assert export(map_file, tmp_path / "x.pdf", story="gone") == 2
    assert "it has talk, nothing" in capsys.readouterr().err
    assert export(map_file, tmp_path / "x.pdf", story="nothing") == 2
    assert "no step yet" in capsys.readouterr().err
    assert export(map_file, tmp_path / "x.svg") == 2
    assert "talk.html or talk/" in capsys.readouterr().err
    assert cli.main(["export", str(map_file), "--handout", "2", "-o", "x.pdf"]) == 2
    assert "--story" in capsys.readouterr().err
    taken = tmp_path / "taken"
    taken.write_text("a file")
    assert export(map_file, taken) == 2


@pytest.mark.parametrize("path", example_maps(), ids=lambda path: path.name)
def test_the_stories_of_the_example_maps_are_eleven_pages(qapp, path, tmp_path):
    from argmap.io.files import open_document

    (story,) = open_document(path).map.stories
    assert export(path, tmp_path / "talk.pdf", story=story) == 0
    assert page_count(tmp_path / "talk.pdf") == 11
