"""From places in a document's text to places on the page and back: the one map both ways.

A text counts code points. Qt counts UTF-16 units, of which characters beyond the basic plane (most
emojis) take two; and a page may show a part of the text, below a heading of its own.
"""

import re
from bisect import bisect_left, bisect_right

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """The places of one page: `first` to `last` of the text, after `lead` units of heading."""

    def __init__(self, text: str, first: int = 0, last: int | None = None, lead: int = 0) -> None:
        self.first = first
        self.last = len(text) if last is None else last
        self.lead = lead
        # Of each wide character: where it stands in the text, and its first unit on the page.
        self._wide = [found.start() for found in _WIDE.finditer(text, first, self.last)]
        self._units = [at - first + number for number, at in enumerate(self._wide)]

    def to_page(self, offset: int) -> int:
        """Return the position on the page of a place in the text; the nearest one it shows."""
        offset = min(max(offset, self.first), self.last)
        return self.lead + offset - self.first + bisect_left(self._wide, offset)

    def to_text(self, position: int) -> int:
        """Return the place in the text of a position; within a wide character its beginning."""
        units = max(position - self.lead, 0)
        passed = bisect_right(self._units, units - 1)
        return min(self.first + units - passed, self.last)

    def shows(self, offset: int) -> bool:
        """Tell whether a place is on this page."""
        return self.first <= offset <= self.last
