"""What is checked of every policy before anyone may use it, each finding with a tenancy that shows it."""

from collections.abc import Iterator, Mapping

from gewoon.rules.policy.facts import Fact, FactValue
from gewoon.rules.policy.findings import Finding, Place
from gewoon.rules.policy.grid import MOST_WORK, Grid, State
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.questions import Question, Questions, answered, facts_in, finding, steps_given
from gewoon.rules.policy.quiet import quiet
from gewoon.rules.policy.reach import unreachable
from gewoon.rules.policy.sentences import Language
from gewoon.rules.policy.stricter import weaker
from gewoon.rules.policy.table import Table


def check(policy: Policy, language: Language = "en", most_work: int = MOST_WORK) -> tuple[Finding, ...]:
    """Answer all findings of a sound policy, in order of place; an empty answer is a good policy.

    Kinds: `unowned_steps`, `unreachable_fact`, `unreachable_step`, `cycle_of_steps`, `weaker_than_law`,
    `dead_rule`, `breakable_guarantee`, `dead_end`, `goes_quiet_when_unknown`, and `not_decided` where a
    question is larger than `most_work` splits of the grid.
    """
    questions = Questions(policy)
    by_grid = answered(questions, GridSolver(questions.table, most_work), language)
    return tuple(sorted({*unproved(policy, language), *by_grid}))


def unproved(policy: Policy, language: Language) -> Iterator[Finding]:
    """Go through the findings that need no search over all tenancies, or one of their own."""
    yield from _unowned(policy)
    yield from _unreachable(policy)
    yield from unreachable(policy)
    yield from weaker(policy)
    yield from quiet(policy, language)


class GridSolver:
    """Answers questions by the boundary grid; remembers what the questions before have crossed out."""

    def __init__(self, table: Table, most_work: int = MOST_WORK) -> None:
        """Cut the facts of the table."""
        self._grid = Grid(table, most_work)
        self._base: Mapping[int, int] = {}
        self._state: State | None = self._grid.start({})

    def find(self, question: Question) -> Mapping[str, FactValue] | None:
        """Answer all facts of a tenancy that fits, or None. Raises TooMuchWork."""
        self._go_to(question.base)
        state = None if self._state is None else self._grid.narrow(self._state, question.more)
        found = None if state is None else self._grid.find(state)
        return None if found is None else self._grid.row(found)

    def _go_to(self, base: Mapping[int, int]) -> None:
        if base is self._base:
            return
        if self._state is not None and self._base.items() <= base.items():
            more = dict(base.items() - self._base.items())
            self._state = self._grid.narrow(self._state, more)
        elif not self._base.items() <= base.items():
            self._state = self._grid.start(base)
        self._base = base


def _unowned(policy: Policy) -> Iterator[Finding]:
    if not policy.is_bound and not any(fact.is_own for fact in policy.facts.values()):
        place = Place(file=policy.file, line=1, column=1)
        yield finding(place, "unowned_steps", "no [[step]]: every step needs an owner and a term")


def _unreachable(policy: Policy) -> Iterator[Finding]:
    for rule in policy.rules:
        for fact in facts_in(rule.condition):
            if not _is_producible(policy, fact):
                message = f"rule {rule.id}: nothing establishes '{fact.name}', no import, person or step"
                yield finding(rule.place, "unreachable_fact", message)
    given = set(steps_given(policy)) - {policy.otherwise}
    for guarantee in policy.guarantees:
        for fact in facts_in(guarantee.condition):
            if given.isdisjoint(guarantee.protects) or fact.is_later or _is_established(policy, fact):
                continue
            message = f"guarantee {guarantee.id}: no step establishes '{fact.name}'"
            yield finding(guarantee.place, "unreachable_fact", message)


def _is_producible(policy: Policy, fact: Fact) -> bool:
    """Say whether imports, a person or a step of this policy can give the fact a value."""
    return not fact.is_later and (fact.is_own or _is_established(policy, fact))


def _is_established(policy: Policy, fact: Fact) -> bool:
    sources = {"importer", "person", "evidence"} & set(fact.established_by)
    steps = [step for step in policy.steps.values() if step.establishes]
    if fact.is_own and not steps:
        return True
    return bool(sources) or any(fact.name in step.establishes for step in steps)
