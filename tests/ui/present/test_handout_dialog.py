"""The dialog for handouts: what is chosen is what is written, and is remembered."""

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from argmap.edit.stories import set_step_field
from argmap.io.files import open_document
from argmap.ui.present.handout_dialog import HandoutDialog
from tests.ui.present.conftest import do


@pytest.fixture
def asked(shown, tea):
    """The dialog over the story of a small map, one of its steps with notes."""
    window = shown(tea)
    do(window, "story.conclusion-first")
    with window.editor.transact("Note") as tx:
        set_step_field(tx, "conclusion-first", 0, "notes", "Whisper this.")
    do(window, "story.export-handout")
    (dialog,) = window.findChildren(HandoutDialog)
    return window, dialog


def pages(path):
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_what_is_chosen_is_written_and_remembered(asked, script, tmp_path):
    window, dialog = asked
    assert dialog.options.per_page == 2
    choose(dialog.per_page, 1)
    dialog.sources.setChecked(False)
    script.answers.append(tmp_path / "handout.pdf")
    dialog.accept()
    texts = pages(tmp_path / "handout.pdf")
    steps = window.editor.map.stories["conclusion-first"].steps
    assert len(texts) == len(steps) + 1
    assert "Whisper this." in texts[0]
    assert "The argument" in texts[-1]
    do(window, "story.export-handout")
    again = window.findChildren(HandoutDialog)[-1]
    assert (again.options.per_page, again.options.sources) == (1, False)
    again.reject()


def test_lines_in_place_of_notes_and_the_map_in_the_pdf_without_them(asked, script, tmp_path):
    _, dialog = asked
    choose(dialog.beside, True)
    choose(dialog.per_page, 6)
    dialog.outline.setChecked(False)
    dialog.embed.setChecked(True)
    script.answers.append(tmp_path / "handout.pdf")
    dialog.accept()
    texts = pages(tmp_path / "handout.pdf")
    assert len(texts) == 1
    assert "Whisper" not in texts[0]
    map = open_document(tmp_path / "handout.pdf").map
    assert "tea" in map.statements
    assert not any(step.notes for step in map.stories["conclusion-first"].steps)


def test_the_page_is_shown_as_it_would_be(asked):
    _, dialog = asked
    QApplication.processEvents()
    first = dialog.page.picture
    choose(dialog.per_page, 6)
    dialog._show_page()
    assert dialog.page.picture != first
    assert not dialog.grab().isNull()
    dialog.reject()


def test_giving_up_the_name_keeps_the_dialog(asked, script):
    window, dialog = asked
    script.answers.append(None)
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()
    do(window, "story.new", "story.export-handout")
    assert "no step yet" in window.toast.text
