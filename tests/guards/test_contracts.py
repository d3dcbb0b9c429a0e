"""The layers of the program, as pyproject.toml states them."""

import subprocess
import sys

from tests.conftest import ROOT

LINT = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"


def test_imports_keep_the_contracts():
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr
