"""Where a policy goes quiet: every known answer gives a step, and only not knowing it gives none."""

from collections.abc import Iterator
from dataclasses import replace

from gewoon.rules.policy.conditions import Ask, Condition, Group, Not
from gewoon.rules.policy.facts import UNKNOWN, Fact, FactValue
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, TooMuchWork
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.questions import finding, leads_nowhere, spoken
from gewoon.rules.policy.sentences import Language, in_words
from gewoon.rules.policy.table import build


def quiet(policy: Policy, language: Language) -> Iterator[Finding]:
    """Find each fact that, when it is not known, makes all rules fall silent where none would otherwise.

    Asked only where `otherwise` has no owner: where a person looks, not knowing is no silence.
    """
    if not leads_nowhere(policy, policy.otherwise, is_otherwise=True):
        return
    for fact in policy.table.facts:
        if not fact.may_be_unknown or fact.is_later:
            continue
        try:
            example = _silenced(policy, fact)
        except TooMuchWork:
            example = None
        if example is not None:
            said = f"every answer gives a step, but when {in_words(fact, None, language)} no rule does"
            shown = spoken(example, policy.facts, language)
            tail = f": {shown}" if shown else ""
            yield finding(policy.otherwise_place, "goes_quiet_when_unknown", said + tail)


def _silenced(policy: Policy, fact: Fact) -> dict[str, FactValue] | None:
    """Look for a tenancy in which each known answer fires a rule, or cannot be, and no answer fires none."""
    answers = Grid(policy.table).answers(fact)
    conditions: list[Condition] = []
    for answer in answers[:-1]:
        fires = [*(rule.condition for rule in policy.rules), *(one.condition for one in policy.impossible)]
        parts = tuple(_with(part, fact, answer) for part in fires)
        conditions.append(Group(operator="or", parts=parts))
    silent = [*(rule.condition for rule in policy.rules), *(one.condition for one in policy.impossible)]
    conditions += [_with(part, fact, UNKNOWN) for part in silent]
    wishes = [IS_TRUE] * (len(answers) - 1) + [NOT_TRUE] * len(silent)
    if policy.in_arrears is not None:
        conditions.append(_with(policy.in_arrears, fact, UNKNOWN))
        wishes.append(IS_TRUE)
    table = build(conditions)
    asked: dict[int, int] = {}
    for line, allowed in zip(table.lines, wishes, strict=True):
        asked[line] = asked.get(line, allowed) & allowed
    grid = Grid(table)
    state = grid.start(asked)
    found = None if state is None else grid.find(state)
    if found is None:
        return None
    return {name: value for name, value in grid.example(found, asked).items() if name in policy.facts}


def _with(condition: Condition, fact: Fact, answer: int) -> Condition:
    """Answer the condition with one fact fixed: a fact of its own, with that one answer."""
    if isinstance(condition, Ask):
        if condition.fact.name != fact.name:
            return condition
        return replace(condition, fact=_fixed(fact, answer))
    if isinstance(condition, Group):
        return replace(condition, parts=tuple(_with(part, fact, answer) for part in condition.parts))
    inner = _with(condition.part, fact, answer)
    return Not(part=inner) if isinstance(condition, Not) else inner


def _fixed(fact: Fact, answer: int) -> Fact:
    if answer == UNKNOWN:
        return replace(fact, name=f"{fact.name} unknown", established_by=("later",))
    return replace(fact, name=f"{fact.name} {answer}", lowest=answer, highest=answer, may_be_unknown=False)
