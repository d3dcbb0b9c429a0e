"""The dialogs of export and printing make files as they said, which open again as the map."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from argmap.app.editor import Editor
from argmap.app.workspace import Workspace
from argmap.io.embed import embedded_map
from argmap.io.files import new_document, open_document
from argmap.model.records import Step, Story, StoryId
from argmap.render.branch import branch_map
from argmap.render.measure import Measure
from argmap.ui.export_choices import By, Choices, Kind, Part, choices_from, extent
from argmap.ui.export_dialog import ExportDialog
from argmap.ui.exporting import subject_of
from argmap.ui.print_preview import Fit, PrintPreview
from bench.maps import made_up


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "state")


@pytest.fixture
def dialog(qtbot, editor, workspace, tmp_path):
    asked = []

    def ask(parent, suggested):
        asked.append(suggested)
        return tmp_path / suggested.name

    editor.select("distrust")
    made = ExportDialog(editor, workspace, ask=ask)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.asked = asked
    qtbot.addWidget(made)
    made.show()
    return made


def choose(combo, value):
    combo.setCurrentIndex(combo.findData(value))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PPTX])
def test_every_format_opens_again_as_the_map(dialog, editor, kind):
    choose(dialog.form.kind, kind)
    path = dialog.export()
    assert path.name == f"Alliance.argmap.{kind}"
    assert open_document(path).map == editor.map
    assert path.name in dialog.message.text()
    assert dialog.show_file.isVisible()


def test_a_map_without_stories_offers_no_deck(dialog):
    assert dialog.form.kind.findData(Kind.PPTX) < 0


def test_a_story_becomes_a_deck(qtbot, editor, workspace, tmp_path):
    with editor.transact("Tell") as tx:
        for id_, title in (("one", "First talk"), ("two", ""), ("none", "Nothing yet")):
            steps = () if id_ == "none" else (Step(title="A", reveal=("distrust",)), Step())
            tx.put(Story(StoryId(id_), title, steps=steps))
    dialog = ExportDialog(editor, workspace, ask=lambda _, suggested: tmp_path / suggested.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    form = dialog.form
    choose(form.kind, Kind.PPTX)
    dialog.refresh()
    assert [form.story.itemText(at) for at in range(form.story.count())] == ["First talk", "two"]
    assert form.story.isVisible()
    assert not form.part.isVisible()
    assert not form.paper.isVisible()
    assert not form.title.isVisible()
    assert dialog.extent.text().startswith("2 slides")
    preview = dialog.preview.picture
    assert preview.width() / preview.height() == pytest.approx(16 / 9, abs=0.01)
    choose(form.story, "two")
    path = dialog.export()
    assert path.name == "Alliance.argmap.pptx"
    again = open_document(path).map
    assert list(again.stories) == ["two"]
    assert list(again.statements) == ["distrust"]
    form.embed.setChecked(False)
    assert embedded_map(dialog.export().read_bytes()) is None


def test_without_the_map_in_it(dialog, editor):
    dialog.form.embed.setChecked(False)
    assert "not open again" in dialog.form.publishes.text()
    path = dialog.export()
    assert path.name == "Alliance.png"
    assert embedded_map(path.read_bytes()) is None


def test_branch_embeds_itself_alone_and_only_on_request(dialog, editor):
    choose(dialog.form.part, Part.BRANCH)
    assert dialog.form.embed_branch.isVisible()
    assert embedded_map(dialog.export().read_bytes()) is None
    dialog.form.embed_branch.setChecked(True)
    assert open_document(dialog.export()).map == branch_map(editor.map, "distrust")
    dialog.form.levels.setValue(0)
    assert list(open_document(dialog.export()).map.statements) == ["distrust"]


@pytest.mark.parametrize(
    ("by", "field", "value"),
    [(By.SCALE, "scale", 3.0), (By.DPI, "dpi", 192), (By.WIDTH, "width_", 777)],
)
def test_pixels_are_as_they_were_told(dialog, by, field, value):
    choose(dialog.form.by, by)
    getattr(dialog.form, field).setValue(value)
    dialog.refresh()
    picture = QImage(str(dialog.export()))
    assert dialog.extent.text().startswith(f"{picture.width()} × {picture.height()} pixels")
    if by is By.WIDTH:
        assert picture.width() == 777


def test_too_large_is_refused_with_words_until_it_is_wished_all_the_same(dialog):
    choose(dialog.form.by, By.DPI)
    dialog.form.dpi.setValue(2400)
    dialog.refresh()
    assert not dialog.save.isEnabled()
    assert "megapixels" in dialog.extent.text()
    dialog.form.huge.setChecked(True)
    dialog.refresh()
    assert dialog.save.isEnabled()


def test_caps():
    size = (4000.0, 3000.0)
    told = extent(Choices(scale=2.0), size)
    assert (told.refusal, told.words) == ("", "8000 × 6000 pixels, 48.0 megapixels")
    told = extent(Choices(scale=4.0), size)
    assert told.asks_huge
    assert told.refusal
    assert extent(Choices(scale=4.0, huge=True), size).refusal == ""
    told = extent(Choices(scale=9.0, huge=True), size)
    assert "most" in told.refusal
    assert extent(Choices(scale=9.0, kind=Kind.SVG), size).refusal == ""


def test_choices_are_remembered_and_damaged_ones_forgotten(dialog, workspace, editor):
    choose(dialog.form.theme, "print")
    choose(dialog.form.by, By.DPI)
    dialog.form.dpi.setValue(150)
    dialog.form.legend.setChecked(True)
    choose(dialog.form.part, Part.BRANCH)
    dialog.export()
    again = choices_from(Workspace(workspace.folder).choices("export"))
    assert (again.theme, again.by, again.dpi, again.legend) == ("print", By.DPI, 150, True)
    assert again.part is Part.WHOLE
    damaged = {"theme": "neon", "dpi": "many", "scale": 1e9, "kind": 7, "across": -4, "paper": "x"}
    found = choices_from(damaged)
    assert found == Choices(scale=20.0)


def test_transparent_picture(dialog):
    dialog.form.transparent.setChecked(True)
    picture = QImage(str(dialog.export()))
    assert picture.pixelColor(0, 0).alpha() == 0


def test_copy_puts_a_picture_with_the_map_on_the_clipboard(dialog, editor):
    dialog.copy_picture()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    png = bytes(data.data("image/png").data())
    assert embedded_map(png) is not None


def test_preview_shows_the_picture(dialog):
    assert not dialog.preview.picture.isNull()
    before = dialog.preview.picture.copy()
    choose(dialog.form.theme, "dark")
    dialog.refresh()
    assert dialog.preview.picture != before


def test_folded_branches_are_in_the_whole_map(qtbot, editor, workspace, tmp_path):
    editor.session.fold(["interests"])
    dialog = ExportDialog(editor, workspace, ask=lambda _p, s: tmp_path / s.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    choose(dialog.form.kind, Kind.SVG)
    assert "joint patrol" in dialog.export().read_text().replace("</tspan>", " ")
    choose(dialog.form.part, Part.SHOWN)
    shown = dialog.export()
    assert "Distrust remains" in shown.read_text()
    assert open_document(shown).map == editor.map


def test_a_picture_of_what_is_shown_is_no_larger_than_that(qapp):
    editor = Editor(replace(new_document(), map=made_up(60)), Measure().sizes)
    editor.arrange()
    wide = editor.placement.size
    first, *_, last = editor.map.children["s0"]
    editor.session.fold([first, last])
    shown = subject_of(editor, Measure(), Part.SHOWN).placement
    assert shown.boxes is editor.placement.boxes
    assert shown.size[0] * shown.size[1] < 0.9 * wide[0] * wide[1]


def test_a_picture_of_the_whole_is_as_it_was_before_folds(editor):
    before = editor.placement
    editor.fold_levels(editor.map.children[editor.map.roots[0]])
    assert editor.placement.boxes.keys() < before.boxes.keys()
    assert subject_of(editor, Measure(), Part.WHOLE).placement is before


def test_a_file_that_cannot_be_written_is_told(qtbot, editor, workspace, tmp_path):
    dialog = ExportDialog(editor, workspace, ask=lambda _p, s: tmp_path / "no" / "such" / s.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    assert dialog.export() is None
    assert dialog.message.text()
    assert not dialog.show_file.isVisible()


# ---------------------------------------------------------------------------------------- printing


@pytest.fixture
def printing(qtbot, editor, workspace, tmp_path):
    made = PrintPreview(editor, workspace, ask=lambda _p, s: tmp_path / s.name)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def page_count(path):
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_one_page_poster_and_full_size(printing):
    assert page_count(printing.save_pdf()) == 1
    choose(printing.fit, Fit.POSTER)
    printing.across.setValue(3)
    printing.down.setValue(2)
    assert page_count(printing.save_pdf()) == 6
    assert printing.pages.pageCount() == 6
    choose(printing.fit, Fit.FULL)
    choose(printing.paper, "a5")
    plan = printing.plan()
    assert page_count(printing.save_pdf()) == plan.options.pages.across * plan.options.pages.down


def test_full_size_is_full_size(printing):
    from PySide6.QtGui import QPageLayout

    from argmap.render.pages import UNITS_PER_INCH, plan_pages

    choose(printing.fit, Fit.FULL)
    for paper in ("a5", "a4", "a0"):
        choose(printing.paper, paper)
        plan = printing.plan()
        room = plan.layout.paintRect(QPageLayout.Unit.Inch)
        page = room.width() * UNITS_PER_INCH, room.height() * UNITS_PER_INCH
        assert plan_pages(plan.sheet.size, page, plan.options.pages).scale == pytest.approx(1.0)


def test_without_a_printer_pdf_remains_and_it_says_so(printing):
    if printing.has_printer:
        pytest.skip("a printer is set up here")
    from PySide6.QtWidgets import QLabel

    assert not printing.print_button.isEnabled()
    assert printing.pdf_button.isEnabled()
    assert any("No printer" in label.text() for label in printing.findChildren(QLabel))
