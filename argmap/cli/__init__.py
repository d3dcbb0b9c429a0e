"""The command line of argmap; it runs without Qt unless text is measured or a picture is made."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code: 0 fine, 1 problems, 2 cannot, 3 a fault of ours."""
    from argmap.cli.program import run  # on use, so that importing the package costs nothing

    return run(arguments)
