"""What is checked of every policy before anyone may use it, each finding with a tenancy that shows it."""

from collections.abc import Iterator, Mapping

from gewoon.rules.policy.conditions import Condition, asks
from gewoon.rules.policy.facts import Fact, FactValue
from gewoon.rules.policy.findings import Finding, Place
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, State, Wishes
from gewoon.rules.policy.policy import ASK_A_PERSON, NO_STEP, Guarantee, Policy, Rule
from gewoon.rules.policy.sentences import Language, in_words
from gewoon.rules.policy.table import build


def check(policy: Policy, language: Language = "en") -> tuple[Finding, ...]:
    """Answer all findings of a sound policy, in order of place; an empty answer is a good policy.

    Kinds: `unowned_steps`, `unreachable_fact`, `dead_rule`, `breakable_guarantee`, `dead_end`.
    """
    findings = [*_unowned(policy), *_unreachable(policy), *_Prover(policy, language).findings()]
    return tuple(sorted(set(findings)))


class _Prover:
    """Searches the grid for a tenancy that shows something wrong."""

    def __init__(self, policy: Policy, language: Language) -> None:
        self.policy = policy
        self.language = language
        conditions: list[Condition] = [rule.condition for rule in policy.rules]
        conditions += [guarantee.condition for guarantee in policy.guarantees]
        conditions += [impossible.condition for impossible in policy.impossible]
        conditions += [policy.in_arrears] if policy.in_arrears else []
        table = build(conditions)
        self.grid = Grid(table)
        count = len(policy.rules)
        self.rules = table.lines[:count]
        self.guarantees = table.lines[count : count + len(policy.guarantees)]
        rest = table.lines[count + len(policy.guarantees) :]
        self.in_arrears = rest[-1] if policy.in_arrears else None
        self.possible = dict.fromkeys(rest[: len(policy.impossible)], NOT_TRUE)

    def findings(self) -> Iterator[Finding]:
        """Go through the rules in order, each with the states that no earlier rule takes."""
        wishes = dict(self.possible)
        state = self.grid.start(wishes)
        for rule, line in zip(self.policy.rules, self.rules, strict=True):
            fires = {**wishes, line: wishes.get(line, IS_TRUE) & IS_TRUE}
            yield from self._of_rule(rule, state, fires)
            wishes[line] = NOT_TRUE
            state = None if state is None else self.grid.narrow(state, {line: NOT_TRUE})
        yield from self._of_otherwise(state, wishes)

    def _of_rule(self, rule: Rule, state: State | None, fires: Wishes) -> Iterator[Finding]:
        reached = None if state is None else self.grid.narrow(state, fires)
        if reached is None or self.grid.find(reached) is None:
            yield _finding(rule.place, "dead_rule", self._dead(rule))
            return
        yield from self._broken(rule.then, rule.place, f"rule {rule.id}", reached, fires)
        yield from self._dead_end(rule.then, rule.place, f"rule {rule.id}", reached, fires)

    def _of_otherwise(self, state: State | None, wishes: Wishes) -> Iterator[Finding]:
        if state is not None:
            policy = self.policy
            place = policy.otherwise_place
            yield from self._broken(policy.otherwise, place, "otherwise", state, wishes)
            yield from self._dead_end(policy.otherwise, place, "otherwise", state, wishes)

    def _broken(self, step: str, place: Place, who: str, state: State, wishes: Wishes) -> Iterator[Finding]:
        for guarantee, line in zip(self.policy.guarantees, self.guarantees, strict=True):
            if step not in guarantee.protects or not _can_be_proved(guarantee):
                continue
            broken = {**wishes, line: wishes.get(line, NOT_TRUE) & NOT_TRUE}
            found = self._search(state, broken)
            if found is not None:
                said = f"{who} gives '{step}' although guarantee {guarantee.id} is not certain"
                yield _finding(place, "breakable_guarantee", f"{said}: {self._words(found, broken)}")

    def _dead_end(self, step: str, place: Place, who: str, state: State, wishes: Wishes) -> Iterator[Finding]:
        if self.in_arrears is None or not _leads_nowhere(self.policy, step, who == "otherwise"):
            return
        stuck = {**wishes, self.in_arrears: wishes.get(self.in_arrears, IS_TRUE) & IS_TRUE}
        found = self._search(state, stuck)
        if found is not None:
            said = f"{who} gives '{step}', which has no owner, to a tenancy in arrears"
            yield _finding(place, "dead_end", f"{said}: {self._words(found, stuck)}")

    def _search(self, state: State, wishes: Wishes) -> State | None:
        narrowed = self.grid.narrow(state, wishes)
        return None if narrowed is None else self.grid.find(narrowed)

    def _words(self, found: State, wishes: Wishes) -> str:
        return _spoken(self.grid.example(found, wishes), self.policy.facts, self.language)

    def _dead(self, rule: Rule) -> str:
        return (
            f"rule {rule.id} can never give a step: earlier rules take every case, or it contradicts itself"
        )


def _unowned(policy: Policy) -> Iterator[Finding]:
    if not policy.is_bound and not any(fact.is_own for fact in policy.facts.values()):
        place = Place(file=policy.file, line=1, column=1)
        yield _finding(place, "unowned_steps", "no [[step]]: every step needs an owner and a term")


def _unreachable(policy: Policy) -> Iterator[Finding]:
    for rule in policy.rules:
        for fact in _facts(rule.condition):
            if not _is_producible(policy, fact):
                message = f"rule {rule.id}: nothing establishes '{fact.name}', no import, person or step"
                yield _finding(rule.place, "unreachable_fact", message)
    given = {rule.then for rule in policy.rules}
    for guarantee in policy.guarantees:
        for fact in _facts(guarantee.condition):
            if given.isdisjoint(guarantee.protects) or fact.is_later or _is_established(policy, fact):
                continue
            message = f"guarantee {guarantee.id}: no step establishes '{fact.name}'"
            yield _finding(guarantee.place, "unreachable_fact", message)


def _is_producible(policy: Policy, fact: Fact) -> bool:
    """Say whether imports, a person or a step of this policy can give the fact a value."""
    return not fact.is_later and (fact.is_own or _is_established(policy, fact))


def _is_established(policy: Policy, fact: Fact) -> bool:
    sources = {"importer", "person"} & set(fact.established_by)
    steps = [step for step in policy.steps.values() if step.establishes]
    if fact.is_own and not steps:
        return True
    return bool(sources) or any(fact.name in step.establishes for step in steps)


def _can_be_proved(guarantee: Guarantee) -> bool:
    """Leave out what no release records yet (its gate stays shut) and what only warns."""
    return guarantee.is_blocking and not any(fact.is_later for fact in _facts(guarantee.condition))


def _leads_nowhere(policy: Policy, step: str, is_otherwise: bool) -> bool:
    """Say whether a step has no owner: `no_step`, or an `otherwise` that nobody declared."""
    if step == NO_STEP or (policy.steps[step].kind == "none"):
        return True
    is_declared = bool(policy.steps[step].owner)
    return is_otherwise and not is_declared and step != ASK_A_PERSON


def _facts(condition: Condition) -> list[Fact]:
    return list({ask.fact.name: ask.fact for ask in asks(condition)}.values())


def _finding(place: Place, kind: str, message: str) -> Finding:
    return Finding(place=place, kind=kind, message=message)


def _spoken(example: Mapping[str, FactValue], facts: Mapping[str, Fact], language: Language) -> str:
    return "; ".join(in_words(facts[name], value, language) for name, value in example.items())
