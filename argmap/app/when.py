"""When an action may be used: expressions over named facts, which can say why not.

A fact is a name and the sentence that helps a person to bring it about. Which facts hold is worked
out in `argmap.app.facts`, once after each change; an expression never looks at anything else.
"""

from collections.abc import Iterator

from argmap.model.light_dataclass import dataclass

Holding = frozenset[str]
"""The names of the facts that hold now."""


@dataclass(frozen=True, slots=True)
class When:
    """An expression over facts. `&` and `|` combine, `~` denies a single fact."""

    def holds(self, facts: Holding) -> bool:
        """Tell whether the action may be used."""
        raise NotImplementedError

    def why_not(self, facts: Holding) -> str:
        """Return what to do so that it may, or an empty string where it already may."""
        raise NotImplementedError

    def names(self) -> Iterator[str]:
        """Yield the names of all facts that are asked about."""
        raise NotImplementedError

    def __and__(self, other: "When") -> "When":
        return _All(self, other)

    def __or__(self, other: "When") -> "When":
        return _Either(self, other)


@dataclass(frozen=True, slots=True)
class Fact(When):
    """A named fact; `missing` says what to do where it is wanted, `present` where it hinders."""

    name: str
    missing: str
    present: str = ""

    def holds(self, facts: Holding) -> bool:
        """Tell whether the fact holds."""
        return self.name in facts

    def why_not(self, facts: Holding) -> str:
        """Return what brings the fact about."""
        return "" if self.holds(facts) else self.missing

    def names(self) -> Iterator[str]:
        """Yield the fact's own name."""
        yield self.name

    def __invert__(self) -> When:
        return _Not(self)


@dataclass(frozen=True, slots=True)
class _Always(When):
    def holds(self, facts: Holding) -> bool:  # noqa: ARG002 - asks about nothing
        return True

    def why_not(self, facts: Holding) -> str:  # noqa: ARG002
        return ""

    def names(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True, slots=True)
class _Not(When):
    fact: Fact

    def holds(self, facts: Holding) -> bool:
        return not self.fact.holds(facts)

    def why_not(self, facts: Holding) -> str:
        return "" if self.holds(facts) else self.fact.present

    def names(self) -> Iterator[str]:
        yield self.fact.name


@dataclass(frozen=True, slots=True)
class _All(When):
    first: When
    second: When

    def holds(self, facts: Holding) -> bool:
        return self.first.holds(facts) and self.second.holds(facts)

    def why_not(self, facts: Holding) -> str:
        return self.first.why_not(facts) or self.second.why_not(facts)

    def names(self) -> Iterator[str]:
        yield from self.first.names()
        yield from self.second.names()


@dataclass(frozen=True, slots=True)
class _Either(When):
    first: When
    second: When

    def holds(self, facts: Holding) -> bool:
        return self.first.holds(facts) or self.second.holds(facts)

    def why_not(self, facts: Holding) -> str:
        return "" if self.holds(facts) else self.first.why_not(facts)

    def names(self) -> Iterator[str]:
        yield from self.first.names()
        yield from self.second.names()


ALWAYS: When = _Always()
