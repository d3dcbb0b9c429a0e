"""Writes the tables of actions and settings into docs/manual.md anew; a test compares them.

.venv/bin/python -m docs.make_tables
"""

import re
from pathlib import Path

from argmap.app.reference import actions_markdown, settings_markdown

MANUAL = Path(__file__).resolve().parent / "manual.md"
TABLES = {"actions": actions_markdown, "settings": settings_markdown}


def with_tables(manual: str) -> str:
    """Return the manual with the tables of today between their marks."""
    for name, table in TABLES.items():
        begin, end = f"<!-- made: {name} -->", f"<!-- end: {name} -->"
        before, _, rest = manual.partition(begin)
        _, _, after = rest.partition(end)
        lower = re.sub(r"^#", "##", table(), flags=re.MULTILINE)
        body = lower.partition("\n")[2].strip()  # the manual has headings of its own
        manual = f"{before}{begin}\n\n{body}\n\n{end}{after}"
    return manual


if __name__ == "__main__":
    MANUAL.write_text(with_tables(MANUAL.read_text(encoding="utf-8")), encoding="utf-8")
