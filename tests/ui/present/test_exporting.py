import pypdfium2
import pytest
from pptx import Presentation
from PySide6.QtWidgets import QApplication

from argmap.edit import capture
from argmap.edit.stories import set_step_field
from argmap.render.style import LIGHT
from argmap.ui.chooser import Chooser
from tests.ui.present.conftest import do


def test_the_story_becomes_a_pdf(shown, tea, script, tmp_path):
    window = shown(tea)
    do(window, "story.conclusion-first")
    script.answers.append(tmp_path / "talk.pdf")
    do(window, "story.export-slides")
    assert script.suggested.name == "tea conclusion-first.pdf"
    steps = window.editor.map.stories["conclusion-first"].steps
    document = pypdfium2.PdfDocument(tmp_path / "talk.pdf")
    assert len(document) == len(steps)
    document.close()
    assert not window.isWindowModified() or window.editor.dirty


def test_the_story_becomes_pictures_of_what_stands_in_the_window(shown, tea, script, tmp_path):
    window = shown(tea)
    do(window, "story.premises-first")
    script.answers.append(tmp_path / "talk")
    do(window, "story.export-pictures")
    steps = window.editor.map.stories["premises-first"].steps
    assert len(list((tmp_path / "talk").glob("*.png"))) == len(steps)


@pytest.mark.parametrize("form", ["page", "page-notes"])
def test_the_story_becomes_a_web_page_with_notes_on_request(shown, tea, script, tmp_path, form):
    window = shown(tea)
    do(window, "story.conclusion-first")
    with window.editor.transact("Note") as tx:
        set_step_field(tx, "conclusion-first", 0, "notes", "Whisper this.")
    script.answers.append(tmp_path / "talk.html")
    do(window, f"story.export-{form}")
    assert script.suggested.name == "tea conclusion-first.html"
    page = (tmp_path / "talk.html").read_text("utf-8")
    steps = window.editor.map.stories["conclusion-first"].steps
    assert page.count("data-step=") == len(steps)
    assert ("Whisper this." in page) == (form == "page-notes")


def test_the_story_becomes_a_slide_deck_light_on_a_dark_screen(shown, tea, script, tmp_path):
    window = shown(tea)
    window.around.settings.set("theme", "dark")
    do(window, "story.conclusion-first")
    script.answers.append(tmp_path / "talk.pptx")
    do(window, "story.export-deck")
    assert script.suggested.name == "tea conclusion-first.pptx"
    made = Presentation(tmp_path / "talk.pptx")
    assert len(made.slides) == len(window.editor.map.stories["conclusion-first"].steps)
    (theme,) = (
        part.blob
        for part in made.part.package.iter_parts()
        if part.partname == "/ppt/theme/theme1.xml"
    )
    assert LIGHT.window.removeprefix("#").encode() in theme


def test_giving_up_and_an_empty_story_write_nothing(shown, tea, script, tmp_path):
    window = shown(tea)
    do(window, "story.new")
    script.answers.append(None)
    do(window, "story.export-slides")
    script.answers.append(tmp_path / "talk.pdf")
    do(window, "story.export-slides")
    assert not (tmp_path / "talk.pdf").exists()
    assert "no step yet" in window.toast.text


def test_what_was_taken_down_gets_its_place(shown, tea):
    window = shown(tea)
    editor = window.editor
    with editor.transact("Park") as tx:
        id_ = capture.park(tx, "It keeps awake.", "M.")
    editor.select("tea")
    do(window, "story.place-parked")
    (chooser,) = window.findChildren(Chooser)
    assert chooser.list.item(0).text() == "It keeps awake. (M.)"
    chooser._choose(chooser.list.item(0))
    QApplication.processEvents()
    assert editor.map.primary_parent(id_) == "tea"
    assert editor.session.focus == id_
    do(window, "story.park")
    assert list(editor.map.parked) == [id_]
    editor.undo()
    editor.undo()
    assert list(editor.map.parked) == [id_]
