"""The checks by proof: the same questions as the grid's, whether each duty is needed, and paths over time.

Needs z3 (the extra `prove`); nothing else imports this module before somebody asks for a proof.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import z3

from gewoon.rules.policy import kernel
from gewoon.rules.policy.check import unproved
from gewoon.rules.policy.facts import UNKNOWN, Fact, FactValue, decode
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.grid import IS_FALSE, IS_MAYBE, IS_TRUE, NOT_TRUE, TooMuchWork, Wishes
from gewoon.rules.policy.policy import Guarantee, Policy
from gewoon.rules.policy.questions import Question, Questions, answered, joined
from gewoon.rules.policy.sentences import Language
from gewoon.rules.policy.table import Table

MOST_MILLISECONDS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A tenancy for which a step would be free if one duty were left out; None when other duties imply it."""

    guarantee: str
    step: str
    tenancy: Mapping[str, FactValue] | None


def prove(policy: Policy, language: Language = "en") -> tuple[Finding, ...]:
    """Answer the same findings as `check`, each question decided by proof, in order of place."""
    questions = Questions(policy)
    by_proof = answered(questions, ProofSolver(questions.table), language)
    return tuple(sorted({*unproved(policy, language), *by_proof}))


def needed(policy: Policy, guarantees: Sequence[str] = ()) -> Iterator[Needed]:
    """Show for each duty (or the named ones) and each step it protects who would be hurt without it.

    Facts that no release records yet count as if they were recorded. Raises TooMuchWork.
    """
    questions = Questions(policy)
    solver = ProofSolver(questions.table, later_is_free=True)
    for guarantee in policy.guarantees:
        if guarantee.is_blocking and (not guarantees or guarantee.id in guarantees):
            for step in guarantee.protects:
                tenancy = _hurt(questions, solver, guarantee, step)
                yield Needed(guarantee=guarantee.id, step=step, tenancy=tenancy)


def _hurt(
    questions: Questions, solver: "ProofSolver", guarantee: Guarantee, step: str
) -> Mapping[str, FactValue] | None:
    """Look for a tenancy with all other duties of a step met, and this one not."""
    wishes: Wishes = questions.possible
    for other, line in zip(questions.policy.guarantees, questions.guarantees, strict=True):
        if other.id == guarantee.id:
            wishes = joined(wishes, {line: NOT_TRUE})
        elif other.is_blocking and step in other.protects:
            wishes = joined(wishes, {line: IS_TRUE})
    question = Question(place=guarantee.place, kind="needed", said="", base=wishes)
    return solver.find(question)


class ProofSolver:
    """Answers questions by proof: there is a tenancy that fits, or there is certainly none."""

    def __init__(self, table: Table, *, later_is_free: bool = False) -> None:
        """State the facts and the lines of the table once."""
        self.moment = Moment(table, "", later_is_free=later_is_free)
        self._solver = z3.Solver()
        self._solver.set("timeout", MOST_MILLISECONDS)
        self._solver.add(*self.moment.limits())

    def find(self, question: Question) -> Mapping[str, FactValue] | None:
        """Answer all facts of a tenancy that fits, or None. Raises TooMuchWork when z3 gives up."""
        self._solver.push()
        try:
            self._solver.add(self.moment.wished(question.wishes))
            return self.moment.row(self._solver.model()) if is_possible(self._solver) else None
        finally:
            self._solver.pop()


class Moment:
    """The facts of a tenancy at one moment and the truth of every line, as formulas."""

    def __init__(self, table: Table, name: str, *, later_is_free: bool = False) -> None:
        """Make a number and a `known` for each fact; `name` tells moments apart."""
        self.table = table
        self.values = {fact.name: z3.Int(f"{fact.name}{name}") for fact in table.facts}
        self.is_known = {fact.name: _is_known(fact, name, later_is_free) for fact in table.facts}
        self._lines: list[tuple[z3.BoolRef, z3.BoolRef]] = []
        for line in range(len(table.operators)):
            self._lines.append(self._of(line))

    def limits(self) -> Iterator[z3.BoolRef]:
        """Go through the ranges of the facts."""
        for fact in self.table.facts:
            yield z3.And(self.values[fact.name] >= fact.lowest, self.values[fact.name] <= fact.highest)

    def wished(self, wishes: Wishes) -> z3.BoolRef:
        """Say that lines have the wished truths."""
        return z3.And(*(self.has(line, allowed) for line, allowed in wishes.items()))

    def has(self, line: int, allowed: int) -> z3.BoolRef:
        """Say that a line has one of some truths (bits)."""
        is_true, is_false = self._lines[line]
        truths = (
            (IS_TRUE, is_true),
            (IS_FALSE, is_false),
            (IS_MAYBE, z3.And(z3.Not(is_true), z3.Not(is_false))),
        )
        return z3.Or(*(formula for bit, formula in truths if allowed & bit))

    def is_true(self, line: int) -> z3.BoolRef:
        """Say that a line is definitely true."""
        return self._lines[line][0]

    def row(self, model: z3.ModelRef) -> dict[str, FactValue]:
        """Read all facts out of an answer."""
        row: dict[str, FactValue] = {}
        for fact in self.table.facts:
            is_known = z3.is_true(model.eval(self.is_known[fact.name], model_completion=True))
            number = model.eval(self.values[fact.name], model_completion=True).as_long()
            row[fact.name] = decode(fact, number if is_known else UNKNOWN)
        return row

    def _of(self, line: int) -> tuple[z3.BoolRef, z3.BoolRef]:
        """Answer when a line is true and when it is false; neither is `unknown` (Kleene)."""
        table, operator = self.table, self.table.operators[line]
        if operator in {kernel.WITHIN, kernel.KNOWN}:
            name = table.facts[table.first[line]].name
            known, value = self.is_known[name], self.values[name]
            if operator == kernel.KNOWN:
                return known, z3.Not(known)
            inside = z3.And(value >= table.second[line], value <= table.third[line])
            return z3.And(known, inside), z3.And(known, z3.Not(inside))
        one_true, one_false = self._lines[table.first[line]]
        if operator == kernel.NOT:
            return one_false, one_true
        other_true, other_false = self._lines[table.second[line]]
        if operator == kernel.AND:
            return z3.And(one_true, other_true), z3.Or(one_false, other_false)
        return z3.Or(one_true, other_true), z3.And(one_false, other_false)


def is_possible(solver: z3.Solver, *assumptions: z3.BoolRef) -> bool:
    """Ask; raises TooMuchWork when there is no answer in time."""
    answer = solver.check(*assumptions)
    if answer == z3.unknown:
        raise TooMuchWork
    return bool(answer == z3.sat)


def _is_known(fact: Fact, name: str, later_is_free: bool) -> z3.BoolRef:
    if fact.is_later and not later_is_free:
        return z3.BoolVal(False)
    return z3.Bool(f"{fact.name} known{name}") if fact.may_be_unknown else z3.BoolVal(True)
