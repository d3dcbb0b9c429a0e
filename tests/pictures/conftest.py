"""Stored pictures: `pytest tests/pictures --update-pictures` accepts what is drawn now.

Look at them before they are committed.
"""

from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures", action="store_true", help="store the pictures as they are drawn now"
    )


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-pictures", default=False))


@pytest.fixture
def expected() -> Path:
    return EXPECTED


@pytest.fixture
def failed(request: pytest.FixtureRequest) -> Path:
    """Where a picture that differs is left, beside what was expected and how they differ."""
    folder = request.config.rootpath / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
