import pytest

from argmap.app.actions import BY_ID, run
from argmap.app.facts import facts_of
from argmap.app.session import ChosenStep
from argmap.app.stopwatch import Stopwatch, as_clock
from argmap.app.storytelling import take_in
from argmap.app.talk import Blank, Pointing, Sheet, Talk
from argmap.edit import statements, stories
from argmap.edit.capture import Contribution, Said
from argmap.model.errors import UserError
from argmap.model.records import Step, Story
from tests.builders import a_map

MAP = a_map("b supports a; c supports a; o opposes a; d supports b")
STORY = Story(
    "talk",
    "Talk",
    steps=(
        Step(title="One", reveal=("a",), minutes=1),
        Step(title="Two", reveal=("b", "c"), minutes=2),
        Step(title="Three", reveal=("o",)),
    ),
)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def talk(clock):
    return Talk(lambda: MAP.replaced(stories={"talk": STORY}), "talk", clock=clock)


def do(editor, *ids):
    for id_ in ids:
        assert run(BY_ID[id_], editor), id_


@pytest.fixture
def editor(edit):
    editor = edit()
    do(editor, "story.conclusion-first")
    return editor


def test_going_through_the_steps_stops_at_both_ends(talk):
    seen = [talk.at]
    for go in (talk.back, talk.next, talk.next, talk.next, talk.back, talk.last):
        go()
        seen.append(talk.at)
    assert seen == [0, 0, 1, 2, 2, 1, 2]
    assert set(talk.told.map.statements) == {"a", "b", "c", "o"}
    talk.go_to(-5)
    assert set(talk.told.map.statements) == {"a"}


def test_what_is_chosen_is_what_the_room_speaks_to(talk):
    talk.go_to(1)
    assert talk.target == "b"
    talk.choose("a")
    assert talk.target == "a"
    talk.choose("o")  # not there yet
    assert talk.target == "b"
    talk.choose("c")
    talk.next()
    assert (talk.target, talk.chosen) == ("o", "")


def test_a_number_and_enter_go_to_a_step(talk):
    talk.type_digit("3")
    talk.enter()
    assert talk.at == 2
    talk.go_to(0)
    talk.enter()
    assert (talk.at, talk.digits) == (1, "")
    talk.type_digit("9")
    talk.type_digit("9")
    talk.enter()
    assert talk.at == 2


def test_navigation_takes_off_what_covers_the_step_first(talk):
    talk.cover(Blank.BLACK)
    talk.next()
    assert (talk.at, talk.blank) == (0, None)
    talk.show_whole_map()
    assert set(talk.told.map.statements) == set(MAP.statements)
    assert not talk.told.dimmed
    talk.back()
    assert (talk.at, talk.whole_map) == (0, False)
    talk.cover(Blank.WHITE)
    talk.cover(Blank.BLACK)
    assert talk.blank is Blank.BLACK
    talk.cover(Blank.BLACK)
    assert talk.blank is None


def test_leaving_takes_off_one_thing_at_a_time(talk):
    talk.show_whole_map()
    talk.point(Pointing.LASER)
    talk.cover(Blank.BLACK)
    talk.lay(Sheet.OVERVIEW)
    talk.capture(Contribution.QUESTION.value)
    talk.type_digit("1")
    left = 0
    while talk.leave():
        left += 1
    assert left == 6
    assert not talk.leave()


def test_time_is_counted_in_all_and_by_step(talk, clock):
    clock.now = 10
    talk.next()
    clock.now = 40
    talk.back()
    clock.now = 45
    assert (talk.stopwatch.spent(0), talk.stopwatch.spent(1)) == (15, 30)
    talk.pause()
    clock.now = 100
    assert talk.stopwatch.elapsed == 45
    talk.pause()
    clock.now = 101
    assert talk.stopwatch.elapsed == 46
    talk.reset()
    assert talk.stopwatch.elapsed == 0


def test_the_plan_is_the_storys_or_the_sum_of_the_steps(talk):
    assert talk.planned_seconds == 180
    assert talk.due_seconds == 60
    talk.last()
    assert talk.due_seconds is None


def test_the_watch_begins_paused_or_not():
    clock = Clock()
    watch = Stopwatch(clock)
    watch.pause()
    watch.reset()
    clock.now = 5
    assert watch.elapsed == 0
    assert [as_clock(s) for s in (0, 61, 3661, -3)] == ["0:00", "1:01", "1:01:01", "0:00"]


def test_presenting_without_a_story_offers_one(edit, told):
    editor = edit()
    words = told(editor)
    do(editor, "present.start")
    assert editor.session.talk is None
    assert "no story yet" in words[-1]


def test_presenting_from_the_start_and_from_here(editor):
    do(editor, "present.start")
    assert editor.session.talk.at == 0
    do(editor, "talk.next", "talk.next", "talk.end")
    assert editor.session.talk is None
    assert editor.session.step == ChosenStep("conclusion-first", 2)
    do(editor, "present.from-here")
    assert editor.session.talk.at == 2
    do(editor, "talk.end")
    editor.session.choose_step(None)
    editor.select("cost")
    do(editor, "present.from-here")
    assert "cost" in editor.session.talk.step.reveal


def test_what_the_room_says_joins_the_step_and_can_be_undone(editor):
    do(editor, "present.start", "talk.next")
    talk, before = editor.session.talk, editor.map
    id_ = take_in(editor, Said(Contribution.OBJECTION, talk.target, "Not for all.", "K."))
    assert id_ in talk.step.reveal
    assert id_ in talk.told.map.statements
    assert id_ in talk.told.lit
    assert editor.undo()
    assert editor.map == before
    assert id_ not in talk.told.map.statements


def test_what_is_typed_into_the_map_meanwhile_joins_the_step(editor):
    do(editor, "present.start")
    with editor.transact("Add") as tx:
        id_ = statements.add_supporting(tx, "tea", "It is warm.")
    assert id_ in editor.session.talk.step.reveal
    with editor.transact("Word") as tx:
        statements.set_text(tx, id_, "It is hot.")
    assert editor.session.talk.step.reveal.count(id_) == 1


def test_a_talk_goes_on_when_its_story_shrinks_or_goes(editor):
    do(editor, "present.start", "talk.last")
    talk = editor.session.talk
    with editor.transact("Shrink") as tx:
        while len(tx.map.stories["conclusion-first"].steps) > 1:
            stories.remove_step(tx, "conclusion-first", 0)
    assert talk.at == 0
    with editor.transact("Remove") as tx:
        stories.remove_story(tx, "conclusion-first")
    assert set(talk.told.map.statements) == set(editor.map.statements)
    do(editor, "talk.next", "talk.end")
    assert editor.session.talk is None
    assert editor.session.step is None


def test_steps_from_the_selection_reveal_or_look_at(edit):
    editor = edit()
    editor.select("tea")
    do(editor, "story.step-from-selection")
    editor.select("calm", "tea")
    do(editor, "story.step-from-selection")
    one, two = editor.map.stories["story"].steps
    assert (one.reveal, one.focus, one.title) == (("tea",), (), "Tea is better than coffee")
    assert (two.reveal, two.focus) == (("calm",), ("calm", "tea"))
    assert editor.session.step == ChosenStep("story", 1)
    editor.session.choose_step(ChosenStep("story", 0))
    editor.select("cost")
    do(editor, "story.step-from-selection")
    assert [step.reveal for step in editor.map.stories["story"].steps][1] == ("cost",)


def test_the_chosen_step_is_changed_moved_and_removed(editor):
    story = editor.session.step.story
    editor.session.choose_step(ChosenStep(story, 1))
    first = [step.title for step in editor.map.stories[story].steps]
    do(editor, "story.step-earlier")
    assert editor.session.step.at == 0
    do(editor, "story.step-later", "story.duplicate-step")
    assert editor.session.step.at == 2
    do(editor, "story.remove-step")
    assert [step.title for step in editor.map.stories[story].steps] == first
    editor.select("doubt")
    do(editor, "story.toggle-focus")
    assert editor.map.stories[story].steps[editor.session.step.at].focus == ("doubt",)
    do(editor, "story.toggle-focus", "story.remove")
    assert editor.session.step is None
    with pytest.raises(UserError):
        stories.the_story(editor.map, story)


def test_the_chosen_story_is_moved_among_the_stories(editor):
    first = editor.session.step.story
    assert not BY_ID["story.earlier"].when.holds(facts_of(editor))
    do(editor, "story.objections", "story.earlier")
    second = editor.session.step.story
    assert list(editor.map.stories) == [second, first]
    do(editor, "story.earlier")
    assert list(editor.map.stories) == [second, first]
    do(editor, "story.later")
    assert list(editor.map.stories) == [first, second]
    assert editor.session.step.story == second
    assert editor.undo()
    assert list(editor.map.stories) == [second, first]
