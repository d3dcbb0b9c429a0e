"""What every command has in common: help that ends with an example, and words about a bad file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.model.errors import Severity

if TYPE_CHECKING:
    from argmap.io.files import Document

Commands = Any  # argparse keeps the type of its sub-parsers private


def command_parser(
    commands: Commands, name: str, says: str, example: str
) -> argparse.ArgumentParser:
    """Add a command whose help ends with an example."""
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=says,
        description=says[0].upper() + says[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return made


def tell_errors(document: "Document", path: Path) -> None:
    """Say which records of a file could not be read; what is imperfect is for `check`."""
    for problem in document.problems:
        if problem.severity is Severity.ERROR:
            print(problem.at(str(path)), file=sys.stderr)
