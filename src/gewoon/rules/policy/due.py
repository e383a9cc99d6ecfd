"""When a decision can change by time alone: when a count of days crosses a border of the policy."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from gewoon.rules.policy import kernel
from gewoon.rules.policy.decide import Decision, Row, decide
from gewoon.rules.policy.facts import FactType, FactValue
from gewoon.rules.policy.policy import Policy


class Clock:
    """One policy over time: decisions are remembered per region of the facts, in which nothing changes."""

    def __init__(self, policy: Policy) -> None:
        """Find the borders of every fact."""
        self.policy = policy
        cuts = _cuts(policy)
        self._numbers = [(name, borders) for name, borders in cuts if borders is not None]
        self._words = [name for name, borders in cuts if borders is None]
        self._days = [fact for fact in policy.table.facts if fact.type is FactType.DAYS]
        self._borders: Mapping[str, tuple[int, ...]] = dict(self._numbers)
        self._decided: dict[tuple[FactValue, ...], Decision] = {}

    def decide(self, row: Row) -> Decision:
        """Answer the decision for one row of facts; raises ValueError when a value does not fit its fact."""
        numbers = [
            bisect_right(cuts, value) if isinstance(value := row.get(name), int) else value
            for name, cuts in self._numbers
        ]
        key = (*map(row.get, self._words), *numbers)
        if key not in self._decided:
            self._decided[key] = decide(self.policy, [row])[0]
        return self._decided[key]

    def borders(self, name: str) -> Sequence[int]:
        """Answer the values of a number at which a condition changes, in order; none if it is not asked."""
        return self._borders.get(name, ())

    def later(self, row: Row, days: int) -> Row:
        """Answer the facts some days later when nothing happens: every count of days has grown."""
        if not days:
            return row
        grown = {
            fact.name: min(value + days, fact.highest)
            for fact in self._days
            if isinstance(value := row.get(fact.name), int)
        }
        return {**row, **grown}

    def crossings(self, row: Row, days: int) -> list[int]:
        """Answer after how many days, fewer than `days`, some count of days crosses a border; in order."""
        found: set[int] = set()
        for fact in self._days:
            value = row.get(fact.name)
            if isinstance(value, int):
                found.update(cut - value for cut in self._borders[fact.name] if 0 < cut - value < days)
        return sorted(found)


def _cuts(policy: Policy) -> list[tuple[str, tuple[int, ...] | None]]:
    """Answer for each fact the values at which some condition changes; None for yes/no and choices."""
    table = policy.table
    cuts: list[set[int]] = [set() for _ in table.facts]
    for line, operator in enumerate(table.operators):
        if operator == kernel.WITHIN:
            cuts[table.first[line]].update((table.second[line], table.third[line] + 1))
    return [
        (fact.name, tuple(sorted(found)) if fact.is_number else None)
        for fact, found in zip(table.facts, cuts, strict=True)
    ]
