"""The problems that follow edits are those that a look at everything finds."""

from hypothesis import given

from argmap.app.checking import Checking
from argmap.edit.transaction import Transaction
from argmap.model import rules
from argmap.model.records import Link, Statement
from tests.builders import a_map
from tests.strategies import maps


def found(checking, map):
    return sorted(everything(checking, map), key=repr)


def everything(checking, map):
    return [*checking.of_records(map), *checking.of_shape(map)]


@given(maps(), maps(), maps())
def test_problems_follow_from_map_to_map(one, two, three):
    checking = Checking()
    for map in (one, two, three, one):
        assert found(checking, map) == sorted(rules.problems(map), key=repr)


def test_an_edit_has_what_it_touched_looked_at(monkeypatch):
    map = a_map("; ".join(f"s{n + 1} supports s{n // 2}" for n in range(300)))
    checking = Checking()
    checking.of_records(map)
    looked = []
    for name in ("of_statement", "of_link"):
        look = getattr(rules, name)
        monkeypatch.setattr(
            f"argmap.app.checking.{name}",
            lambda map, record, look=look: looked.append(record.id) or look(map, record),
        )
    tx = Transaction(map)
    tx.put(Statement("new", text=" "))
    tx.put(Link("new-to-s7", ("new",), "s7"))
    assert [problem.subject for problem in checking.of_records(tx.map)] == ["new"]
    assert set(looked) == {"new", "new-to-s7"}


def test_the_shape_is_looked_at_in_steps_and_kept_where_only_words_change():
    map = a_map("; ".join(f"s{n + 1} supports s{n}" for n in range(1200)))
    checking = Checking()
    assert len(list(checking.shape_in_steps(map))) > 6
    worded = map.replaced(statements={**map.statements, "s3": Statement("s3", text="Else.")})
    assert list(checking.shape_in_steps(worded)) == []
    assert checking.of_shape(worded) == []


def test_records_are_looked_at_in_steps_and_what_stops_halfway_changes_nothing():
    map = a_map("; ".join(f"s{n + 1} supports s{n}" for n in range(600)))
    worse = map.replaced(statements={**map.statements, "s3": Statement("s3", text=" ")})
    checking = Checking()
    steps = checking.records_in_steps(map)
    next(steps)
    assert [problem.subject for problem in checking.of_records(worse)] == ["s3"]
    assert len(list(steps)) > 10
    assert [problem.subject for problem in checking.of_records(worse)] == ["s3"]
    assert checking.of_records(map) == []
    assert list(checking.records_in_steps(map)) == []
