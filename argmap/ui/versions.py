"""Which versions of the program and its parts are running, as text for reports."""

import platform
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from argmap import __version__

PARTS = (
    ("PySide6_Essentials", "LGPL-3.0"),
    ("PyYAML", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("networkx", "BSD-3-Clause"),
    ("rapidfuzz", "MIT"),
    ("pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("lxml", "BSD-3-Clause"),
    ("python-pptx", "MIT"),
    ("platformdirs", "MIT"),
)
"""The packages the program stands on, with their licences."""


def versions() -> str:
    """Return versions and surroundings, one a line."""
    lines = [
        f"argmap {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.platform()}, {QGuiApplication.platformName()}",
    ]
    lines += [f"{name} {_version(name)}" for name, _ in PARTS]
    return "\n".join(lines)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "is missing"
