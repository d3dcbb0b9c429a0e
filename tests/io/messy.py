"""Maps as people write them by hand: every way of writing that the splicer must leave alone."""

MESSY = """\
# A map written by hand.

argmap: 1   # the version
title:   'Trade   and  trust'
authors: Jane Doe
notes: >
  A note that goes on
  over several lines, and was
  folded by hand.

# ---------------------------------------------------------------- sources
sources:
- id: paper          # the only one
  title: "On trade"
  authors:
  # the first author
  - Ann One
  - Ben Two   # joined later
  year: 1999
- {id: report, title: A report, file: ../seeds/report.txt}

statements:

    # the main claim
    -   id: main
        kind: claim
        text: Trade needs trust.   # to be worded better
        # after the text
        tags: [a,  'b', "c"]

    - # a dash that stands alone
        id: reason
        text: |
            A reason
              that has

            several lines.
        x-colour: {r: 1, g: [2, 3]}
    # above the objection
    - text: >-
            An objection that is
            folded over
            three lines
      # between text and id
      id: objection
      kind: counterpoint
      quotes:
      - source: paper
        exact: "words, words"
        start: 12     # a hint
      # the second quote
      - exact: more words
        source: report
        parts:
          - {exact: one}
          - exact: two
            prefix: 'be'
    -
        id: "evidence"
        kind: evidence
        basis:
        text: 'It''s so'


    - {id: flow, kind: question, text: "Is it?", tags: [x, y]}
    # below the last statement

# links follow
links:
  - id: l1
    from: reason
    to: main
  # an undercut
  - id: l2
    from: [objection,   # first
           evidence]
    to: l1
    kind: opposes
    weight: 0.50
  - {id: l3, from: [flow], to: main, kind: answers}
x-tool:
  kept: yes
  list:
    - 1
    - two
view:
  direction: down
  pins: {main: [0, 1.50], reason: [-3, 4]}   # by hand
# the end"""

WITH_PROBLEMS = """\
argmap: 1
statements:
  - id: a
    text: First.
  - id: a            # the same id again
    text: Second.
  - just words
  - id: b
    kind: clam       # misspelt
    text: Third.
    tags: {not: a list}
  - text: no id
links:
  - id: l
    from: [a]
    to: b
    weight: heavy
groups: words
"""


def variants(text: str) -> dict[str, str]:
    """The same file with other line ends, and with its last line ended."""
    return {
        "lf": text,
        "final newline": text + "\n",
        "crlf": text.replace("\n", "\r\n"),
        "crlf, final newline": text.replace("\n", "\r\n") + "\r\n",
    }
