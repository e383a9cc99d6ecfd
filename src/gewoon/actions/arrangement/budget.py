"""Works out what a household can pay and which allowances it may miss; what went in is not kept."""

from dataclasses import dataclass
from datetime import date, datetime

from gewoon.actions.arrangement.own import require_own
from gewoon.actions.arrangement.sentences import refuse_budget
from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.gateways.arrangement_files import house_on
from gewoon.gateways.law_files import shipped_law
from gewoon.records.arrangement import CapacityCheck
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement import capacity as rule
from gewoon.rules.arrangement.allowances import ALLOWANCES, Allowance, allowance
from gewoon.rules.arrangement.assistance import Situation, assistance_norm
from gewoon.rules.arrangement.capacity import Budget, Capacity, Line, budget_problems
from gewoon.rules.arrangement.house import minimum_for
from gewoon.rules.arrangement.household import Household
from gewoon.rules.calendar import local_day
from gewoon.rules.law.parameters import Unknown

AVAILABLE = "assistance.available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a household told: who it is, what comes in, and what must be paid."""

    situation: Situation
    children: int
    income: tuple[Line, ...]
    costs: tuple[Line, ...]
    holiday_included: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """One allowance, worked out; `why_unknown` where there is no amount."""

    name: str
    found: Allowance | None
    why_unknown: str


def work_out(told: Told, *, on: date) -> Capacity:
    """Work out the room a month. Nothing is kept. Raises Refused for a budget that cannot be."""
    house = house_on(on)
    minimum = None if house is None else minimum_for(house, told.situation.household, told.children)
    if minimum is None:
        raise Refused("No minimum for living costs was chosen for this household: fill in the table first.")
    budget = Budget(
        income=told.income, costs=told.costs, minimum=minimum, holiday_included=told.holiday_included
    )
    refuse_budget(budget_problems(budget))
    law = shipped_law()
    norm = assistance_norm(told.situation, law, on=on)
    return rule.capacity(budget, norm=norm, available=law.on(AVAILABLE, on))


def missed(household: Household, *, on: date) -> tuple[Missed, ...]:
    """Work out each allowance of the year; what cannot be worked out says why. Nothing is kept."""
    return tuple(_missed(name, household, on) for name in ALLOWANCES)


def _missed(name: str, household: Household, on: date) -> Missed:
    try:
        found = allowance(name, household, shipped_law(), year=on.year)
    except ValueError as error:
        return Missed(name=name, found=None, why_unknown=str(error))
    if isinstance(found, Unknown):
        return Missed(name=name, found=None, why_unknown=found.why)
    return Missed(name=name, found=found, why_unknown="")


@on_row(Tenancy, "arrangement.work_out_capacity", right="budget.income_expenses", is_own=True)
def record_capacity(tenancy: Tenancy, *, told: Told, by: Who, now: datetime, key: str | None = None) -> int:
    """Work out the room a month and keep only that: amount, rule and day. Answers cents a month.

    Raises Refused for a budget that cannot be, and for a tenancy that is not one's own.
    """
    require_own(by, "budget.income_expenses", tenancy, on=local_day(now))
    found = work_out(told, on=local_day(now))
    CapacityCheck.objects.create(
        tenancy=tenancy,
        monthly_cents=found.monthly,
        rule=found.rule,
        on=local_day(now),
        at=now,
        by_name=name_of(by),
    )
    return int(found.monthly)
