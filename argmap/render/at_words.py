"""A text in one line that is cut at words, for labels and buttons."""

from collections.abc import Callable

from argmap.render.text import ELLIPSIS


def at_words(text: str, room: float, advance: Callable[[str], float]) -> str:
    """Return a text in one line, cut after a word where it has not room enough.

    `advance` measures a text; only a word that is too long itself is cut inside.
    """
    words = text.split()
    whole = " ".join(words)
    if not words or advance(whole) <= room:
        return whole
    kept = ""
    for word in words:
        longer = f"{kept} {word}" if kept else word
        if advance(longer + ELLIPSIS) > room:
            break
        kept = longer
    if not kept:
        kept = words[0]
        while len(kept) > 1 and advance(kept + ELLIPSIS) > room:
            kept = kept[:-1]
    return kept.rstrip(",;:.–—-") + ELLIPSIS
