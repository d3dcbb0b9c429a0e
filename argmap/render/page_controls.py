"""The buttons and fields of a page, which its script brings to life; without it they are hidden."""

from collections.abc import Iterator

from argmap.render.svg_text import attributes
from argmap.resources import resource_path

DETAILS = (
    '<aside id="details" class="live" aria-label="The chosen statement" lang="en" hidden="">',
    '<div id="details-body"></div>',
    '<p class="buttons"><button type="button" id="fold"></button>'
    '<button type="button" id="close">Close</button></p>',
    "</aside>",
)
"""The panel that shows a chosen statement."""

AFTER = (
    '<div id="blank" class="" aria-hidden="true"></div>',
    '<p id="announce" class="unseen" role="status" lang="en"></p>',
)
"""What covers the page on request, and what is read aloud."""


def tools(*, told: bool, notes: bool) -> Iterator[str]:
    """Yield the tools beside the title."""
    yield '<div class="tools live" lang="en" role="group" aria-label="Tools">'
    yield '<span class="search" role="search">' + _icon("find")
    yield '<input id="search" type="search" placeholder="Search" aria-label="Search (press /)">'
    yield '<output id="found" for="search"></output>'
    yield _button("find-back", "Previous match (Shift+Enter)", "chevron-up")
    yield _button("find-next", "Next match (Enter)", "chevron-down")
    yield "</span>"
    yield _button("show-list", "Outline", "outline")
    yield _button("theme", "Light or dark", "theme-dark")
    if told and notes:
        yield _button("show-notes", "Notes (S)", "note")
    yield _button("present", "Fill the screen (P)", "present")
    yield "</div>"


def zoom_buttons() -> Iterator[str]:
    """Yield the buttons over the picture."""
    yield '<div class="zoom live" lang="en">'
    yield _button("zoom-in", "Closer (+)", "plus")
    yield _button("zoom-out", "Farther (−)", "minus")
    yield _button("fit", "Whole map (F)", "fit")
    yield "</div>"


def steps_bar(*, notes: bool) -> Iterator[str]:
    """Yield where the story is, with the ways back and on."""
    yield '<nav id="steps-bar" class="live" aria-label="Steps" lang="en">'
    yield _button("back", "Back (←)", "chevron-left")
    yield '<span id="step-number"></span>'
    yield '<span id="step-title" dir="auto"></span>'
    yield _button("next", "Next (→)", "chevron-right")
    yield "</nav>"
    if notes:
        yield '<div id="notes" class="live" dir="auto"></div>'


def _button(id_: str, says: str, icon: str) -> str:
    said = attributes(type="button", id=id_, title=says, aria_label=says)
    return f"<button{said}>{_icon(icon)}</button>"


def _icon(name: str) -> str:
    """Return one of our icons; the drawing to the left is that to the right, turned."""
    turned = name == "chevron-left"
    file = resource_path("icons", f"{'chevron-right' if turned else name}.svg")
    drawing = file.read_text("utf-8").strip().partition(">")[2]
    cls = "icon turned" if turned else "icon"
    said = f'class="tool-{cls}" viewBox="0 0 24 24" aria-hidden="true"'
    return f"<svg {said}>{' '.join(drawing.split())}"
