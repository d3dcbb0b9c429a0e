"""A map is measured once; after an edit only what it touched is measured again."""

from dataclasses import replace

from argmap.model.records import Source, Statement
from argmap.render.measure import Measure
from bench.maps import made_up
from tests.builders import a_map

MAP = a_map("b supports a; c supports a; d supports b")


def test_sizes_follow_an_edit(qapp, monkeypatch):
    measure = Measure()
    sizes = measure.sizes(MAP)
    measured = []
    size = Measure._size
    monkeypatch.setattr(
        Measure,
        "_size",
        lambda self, one, sources: measured.append(one.id) or size(self, one, sources),
    )
    assert measure.sizes(MAP) is sizes
    noted = MAP.replaced(
        statements={**MAP.statements, "a": replace(MAP.statements["a"], notes="n")}
    )
    assert measure.sizes(noted) is sizes
    longer = Statement("b", text="Many more words than it had before. " * 4)
    held = {id_: one for id_, one in noted.statements.items() if id_ != "d"}
    after = noted.replaced(statements={**held, "b": longer, "e": Statement("e", text="New.")})
    sized = measure.sizes(after)
    assert measured == ["a", "b", "e"]
    assert sized == Measure().sizes(after)
    assert sized["b"] != sizes["b"]


def test_sizes_follow_the_names_of_sources(qapp):
    measure = Measure()
    measure.sizes(MAP)
    named = MAP.replaced(sources={"s": Source("s", title="T")})
    assert measure.sizes(named) == Measure().sizes(named)


def test_a_map_measured_bit_by_bit_leaves_nothing_to_do(qapp, monkeypatch):
    map_ = made_up(70)
    measure = Measure()
    assert sum(1 for _ in measure.sizing(map_)) > 1
    monkeypatch.setattr(measure._setter, "size", None)  # nothing is measured any more
    assert measure.sizes(map_) == Measure().sizes(map_)


def test_rough_sizes_are_about_right(qapp):
    map_ = made_up(300)
    exact, rough = Measure().sizes(map_), Measure().rough_sizes(map_)
    assert exact.keys() == rough.keys()
    for side in (0, 1):
        whole = sum(size[side] for size in exact.values())
        assert abs(sum(size[side] for size in rough.values()) - whole) < whole * 0.06
