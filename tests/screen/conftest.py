"""A virtual screen for tests that drive the real window with real keys and mouse.

One X server for the session, and all such tests on one worker, since there is one keyboard focus.
Without Xvfb, xdotool or the X11 libraries of Qt they are skipped, saying so; with CI set they fail.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screen.person import Person
from tests.screen.virtual_screen import NoScreen, VirtualScreen, virtual_screen

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("screen")
            item.add_marker(pytest.mark.xdist_group("screen"))


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualScreen]:
    """A virtual display, 1600 x 1000 pixels, with a window manager if there is one."""
    try:
        with virtual_screen(tmp_path_factory.mktemp("screen")) as made:
            yield made
    except NoScreen as none:
        reason = f"{none}: the real window is not tested"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture
def xvfb(screen: VirtualScreen) -> str:
    """The name of the virtual display."""
    return screen.display


@pytest.fixture
def screen_environment(xvfb: str, own_folders: Path) -> dict[str, str]:
    """The environment for a child process that shows its window there, with folders of its own."""
    return {**os.environ, "DISPLAY": xvfb, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture
def person(
    screen: VirtualScreen, screen_environment: dict[str, str], tmp_path: Path
) -> Iterator[Person]:
    """Somebody before the screen, who leaves nothing open."""
    somebody = Person(screen, screen_environment, tmp_path)
    yield somebody
    somebody.leave()
