"""Deciding the next step from facts that are given: the rules of the policy alone."""

from datetime import date

from gewoon.gateways.policy_files import shipped_policy
from gewoon.jobs.benchmarks.measure import Answer, Settings, Task
from gewoon.rules.policy.decide import BLOCK, decide
from gewoon.rules.policy.facts import FactType, FactValue
from gewoon.rules.policy.policy import Policy, used_facts

_ON = date(2026, 11, 22)
_OVERDUE: dict[str, FactValue] = {"arrears": 80_000, "arrears_months": 125, "oldest_due_days": 35}
_CALLS = 20


def one(_: Settings) -> Task:
    """Decide for one tenancy, as a page does."""
    return _decided(1, calls=_CALLS)


def block(_: Settings) -> Task:
    """Decide for a block of tenancies, as the night does; time per tenancy."""
    return _decided(BLOCK, calls=1)


def _decided(count: int, *, calls: int) -> Task:
    policy = shipped_policy(_ON)
    if policy is None:
        raise LookupError(f"no policy is shipped for {_ON}")
    row = _facts(policy)
    rows = [row] * count

    def work() -> Answer:
        step = ""
        for _ in range(calls):
            step = decide(policy, rows)[-1].step
        return {"step": step}

    return Task(work=work, size=f"{len(policy.rules)} rules", calls=calls * count)


def _facts(policy: Policy) -> dict[str, FactValue]:
    """A quiet tenancy, a month behind."""
    row: dict[str, FactValue] = {}
    for fact in used_facts(policy):
        if fact.type is FactType.BOOL:
            row[fact.name] = False
        elif fact.type is FactType.CHOICE:
            row[fact.name] = "none" if "none" in fact.values else fact.values[0]
        else:
            row[fact.name] = None if fact.may_be_unknown else max(0, fact.lowest)
    return row | {name: value for name, value in _OVERDUE.items() if name in row}
