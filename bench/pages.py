"""The web pages of the example maps in a headless Chromium: what a reader does, with real keys.

Each row counts how often something held. What does not hold stops the benchmark and says what was
expected. Where no Chromium is installed, that is said, and no row is made.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from argmap.io.files import Document, open_document
from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.render.headless import gui_application
from argmap.render.measure import Measure
from argmap.render.page import page_html, story_page_html
from argmap.render.picture import PictureOptions
from argmap.resources import example_maps
from bench.chromium import Browser, BrowserError, program
from bench.rows import Row, milliseconds

_SHOWN = (
    "[...document.querySelectorAll('#picture .statement')]"
    ".filter(e => getComputedStyle(e).display !== 'none')"
)
_ROWS = "[...document.querySelectorAll('#outline .row')]"
_STEP = "document.querySelector('#step-number').textContent"
_FOCUS = "document.activeElement.closest('li')?.dataset.s"
_CHOSEN = "document.querySelector('.statement.chosen')?.id"


def measured() -> list[Row]:
    return _measured(example_maps())


def in_brief() -> list[Row]:
    """One of the maps."""
    return _measured(example_maps()[:1])


def _measured(maps: list[Path]) -> list[Row]:
    if program() is None:
        print("no Chromium is installed: the pages were not driven")
        return []
    application = gui_application()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        pages = [_written(open_document(path), Path(folder)) for path in maps]
        for what, check in _CHECKS.items():
            browser.scripts(on=True)
            browser.resize(1280, 800)
            browser.prefer(calm=True)
            rows.append(Row(what, sum(check(browser, *each) for each in pages), unit="times"))
        opened = [milliseconds(lambda page=page: browser.open(page)) for _, page, _ in pages]
        rows.append(Row("page to complete", max(opened)))
        rows.append(
            Row("largest page", max(p.stat().st_size for _, p, _ in pages) / 1000, unit="kB")
        )
    del application
    return rows


def _written(document: Document, folder: Path) -> tuple[Document, Path, Path]:
    """The page of a map and that of its story, notes included, as files."""
    map, measure = document.map, Measure()
    options = LayoutOptions(map.meta.view.layout, map.meta.view.direction)
    placement = arrange(map, measure.sizes(map), options)
    (story,) = map.stories.values()
    whole, talk = folder / f"{story.id}.html", folder / f"{story.id}-talk.html"
    page = page_html(map, placement, PictureOptions(), document.raw, measure)
    whole.write_text(page, encoding="utf-8")
    told = story_page_html(map, story, placement, PictureOptions(notes=True), measure)
    talk.write_text(told, encoding="utf-8")
    return document, whole, talk


def _expect(browser: Browser, expression: str, wanted: object) -> None:
    found = browser.value(expression)
    if found != wanted:
        raise BrowserError(f"{expression} is {found!r}, not {wanted!r}")


def _quiet(browser: Browser) -> None:
    if browser.requests() or browser.complaints():
        raise BrowserError(f"asked for {browser.requests()}, said {browser.complaints()}")


# ------------------------------------------------------------------------------------------ checks


def _steps(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """On to the last step and back by every key of clickers; a number and Enter; Home, End."""
    browser.open(talk)
    (story,) = document.map.stories.values()
    count = len(story.steps)
    _expect(browser, "document.querySelectorAll('#steps > li').length", count)
    forth = ("ArrowRight", " ", "PageDown", "ArrowDown", "n", "Enter")
    back = ("ArrowLeft", "PageUp", "ArrowUp", "Backspace")
    for at in range(1, count):
        browser.press(forth[at % len(forth)])
        _expect(browser, _STEP, f"{at + 1} / {count}")
        there = f"JSON.parse(document.querySelector('#map-data').textContent).steps[{at}].there"
        _expect(browser, f"{_SHOWN}.length === {there}.length", wanted=True)
        _expect(browser, "location.hash", f"#step-{at + 1}")
        _expect(browser, "document.querySelector('#announce').textContent.split(':')[0]",
                f"Step {at + 1} of {count}")  # fmt: skip
    browser.press("ArrowRight")
    _expect(browser, _STEP, f"{count} / {count}")
    for at in range(count - 1, 0, -1):
        browser.press(back[at % len(back)])
        _expect(browser, _STEP, f"{at} / {count}")
    for keys, step in (
        (("7", "Enter"), 7),
        (("1", "0", "Enter"), 10),
        (("Home",), 1),
        (("End",), count),
    ):
        for key in keys:
            browser.press(key)
        _expect(browser, _STEP, f"{step} / {count}")
    _quiet(browser)
    return count


def _covers(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """Black and white, the whole map, filling the screen, notes on request."""
    browser.open(talk, "#step-3")
    _expect(browser, f"{_STEP}.split(' ')[0]", "3")
    cover = "getComputedStyle(document.querySelector('#blank')).backgroundColor"
    for key, colour in (
        ("b", "rgb(0, 0, 0)"),
        (".", "rgba(0, 0, 0, 0)"),
        ("w", "rgb(255, 255, 255)"),
    ):
        browser.press(key)
        _expect(browser, cover, colour)
    browser.press("PageDown")
    _expect(browser, cover, "rgba(0, 0, 0, 0)")
    browser.press("f")
    _expect(browser, f"{_SHOWN}.length", browser.value("map.statements.length"))
    browser.press("f")
    _expect(browser, f"{_SHOWN}.length", browser.value("map.steps[3].there.length"))
    notes = "document.querySelector('#notes').checkVisibility()"
    _expect(browser, notes, wanted=False)
    browser.press("s")
    _expect(browser, notes, wanted=True)
    browser.press("p")
    _expect(browser, "document.querySelector('#list').checkVisibility()", wanted=False)
    browser.press("Escape")
    browser.wait("document.querySelector('#list').checkVisibility()")
    _quiet(browser)
    return 1


def _search(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """Every match in turn and around again, forth and back; Esc takes the words away."""
    browser.open(whole)
    browser.press("/")
    browser.type("chin")
    count = int(str(browser.value("now.found.length")))
    if not count:
        raise BrowserError("nothing is found")
    _expect(browser, "document.querySelectorAll('.statement.found').length", count)
    for at in (*range(1, count + 1), 1):
        browser.press("Enter")
        _expect(browser, "document.querySelector('#found').textContent", f"{at} of {count}")
        _expect(browser, _CHOSEN, browser.value(f"map.statements[now.found[{at - 1}]].card.id"))
        box = f"document.getElementById({_CHOSEN}).getBoundingClientRect()"
        inside = f"(b => b.x >= 0 && b.right <= innerWidth)({box})"
        _expect(browser, inside, wanted=True)
    browser.press("Enter", shift=True)
    _expect(browser, "document.querySelector('#found').textContent", f"{count} of {count}")
    _expect(browser, "document.querySelector('#details').checkVisibility()", wanted=True)
    browser.press("Escape")
    _expect(browser, "document.querySelectorAll('.found').length", 0)
    _quiet(browser)
    return count


def _fold(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """A branch goes from picture and outline with its lines, is counted on its card, comes back."""
    browser.open(whole)
    everything = len(document.map.statements)
    browser.value("choose(map.statements.findIndex(each => each.children.length > 1))")
    below = int(str(browser.value("countUnder(now.chosen)")))
    browser.press("c")
    _expect(browser, f"{_SHOWN}.length", everything - below)
    _expect(browser, "document.querySelector('.chosen .fold-sign').textContent", f"+{below}")
    lines = (
        "map.links.filter(({parts, from}) => !parts[0].classList.contains('gone') && "
        "from.some(i => map.statements[i].card.classList.contains('gone'))).length"
    )
    _expect(browser, lines, 0)
    browser.click(".chosen .fold-sign")
    _expect(browser, f"{_SHOWN}.length", everything)
    _quiet(browser)
    return 1


def _outline(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """By keys alone: Tab to the outline, down and up through all rows, fold, choose, close."""
    browser.open(whole)
    for _ in range(30):
        browser.press("Tab")
        if browser.value(f"{_FOCUS} !== undefined"):
            break
    first = browser.value(_FOCUS)
    rows = int(str(browser.value(f"{_ROWS}.length")))
    for _ in range(rows - 1):
        browser.press("ArrowDown")
    _expect(browser, f"document.activeElement === {_ROWS}.at(-1)", wanted=True)
    for _ in range(rows - 1):
        browser.press("ArrowUp")
    _expect(browser, _FOCUS, first)
    _expect(browser, "document.querySelectorAll('#outline [tabindex=\"0\"]').length", 1)
    browser.press("ArrowLeft")
    _expect(browser, f"{_SHOWN}.length < map.statements.length", wanted=True)
    browser.press("ArrowRight")
    _expect(browser, f"{_SHOWN}.length", len(document.map.statements))
    browser.press("ArrowRight")
    browser.press("Enter")
    _expect(browser, "map.statements[now.chosen].id", browser.value(_FOCUS))
    _expect(browser, "document.querySelector('#details .words').textContent",
            browser.value("map.statements[now.chosen].words"))  # fmt: skip
    browser.press("Escape")
    _expect(browser, "document.querySelector('#details').hidden", wanted=True)
    _quiet(browser)
    return rows


def _camera(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """Wheel, keys and buttons come closer and back; a step told in mid-flight is flown to."""
    browser.prefer(calm=True)
    browser.open(whole)
    before = float(str(browser.value("scale()")))
    browser.wheel(800, 400, -240)
    browser.wait(f"scale() > {before * 1.2}")
    closer = float(str(browser.value("scale()")))
    browser.press("+")
    _expect(browser, f"scale() > {closer * 1.2}", wanted=True)
    browser.click("#zoom-out")
    browser.click("#fit")
    _expect(browser, "Math.abs(view.w - home().w) < 1", wanted=True)
    left = float(str(browser.value("view.x")))
    browser.press("ArrowRight")
    _expect(browser, f"view.x > {left}", wanted=True)
    browser.prefer(calm=False)
    browser.open(talk)
    browser.press("ArrowRight")
    browser.press("ArrowRight")  # a step in mid-flight: it turns to the new one
    browser.wait("Math.abs(view.x - home().x) < 1 && Math.abs(view.w - home().w) < 1")
    _quiet(browser)
    return 1


def _address(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """An address leads to a statement, on a story's page to a step; a click tells its address."""
    for id_ in list(document.map.statements)[:3]:
        browser.open(whole, f"#at-{id_}")
        _expect(browser, "map.statements[now.chosen].id", f"at-{id_}")
    browser.open(talk, "#step-5")
    _expect(browser, "now.step", 4)
    browser.open(whole)
    browser.click(".statement .card")
    _expect(browser, "location.hash.length > 4 && now.chosen >= 0", wanted=True)
    _quiet(browser)
    return 4


def _plain(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """Scripts off: outline, picture, steps and quotes are seen, buttons are not."""
    browser.scripts(on=False)
    for page in (whole, talk):
        browser.open(page)
        _expect(browser, f"{_SHOWN}.length > 3", wanted=True)
        _expect(
            browser,
            "[...document.querySelectorAll('#outline .words')].every(e => e.checkVisibility())",
            wanted=True,
        )
        _expect(
            browser,
            "document.querySelector('#outline .about > summary').checkVisibility()",
            wanted=True,
        )
        _expect(
            browser,
            "[...document.querySelectorAll('.live')].some(e => e.checkVisibility())",
            wanted=False,
        )
        _expect(browser, "document.documentElement.scrollWidth <= innerWidth", wanted=True)
        _quiet(browser)
    _expect(browser, "document.querySelector('#steps .notes').checkVisibility()", wanted=True)
    return 2


def _sizes(browser: Browser, document: Document, whole: Path, talk: Path) -> int:
    """On a phone, a small and a large screen nothing runs out of the page; two fingers zoom."""
    for width, height in ((360, 640), (800, 600), (1920, 1080)):
        browser.resize(width, height, phone=width < 500)
        browser.open(talk, "#step-2")
        _expect(browser, "document.documentElement.scrollWidth <= innerWidth", wanted=True)
        _expect(browser, "pane().width > 300 && pane().height > 200", wanted=True)
        _quiet(browser)
    browser.resize(360, 640, phone=True)
    browser.open(whole)
    before = float(str(browser.value("scale()")))
    browser.pinch(180, 250, 40, 120)
    browser.wait(f"scale() > {before * 2}")
    _quiet(browser)
    return 4


_CHECKS: dict[str, Callable[[Browser, Document, Path, Path], int]] = {
    "steps told, forth and back": _steps,
    "covered, filled, noted": _covers,
    "matches walked": _search,
    "branches folded": _fold,
    "outline rows walked": _outline,
    "cameras moved": _camera,
    "addresses followed": _address,
    "pages without scripts": _plain,
    "sizes of windows": _sizes,
}
