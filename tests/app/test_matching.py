from argmap.app.matching import best_fit, fit, holds_words

NAMES = [
    "Fold or unfold",
    "Fold the children",
    "Find…",
    "Full screen",
    "Unfold all",
    "Redo",
    "Undo",
]


def best(typed):
    return max(NAMES, key=lambda name: fit(typed, name))


def test_names_are_found_by_their_beginnings_and_by_letters():
    assert best("fold t") == "Fold the children"
    assert best("unf") == "Unfold all"
    assert best("fs") == "Full screen"
    assert best("undo") == "Undo"
    assert best("redo") == "Redo"
    assert fit("xyz", "Undo") == 0


def test_other_words_count_less_than_the_name():
    assert best_fit("delete", "Delete") > best_fit("delete", "Remove", ["delete"]) > 0.5


def test_case_and_accents_do_not_matter():
    assert holds_words("Crème brûlée", ["creme", "BRULEE"])
    assert not holds_words("Crème", ["brulee"])
    assert fit("creme", "Crème") == 1
