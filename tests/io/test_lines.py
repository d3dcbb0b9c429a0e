"""Where lines begin, counted in two ways that must agree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.io.lines import Lines, count_of_lines


@given(st.text(alphabet="ab\n\r\u2028\x0b\x85", max_size=30))
def test_lines_begin_after_each_of_three_ends(text):
    lines = Lines(text)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    assert lines.starts == starts
    assert count_of_lines(text) == len(starts)
    for index in range(len(text) + 1):
        line, column = lines.place(index)
        assert starts[line - 1] + column - 1 == index


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_place_counts_from_one(end):
    lines = Lines(f"ab{end}cd{end}")
    assert lines.place(0) == (1, 1)
    assert lines.place(lines.text.index("d")) == (2, 2)
    assert lines.place(len(lines.text)) == (3, 1)
