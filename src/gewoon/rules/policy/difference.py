"""What a new policy does differently: every kind of tenancy that gets another step, exactly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gewoon.rules.policy.conditions import Ask, Condition, Group, Not
from gewoon.rules.policy.decide import Row, decide
from gewoon.rules.policy.facts import UNKNOWN, Fact, FactValue, decode
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, State, TooMuchWork, Wishes
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.table import Table, build

MOST_KINDS = 4
"""Kinds that are described for one pair of rules; more are counted as `and more`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Tenancies for which the old rule gave one step and the new rule gives another (None: `otherwise`).

    Each of `kinds` is a condition: every tenancy that can be and meets one is treated so. `is_whole`:
    together they are all of them. `proposed` has the steps that the rules give, where duties hold one back
    and another comes in its place.
    """

    old_step: str
    new_step: str
    old_rule: str | None
    new_rule: str | None
    proposed: tuple[str, str]
    kinds: tuple[Condition, ...]
    is_whole: bool
    example: Mapping[str, FactValue]


def difference(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Answer every change between two policies, in the order of the old rules, then of the new ones.

    Raises ValueError when the two mean different things by a fact, TooMuchWork when the grid is too large.
    """
    for name in old.facts.keys() & new.facts.keys():
        one, other = old.facts[name], new.facts[name]
        if (one.type, one.values, one.lowest, one.highest) != (
            other.type,
            other.values,
            other.lowest,
            other.highest,
        ):
            raise ValueError(f"the two policies mean different things by '{name}': give it one definition")
    return tuple(_Pairs(old, new).changes())


def count_changes(old: Policy, new: Policy, rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """Count how many of these tenancies get another step, per old and new step."""
    found: dict[tuple[str, str], int] = {}
    for one, other in zip(decide(old, rows), decide(new, rows), strict=True):
        if one.step != other.step:
            pair = (one.step, other.step)
            found[pair] = found.get(pair, 0) + 1
    return found


class _Side:
    """One policy in the common table."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.outcomes = [*((rule.id, rule.then) for rule in policy.rules), (None, policy.otherwise)]
        self.conditions: list[Condition] = [rule.condition for rule in policy.rules]
        self.impossible = [one.condition for one in policy.impossible]
        self.duties = [_duties(policy, step) for _, step in self.outcomes]

    def take(self, lines: Sequence[int], duties: Iterator[int]) -> None:
        """Keep the lines of the table: of the rules, and of the duties of each outcome."""
        self.rules = lines
        self.held = [None if duty is None else next(duties) for duty in self.duties]

    def fires(self, place: int) -> Wishes:
        """Answer what is wished for when a rule fires; nothing more for `otherwise`."""
        return {self.rules[place]: IS_TRUE} if place < len(self.rules) else {}


class _Pairs:
    """Goes through all pairs of an old and a new rule that one tenancy can meet."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self.old, self.new = _Side(old), _Side(new)
        sides = (self.old, self.new)
        conditions = [*self.old.conditions, *self.new.conditions]
        duties = [duty for side in sides for duty in side.duties if duty is not None]
        impossible = [*self.old.impossible, *self.new.impossible]
        self.table: Table = build([*conditions, *duties, *impossible])
        lines, first = self.table.lines, len(self.old.conditions)
        at_duties, at_impossible = len(conditions), len(conditions) + len(duties)
        duty_lines = iter(lines[at_duties:at_impossible])
        self.old.take(lines[:first], duty_lines)
        self.new.take(lines[first:at_duties], duty_lines)
        self.possible = dict.fromkeys(lines[at_impossible:], NOT_TRUE)
        self.grid = Grid(self.table)
        facts = [*old.table.facts, *new.table.facts]
        self._others = {
            fact.name: None if fact.may_be_unknown else decode(fact, fact.lowest) for fact in facts
        }

    def changes(self) -> Iterator[Change]:
        for state, wishes, old in self._walk(self.old, self.grid.start(self.possible), self.possible):
            for both, all_wishes, new in self._walk(self.new, state, wishes):
                yield from self._pair(both, all_wishes, old, new)

    def _walk(self, side: _Side, state: State | None, wishes: Wishes) -> Iterator[tuple[State, Wishes, int]]:
        """Go through the outcomes of one side, each with what is left for it."""
        for place in range(len(side.outcomes)):
            if state is None:
                return
            fires = _and(wishes, side.fires(place))
            reached = self.grid.narrow(state, fires)
            if reached is not None:
                yield reached, fires, place
            wishes = _and(wishes, dict.fromkeys(side.fires(place), NOT_TRUE))
            state = self.grid.narrow(state, wishes)

    def _pair(self, state: State, wishes: Wishes, old: int, new: int) -> Iterator[Change]:
        """Split a pair by whether duties hold the steps back; a step that is held is not the same."""
        if self.old.outcomes[old][1] == self.new.outcomes[new][1] and self._same_duties(old, new):
            return
        for old_held in _states_of(self.old.held[old]):
            for new_held in _states_of(self.new.held[new]):
                asked = _and(_and(wishes, old_held), new_held)
                narrowed = self.grid.narrow(state, asked)
                found = None if narrowed is None else self.grid.find(narrowed)
                if narrowed is not None and found is not None:
                    yield from self._change(narrowed, found, asked, old, new)

    def _same_duties(self, old: int, new: int) -> bool:
        step = self.old.outcomes[old][1]
        one, other = self.old.policy.steps, self.new.policy.steps
        establishing = [{step.id: step.establishes for step in steps.values()} for steps in (one, other)]
        is_free = self.old.held[old] is None and self.new.held[new] is None
        return is_free or (
            self.old.held[old] == self.new.held[new] and step in one and establishing[0] == establishing[1]
        )

    def _change(self, state: State, found: State, wishes: Wishes, old: int, new: int) -> Iterator[Change]:
        row = {**self._others, **self.grid.row(found)}
        was, becomes = decide(self.old.policy, [row])[0].step, decide(self.new.policy, [row])[0].step
        if was != becomes:
            kinds, is_whole = self._kinds(state, found, wishes)
            yield Change(
                old_step=was,
                new_step=becomes,
                old_rule=self.old.outcomes[old][0],
                new_rule=self.new.outcomes[new][0],
                proposed=(self.old.outcomes[old][1], self.new.outcomes[new][1]),
                kinds=tuple(kinds),
                is_whole=is_whole,
                example=self.grid.example(found, wishes),
            )

    def _kinds(self, state: State, found: State, wishes: Wishes) -> tuple[list[Condition], bool]:
        """Cover a part of the grid with boxes as large as can be, the first around what was found.

        A box may hold states that cannot be: no tenancy is in one.
        """
        wishes = {line: allowed for line, allowed in wishes.items() if line not in self.possible}
        kinds: list[Condition] = []
        todo: list[State] = [state]
        first: State | None = found
        while todo:
            part = todo.pop()
            try:
                inside = first or self.grid.find(part)
            except TooMuchWork:
                return kinds, False
            first = None
            if inside is None:
                continue
            if len(kinds) == MOST_KINDS:
                return kinds, False
            box = self.grid.widened(inside, wishes, by_region=True)
            kinds.append(self._condition(box))
            todo.extend(self._rest(part, box))
        return kinds, True

    def _rest(self, part: State, box: Sequence[int]) -> Iterator[State]:
        """Answer what is left of a part outside a box, in pieces that do not overlap."""
        inside = part.regions[:]
        for fact, kept in enumerate(box):
            outside = inside[fact] & ~kept
            if outside:
                piece = self.grid.within(part, [*inside[:fact], outside, *inside[fact + 1 :]])
                if piece is not None:
                    yield piece
            inside[fact] &= kept

    def _condition(self, box: Sequence[int]) -> Condition:
        pairs = zip(self.table.facts, box, strict=True)
        parts = [
            part for fact, regions in pairs for part in self._of_fact(fact, regions) if not fact.is_later
        ]
        return parts[0] if len(parts) == 1 else Group(operator="and", parts=tuple(parts))

    def _of_fact(self, fact: Fact, regions: int) -> Iterator[Condition]:
        """Say in which regions a fact lies, as a condition; nothing when it may be anything."""
        answers = self.grid.answers(fact)
        if regions == (1 << len(answers)) - 1:
            return
        is_unknown = answers[-1] == UNKNOWN and bool(regions >> (len(answers) - 1) & 1)
        parts: list[Condition] = [_within(fact, low, high) for low, high in self.grid.ranges(fact, regions)]
        if is_unknown:
            parts.append(Not(part=Ask(fact=fact, operator="known")))
        yield parts[0] if len(parts) == 1 else Group(operator="or", parts=tuple(parts))


def _within(fact: Fact, low: int, high: int) -> Condition:
    """Write a range as a person would: at most, at least, exactly, or between."""
    if (low, high) == (fact.lowest, fact.highest):
        return Ask(fact=fact, operator="known")
    if not fact.is_number:
        if not fact.values:
            ask = Ask(fact=fact, operator="yes")
            return ask if low == 1 else Not(part=ask)
        return Ask(fact=fact, operator="in" if high > low else "equals", numbers=tuple(range(low, high + 1)))
    if low == high:
        return Ask(fact=fact, operator="equals", numbers=(low,))
    if high == fact.highest:
        return Ask(fact=fact, operator=">=", numbers=(low,))
    if low == fact.lowest:
        return Ask(fact=fact, operator="<=", numbers=(high,))
    return Ask(fact=fact, operator="between", numbers=(low, high))


def _duties(policy: Policy, step: str) -> Condition | None:
    """Join the guarantees that can hold a step back into one condition; None when there are none."""
    parts = tuple(one.condition for one in policy.guarantees_of(step) if one.is_blocking)
    return Group(operator="and", parts=parts) if parts else None


def _states_of(line: int | None) -> Sequence[Wishes]:
    return [{}] if line is None else [{line: IS_TRUE}, {line: NOT_TRUE}]


def _and(wishes: Wishes, more: Wishes) -> Wishes:
    return {**wishes, **{line: wishes.get(line, allowed) & allowed for line, allowed in more.items()}}
