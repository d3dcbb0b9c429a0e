"""Where the files that travel with the program are: fonts, icons, example maps.

In a checkout they are the folders beside the package; in an installed wheel they are inside it
(pyproject.toml says how they get there). Nothing is read here.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """The path of a file or folder below resources/, whether or not it exists."""
    packed = _PACKAGE / "_resources"
    return (packed if packed.is_dir() else _PACKAGE.parent / "resources").joinpath(*parts)


def example_maps() -> list[Path]:
    """The example maps by name; the sources they quote stand in ../seeds beside their folder."""
    packed = _PACKAGE / "_examples" / "maps"
    folder = packed if packed.is_dir() else _PACKAGE.parent / "maps"
    return sorted(folder.glob("*.argmap.yaml"))
