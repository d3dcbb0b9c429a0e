"""The bundled cuts of Inter: all there, told apart by Qt, with the letters we promise."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont

from argmap.resources import resource_path

STYLES = ["Bold", "Italic", "Regular", "SemiBold"]
LETTERS = {
    "Latin": "Straße, œuvre, Łódź, Đà Nẵng, İstanbul",
    "Greek": "Λόγος και έλεγχος, Ελλάδα",
    "Cyrillic": "Россия и Китай, Україна, Қазақстан",
    "signs": "−+×·…–—‘’“”„‚«»→←↑↓↔•§°€¶",
}


def inter(weight: int = 400, italic: bool = False) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(32)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    return font


def test_every_font_file_is_read_and_is_inter(qapp):
    paths = sorted(resource_path("fonts").glob("*.ttf"))
    assert [path.stem for path in paths] == [f"Inter-{style}" for style in STYLES]
    for path in paths:
        number = QFontDatabase.addApplicationFont(str(path))
        assert "Inter" in QFontDatabase.applicationFontFamilies(number)


def test_the_licence_stands_beside_the_fonts():
    assert "SIL Open Font License" in resource_path("fonts", "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("weight", "italic", "style"),
    [
        (400, False, "Regular"),
        (400, True, "Italic"),
        (600, False, "SemiBold"),
        (700, False, "Bold"),
    ],
)
def test_qt_finds_the_cut_for_a_weight(qapp, weight, italic, style):
    font = inter(weight, italic)
    assert QFontInfo(font).family() == "Inter"
    assert QRawFont.fromFont(font).styleName() == style


def test_heavier_cuts_are_wider_and_not_smeared(qapp):
    widths = [QFontMetricsF(inter(weight)).horizontalAdvance("Statement") for weight in (400, 600)]
    assert widths[1] > widths[0] * 1.01


@pytest.mark.parametrize("script", LETTERS)
@pytest.mark.parametrize("style", STYLES)
def test_a_cut_holds_the_letters_of_a_script(qapp, style, script):
    font = QRawFont(str(resource_path("fonts", f"Inter-{style}.ttf")), 16)
    assert [sign for sign in LETTERS[script] if not font.supportsCharacter(ord(sign))] == []
