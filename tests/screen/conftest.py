"""A virtual screen for tests that drive the real window with real keys and mouse.

One X server for the session, and all such tests on one worker, since there is one keyboard focus.
Without Xvfb, xdotool or the X11 libraries of Qt they are skipped, saying so; with CI set they fail.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE = "1600x1000x24"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("screen")
            item.add_marker(pytest.mark.xdist_group("screen"))


@pytest.fixture(scope="session")
def xvfb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a virtual display, 1600 x 1000 pixels, with a window manager if there is one."""
    absent = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if absent:
        reason = f"no {' and no '.join(absent)} on this system: the real window is not tested"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = _start(command, {}, pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()  # the server says which number was free, once it is ready
    if not number:
        server.wait(timeout=10)
        pytest.fail(f"Xvfb ended with exit code {server.returncode}")
    display = f":{number}"
    manager = _start_window_manager(display, tmp_path_factory.mktemp("openbox"))
    try:
        yield display
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(timeout=10)


@pytest.fixture
def screen_environment(xvfb: str, own_folders: Path) -> dict[str, str]:
    """The environment for a child process that shows its window there, with folders of its own."""
    return {**os.environ, "DISPLAY": xvfb, "QT_QPA_PLATFORM": "xcb"}


def _start_window_manager(display: str, folder: Path) -> subprocess.Popen[bytes] | None:
    if shutil.which("openbox") is None:
        return None
    ready = folder / "ready"
    command = ["openbox", "--sm-disable", "--startup", f"touch '{ready}'"]
    manager = _start(command, {"DISPLAY": display, "HOME": str(folder)})
    deadline = time.monotonic() + 20
    while not ready.exists():
        assert manager.poll() is None, f"openbox ended with exit code {manager.returncode}"
        assert time.monotonic() < deadline, "openbox did not get ready within 20 s"
        time.sleep(0.02)
    return manager


def _start(
    command: list[str], variables: dict[str, str], pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    # setpriv lets the process end with the tests, however these end.
    tied = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
    return subprocess.Popen(
        [*tied, *command],
        env={**os.environ, **variables},
        pass_fds=pass_fds,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
