from argmap.model.polling import finding, findings, is_stale, wording
from argmap.model.records import Poll
from argmap.model.story_words import Scale
from tests.builders import a_map

MAP = a_map("b supports a; c opposes b-to-a")


def asked(*polls):
    return MAP.replaced(polls={poll.id: poll for poll in polls})


def test_shares_are_of_those_who_answered():
    found = finding(MAP, Poll("p", "a", "agree3", counts={"agree": "3", "disagree": "1"}))
    assert found.shares == (0.75, 0.0, 0.25)
    assert found.words == "3 · 0 · 1"
    assert not found.stale


def test_percent_is_the_mean_of_all_answers():
    found = finding(MAP, Poll("p", "a", "percent", counts={"60": "1", "90": "2", "200": "5"}))
    assert (found.scale, found.words) == (Scale.PERCENT, "80 %")
    assert found.shares == (0.8,)


def test_counts_that_cannot_be_are_no_finding():
    for counts in (None, "many", {"agree": "-3"}, {"agree": "0"}, {"maybe": "4"}, {"agree": "x"}):
        assert finding(MAP, Poll("p", "a", "agree3", counts=counts)) is None
    assert finding(MAP, Poll("p", "a", "percent", counts={"much": "4"})) is None


def test_before_and_after_stand_together_and_the_last_of_each_counts():
    counts = {"agree": "1"}
    found = findings(
        asked(
            Poll("p1", "a", "agree3", "before", counts=counts),
            Poll("p2", "a", "agree3", "before", counts={"agree": "2"}),
            Poll("p3", "a", "agree3", "after", counts={"unsure": "4"}, text="Other words."),
            Poll("p4", "b-to-a", "percent", counts={"40": "1"}),
            Poll("p5", "gone", "agree3", counts=counts),
        )
    )
    assert [one.words for one in found["a"]] == ["2 · 0 · 0", "0 · 4 · 0"]
    assert [one.stale for one in found["a"]] == [False, True]
    assert [one.words for one in found["b-to-a"]] == ["40 %"]
    assert set(found) == {"a", "b-to-a"}


def test_the_first_and_the_last_time_where_none_says_when():
    polls = [Poll(f"p{n}", "a", "agree3", counts={"agree": str(n)}) for n in (1, 2, 3)]
    assert [one.words for one in findings(asked(*polls))["a"]] == ["1 · 0 · 0", "3 · 0 · 0"]


def test_a_link_is_worded_by_both_its_ends():
    assert wording(MAP, "b-to-a") == "B. → A."
    assert wording(MAP, "nothing") == ""
    assert is_stale(MAP, Poll("p", "gone", text="Was there."))
    assert not is_stale(MAP, Poll("p", "a", text="A."))
