"""How well a few typed letters fit a name: for the palette, the list of targets, finding."""

import unicodedata
from collections.abc import Iterable, Sequence


def folded(text: str) -> str:
    """Return a text without case and accents, for comparing."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def holds_words(text: str, words: Iterable[str]) -> bool:
    """Tell whether every word is part of the text, without regard to case and accents."""
    plain = folded(text)
    return all(folded(word) in plain for word in words)


def fit(typed: str, name: str) -> float:
    """Return how well typed letters fit a name, from 0 (not at all) to 1 (the name itself).

    Whole words that begin a word of the name count most, then words inside it, then the letters in
    their order, best where they begin words.
    """
    wanted, plain = folded(typed).strip(), folded(name)
    if not wanted:
        return 1.0
    if wanted == plain:
        return 1.0
    if plain.startswith(wanted):
        return 0.95
    words = wanted.split()
    starts = _words_of(plain)
    if all(any(start.startswith(word) for start in starts) for word in words):
        return 0.85 - 0.1 * (1 - len(wanted) / max(len(plain), 1))
    if all(word in plain for word in words):
        return 0.6
    return 0.5 * _letters_fit("".join(words), plain)


def best_fit(typed: str, name: str, others: Sequence[str] = ()) -> float:
    """Return the best fit of a name and of other words for the same thing, which count less."""
    return max(fit(typed, name), *(0.8 * fit(typed, other) for other in others), 0.0)


def _words_of(plain: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in plain).split()


def _letters_fit(letters: str, plain: str) -> float:
    """Return how well letters stand in a text in this order, 0 where they do not (greedy)."""
    at, score = 0, 0.0
    for letter in letters:
        # The start of a word is better than the next place at all, if there is one.
        starts = [
            place
            for place in range(at, len(plain))
            if plain[place] == letter and (place == 0 or not plain[place - 1].isalnum())
        ]
        place = starts[0] if starts else plain.find(letter, at)
        if place < 0:
            return 0.0
        score += 1.0 if starts else (0.7 if place == at else 0.2)
        at = place + 1
    return score / len(letters) if letters else 0.0
