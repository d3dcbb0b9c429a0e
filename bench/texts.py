"""Long texts to find quotes in, from what every installation of argmap has: nothing is fetched.

English is natural: Python's own manual and the licences of the installed packages. Other languages
are chains of word pairs out of Qt's translations, which repeat themselves more than prose does. One
more text has invented words, as frequent as words are.
"""

import importlib
import importlib.metadata
import itertools
import random
import re
import struct
from collections import defaultdict
from pathlib import Path

CHARACTERS = 1_000_000
_TRANSLATED = 3
_ONSETS = [*"bcdfghklmnprstvwz", "fi", "fl", "sch", "st", "tr"]
_VOWELS = [*"aeiaeiouäé", "ei", "ou"]


def english() -> str:
    """Python's reference and licences and manuals of packages, no paragraph told twice."""
    from pydoc_data.topics import topics

    licences = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for package in importlib.metadata.distributions()
        for file in package.files or ()
        if "licen" in str(file).lower() and file.suffix in {"", ".txt", ".md", ".rst"}
        if Path(str(file.locate())).is_file()
    ]
    seen: set[tuple[str, ...]] = set()
    kept = []
    for text in [*topics.values(), *sorted(licences), *_docstrings()]:
        for paragraph in re.split(r"\n\s*\n", text):
            words = paragraph.split()
            runs = {tuple(words[k : k + 5]) for k in range(max(1, len(words) - 4))}
            if len(runs & seen) <= 0.2 * len(runs):  # else it is told elsewhere, nearly so
                kept.append(paragraph.strip())
            seen |= runs
    return "\n\n".join(kept)[:CHARACTERS]


def invented(seed: int = 7) -> str:
    """A text of made words, whose n-th word is as frequent as 1/n, in sentences and paragraphs."""
    chance = random.Random(seed)
    vocabulary = sorted({_word(chance) for _ in range(30_000)}, key=lambda w: (len(w) > 4, w))
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    chance.shuffle(vocabulary)
    pieces: list[str] = []
    size = 0
    while size < CHARACTERS:
        count = max(3, int(chance.gauss(18, 7)))
        sentence = " ".join(chance.choices(vocabulary, cum_weights=weights, k=count)).capitalize()
        end = chance.choice((".", ".", ".", "?", ".”")) + (" " if chance.random() < 0.8 else "\n\n")
        pieces.append(("“" if end[1] == "”" else "") + sentence + end)
        size += len(pieces[-1])
    return "".join(pieces)[:CHARACTERS]


def translated(language: str, seed: int = 7) -> str:
    """A text of word pairs as they follow each other in Qt's translation into a language."""
    strings = sorted(set(_catalogue(language)))
    chance = random.Random(seed)
    spaced = not language.startswith(("zh", "ja"))
    follows: defaultdict[str, list[str]] = defaultdict(list)
    everything: list[str] = []
    for string in strings:
        words = string.split() if spaced else re.findall(r"[\u3040-\u9fff]", string)
        everything += words
        for one, next_one in itertools.pairwise(words):
            follows[one].append(next_one)
    pieces: list[str] = []
    size, word = 0, everything[0]
    between = " " if spaced else ""
    while size < CHARACTERS // (1 if spaced else 4):
        after = follows.get(word)
        word = chance.choice(after if after and chance.random() < 0.7 else everything)
        stop = chance.random()
        ended = "" if stop > 0.06 else ("." if spaced else "。") + ("\n\n" if stop < 0.01 else "")
        pieces.append(word + ended + between)
        size += len(pieces[-1])
    return "".join(pieces)


def _word(chance: random.Random) -> str:
    syllables = chance.choices((1, 2, 3, 4), (2, 5, 4, 1))[0]
    return "".join(
        chance.choice(_ONSETS)
        + chance.choice(_VOWELS)
        + chance.choice(("", "", "n", "r", "s", "t"))
        for _ in range(syllables)
    )


def _docstrings() -> list[str]:
    found = []
    for name in (
        "argparse",
        "decimal",
        "logging",
        "statistics",
        "networkx",
        "numpy",
        "numpy.linalg",
    ):
        module = importlib.import_module(name)
        for member in sorted(dir(module)):
            text = getattr(getattr(module, member), "__doc__", None)
            found += [text] if isinstance(text, str) and len(text) > 200 else []
    return found


def _catalogue(language: str) -> list[str]:
    """The translated strings of Qt's own catalogues: sections of tagged strings in UTF-16."""
    import PySide6

    folder = Path(PySide6.__file__).parent / "Qt" / "translations"
    strings: list[str] = []
    for path in sorted(folder.glob(f"*_{language}.qm")):
        data = path.read_bytes()
        place = 16
        while place + 5 <= len(data):
            kind, size = data[place], struct.unpack_from(">I", data, place + 1)[0]
            if kind == 0x69:
                strings += _messages(data[place + 5 : place + 5 + size])
            place += 5 + size
    return strings


def _messages(section: bytes) -> list[str]:
    found, place = [], 0
    while place < len(section):
        tag = section[place]
        place += 1
        if tag == 1:
            continue
        if tag == 5:  # an old hash
            place += 4
            continue
        size = struct.unpack_from(">I", section, place)[0]
        place += 4
        if size == 0xFFFFFFFF:
            continue
        if tag == _TRANSLATED:
            text = section[place : place + size].decode("utf-16-be", "replace")
            found.append(re.sub(r"<[^>]*>|&(?:\w+;)?", "", text))
        place += size
    return found
