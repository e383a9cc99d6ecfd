"""What is asked about a policy before anyone may use it; the grid and the proof answer the same questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gewoon.rules.policy.conditions import Condition, asks
from gewoon.rules.policy.facts import Fact, FactValue
from gewoon.rules.policy.findings import Finding, Place
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, TooMuchWork, Wishes
from gewoon.rules.policy.policy import ASK_A_PERSON, NO_STEP, Guarantee, Policy, Rule
from gewoon.rules.policy.sentences import Language, in_words
from gewoon.rules.policy.table import Table, build

LONGEST_TERM = 92
"""Days: who is in arrears is looked at by its owner at least once in three months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Is there a tenancy for which the lines of the table have these truths?

    `base` grows from question to question; `more` belongs to this one. `is_wanted`: there should be one, and
    it is a finding when there is none; else a tenancy that is found is the finding.
    """

    place: Place
    kind: str
    said: str
    base: Wishes = field(default_factory=dict)
    more: Wishes = field(default_factory=dict)
    is_wanted: bool = False

    @property
    def wishes(self) -> dict[int, int]:
        """Answer both kinds of wishes as one."""
        return joined(self.base, self.more)


class Solver(Protocol):
    """The grid, or the proof."""

    def find(self, question: Question) -> Mapping[str, FactValue] | None:
        """Answer all facts of a tenancy that fits, or None. Raises TooMuchWork."""


def answered(questions: "Questions", solver: Solver, language: Language) -> Iterator[Finding]:
    """Answer each question; what is not as it should be becomes a finding.

    Its example is the smallest: no fact can be left out of it, and what it leaves out may be anything.
    """
    grid = Grid(questions.table)
    for question in questions:
        try:
            found = solver.find(question)
        except TooMuchWork:
            said = "not decided: the grid is too large for this question; use `gewoon policy prove`"
            yield finding(question.place, "not_decided", f"{question.said}: {said}")
            continue
        if found is None and question.is_wanted:
            yield finding(question.place, question.kind, question.said)
        elif found is not None and not question.is_wanted:
            example = grid.example(grid.at(found), question.wishes)
            said = spoken(example, questions.policy.facts, language) or "any tenancy"
            yield finding(question.place, question.kind, f"{question.said}: {said}")


class Questions:
    """The questions about one policy, over one table with its rules, guarantees and impossible states."""

    def __init__(self, policy: Policy, also: Sequence[Condition] = ()) -> None:
        """Write every condition of the policy, and others that are to be asked for, into one table."""
        self.policy = policy
        conditions: list[Condition] = [rule.condition for rule in policy.rules]
        conditions += [guarantee.condition for guarantee in policy.guarantees]
        conditions += [impossible.condition for impossible in policy.impossible]
        conditions += [policy.in_arrears] if policy.in_arrears else []
        self.table: Table = build([*conditions, *also])
        lines = self.table.lines[: len(conditions)]
        self.also = self.table.lines[len(conditions) :]
        count = len(policy.rules)
        self.rules = lines[:count]
        self.guarantees = lines[count : count + len(policy.guarantees)]
        rest = lines[count + len(policy.guarantees) :]
        self.in_arrears = rest[-1] if policy.in_arrears else None
        self.possible = dict.fromkeys(rest[: len(policy.impossible)], NOT_TRUE)

    def __iter__(self) -> Iterator[Question]:
        """Go through the rules in order, each with the states that no earlier rule takes."""
        base: dict[int, int] = dict(self.possible)
        for rule, line in zip(self.policy.rules, self.rules, strict=True):
            yield from self._of_rule(rule, base, {line: IS_TRUE})
            base = joined(base, {line: NOT_TRUE})
        place = self.policy.otherwise_place
        yield from self._broken(self.policy.otherwise, place, "otherwise", base, {})
        yield from self._dead_end(self.policy.otherwise, place, "otherwise", base, {})

    def _of_rule(self, rule: Rule, base: Wishes, fires: Wishes) -> Iterator[Question]:
        dead = (
            f"rule {rule.id} can never give a step: earlier rules take every case, or it contradicts itself"
        )
        yield Question(place=rule.place, kind="dead_rule", said=dead, base=base, more=fires, is_wanted=True)
        yield from self._broken(rule.then, rule.place, f"rule {rule.id}", base, fires)
        yield from self._dead_end(rule.then, rule.place, f"rule {rule.id}", base, fires)

    def _broken(self, step: str, place: Place, who: str, base: Wishes, fires: Wishes) -> Iterator[Question]:
        for guarantee, line in zip(self.policy.guarantees, self.guarantees, strict=True):
            if step in guarantee.protects and can_be_proved(guarantee):
                yield Question(
                    place=place,
                    kind="breakable_guarantee",
                    said=f"{who} gives '{step}' although guarantee {guarantee.id} is not certain",
                    base=base,
                    more=joined(fires, {line: NOT_TRUE}),
                )

    def _dead_end(self, step: str, place: Place, who: str, base: Wishes, fires: Wishes) -> Iterator[Question]:
        fault = self._fault(step, is_otherwise=who == "otherwise")
        if self.in_arrears is not None and fault:
            yield Question(
                place=place,
                kind="dead_end",
                said=f"{who} gives {fault}, to a tenancy in arrears",
                base=base,
                more=joined(fires, {self.in_arrears: IS_TRUE}),
            )

    def _fault(self, step: str, *, is_otherwise: bool) -> str:
        """Say why a step leads nowhere: no owner, nobody has to look in time, or nothing comes after it."""
        policy = self.policy
        if leads_nowhere(policy, step, is_otherwise=is_otherwise):
            return f"'{step}', which has no owner"
        if policy.steps[step].term_days > LONGEST_TERM:
            days = policy.steps[step].term_days
            return f"'{step}', after which nobody has to look for {days} days (at most {LONGEST_TERM})"
        if self._may_be_held(step) and leads_nowhere(policy, policy.otherwise, is_otherwise=True):
            return f"'{step}', and while that may not be taken '{policy.otherwise}', which has no owner"
        return ""

    def _may_be_held(self, step: str) -> bool:
        """Say whether something can hold a step back that no rule can see to."""
        blocking = (one for one in self.policy.guarantees_of(step) if one.is_blocking)
        return any(not can_be_proved(one) for one in blocking)


def joined(base: Wishes, more: Wishes) -> dict[int, int]:
    """Join wishes: a line that both speak of keeps what both allow."""
    return {**base, **{line: base.get(line, allowed) & allowed for line, allowed in more.items()}}


def can_be_proved(guarantee: Guarantee) -> bool:
    """Leave out what only warns, and evidence that the gate itself asks for, recorded yet or not."""
    return guarantee.is_blocking and not any(
        fact.is_later or fact.is_evidence for fact in facts_in(guarantee.condition)
    )


def leads_nowhere(policy: Policy, step: str, *, is_otherwise: bool) -> bool:
    """Say whether a step has no owner: `no_step`, or an `otherwise` that nobody declared."""
    if step == NO_STEP or policy.steps[step].kind == "none":
        return True
    return is_otherwise and not policy.steps[step].owner and step != ASK_A_PERSON


def facts_in(condition: Condition) -> list[Fact]:
    """Answer the facts of a condition, each once."""
    return list({ask.fact.name: ask.fact for ask in asks(condition)}.values())


def finding(place: Place, kind: str, message: str) -> Finding:
    """Make a finding."""
    return Finding(place=place, kind=kind, message=message)


def spoken(example: Mapping[str, FactValue], facts: Mapping[str, Fact], language: Language) -> str:
    """Say the facts of an example in the words of the catalogue."""
    return "; ".join(in_words(facts[name], value, language) for name, value in example.items())


def steps_given(policy: Policy) -> Sequence[str]:
    """Answer every step that a rule or `otherwise` gives, once, in order."""
    return list(dict.fromkeys([*(rule.then for rule in policy.rules), policy.otherwise]))
