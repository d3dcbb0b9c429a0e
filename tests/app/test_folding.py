from argmap.app import folding
from argmap.io.yaml_read import read_text
from tests.app.conftest import SMALL

MAP = read_text(SMALL).map


def test_fold_and_unfold():
    assert folding.toggled(MAP, frozenset(), ["calm"]) == {"calm"}
    assert folding.toggled(MAP, frozenset({"calm"}), ["calm"]) == frozenset()


def test_what_has_nothing_below_it_does_not_fold():
    assert folding.toggled(MAP, frozenset(), ["cost", "tea"]) == {"tea"}


def test_a_statement_with_only_an_undercut_below_its_link_folds():
    text = SMALL.replace("from: [study, sleep], to: calm", "from: [study], to: calm")
    assert folding.toggled(read_text(text).map, frozenset(), ["calm"]) == {"calm"}


def test_reveal_shows_one_level():
    assert folding.one_more(MAP, frozenset({"tea"}), "tea") == {"calm"}
    assert folding.one_more(MAP, frozenset({"calm"}), "tea") == frozenset()
    assert folding.one_more(MAP, frozenset(), "tea") == frozenset()


def test_children_fold_together_and_unfold_together():
    folded = folding.children_toggled(MAP, frozenset(), "tea")
    assert folded == {"calm"}
    assert folding.children_toggled(MAP, folded, "tea") == frozenset()


def test_what_is_gone_to_is_opened_through_links_too():
    folds = frozenset({"tea", "calm", "study"})
    assert folding.opened_for(MAP, folds, ["study"]) == {"study"}
    assert folding.opened_for(MAP, folds, ["doubt"]) == {"study"}
    assert folding.opened_for(MAP, folds, ["tea"]) == folds


def test_a_level_folds_every_tree_at_the_same_depth():
    assert folding.to_level(MAP, 1, MAP.roots) == {"tea"}
    assert folding.to_level(MAP, 2, MAP.roots) == {"calm"}
    assert folding.to_level(MAP, 9, MAP.roots) == frozenset()
    assert folding.to_level(MAP, 1, ["calm"]) == {"calm"}


def test_what_a_fold_hides_gives_way_to_what_is_left_of_it():
    folds = frozenset({"calm"})
    assert folding.in_sight(MAP, folds, ["study", "sleep", "tea", "cost"]) == (
        "calm",
        "tea",
        "cost",
    )
    assert folding.in_sight(MAP, folds | {"tea"}, ["study"]) == ("tea",)
    assert folding.in_sight(MAP, folds, ["doubt"]) == ("calm",)  # it stands on a link in there
    assert folding.in_sight(MAP, frozenset({"study"}), ["study"]) == ("study",)


def test_a_link_goes_with_what_a_fold_hides():
    within = next(link for link in MAP.links.values() if link.target == "calm")
    assert folding.in_sight(MAP, frozenset({"calm"}), [within.id]) == ("calm",)
    assert folding.in_sight(MAP, frozenset(), [within.id]) == (within.id,)


ACROSS = """\
argmap: 1
title: A doubt about a link from one branch into another
statements:
  - {id: top, text: The claim.}
  - {id: left, text: One side.}
  - {id: right, text: The other side.}
  - {id: both, text: What bears on both.}
  - {id: doubt, text: It does not bear on the other side.}
  - {id: why, text: Because.}
links:
  - {id: left-to-top, from: [left], to: top}
  - {id: right-to-top, from: [right], to: top}
  - {id: both-to-left, from: [both], to: left}
  - {id: both-to-right, from: [both], to: right}
  - {id: doubt-to-link, from: [doubt], to: both-to-right, kind: opposes}
  - {id: why-to-doubt, from: [why], to: doubt}
"""


def test_what_bears_on_a_link_from_elsewhere_is_folded_away_with_that():
    map_ = read_text(ACROSS).map
    assert folding.toggled(map_, frozenset(), ["right"]) == frozenset()  # it would hide nothing
    folds = frozenset({"left", "right"})
    assert folding.in_sight(map_, folds, ["why", "doubt", "both-to-right"]) == ("left",)
    assert folding.in_sight(map_, frozenset({"right"}), ["why"]) == ("why",)
    assert folding.opened_for(map_, folds, ["doubt"]) == {"right"}
    assert folding.opened_for(map_, folds, ["both-to-right"]) == {"right"}


def test_a_level_folds_what_stays_on_links_into_folded_statements():
    text = ACROSS.replace("both-to-left, from: [both], to: left", "b, from: [both], to: top")
    text += "  - {id: more-to-right, from: [more], to: right}\n"
    text = text.replace("links:", "  - {id: more, text: More.}\nlinks:")
    map_ = read_text(text).map
    assert folding.to_level(map_, 2, map_.roots) == {"right", "doubt"}
