from hypothesis import given

from argmap.model.ids import LONGEST, fresh_id, fresh_link_id, slug
from tests.strategies import nasty_texts


def test_an_id_is_the_first_five_words():
    assert slug("China's rise, it seems, worries its neighbours") == "chinas-rise-it-seems-worries"
    assert slug("Дальний Восток") == "дальний-восток"
    assert slug("हिन्दी भाषा") == "हिन्दी-भाषा"
    assert slug("--- !!! ---") == ""


def test_words_are_cut_only_where_the_first_is_too_long():
    assert slug("x" * 50) == "x" * LONGEST
    assert slug("a " + "x" * 50) == "a"


def test_a_taken_id_gets_a_number():
    assert fresh_id("Trust", {"trust", "trust-2"}) == "trust-3"
    assert fresh_id("...", set()) == "statement"
    assert fresh_id("", {"group"}, fallback="group") == "group-2"
    long = fresh_id("x" * 40, {"x" * 40})
    assert long == "x" * 38 + "-2"
    assert fresh_link_id("a", "b", {"a-to-b", "a-to-b-2"}) == "a-to-b-3"


@given(nasty_texts(), nasty_texts())
def test_ids_are_short_and_never_taken(text, other):
    taken = {fresh_id(text, set())}
    id_ = fresh_id(other, taken)
    assert id_
    assert id_ not in taken
    assert len(id_) <= LONGEST
