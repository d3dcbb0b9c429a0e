from tests.app.conftest import SMALL

HEAVY = ("numpy", "rapidfuzz", "networkx", "pypdfium2", "lxml", "xml.sax", "pptx")

RUN = """
import sys
from PySide6.QtCore import QTimer
from argmap.ui import start

made = start.make_application

def make():
    application = made()
    QTimer.singleShot(int(sys.argv[1]), application.quit)
    return application

start.make_application = make
sys.exit(start.main(sys.argv[2:]))
"""


def test_a_map_is_shown_without_numpy(python, tmp_path):
    file = tmp_path / "tea.argmap.yaml"
    file.write_text(SMALL)
    code = RUN.replace("sys.exit(", "answer = ").replace("[2:]))", "[2:])")
    code += f"\nprint(answer, [m for m in {list(HEAVY)} if m in sys.modules])"
    assert python(code, "1500", "--debug", str(file)).strip() == "0 []"


def test_files_that_are_no_maps_are_told_and_the_program_goes_on(tmp_path):
    import subprocess
    import sys

    bad = tmp_path / "bad.argmap.yaml"
    bad.write_text("argmap: 1\nstatements: [\n")
    missing = tmp_path / "missing.argmap.yaml"
    done = subprocess.run(
        [sys.executable, "-c", RUN, "1500", str(bad), str(missing)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert f"{bad}:3:1: " in done.stderr
    assert str(missing) in done.stderr
    assert "Traceback" not in done.stderr
