"""The manual says what the program has today: its tables, its pictures, its commands."""

import re

from argmap.__main__ import COMMANDS
from docs.make_tables import with_tables
from tests.conftest import ROOT

MANUAL = ROOT / "docs" / "manual.md"
TEXTS = [MANUAL, ROOT / "README.md"]


def test_the_tables_are_those_of_the_program():
    text = MANUAL.read_text(encoding="utf-8")
    assert text == with_tables(text), "run: python -m docs.make_tables"


def test_every_picture_and_page_that_is_linked_is_there():
    for file in TEXTS:
        text = file.read_text(encoding="utf-8")
        targets = re.findall(r"\]\(([^)#]+)\)", text)
        assert targets
        for target in targets:
            assert "://" in target or (file.parent / target).exists(), f"{file.name}: {target}"


def test_links_within_the_manual_lead_to_a_heading():
    text = MANUAL.read_text(encoding="utf-8")
    headings = {anchor(words) for words in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_every_command_of_the_program_is_told():
    text = MANUAL.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"^```\n(.+?)^```", text, re.MULTILINE | re.DOTALL))
    told = set(re.findall(r"^argmap ([a-z]+)", blocks, re.MULTILINE))
    assert told == COMMANDS


def anchor(heading: str) -> str:
    """Return how other pages name a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
