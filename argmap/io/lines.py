"""Where the lines of a text begin, whichever of the three line ends it has."""

import re
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where the lines of a text begin; gives lines and columns that count from 1."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        """Find the beginnings of the lines, whichever of the three line ends the text has."""
        self.text = text
        self.starts = _starts(text)

    def place(self, index: int) -> tuple[int, int]:
        """The line and column of a position."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def start(self, index: int) -> int:
        """Where the line of a position begins."""
        return self.starts[bisect_right(self.starts, index) - 1]

    def end(self, index: int) -> int:
        """Where the line after that of a position begins, or the end of the text."""
        line = bisect_right(self.starts, index)
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def column(self, index: int) -> int:
        """How many characters stand before a position in its line."""
        return index - self.start(index)


def count_of_lines(text: str) -> int:
    """How many lines a text has, counted without keeping any."""
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in LINE_END.finditer(text))]
    # The same, several times as fast: each line begins after those before it and their ends.
    lengths = map(len, text.split("\n")[:-1])
    return [0, *map(add, accumulate(lengths), count(1))]
