"""The letters of a page and the text of its document, brought together: from one to the other.

The lines of a page are matched with the document's text in their order; a line that is not in the
text is page furniture and has no place there.
"""

from collections.abc import Sequence

from argmap.documents.extracted import Span
from argmap.model.light_dataclass import dataclass

Area = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a page's width and height."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its text, and the area of each letter."""

    text: str
    letters: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line that begins at an offset of the document's text, and the area around it."""

    start: int
    line: PageLine

    @property
    def end(self) -> int:
        """Where the line ends in the text."""
        return self.start + len(self.line.letters)

    def area(self, start: int, end: int) -> Area:
        """Return the area of a stretch of the text on this line; it must hold some of it."""
        first, last = max(start - self.start, 0), min(end - self.start, len(self.line.letters))
        letters = self.line.letters[first:last]
        return (
            min(left for left, _, _, _ in letters),
            min(top for _, top, _, _ in letters),
            max(right for _, _, right, _ in letters),
            max(bottom for _, _, _, bottom in letters),
        )


def placed(lines: Sequence[PageLine], text: str, page: Span) -> tuple[Placed, ...]:
    """Return the lines of a page that stand in the document's text, given the page's stretch."""
    found: list[Placed] = []
    place, end = page
    for line in lines:
        while place < end and text[place].isspace():
            place += 1
        if line.text and text.startswith(line.text, place, end):
            found.append(Placed(place, line))
            place += len(line.text)
    return tuple(found)


def areas_of(lines: Sequence[Placed], start: int, end: int) -> list[Area]:
    """Return the areas of a stretch of the text, one for each line that holds some of it."""
    return [line.area(start, end) for line in lines if line.start < end and line.end > start]


def offset_at(lines: Sequence[Placed], x: float, y: float) -> int | None:
    """Return the place in the text that is nearest to a point of the page: between two letters."""
    if not lines:
        return None

    def far(line: Placed) -> tuple[float, float]:
        left, top, right, bottom = line.area(line.start, line.end)
        return max(top - y, y - bottom, 0.0), max(left - x, x - right, 0.0)

    line = min(lines, key=far)
    for number, (left, _, right, _) in enumerate(line.line.letters):
        if x < (left + right) / 2:
            return line.start + number
    return line.end
