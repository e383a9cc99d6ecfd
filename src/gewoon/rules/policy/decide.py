"""The next step of each tenancy: the first rule that is definitely true, unless a guarantee forbids."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gewoon.rules.policy import kernel
from gewoon.rules.policy.conditions import Ask, Condition, Group, Not, parts_of
from gewoon.rules.policy.facts import FactType, FactValue
from gewoon.rules.policy.policy import Guarantee, Policy
from gewoon.rules.policy.table import build, columns_of, run

BLOCK = 1024
Row = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """The step that the rules gave and that is not taken.

    `unmet` names its guarantees that are not definitely true; `is_closed` says that this shuts a gate.
    """

    step: str
    unmet: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The next step, the rule behind it (None: `otherwise`), and every rule that holds.

    `warnings` names the unmet guarantees that do not block; `impossible` the impossible states the row is in.
    """

    step: str
    rule: str | None
    matches: tuple[str, ...]
    held_back: HeldBack | None
    warnings: tuple[str, ...]
    impossible: tuple[str, ...]


def decide(policy: Policy, rows: Sequence[Row]) -> list[Decision]:
    """Decide for every row of facts (name -> value; unknown is None or left out), in order.

    Money is cents, months are hundredths. Raises ValueError when a value does not fit its fact.
    """
    decisions: list[Decision] = []
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        decisions.extend(_decide_block(policy, block))
    return decisions


def truths(policy: Policy, row: Row) -> tuple[int, ...]:
    """Answer FALSE, MAYBE or TRUE for each rule, guarantee and impossible state, in that order."""
    truth = run(policy.table, columns_of(policy.table, [row]), 1)
    return tuple(truth[line] for line in policy.table.lines)


def states(condition: Condition, row: Row) -> dict[int, int]:
    """Answer FALSE, MAYBE or TRUE for every part of a condition, by `id` of the part."""
    parts = list(parts_of(condition))
    table = build(parts)
    truth = run(table, columns_of(table, [row]), 1)
    return {id(part): truth[line] for part, line in zip(parts, table.lines, strict=True)}


def unmet_asks(condition: Condition, row: Row) -> Iterator[tuple[Ask, int]]:
    """Go through the tests that keep a condition from being true, with the truth each should have."""
    yield from _unmet(condition, states(condition, row), kernel.TRUE)


def establishing_step(policy: Policy, guarantees: Sequence[Guarantee], row: Row) -> str | None:
    """Answer the lightest step that would bring about the first unmet fact which a step can bring about.

    A clock that runs is not started again: a step counts for `days since` only if it can make it true.
    """
    for guarantee in guarantees:
        for ask, wanted in unmet_asks(guarantee.condition, row):
            if not _can_be_made(ask, wanted, row):
                continue
            for step in policy.steps.values():
                if ask.fact.name in step.establishes:
                    return step.id
    return None


def _decide_block(policy: Policy, rows: Sequence[Row]) -> Iterator[Decision]:
    table, count = policy.table, len(rows)
    truth = run(table, columns_of(table, rows), count)
    chosen = array("q", bytes(8 * count))
    kernel.first_true(table.lines[: len(policy.rules)], count, truth, chosen)
    for position, row in enumerate(rows):
        states = [truth[line * count + position] for line in table.lines]
        yield _decision(policy, row, states, chosen[position])


def _decision(policy: Policy, row: Row, states: Sequence[int], chosen: int) -> Decision:
    rules, guarantees = len(policy.rules), len(policy.guarantees)
    step = policy.rules[chosen].then if chosen >= 0 else policy.otherwise
    unmet = [
        guarantee
        for guarantee, state in zip(policy.guarantees, states[rules : rules + guarantees], strict=True)
        if state != kernel.TRUE
    ]
    blocking = _protecting(unmet, step, is_blocking=True)
    is_held = bool(blocking)
    return Decision(
        step=_allowed(policy, step, unmet, row) if is_held else step,
        rule=policy.rules[chosen].id if chosen >= 0 else None,
        matches=tuple(
            rule.id for rule, state in zip(policy.rules, states, strict=False) if state == kernel.TRUE
        ),
        held_back=HeldBack(step=step, unmet=_ids(blocking), is_closed=policy.is_gate(step))
        if is_held
        else None,
        warnings=_ids(_protecting(unmet, step, is_blocking=False)),
        impossible=tuple(
            impossible.id
            for impossible, state in zip(policy.impossible, states[rules + guarantees :], strict=True)
            if state == kernel.TRUE
        ),
    )


def _allowed(policy: Policy, step: str, unmet: Sequence[Guarantee], row: Row) -> str:
    """Walk from a step that may not be taken to one that brings it nearer, or to `otherwise`."""
    seen: set[str] = set()
    while step not in seen:
        seen.add(step)
        blocking = _protecting(unmet, step, is_blocking=True)
        if not blocking:
            return step
        step = establishing_step(policy, blocking, row) or policy.otherwise
    return policy.otherwise


def _protecting(unmet: Sequence[Guarantee], step: str, *, is_blocking: bool) -> list[Guarantee]:
    return [one for one in unmet if step in one.protects and one.is_blocking == is_blocking]


def _ids(guarantees: Sequence[Guarantee]) -> tuple[str, ...]:
    return tuple(guarantee.id for guarantee in guarantees)


def _unmet(condition: Condition, found: Mapping[int, int], wanted: int) -> Iterator[tuple[Ask, int]]:
    if found[id(condition)] == wanted:
        return
    if isinstance(condition, Ask):
        yield condition, wanted
    elif isinstance(condition, Group):
        for part in condition.parts:
            yield from _unmet(part, found, wanted)
    else:
        inner = kernel.TRUE - wanted if isinstance(condition, Not) else wanted
        yield from _unmet(condition.part, found, inner)


def _can_be_made(ask: Ask, wanted: int, row: Row) -> bool:
    """Say whether taking a step can change the answer: a step sets `days since` to its start."""
    fact = ask.fact
    if fact.type is not FactType.DAYS or ask.operator == "known" or row.get(fact.name) is None:
        return True
    return states(ask, {fact.name: max(0, fact.lowest)})[id(ask)] == wanted
