"""Where crowds would meet is the median of all their wishes, in whatever order they join."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.medians import Crowd, joined

WISH = st.tuples(st.integers(-20, 20).map(float), st.sampled_from((0.05, 0.2, 1.0, 8.0, 1000.0)))
CROWDS = st.lists(st.lists(WISH, min_size=1, max_size=6), min_size=1, max_size=8)


def plain(wishes):
    """The first place up to which there is half of all weight, looked for one by one."""
    left = sum(weight for _, weight in wishes) / 2
    for place, weight in sorted(wishes):
        left -= weight
        if left < 1e-9:
            return place
    raise AssertionError(wishes)


@given(CROWDS, st.randoms(use_true_random=False))
def test_crowds_meet_at_the_median_of_their_wishes(several, rng):
    crowds = [(Crowd(wishes), wishes) for wishes in several]
    assert all(crowd.middle == plain(wishes) for crowd, wishes in crowds)
    while len(crowds) > 1:
        one, its = crowds.pop(rng.randrange(len(crowds)))
        other, others = crowds.pop(rng.randrange(len(crowds)))
        crowds.append((joined(one, other), its + others))
        assert crowds[-1][0].middle == plain(its + others)


def test_joining_one_by_one_costs_hardly_more_than_the_joins(monkeypatch):
    steps = []
    add = Crowd._add
    monkeypatch.setattr(Crowd, "_add", lambda self, wish: steps.append(1) or add(self, wish))
    counts = []
    for many in (200, 400, 800):
        steps.clear()
        whole = Crowd([(0.0, 1.0)])
        for number in range(1, many):
            whole = joined(Crowd([(float(number), 1.0)]), whole)
        counts.append(len(steps))
    assert all(later < 2.1 * earlier for earlier, later in pairwise(counts))
