"""fmt: canonical form with every comment in its place, twice the same, or a clear refusal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.io.yaml_format import formatted
from argmap.io.yaml_read import read_text
from argmap.io.yaml_write import canonical
from argmap.model.errors import UserError
from tests.io.messy import MESSY, WITH_PROBLEMS
from tests.strategies import maps

HANDWRITTEN = """\
# A map of mine.
# Two lines of it.

# One more.
argmap: 1   # version

# the title
title: T

statements: # all of them

    # first
    -   id: a   # its id
        # its text
        text: >-   # folded
          One
          two.
        kind: evidence   # yes

    - # on the line of the dash
      {id: b, text: Two.}   # short
# before the links
links:
- id: l
  # from what
  from: a   # one
  to: b
  # after the last key

# at the end

# the very end
"""
FORMATTED = """\
# A map of mine.
# Two lines of it.

# One more.
argmap: 1 # version

# the title
title: T

statements: # all of them
  # first
  - id: a # its id
    kind: evidence # yes
    # its text
    text: One two. # folded

  # on the line of the dash
  - id: b # short
    text: Two.

# before the links
links:
  - id: l
    # from what
    from: [a] # one
    to: b
# after the last key

# at the end

# the very end
"""


def test_comments_stay_with_what_they_precede():
    assert formatted(HANDWRITTEN) == FORMATTED


def test_twice_is_once():
    assert formatted(FORMATTED) == FORMATTED


def test_line_ends_stay():
    assert formatted(HANDWRITTEN.replace("\n", "\r\n")) == FORMATTED.replace("\n", "\r\n")


@settings(max_examples=40)
@given(maps(4))
def test_canonical_form_is_left_alone(map):
    text = canonical(map)
    assert formatted(text) == text


@settings(max_examples=60)
@given(st.data())
def test_comments_anywhere_are_kept_or_refused(data):
    lines = HANDWRITTEN.splitlines()
    for number in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            lines.insert(place, " " * data.draw(st.integers(0, 8)) + f"# extra {number}")
        else:
            lines[place] += f" # extra {number}"
    text = "\n".join(lines) + "\n"
    try:
        result = formatted(text)
    except UserError:
        return
    assert read_text(result).map == read_text(text).map
    assert sorted(w for w in result.split() if w == "extra") == sorted(
        w for w in text.split() if w == "extra"
    )
    assert formatted(result) == result


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (MESSY, 16),
        ("argmap: 1\nstatements:\n  - id: a\n    text: t\n    tags: [x, # c\n      y]\n", 5),
        ("argmap: 1\nstatements:\n  - id: a\n    text: t\n    kind: claim # c\n", 5),
    ],
)
def test_a_comment_that_would_be_lost_is_a_refusal(text, line):
    with pytest.raises(UserError, match=f"Line {line}: .*comment"):
        formatted(text)


def test_what_could_not_be_read_is_a_refusal():
    with pytest.raises(UserError, match="Line 5"):
        formatted(WITH_PROBLEMS)


def test_a_newer_map_is_a_refusal():
    with pytest.raises(UserError, match="newer"):
        formatted("argmap: 2\nstatements: []\n")


def test_signs_in_texts_are_no_comments():
    entry = "  - id: a\n    text: |-\n      # one\n      two # three\n    notes: 'a # b'\n"
    text = f"argmap: 1\n\nstatements:\n{entry}"
    assert formatted(text) == text
