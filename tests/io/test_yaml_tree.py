"""What a map has no use for is refused with its place; nothing else than our error comes out."""

import gc

import pytest

from argmap.io import yaml_tree
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_tree import Mapping, Scalar, span_of, tree_of
from argmap.model.errors import UserError

REFUSED = {
    # text: (line, column, a word of the sentence)
    "a: 1\nb: 2\na: 3": (3, 1, "line 1"),
    "x: *a": (1, 4, "*a"),
    "&a b: 1": (1, 1, "anchor"),
    "x: &a [1]": (1, 4, "anchor"),
    "<<: {a: b}": (1, 1, "merge"),
    "a: !!python/object:os.system x": (1, 4, "tag"),
    "a: !foo x": (1, 4, "tag"),
    "a: ! x": (1, 4, "tag"),
    "a: 1\n---\nb: 2": (2, 1, "second document"),
    "a: 1\n...\nb": (3, 1, "ends here"),
    "? [a]\n: b": (1, 3, "key"),
    "[" * 26_000: (1, 31, "30 levels"),
    "{a: " * 26_000: (1, 121, "30 levels"),
    "- " * 26_000: (1, 61, "30 levels"),
    "[" * 26_000 + "]" * 26_000: (1, 31, "30 levels"),
    "a:\n\t- b": (2, 1, "tab"),
    "\ta: b": (1, 1, "tab"),
    "a: |\n\tx": (2, 1, "tab"),
    "a: b: c": (1, 5, "colon"),
    "a: [1, 2": (1, 9, "line 1"),
    "a: {b: 1": (1, 9, "curly"),
    'a: "x\n\nb: 1': (1, 4, "never closed"),
    "a: 'x'y": (1, 7, "indented"),
    "a: @b": (1, 4, "@"),
    "a: %b": (1, 4, "%"),
    'a: "\\q"': (1, 5, "escape"),
    'a: "\\ud800"': (1, 7, "half a character"),
    'a: "\\ud83d\\ude00"': (1, 7, "half a character"),
    'a: "\\xZZ"': (1, 7, "digits"),
    "a: b\x00c": (1, 5, "U+0000"),
    "a: b\x07c": (1, 5, "U+0007"),
    "a\nb: \ufffe": (2, 4, "U+FFFE"),
    "a: \ud800": (1, 4, "U+D800"),
    "%YAML 3.0\n---\na: 1": (1, 1, "YAML 1"),
    "%FOO\n---\na: 1": (1, 5, "%"),
    "a: *": (1, 5, "name"),
    "- a\nb: c": (2, 1, "dash"),
    "a: |0\n  b": (1, 5, "1 to 9"),
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:24]))
def test_refusals_name_line_column_and_reason(text):
    line, column, word = REFUSED[text]
    with pytest.raises(UnreadableError) as caught:
        tree_of(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert word in caught.value.what


def test_all_refusals_of_a_text_are_told_at_once():
    with pytest.raises(UnreadableError) as caught:
        tree_of("a: &x 1\nb: *x\na: 2\nc: !t d\n")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4]


def test_refusals_stop_at_a_hundred():
    with pytest.raises(UnreadableError) as caught:
        tree_of("a: 1\n" * 5000)
    assert len(caught.value.problems) == 100


def test_lines_are_counted_whichever_way_they_end():
    for end in ("\n", "\r\n", "\r"):
        with pytest.raises(UnreadableError) as caught:
            tree_of(f"a: 1{end}{end}b: 2{end}a: 3")
        assert (caught.value.line, caught.value.column) == (4, 1)


def test_values_are_text_whatever_they_look_like():
    words = ["no", "1.10", "014", "1_000", "12:30:45", "2024-01-01", "=", "~", "0x1F", "9" * 5000]
    root = tree_of("\n".join(f"k{place}: {word}" for place, word in enumerate(words)))
    assert isinstance(root, Mapping)
    assert [value.value for _, value in root.entries.values()] == words


def test_spans_are_where_the_values_stand():
    text = "a: 'it''s'   # c\nb: [x, \"y\"]\n"
    root = tree_of(text)
    key, value = root.entries["a"]
    assert text[slice(*span_of(key))] == "a"
    assert text[slice(*span_of(value))] == "'it''s'"
    assert value.style == "'"
    flow = root.entries["b"][1]
    assert flow.flow
    assert text[slice(*span_of(flow))] == '[x, "y"]'
    assert [text[slice(*span_of(item))] for item in flow.items] == ["x", '"y"']


@pytest.mark.parametrize(
    ("block", "content"),
    [
        ("|\n  x\n  y\n\n\n# c\nb: 1", "|\n  x\n  y"),
        ("|+\n  x\n\n\nb: 1", "|+\n  x\n\n"),
        (">-\n  x\n\n  # c\nb: 1", ">-\n  x\n\n  # c"),
        ("\n  - 1\n  - 2 # c\n\nb: 1", "- 1\n  - 2"),
        ("\n  k: v\n  # c\n\nb: 1", "k: v"),
        ("[1,\n  2] # c\nb: 1", "[1,\n  2]"),
        ("", ""),
    ],
)
def test_content_ends_before_comments_and_blank_lines(block, content):
    text = f"a: {block}"
    node = tree_of(text).entries["a"][1]
    assert text[yaml_tree.start_of(node) : yaml_tree.content_end(node, text)] == content


def test_nothing_is_nothing():
    assert tree_of("") is None
    assert tree_of("# only a comment\n") is None


def test_texts_over_64_mb_and_values_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(yaml_tree, "LONGEST", 300)
    with pytest.raises(UnreadableError, match="64 MB"):
        tree_of("a" * 301)
    monkeypatch.setattr(yaml_tree, "MOST_NODES", 50)
    with pytest.raises(UnreadableError, match="more values"):
        tree_of("[" + "a, " * 60)
    monkeypatch.setattr(yaml_tree, "MOST_LINES", 20)
    for end in ("\n", "\r", "\r\n"):
        with pytest.raises(UnreadableError, match="more than 20 lines"):
            tree_of("a:" + end * 30)


def test_without_the_c_parser_nothing_runs_silently_slow(monkeypatch):
    monkeypatch.setattr(yaml_tree, "CParser", None)
    with pytest.raises(UserError, match="without its C parser"):
        tree_of("a: 1")


def test_the_search_for_cycles_is_on_again_after_an_error():
    assert gc.isenabled()
    with pytest.raises(UnreadableError):
        tree_of("[")
    assert gc.isenabled()


def test_entries_of_top_lists_can_be_taken_off_as_they_come():
    text = "a:\n  - {x: 1}\n  - word\n  - y: [{z: 2}]\nb: {c: [{d: 3}]}\n"
    tree = yaml_tree.Growing(text)
    taken = [(key, items.pop()) for key, items in tree.entries()]
    assert [(key, list(entry.entries)) for key, entry in taken] == [("a", ["x"]), ("a", ["y"])]
    (left,) = tree.root.entries["a"][1].items
    assert left.value == "word"
    assert not list(yaml_tree.Growing("- {a: 1}\n- - {b: 2}\n").entries())


def test_unclosed_nesting_is_not_read_to_its_end(monkeypatch):
    taken = []
    whole = yaml_tree.Growing._look_at

    def counting(self, *what):
        taken.append(what)
        whole(self, *what)

    monkeypatch.setattr(yaml_tree.Growing, "_look_at", counting)
    for size in (10_000, 40_000):
        taken.clear()
        with pytest.raises(UnreadableError):
            tree_of("[" * size)
        assert len(taken) < 40


def test_an_empty_value_stands_after_its_colon():
    root = tree_of("a:   # c\nb: x\n")
    value = root.entries["a"][1]
    assert isinstance(value, Scalar)
    assert (span_of(value), yaml_tree.is_empty(value)) == ((2, 2), True)


@pytest.mark.parametrize("code", [0, 8, 0xB, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFFFE])
@pytest.mark.parametrize("before", ["a: 1 # ", 'a: "', "a: |\n  b\n  ", "a: 1\n...\n# "])
def test_characters_that_no_text_has_are_refused_wherever_they_stand(before, code):
    with pytest.raises(UnreadableError, match=f"U\\+{code:04X} cannot stand") as caught:
        tree_of(f"{before}{chr(code)}")
    lines = before.split("\n")
    assert (caught.value.line, caught.value.column) == (len(lines), len(lines[-1]) + 1)
