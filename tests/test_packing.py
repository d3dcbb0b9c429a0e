"""The wheel holds what the program needs, where argmap/resources.py looks for it."""

import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT

FROM_WHEEL = """
import sys
sys.path.insert(0, sys.argv[1])
from argmap.resources import example_maps, resource_path
assert resource_path("fonts", "Inter-Regular.ttf").is_file(), resource_path()
maps = example_maps()
assert maps and all(str(path).startswith(sys.argv[1]) for path in maps), maps
assert len(list((maps[0].parent / "../seeds").glob("*.txt"))) == 2
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling", reason="the build backend is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_a_program_from_the_wheel_finds_fonts_maps_and_sources(wheel, tmp_path, python):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    python(FROM_WHEEL, str(tmp_path))


def test_the_wheel_holds_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"argmap", "argmap-0.1.0.dist-info"}
