"""Which steps can ever be taken, when facts that only steps establish are false until their step is taken."""

from collections.abc import Iterator, Mapping, Sequence

from gewoon.rules.policy.facts import Fact, FactType, FactValue, decode
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, State, TooMuchWork
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.questions import Questions, can_be_proved, facts_in, finding, joined

OUTSIDERS = frozenset({"importer", "person"})


def made_by_steps(policy: Policy) -> dict[str, Fact]:
    """Answer the facts that nothing but a step of this policy establishes."""
    made = {name for step in policy.steps.values() for name in step.establishes}
    return {
        fact.name: fact
        for fact in policy.table.facts
        if fact.name in made and fact.established_by and not OUTSIDERS & set(fact.established_by)
    }


def at_first(fact: Fact) -> FactValue:
    """Answer what a fact is before any step established it."""
    if fact.may_be_unknown:
        return None
    return decode(fact, 0 if fact.type in {FactType.BOOL, FactType.CHOICE} else max(0, fact.lowest))


def unreachable(policy: Policy) -> Iterator[Finding]:
    """Find steps that a rule gives and that no path can reach: they wait for each other, or for nothing."""
    questions = Questions(policy)
    waiting = made_by_steps(policy)
    taken: set[str] = set()
    try:
        while new := _now_reachable(questions, waiting, taken) - taken:
            taken |= new
            for step in new:
                for name in policy.steps[step].establishes:
                    waiting.pop(name, None)
        alive = taken if _all_given(policy) <= taken else _alive(questions)
    except TooMuchWork:
        return
    for rule in policy.rules:
        if rule.then in taken or rule.then not in alive:
            continue
        taken.add(rule.then)
        circle = _circle(policy, rule.then, waiting)
        if circle:
            said = f"the steps wait for each other and can never be taken: {' -> '.join(circle)}"
            yield finding(rule.place, "cycle_of_steps", f"rule {rule.id}: {said}")
        else:
            names = ", ".join(f"'{name}'" for name in waiting)
            said = f"no path ever reaches '{rule.then}': {names} cannot be established before it"
            yield finding(rule.place, "unreachable_step", f"rule {rule.id}: {said}")


def _all_given(policy: Policy) -> set[str]:
    return {rule.then for rule in policy.rules}


def _alive(questions: Questions) -> set[str]:
    """Answer the steps of rules that some tenancy meets, whatever their guarantees say."""
    grid = Grid(questions.table)
    state = grid.start(questions.possible)
    found = set()
    for rule, line in zip(questions.policy.rules, questions.rules, strict=True):
        if state is not None and _is_possible(grid, state, {line: IS_TRUE}):
            found.add(rule.then)
        state = None if state is None else grid.narrow(state, {line: NOT_TRUE})
    return found


def _now_reachable(questions: Questions, waiting: Mapping[str, Fact], taken: set[str]) -> set[str]:
    """Answer the steps that can be taken while the waiting facts are as they were at first."""
    policy, grid = questions.policy, Grid(questions.table)
    fixed = {name: at_first(fact) for name, fact in waiting.items()}
    state = grid.start(questions.possible, fixed)
    found = set(taken)
    rules = zip(policy.rules, questions.rules, strict=True)
    asked = [*((rule.then, {line: IS_TRUE}) for rule, line in rules), (policy.otherwise, dict[int, int]())]
    for step, fires in asked:
        if state is None:
            break
        if step not in found and _is_possible(grid, state, joined(fires, _needed(questions, step))):
            found.add(step)
        found |= _helping(questions, grid, step, state, found)
        state = grid.narrow(state, dict.fromkeys(fires, NOT_TRUE))
    return found


def _helping(questions: Questions, grid: Grid, step: str, state: State, found: set[str]) -> set[str]:
    """Answer the steps taken in the place of one that is held back: they establish what it lacks."""
    policy = questions.policy
    lacking = {fact.name for one in policy.guarantees_of(step) for fact in facts_in(one.condition)}
    return {
        other.id
        for other in policy.steps.values()
        if other.id not in found
        and lacking & set(other.establishes)
        and _is_possible(grid, state, _needed(questions, other.id))
    }


def _needed(questions: Questions, step: str) -> dict[int, int]:
    pairs = zip(questions.policy.guarantees, questions.guarantees, strict=True)
    return {line: IS_TRUE for one, line in pairs if step in one.protects and can_be_proved(one)}


def _is_possible(grid: Grid, state: State, wishes: Mapping[int, int]) -> bool:
    narrowed = grid.narrow(state, wishes)
    return narrowed is not None and grid.find(narrowed) is not None


def _circle(policy: Policy, step: str, waiting: Mapping[str, Fact]) -> Sequence[str]:
    """Follow what a step waits for until a step comes back."""
    path: list[str] = []
    while step not in path:
        path.append(step)
        lacking = [
            fact.name
            for one in policy.guarantees_of(step)
            for fact in facts_in(one.condition)
            if fact.name in waiting
        ]
        makers = [other.id for other in policy.steps.values() if set(lacking) & set(other.establishes)]
        if not makers:
            return ()
        step = next((maker for maker in makers if maker in path), makers[0])
    return [*path[path.index(step) :], step]
