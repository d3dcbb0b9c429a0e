"""The small file that is opened and saved."""

from pathlib import Path

import pytest

from tests.io.one_statement import TEXT


@pytest.fixture
def path(tmp_path) -> Path:
    made = tmp_path / "map.argmap.yaml"
    made.write_text(TEXT, encoding="utf-8", newline="")
    return made
