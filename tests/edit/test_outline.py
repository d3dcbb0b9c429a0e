import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.outline import outline_text, paste_outline
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Statement, StatementKind
from tests.builders import a_map, edited, told
from tests.strategies import maps, nasty_texts


def _read(text, target=None, into=ArgumentMap()):  # noqa: B008 - a value that never changes
    return edited(into, paste_outline, text, target)[0]


def test_written_with_signs():
    line = (
        "b supports a; counterpoint p; p+q opposes a; counterpoint u; u opposes b-to-a; "
        "w supports u-to-b-to-a; question x; y answers x; r restates y; k contradicts y; evidence z"
    )
    assert outline_text(a_map(line)) == (
        "* A.\n"
        "  + B.\n"
        "    ^− U.\n"
        "      ^+ W.\n"
        "  − P.\n"
        "  & [claim] Q.\n"
        "* [question] X.\n"
        "  * Y.\n"
        "    = R.\n"
        "    >< K.\n"
        "* [evidence] Z.\n"
    )


def test_a_branch_is_written_with_its_top_at_the_margin():
    map = a_map("b opposes a; c supports b")
    assert outline_text(map, ["b", "c"]) == "* B.\n  + C.\n"
    assert outline_text(ArgumentMap()) == ""


def test_what_bears_on_a_cross_link_is_not_lost():
    map = a_map("b supports a; b supports z; u opposes b-to-z")
    assert outline_text(map) == "* A.\n  + B.\n* Z.\n  − [claim] U.\n"


def _tree(map):
    """What an outline keeps: texts and kinds, in the tree, with how each bears."""

    def node(id_):
        statement = map.statements[id_]
        own = map.primary_links.get(id_)
        below = [child(one) for one in map.children.get(id_, ())]
        on_link = []
        if own is not None and map.links[own].premises[0] == id_:
            on_link = [child(one) for one in map.children.get(own, ())]
        return statement.text, statement.kind, on_link, below

    def child(id_):
        link = map.links[map.primary_links[id_]]
        return link.kind, link.premises.index(id_), node(id_)

    return [node(id_) for id_ in map.roots]


def _only_the_tree(map):
    """Leave out what an outline does not tell: cross links, and links with some cross premises."""
    links = {
        id_: link
        for id_, link in map.links.items()
        if all(map.primary_links.get(premise) == id_ for premise in link.premises)
    }
    while True:
        kept = {
            id_: link
            for id_, link in links.items()
            if link.target in map.statements or link.target in links
        }
        if kept == links:
            return ArgumentMap(statements=map.statements, links=links)
        links = kept


@given(maps())
def test_what_is_written_is_read_into_the_same_tree(map):
    map = _only_the_tree(map)
    text = outline_text(map)
    if not map.statements:
        assert text == ""
        return
    read = _read(text)
    assert _tree(read) == _tree(map)
    assert outline_text(read) == text


@given(maps())
def test_every_statement_is_written_once(map):
    text = outline_text(map)
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("|")]
    if map.statements:
        assert len(_read(text).statements) == len(map.statements) <= len(lines)


@given(nasty_texts(), st.integers(0, 3))
def test_any_text_of_a_statement_survives(text, depth):
    held = Statement("s", StatementKind.EVIDENCE, text=text)
    try:
        read = _read(outline_text(ArgumentMap(statements={"s": held})))
    except UserError:
        return
    (one,) = read.statements.values()
    assert one.text.split() == " ".join(text.split("\x00")).split() or one.text


READ = [
    ("one\n  two\n  three\n    four", "two supports one; three supports one; four supports three"),
    ("one\n\ttwo\n\t\tthree", "two supports one; three supports two"),
    ("- one\n  - two\n  * three", "two supports one; three supports one"),
    ("1. one\n   1. two\n   2) three", "two supports one; three supports one"),
    (
        "# one\n## two\ntext\n### three\n# four",
        "two supports one; text supports two; three supports two; four",
    ),
    ("one:\n- two\n- three\nfour", "two supports one; three supports one; four"),
    ("one\n + two\n - three", "two supports one; three opposes one"),
    ("one\n  - two\n  + three", "two opposes one; three supports one"),
    ("* one\n  − two", "two opposes one"),
    ("    one\n      two\n    three", "two supports one; three"),
    ("one\n  two\n & three", "two+three supports one"),
    ("* one\n  & two", "two supports one"),
    ("& one\n^+ two", "one; two"),
    (
        "* one\n  ^- two\n  + three\n    ^- four",
        "two opposes one; three supports one; four opposes three-to-one",
    ),
    ("one\n\n\n", "one"),
    ("one\n-\n  two", "two supports one"),
    ("one\r\n  two", "two supports one"),
    (
        "[question] one\n  + two\n  − three\n  = four",
        "two answers one; three answers one; four restates one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), READ)
def test_outlines_of_other_programs_are_read(text, said):
    assert told(_read(text)) == said


def test_lines_with_a_bar_go_on():
    read = _read("* one\n  | more\n  |\n  | end\n  + two")
    assert read.statements["one-more-end"].text == "one\nmore\n\nend"
    assert read.children == {"one-more-end": ("two",)}


def test_kinds_follow_the_signs_or_are_said():
    read = _read("[question] one\n  + two\n  − [evidence] three\n    − four")
    assert [one.kind for one in read.statements.values()] == [
        "question", "claim", "evidence", "counterpoint",
    ]  # fmt: skip


def test_pasting_under_a_target():
    into = a_map("question q; a answers q")
    assert told(_read("+ one\n− two", "a", into)) == "a answers q; one supports a; two opposes a"
    assert told(_read("+ one\n− two", "q", into)) == "a answers q; one answers q; two answers q"
    assert told(_read("+ one\n- two\n& three", "a-to-q", into)) == (
        "a answers q; one supports a-to-q; two+three opposes a-to-q"
    )
    with pytest.raises(UserError, match="neither"):
        _read("one", "nowhere", into)


def test_text_without_words_is_refused():
    for text in ("", " \n\t\n", "-\n  *\n", "\u200b"):
        with pytest.raises(UserError, match="There is no text to paste"):
            _read(text)


def test_the_tops_are_answered():
    _, tops = edited(a_map("one"), paste_outline, "one\n  two\nthree")
    assert tops == ("one-2", "three")


def test_a_deep_outline_needs_no_recursion():
    text = "\n".join("  " * depth + f"s{depth}" for depth in range(1200))
    read = _read(text)
    assert len(read.links) == 1199
    assert outline_text(read).count("\n") == 1200
