"""Makes the static cuts of Inter in resources/fonts from the variable fonts of `fontpkg-inter`.

Qt does not map weights onto a variable font, so the program ships cuts (docs/adr/0010). Run it
when Inter has a new version, in an environment of its own:

    python -m venv fonts-env
    fonts-env/bin/pip install fontpkg-inter==4.1.post1 fonttools==4.68.0
    fonts-env/bin/python docs/make_fonts.py
"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_a_s_p import GASP_DOGRAY, GASP_SYMMETRIC_SMOOTHING
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib import instancer

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
TEXT_SIZE = 14  # of Inter's optical sizes the one for running text
WINDOWS_ENGLISH = (3, 1, 0x409)
ITALIC, BOLD, REGULAR, USE_TYPO_METRICS = 1 << 0, 1 << 5, 1 << 6, 1 << 7  # OS/2 fsSelection


@dataclass(frozen=True, slots=True)
class Cut:
    """One static font: its style's name, the variable font it is cut from, its weight."""

    style: str
    master: str
    weight: int
    italic: bool = False

    @property
    def linked(self) -> bool:
        """Whether the style is one of the four that old font menus join to one family."""
        return self.style in {"Regular", "Italic", "Bold"}


CUTS = (
    Cut("Regular", "Inter[opsz,wght].ttf", 400),
    Cut("Italic", "Inter-Italic[opsz,wght].ttf", 400, italic=True),
    Cut("SemiBold", "Inter[opsz,wght].ttf", 600),
    Cut("Bold", "Inter[opsz,wght].ttf", 700),
)


def main() -> None:
    package = Path(find_spec("fontpkg_inter").origin).parent
    TARGET.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        font = TTFont(package / "files" / cut.master, recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, {"opsz": TEXT_SIZE, "wght": cut.weight})
        drop_hinting(font)
        name_it(font, cut)
        path = TARGET / f"Inter-{cut.style}.ttf"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")
    shutil.copyfile(package / "LICENSE", TARGET / "OFL.txt")


def drop_hinting(font: TTFont) -> None:
    """Remove every instruction: diagrams are drawn unhinted, so that zoom never moves a letter."""
    for table in ("prep", "fpgm", "cvt ", "cvar"):
        if table in font:
            del font[table]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        if hasattr(glyph, "program"):
            glyph.program = Program()
    font["gasp"].gaspRange = {0xFFFF: GASP_DOGRAY | GASP_SYMMETRIC_SMOOTHING}


def name_it(font: TTFont, cut: Cut) -> None:
    """Write the names and flags by which font systems find this cut under the family Inter."""
    names = font["name"]
    for number in (16, 17, 25):
        names.removeNames(nameID=number)
    version = names.getDebugName(5)
    written = {
        1: "Inter" if cut.linked else f"Inter {cut.style}",
        2: cut.style if cut.linked else "Regular",
        3: f"{version};static;Inter-{cut.style}",
        4: f"Inter {cut.style}",
        6: f"Inter-{cut.style}",
    }
    if not cut.linked:
        written |= {16: "Inter", 17: cut.style}
    for number, text in written.items():
        names.setName(text, number, *WINDOWS_ENGLISH)
    if "STAT" in font:
        del font["STAT"]  # it describes the axes that are gone
    names.removeUnusedNames(font)

    bold = cut.style == "Bold"
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].fsSelection = USE_TYPO_METRICS | (
        (ITALIC if cut.italic else 0) | (BOLD if bold else 0) or REGULAR
    )
    font["head"].macStyle = (1 if bold else 0) | (2 if cut.italic else 0)


if __name__ == "__main__":
    main()
