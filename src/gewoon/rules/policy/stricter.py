"""What the law asks can only be made stricter: no file of an association may say less."""

from collections.abc import Callable, Iterator, Sequence

from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, TooMuchWork, Wishes
from gewoon.rules.policy.policy import RESERVED, Guarantee, Policy
from gewoon.rules.policy.questions import can_be_proved, finding
from gewoon.rules.policy.table import build

Implies = Callable[[Guarantee, Guarantee], bool]


def weaker(policy: Policy) -> Iterator[Finding]:
    """Find own guarantees that ask less than the law does for all they protect, and gates beside the five."""
    if not policy.is_bound:
        return
    place = policy.otherwise_place
    for step in policy.steps.values():
        if step.kind == "gate" and step.id not in RESERVED:
            said = f"step '{step.id}' is a gate that no guarantee of the law protects; the gates are"
            yield finding(place, "weaker_than_law", f"{said} {', '.join(RESERVED)}")
    conditions = [guarantee.condition for guarantee in policy.guarantees]
    conditions += [impossible.condition for impossible in policy.impossible]
    table = build(conditions)
    grid = Grid(table)
    lines = dict(zip((one.id for one in policy.guarantees), table.lines, strict=False))
    possible = dict.fromkeys(table.lines[len(policy.guarantees) :], NOT_TRUE)
    law = [one for one in policy.guarantees if one.is_statutory and can_be_proved(one)]
    for own in policy.guarantees:
        if not own.is_statutory:
            stricter = _stricter(own, law, lambda one, other: _implies(grid, lines, possible, one, other))
            if stricter:
                names = ", ".join(dict.fromkeys(one.id for one in stricter))
                said = f"guarantee {own.id} asks less than {names} of the law does; it can only ask more"
                yield finding(own.place, "weaker_than_law", said)


def _stricter(own: Guarantee, law: Sequence[Guarantee], implies: Implies) -> list[Guarantee]:
    """Answer for each step that `own` protects one guarantee of the law that asks more, or nothing at all."""
    found = []
    for step in own.protects:
        more = (one for one in law if step in one.protects and implies(one, own) and not implies(own, one))
        first = next(more, None)
        if first is None:
            return []
        found.append(first)
    return found


def _implies(grid: Grid, lines: dict[str, int], possible: Wishes, one: Guarantee, other: Guarantee) -> bool:
    """Say whether no possible tenancy meets the one and not the other; not so when that is undecided."""
    if lines[one.id] == lines[other.id]:
        return True
    state = grid.start({**possible, lines[one.id]: IS_TRUE, lines[other.id]: NOT_TRUE})
    try:
        return state is None or grid.find(state) is None
    except TooMuchWork:
        return False
