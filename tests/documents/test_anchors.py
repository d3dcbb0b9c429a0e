"""Quotes are found again, or it is said honestly that they are not."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.documents.anchors import find_quote
from argmap.documents.answers import DocumentText, State
from argmap.documents.skeleton import skeleton
from argmap.model.records import QuotePart

TEXT = (
    "Of course, the two are not formal allies, and there remains a degree of distrust. "
    "For example, one remains quietly wary of the other\u2019s intentions in Central Asia, "
    "worried that it may be looking to unseat\u2014at least partially\u2014its dominance in the "
    "region.\n\n"
    "Nonetheless, shared grievances have driven the leaders to deepen cooperation on many fronts."
)


def quoted(words: str, text: str = TEXT, *, around: int = 48) -> QuotePart:
    start = text.index(words)
    end = start + len(words)
    return QuotePart(words, text[max(0, start - around) : start], text[end : end + around], start)


def test_words_at_their_place_are_in_place():
    found = find_quote(quoted("a degree of distrust"), DocumentText(TEXT))
    assert (found.state, found.found) == (State.IN_PLACE, "a degree of distrust")
    assert TEXT[found.start : found.end] == "a degree of distrust"


def test_words_that_stand_once_need_no_offset():
    found = find_quote(QuotePart("quietly wary"), DocumentText(TEXT))
    assert found.state is State.IN_PLACE


def test_words_that_stand_twice_need_more():
    assert find_quote(QuotePart("the"), DocumentText(TEXT)).state is State.AMBIGUOUS
    with_context = QuotePart("the", prefix="Of course, ", suffix=" two are")
    assert find_quote(with_context, DocumentText(TEXT)).state is State.IN_PLACE


def test_a_paragraph_before_moves_the_quote():
    added = "An introduction that was not there before.\n\n"
    found = find_quote(quoted("quietly wary of the other"), DocumentText(added + TEXT))
    assert (found.state, found.sure) == (State.MOVED, True)
    assert found.start == TEXT.index("quietly") + len(added)


def test_words_without_their_context_ask_to_be_confirmed():
    elsewhere = DocumentText("Quite another text says: not formal allies. And then it ends.")
    found = find_quote(quoted("not formal allies"), elsewhere)
    assert (found.state, found.sure) == (State.MOVED, False)


@pytest.mark.parametrize(
    "extraction",
    [
        lambda text: text.replace("\u2019", "'").replace("\u2014", "-"),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace("fronts", "fron\u00adts").replace("fo", "f\u200bo"),
        lambda text: text.replace("fi", "\ufb01").replace("cooperation", "coopera-\ntion"),
    ],
)
@pytest.mark.parametrize(
    "words", ["unseat\u2014at least partially", "deepen cooperation on many fronts", "other\u2019s"]
)
def test_another_extraction_changes_nothing_but_the_offsets(extraction, words):
    text = extraction(TEXT)
    found = find_quote(quoted(words), DocumentText(text))
    assert found.state in (State.MOVED, State.IN_PLACE)
    assert found.sure
    assert skeleton(text[found.start : found.end]).characters == skeleton(words).characters


def test_a_changed_word_is_told_and_shown():
    text = TEXT.replace("quietly wary", "openly wary")
    found = find_quote(
        quoted("one remains quietly wary of the other\u2019s intentions"), DocumentText(text)
    )
    assert found.state is State.CHANGED
    assert found.found == "one remains openly wary of the other\u2019s intentions"


def test_a_deleted_quote_is_not_placed_elsewhere():
    text = re.sub(r"For example.*region\.", "", TEXT)
    found = find_quote(
        quoted("one remains quietly wary of the other\u2019s intentions"), DocumentText(text)
    )
    assert (found.state, found.start) == (State.NOT_FOUND, None)


def test_nothing_to_look_for_is_not_found():
    assert find_quote(QuotePart(" \n"), DocumentText(TEXT)).state is State.NOT_FOUND
    assert find_quote(QuotePart("\u2014"), DocumentText("no dash")).state is State.NOT_FOUND


def test_every_character_of_a_skeleton_knows_its_place():
    text = "e\u0301t\u00e9 \ufb01n\u2026 \u201cso\u201d"
    made = skeleton(text)
    assert made.characters == 'e\u0301te\u0301fin..."so"'
    assert made.span(len(made.characters) - 4, len(made.characters)) == (
        text.index("\u201c"),
        len(text),
    )


def test_edited_words_are_found_at_the_right_place_or_not_at_all():
    """On an example document with one word in twenty changed, no answer is a wrong place."""
    seed = Path(__file__).parents[2] / "seeds" / "000_9c019b2787a446ba.txt"
    text = seed.read_text(encoding="utf-8")
    pick = random.Random(11)
    words = list(re.finditer(r"\w+", text))
    changed, where, last = [], {}, 0
    for word in words:  # keep a map from every old word to its place in the edited text
        changed.append(text[last : word.start()])
        where[word.start()] = sum(map(len, changed))
        changed.append(
            pick.choice(["new", "altered", ""]) if pick.random() < 0.05 else word.group()
        )
        last = word.end()
    edited = DocumentText("".join(changed) + text[last:])
    wrong = lost = 0
    for _ in range(150):
        first = pick.randrange(len(words) - 40)
        start, end = words[first].start(), words[first + pick.randrange(4, 30)].end()
        stretch = QuotePart(
            text[start:end], text[max(0, start - 48) : start], text[end : end + 48], start
        )
        found = find_quote(stretch, edited)
        if found.start is None:
            lost += 1
        elif abs(found.start - where[start]) > 0.2 * (end - start) + 2:
            wrong += 1
    assert wrong == 0
    assert lost <= 3


def test_a_copy_among_other_words_is_not_taken_for_a_deleted_quote():
    words = "cooperation is limited by distrust"
    text = f"{TEXT}\n\nIn this view, {words}, as many say.\n\nElsewhere: {words} again."
    stored = quoted(words, text)
    cut = text.replace(f"In this view, {words}, as", "In this view, as")
    found = find_quote(stored, DocumentText(cut))
    assert (found.state, found.sure) == (State.MOVED, False)


def test_the_place_whose_context_fits_is_taken_though_a_copy_has_the_very_words():
    words = "cooperation is limited by deep distrust of the other side"
    text = f"{TEXT}\n\nIn this view, {words}, as many say.\n\n"
    changed = text.replace("deep distrust", "old distrust") + f"Quite apart from it: {words}."
    found = find_quote(quoted(words, text), DocumentText(changed))
    assert found.state is State.CHANGED
    assert found.found == words.replace("deep", "old")


def test_letters_of_a_script_without_spaces_are_not_widened():
    text = (
        "两国不是正式的盟友，而且仍然存在一定程度的不信任，尤其是在莫斯科方面。"
        "例如，它对北京在中亚的意图保持警惕。"
    )
    stored = quoted("存在一定程度的不信任", text)
    found = find_quote(stored, DocumentText(text.replace("一定程度的", "很大程度的")))
    assert (found.state, found.found) == (State.CHANGED, "存在很大程度的不信任")


ANYTHING = st.text(
    st.one_of(
        st.sampled_from("ab c.\n-\u00ad\u2019\ufb01\u4e2d\u56fd\u0301\u200b\U0001f600\ufffe"),
        st.characters(),
    ),
    max_size=700,
)


@given(ANYTHING, st.data())
def test_skeletons_know_where_their_letters_stood(text, data):
    made = skeleton(text)
    assert made.characters == "".join(skeleton(letter).characters for letter in text)
    assert made.at_or_after(len(text)) == len(made.characters)
    if made.characters:
        start = data.draw(st.integers(0, len(made.characters) - 1))
        end = data.draw(st.integers(start + 1, len(made.characters)))
        first, last = made.span(start, end)
        assert 0 <= first < last <= len(text)
        assert made.characters[start:end] in skeleton(text[first:last]).characters
        assert made.at_or_after(first) <= start < made.at_or_after(first + 1)


@given(ANYTHING, ANYTHING, ANYTHING, st.none() | st.integers(-5, 900))
def test_looking_for_anything_in_anything_gives_an_answer(words, prefix, text, start):
    for looked_in in (text, text + prefix + words + text, words):
        found = find_quote(QuotePart(words, prefix, text[:48], start), DocumentText(looked_in))
        if found.start is not None:
            assert 0 <= found.start < found.end <= len(looked_in)
            assert looked_in[found.start : found.end] == found.found


@given(ANYTHING, st.integers(0, 700), st.integers(1, 700))
def test_what_is_quoted_is_in_place(text, start, length):
    words = text[start : start + length]
    stored = QuotePart(words, text[max(0, start - 48) : start], text[start + length :][:48], start)
    found = find_quote(stored, DocumentText(text))
    if words.strip():
        assert (found.state, found.found) == (State.IN_PLACE, words)


FILLER = " ".join(f"Nothing of sentence {n} speaks of walks." for n in range(40))
OWN = (
    "Paths are selected according to the properties of the graph: a random walk is chosen if the "
    "graph is strongly connected and aperiodic, as most are. "
)
NEXT_TO_IT = (
    "Then the properties of the graph decide: a lazy walk is chosen if the graph is strongly "
    "connected and not aperiodic, as few are. "
)


def test_words_that_were_taken_out_are_not_placed_at_what_is_like_them():
    text = FILLER + OWN + FILLER + NEXT_TO_IT + FILLER
    words = "a random walk is chosen if the graph is strongly"
    part = quoted(words, text)
    assert find_quote(part, DocumentText(text)).state is State.IN_PLACE
    found = find_quote(part, DocumentText(text.replace(words, "")))
    assert (found.state, found.start) == (State.NOT_FOUND, None)
    assert "a lazy walk" in found.found  # the nearest words, to look at


def test_a_copy_far_away_is_not_taken_for_the_passage_that_was_edited():
    words = "a random walk is chosen if the graph is strongly connected"
    part = quoted(words, FILLER + OWN + FILLER)
    edited = OWN.replace("selected", "found").replace("is chosen", "will be chosen")
    found = find_quote(part, DocumentText(FILLER + edited + FILLER + OWN))
    assert found.state in {State.AMBIGUOUS, State.MOVED}
    assert not (found.state is State.MOVED and found.sure)


def test_a_word_that_stands_further_on_by_chance_does_not_stretch_the_passage():
    text = (
        "This file lists what is new. Tea houses of the town, opened since 2016 by Tea House "
        "Company Limited of the town.\n\nThe Tea House Company is old, and so is all of this. "
    )
    words = "houses of the town, opened since 2016 by Tea House"
    part = quoted(words, text)
    edited = text.replace("by Tea House Company Limited", "Company Limited")
    found = find_quote(part, DocumentText(FILLER + edited))
    assert found.state is State.CHANGED
    assert found.found == "houses of the town, opened since 2016"


def test_a_copy_with_less_of_the_context_is_not_taken_for_the_passage_that_was_edited():
    words = "a random walk is chosen if the graph is strongly connected"
    part = quoted(words, FILLER + OWN + FILLER)
    at_home = OWN.replace("random walk is chosen if the", "walk starts when this")
    copy = OWN.replace("properties", "property").replace("most are", "few are")
    found = find_quote(part, DocumentText(copy + FILLER + FILLER + at_home + FILLER))
    assert not (found.state is State.MOVED and found.sure)
