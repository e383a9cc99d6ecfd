"""Paths over time by proof: what a tenancy can live through, step by step, up to a bound (needs z3).

Facts that only steps establish are as at first until a step is taken that establishes them; all other facts
may become anything at any moment, as long as it is possible. A path of the model may therefore be stranger
than life, and what no path of the model reaches is not reached in life.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import z3

from gewoon.rules.policy.facts import UNKNOWN, Fact, FactType, FactValue, encode
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.grid import IS_TRUE
from gewoon.rules.policy.policy import Guarantee, Policy
from gewoon.rules.policy.prove import MOST_MILLISECONDS, Moment, is_possible
from gewoon.rules.policy.questions import Questions, facts_in, finding, steps_given
from gewoon.rules.policy.reach import at_first, made_by_steps

LONGEST_PATH = 16
FINAL = ("summons", "eviction")
"""Steps that nothing undoes: no path may take one with a duty missing."""
LONGEST_PAUSE = 400
"""Days between two steps of a path, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The steps taken one after the other, with the days before each next one, and the facts at the end."""

    steps: tuple[str, ...]
    days: tuple[int, ...]
    facts: Mapping[str, FactValue]


class Paths:
    """All paths of a policy up to a bound, as formulas; asked many questions."""

    def __init__(
        self, policy: Policy, longest: int = LONGEST_PATH, duties: Sequence[Guarantee] | None = None
    ) -> None:
        """Lay the moments one behind the other.

        `duties` are those that `lacking` asks about: the policy's own, or those of another policy.
        """
        own = [one for one in policy.guarantees if one.is_blocking]
        self._duties = list(own if duties is None else duties)
        self.policy = policy
        self.questions = Questions(policy, [duty.condition for duty in self._duties])
        self.names = list(policy.steps)
        self.longest = longest
        self._made = made_by_steps(policy)
        self._moments = [
            Moment(self.questions.table, f" at {place}", later_is_free=True) for place in range(longest)
        ]
        self._steps = [z3.Int(f"step {place}") for place in range(longest)]
        self._days = [z3.Int(f"days {place}") for place in range(longest)]
        self._solver = z3.Solver()
        self._solver.set("timeout", MOST_MILLISECONDS)
        self._solver.add(*self._formulas())

    def reaching(self, step: str) -> Path | None:
        """Answer a shortest path on which a step is taken, or None when there is none up to the bound."""
        number = self.names.index(step)
        return self._shortest([taken == number for taken in self._steps])

    def lacking(self, step: str) -> Path | None:
        """Answer a path on which a step is taken while one of the duties asked about is not certainly met."""
        number = self.names.index(step)
        lines = [
            line
            for duty, line in zip(self._duties, self.questions.also, strict=True)
            if step in duty.protects
        ]
        ends = [
            z3.And(taken == number, z3.Or(*(z3.Not(moment.is_true(line)) for line in lines)))
            for taken, moment in zip(self._steps, self._moments, strict=True)
        ]
        return self._shortest(ends) if is_possible(self._solver, z3.Or(*ends)) else None

    def _shortest(self, ends: Sequence[z3.BoolRef]) -> Path | None:
        for place, end in enumerate(ends):
            if is_possible(self._solver, end):
                return self._path(place, self._solver.model())
        return None

    def _path(self, last: int, model: z3.ModelRef) -> Path:
        numbers = [model.eval(step, model_completion=True).as_long() for step in self._steps[: last + 1]]
        days = [model.eval(day, model_completion=True).as_long() for day in self._days[:last]]
        return Path(
            steps=tuple(self.names[number] for number in numbers),
            days=tuple(days),
            facts=self._moments[last].row(model),
        )

    def _formulas(self) -> Iterator[z3.BoolRef]:
        for place, (moment, step) in enumerate(zip(self._moments, self._steps, strict=True)):
            yield from moment.limits()
            yield moment.wished(self.questions.possible)
            yield z3.Or(*(z3.And(step == number, can) for number, can in self._choices(moment)))
            yield z3.And(self._days[place] >= 1, self._days[place] <= LONGEST_PAUSE)
        for fact in self._made.values():
            yield _equal(self._moments[0], fact, encode(fact, at_first(fact)))
            for place in range(len(self._moments) - 1):
                yield self._goes_on(fact, place)

    def _choices(self, moment: Moment) -> Iterator[tuple[int, z3.BoolRef]]:
        """Say when each step is taken: the rules give it, or it helps one that is held back."""
        policy = self.policy
        helped: dict[str, list[z3.BoolRef]] = {}
        for step in steps_given(policy):
            proposed, free = self._proposed(moment, step), self._free(moment, step)
            yield self.names.index(step), z3.And(proposed, free)
            held = z3.And(proposed, z3.Not(free))
            for other in self._helping(step):
                helped.setdefault(other, []).append(held)
        for other, held_back in helped.items():
            yield self.names.index(other), z3.And(z3.Or(*held_back), self._free(moment, other))

    def _helping(self, step: str) -> list[str]:
        duties = [one for one in self.policy.guarantees_of(step) if one.is_blocking]
        lacking = {fact.name for one in duties for fact in facts_in(one.condition)}
        helping = [other.id for other in self.policy.steps.values() if lacking & set(other.establishes)]
        return [*helping, self.policy.otherwise] if duties else []

    def _proposed(self, moment: Moment, step: str) -> z3.BoolRef:
        """Say that the first rule that is true gives a step."""
        fires: list[z3.BoolRef] = []
        earlier: list[z3.BoolRef] = []
        for rule, line in zip(self.policy.rules, self.questions.rules, strict=True):
            if rule.then == step:
                fires.append(z3.And(moment.is_true(line), *earlier))
            earlier.append(z3.Not(moment.is_true(line)))
        if step == self.policy.otherwise:
            fires.append(z3.And(*earlier))
        return z3.Or(*fires)

    def _free(self, moment: Moment, step: str) -> z3.BoolRef:
        """Say that every duty of a step is met."""
        pairs = zip(self.policy.guarantees, self.questions.guarantees, strict=True)
        lines = [line for one, line in pairs if step in one.protects and one.is_blocking]
        return moment.wished(dict.fromkeys(lines, IS_TRUE))

    def _goes_on(self, fact: Fact, place: int) -> z3.BoolRef:
        """Say how a fact goes on: a step that establishes it changes it, and days pass."""
        before, after = self._moments[place], self._moments[place + 1]
        makers = [step.id for step in self.policy.steps.values() if fact.name in step.establishes]
        made = z3.Or(*(self._steps[place] == self.names.index(maker) for maker in makers))
        stays = _stays(before, after, fact, self._days[place])
        return z3.Or(stays, z3.And(made, _becomes(before, after, fact, self._days[place])))


def prove_paths(policy: Policy, paths: Paths) -> tuple[list[Finding], dict[str, Path]]:
    """Answer what is wrong over time, and a shortest path to each step that a rule gives."""
    findings: list[Finding] = []
    reached: dict[str, Path] = {}
    for rule in policy.rules:
        if rule.then in reached or any(one.place == rule.place for one in findings):
            continue
        path = paths.reaching(rule.then)
        if path is None:
            said = f"no path of up to {paths.longest} steps reaches '{rule.then}'"
            findings.append(finding(rule.place, "unreachable_step", f"rule {rule.id}: {said}"))
        else:
            reached[rule.then] = path
    for step in FINAL:
        lacking = paths.lacking(step) if step in reached else None
        if lacking is not None:
            said = f"a path takes '{step}' with a duty missing: {' -> '.join(lacking.steps)}"
            findings.append(finding(policy.otherwise_place, "breakable_guarantee", said))
    return findings, reached


def _equal(moment: Moment, fact: Fact, number: int) -> z3.BoolRef:
    if number == UNKNOWN:
        return z3.Not(moment.is_known[fact.name])
    return z3.And(moment.is_known[fact.name], moment.values[fact.name] == number)


def _stays(before: Moment, after: Moment, fact: Fact, days: z3.ArithRef) -> z3.BoolRef:
    """Say that nothing happened to a fact but that time went by."""
    name = fact.name
    known = after.is_known[name] == before.is_known[name]
    if fact.type is not FactType.DAYS:
        return z3.And(known, after.values[name] == before.values[name])
    grown = before.values[name] + days
    return z3.And(known, after.values[name] == z3.If(grown > fact.highest, z3.IntVal(fact.highest), grown))


def _becomes(before: Moment, after: Moment, fact: Fact, days: z3.ArithRef) -> z3.BoolRef:
    """Say what a step can make of a fact: a clock starts, a count goes up by one, anything else is free."""
    name = fact.name
    if fact.type is FactType.DAYS:
        return z3.And(after.is_known[name], after.values[name] == days)
    if fact.type is FactType.COUNT:
        return z3.And(after.is_known[name], after.values[name] == before.values[name] + 1)
    return z3.BoolVal(True)
