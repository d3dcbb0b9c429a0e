"""Makes the pictures of README and manual in docs/images: `./run pictures [NAME…]`.

The real program runs on a virtual screen, with folders of its own and without motion, and is driven
by real keys and mouse as in the tests of tests/screen. The maps themselves are exported by the
command line. Needs Xvfb, xdotool and openbox.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from argmap.io.files import open_document  # noqa: E402
from argmap.model.records import StatementId  # noqa: E402
from argmap.render.style import DARK, LIGHT, Theme  # noqa: E402
from tests.screen.cards import cards, until_drawn  # noqa: E402
from tests.screen.person import Person, Rect  # noqa: E402
from tests.screen.virtual_screen import (  # noqa: E402
    HEIGHT,
    PLAIN_WINDOWS,
    WIDTH,
    NoScreen,
    VirtualScreen,
    virtual_screen,
)

IMAGES = ROOT / "docs" / "images"
OPED = "strategic-marriage-of-convenience"
REPORT = "china-russia-entente-in-east-asia"
BOTH = "does-the-marriage-last"
CORNER = (WIDTH - 1, HEIGHT - 1)
"""Where the mouse is out of sight."""
MIDDLE = (880, 340)
"""Where a chosen card stands: with room below it for what hangs on it."""
PASSAGE = "This drew a sharp rebuke by Japa"
"""What is found, but for its last letter."""
PAGE = Rect(0, 38, 900, 922)
MARRIAGE, DISTRUST = "marriage-of-convenience", "distrust"
WORLDVIEW = "similar-worldviews"


@dataclass(frozen=True)
class Studio:
    """The screen, and a folder with the example maps for each picture."""

    screen: VirtualScreen
    folder: Path

    @contextmanager
    def window(self, name: str, theme: Theme = LIGHT) -> Iterator["Sitter"]:
        """Show an example map in a window that fills the screen, or the maps to choose from.

        The program is a copy of its own, so that no path of this machine is seen.
        """
        home = Path(tempfile.mkdtemp(dir=self.folder))
        for needed in ("argmap", "resources", "maps", "seeds"):
            shutil.copytree(ROOT / needed, home / "argmap" / needed, ignore=COMPILED)
        settings = home / "config" / "argmap" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"theme": theme.name, "motion": "off"}))
        person = Person(self.screen, surroundings(home), home)
        person.point(*CORNER)
        file = home / "argmap" / "maps" / f"{name}.argmap.yaml"
        person.start(*([file] if name else []), cwd=home / "argmap")
        person.until_front(f"{name} — argmap" if name else "argmap")
        if name:
            until_drawn(person, theme)
        try:
            yield Sitter(person, file, theme)
        finally:
            person.leave()


@dataclass(frozen=True)
class Sitter:
    """A window that is made ready for its picture."""

    person: Person
    file: Path
    theme: Theme

    def card(self, id_: str, zoom: float = 0.8) -> Rect:
        """Return where a card stands, as long as nothing was changed."""
        return cards(self.person, self.file, self.theme, zoom)[id_]

    def choose(self, id_: str, zoom: float = 0.8) -> None:
        """Find a statement by its words, pull its card to the middle, take the mouse away."""
        text = open_document(self.file).map.statements[StatementId(id_)].text
        self.person.press("ctrl+f")
        self.person.until_still()
        self.person.type(text.encode("ascii", "replace").decode().split("?")[0])
        self.person.until_still()
        self.person.press("Escape")
        self.person.drag(self.card(id_, zoom).centre, MIDDLE, button="2")
        self.person.point(*CORNER)
        self.person.until_still()

    def take(self, name: str, part: Rect | None = None) -> None:
        """Take the picture, whole or in part."""
        seen = self.person.until_still()
        seen = part.cut(seen) if part is not None else seen
        Image.fromarray(np.ascontiguousarray(seen)).save(IMAGES / f"{name}.png", optimize=True)


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment in which nothing of this machine's own settings is seen."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in KINDS}
    return (
        kept
        | folders
        | {"HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONPATH": str(home / "argmap")}
    )


KINDS = ("CONFIG", "STATE", "CACHE", "DATA")
COMPILED = shutil.ignore_patterns("__pycache__")


# ------------------------------------------------------------------------------------ the pictures


def window(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.person.press("ctrl+minus")  # 67 %
        sitter.choose(MARRIAGE, 0.67)
        sitter.take("window")


def window_dark(studio: Studio) -> None:
    with studio.window(OPED, DARK) as sitter:
        sitter.person.press("ctrl+minus")
        sitter.choose(MARRIAGE, 0.67)
        sitter.take("window-dark")


def welcome(studio: Studio) -> None:
    with studio.window("") as sitter:
        pictures = sitter.file.parents[2] / "state"
        sitter.person.until(lambda: len(list(pictures.rglob("*.png"))) == 3, "a picture of each")
        sitter.take("welcome", Rect(0, 0, 860, 340))


def editing(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.choose(DISTRUST)
        sitter.person.press("Tab")
        sitter.person.type("Beijing and Moscow have no treaty that binds them to fight")
        sitter.take("editing")


def dragging(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.choose(WORLDVIEW)
        card, onto = sitter.card(WORLDVIEW), sitter.card(DISTRUST)
        hold = card.left + 12, card.top + 10
        sitter.person.drag(hold, (onto.left + onto.width - 24, onto.top + 84), drop=False)
        sitter.take("dragging")
        sitter.person.press("Escape")
        sitter.person.drop()


def undercut(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.choose(DISTRUST)
        sitter.person.press("alt+Up")
        sitter.take("link")


def inspector(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.choose(DISTRUST)
        sitter.take("inspector", Rect(1354, 40, WIDTH - 1354, 890))


def document(studio: Studio) -> None:
    _document(studio, "document", LIGHT)


def document_dark(studio: Studio) -> None:
    _document(studio, "document-dark", DARK)


def _document(studio: Studio, name: str, theme: Theme) -> None:
    """Take the text with a passage selected in it; where quotes overlap is in sight."""
    with studio.window(OPED, theme) as sitter:
        sitter.person.press("F6", "ctrl+f")
        sitter.person.until_still()
        sitter.person.type(PASSAGE)
        sitter.person.until_still()
        # What is found is selected without the bar; a selection made by hand has it.
        sitter.person.press("Escape", "shift+Right")
        sitter.person.point(200, 600)
        sitter.person.wheel(down=4)
        sitter.person.point(*CORNER)
        sitter.take(name, PAGE)


def panes(studio: Studio) -> None:
    with studio.window(BOTH) as sitter:
        do(sitter.person, "panes outline")
        sitter.take("outline")


def layouts(studio: Studio) -> None:
    with studio.window(BOTH) as sitter:
        do(sitter.person, "as an outline")
        sitter.take("layout-outline")
        do(sitter.person, "in rings")
        sitter.person.press("shift+1")
        sitter.take("layout-rings")


def export(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.person.press("ctrl+e")
        sitter.person.until_front("Export")
        sitter.take("export")


def palette(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.choose(DISTRUST)
        sitter.person.press("ctrl+k")
        sitter.person.until_still()
        sitter.person.type("link")
        sitter.take("palette")


def keys(studio: Studio) -> None:
    with studio.window(OPED) as sitter:
        sitter.person.press("question")
        sitter.take("keys")


def maps(studio: Studio) -> None:
    for name in (OPED, REPORT, BOTH):
        argmap = [sys.executable, "-m", "argmap", "export", f"maps/{name}.argmap.yaml"]
        more = ["-o", f"docs/images/{name}.png", "--scale", "1", "--title", "--legend"]
        subprocess.run([*argmap, *more], cwd=ROOT, check=True)


def do(person: Person, words: str) -> None:
    """Do something by its name, in the palette."""
    person.press("ctrl+k")
    person.until_still()
    person.type(words)
    person.press("Return")


PICTURES: dict[str, Callable[[Studio], None]] = {
    "window": window,
    "window-dark": window_dark,
    "welcome": welcome,
    "editing": editing,
    "dragging": dragging,
    "link": undercut,
    "inspector": inspector,
    "document": document,
    "document-dark": document_dark,
    "outline": panes,
    "layouts": layouts,
    "export": export,
    "palette": palette,
    "keys": keys,
    "maps": maps,
}


def main(names: list[str]) -> int:
    """Make the pictures of these names, or all."""
    if unknown := [name for name in names if name not in PICTURES]:
        print(f"no picture is called {unknown[0]}; there are: {', '.join(PICTURES)}")
        return 2
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="argmap-pictures-") as scratch:
        try:
            with virtual_screen(Path(scratch), PLAIN_WINDOWS) as screen:
                for name in names or PICTURES:
                    print(name, flush=True)
                    PICTURES[name](Studio(screen, Path(scratch)))
        except NoScreen as none:
            print(f"no pictures: {none}")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
