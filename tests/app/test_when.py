import pytest

from argmap.app.when import ALWAYS, Fact

SUN = Fact("sun", "Wait for the sun.", "Wait for the night.")
RAIN = Fact("rain", "Wait for rain.", "Wait until it is dry.")


@pytest.mark.parametrize(
    ("when", "facts", "reason"),
    [
        (ALWAYS, "", ""),
        (SUN, "sun", ""),
        (SUN, "", "Wait for the sun."),
        (~SUN, "sun", "Wait for the night."),
        (~SUN, "", ""),
        (SUN & RAIN, "sun", "Wait for rain."),
        (SUN & RAIN, "", "Wait for the sun."),
        (SUN & RAIN, "sun rain", ""),
        (SUN | RAIN, "rain", ""),
        (SUN | RAIN, "", "Wait for the sun."),
        (SUN & ~RAIN, "sun rain", "Wait until it is dry."),
        ((SUN | RAIN) & ~SUN, "rain", ""),
    ],
)
def test_why_not(when, facts, reason):
    held = frozenset(facts.split())
    assert when.why_not(held) == reason
    assert when.holds(held) is (reason == "")


def test_names_are_those_of_all_facts():
    assert sorted(((SUN | RAIN) & ~SUN & ALWAYS).names()) == ["rain", "sun", "sun"]
