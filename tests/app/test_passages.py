from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.app.coverage import joined, next_unread, sentences, units_of, unread
from argmap.app.passages import (
    Passage,
    page_at,
    paragraph_at,
    passage_at,
    quote_at,
    with_part,
    words_at,
)
from argmap.app.word_diff import Fate, word_diff
from argmap.documents.extracted import Content, extracted, paragraphs_of
from argmap.model.records import Quote, QuotePart


def text_of(text, pages=()):
    return extracted(Content(text, tuple(paragraphs_of(text)), pages), text.encode())


TEXT = text_of("A title\n\nOne says this. It is short.\nAnd goes on.\n\nAnother 😀 paragraph ends.")


def found(words):
    start = TEXT.text.index(words)
    return Passage("s", start, start + len(words))


def test_a_selection_is_trimmed_and_nothing_is_no_passage():
    assert passage_at("s", " a b \n", 0, 6) == Passage("s", 1, 4)
    assert passage_at("s", " a b \n", 4, 6) is None


def test_words_of_a_statement_stand_on_one_line():
    assert words_at(TEXT.text, found("It is short.\nAnd goes")) == "It is short. And goes"


def test_a_quote_keeps_what_stands_around_it_in_its_paragraph():
    quote = quote_at(TEXT, found("One says"))
    assert (quote.exact, quote.prefix) == ("One says", "")
    assert quote.suffix == " this. It is short.\nAnd goes on."
    quote = quote_at(TEXT, found("paragraph ends."))
    assert (quote.prefix, quote.suffix) == ("Another 😀 ", "")
    assert TEXT.text[quote.start :].startswith(quote.exact)


def test_context_is_cut_at_48_characters():
    text = text_of("x" * 100 + "here" + "y" * 100)
    quote = quote_at(text, Passage("s", 100, 104))
    assert (quote.prefix, quote.suffix) == ("x" * 48, "y" * 48)


def test_pages_count_from_one():
    text = text_of("one\n\ntwo", pages=(0, 5))
    assert [page_at(text, at) for at in (0, 3, 5, 7)] == [1, 1, 2, 2]
    assert page_at(TEXT, 3) is None


def test_parts_of_a_quote_stand_in_the_order_of_the_document():
    late, early = QuotePart("late", start=90), QuotePart("early", start=5)
    joined_ = with_part(Quote("s", "middle", start=40), late)
    assert [part.exact for part in with_part(joined_, early).parts] == ["early", "middle", "late"]


def test_sentences_are_not_cut_after_abbreviations():
    text = "Mr. Smith of the U.S. Army came. He left! “Why?” Nobody knows … Dr. No does."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Mr. Smith of the U.S. Army came.",
        "He left!",
        "“Why?”",
        "Nobody knows …",
        "Dr. No does.",
    ]


@given(st.text(alphabet="ab. A\n", max_size=60))
def test_sentences_cover_every_word_once_and_in_order(text):
    spans = list(sentences(text))
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = "".join("".join(text[a:b].split()) for a, b in spans)
    assert covered == "".join(text.split())


def test_unread_are_runs_of_sentences_that_no_quote_touches():
    start = TEXT.text.index("It is")
    passages = unread(units_of(TEXT), [(start, start + 5)])
    assert [TEXT.text[a:b] for a, b in passages] == [
        "A title",
        "One says this.",
        "And goes on.",
        "Another 😀 paragraph ends.",
    ]
    assert next_unread(passages, passages[1][0]) == passages[2]
    assert next_unread(passages, 10_000) == passages[0]
    assert next_unread([], 0) is None


def test_stretches_that_touch_are_one():
    assert joined([(5, 9), (0, 3), (3, 4), (8, 12)]) == [(0, 4), (5, 12)]


def test_a_line_is_the_paragraph_where_there_is_none():
    text = text_of("a\n\n \nb")
    assert paragraph_at(text, 2) == (2, 2)


def test_a_word_diff_names_what_was_removed_and_added():
    pieces = word_diff("the Russian aeroplanes came", "the  Russian planes\ncame")
    assert [(piece.fate, piece.words.strip()) for piece in pieces if piece.words.strip()] == [
        (Fate.KEPT, "the Russian"),
        (Fate.REMOVED, "aeroplanes"),
        (Fate.ADDED, "planes"),
        (Fate.KEPT, "came"),
    ]
