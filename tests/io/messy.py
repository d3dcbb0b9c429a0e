"""Maps as people write them by hand: every way of writing that the splicer must leave alone."""

from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"


def corpus(name: str) -> str:
    """The text of a file of the corpus, line ends as they are."""
    return (CORPUS / f"{name}.argmap.yaml").read_bytes().decode()


MESSY = corpus("messy")
WITH_PROBLEMS = corpus("problems")


def variants(text: str) -> dict[str, str]:
    """The same file with other line ends, and with its last line ended."""
    return {
        "lf": text,
        "final newline": text + "\n",
        "crlf": text.replace("\n", "\r\n"),
        "crlf, final newline": text.replace("\n", "\r\n") + "\r\n",
    }
