"""What a household can pay off in a month: what comes in, what must go out, and the rule that was used."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from gewoon.rules.arrangement.assistance import Norm
from gewoon.rules.arrangement.terms import MOST_CENTS
from gewoon.rules.law.parameters import Number, Unknown
from gewoon.rules.money import Cents

MOST_LINES = 40


class Every(StrEnum):
    """How often an amount comes in or goes out."""

    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_TIMES: Mapping[Every, int] = {
    Every.WEEK: 52,
    Every.FOUR_WEEKS: 13,
    Every.MONTH: 12,
    Every.QUARTER: 4,
    Every.YEAR: 1,
}


class Source(StrEnum):
    """Where income comes from."""

    WORK = "work"
    ASSISTANCE = "assistance"
    BENEFIT = "benefit"  # unemployment, illness, disability
    PENSION = "pension"
    STUDENT_FINANCE = "student_finance"
    ALLOWANCES = "allowances"
    CHILD_BENEFIT = "child_benefit"
    MAINTENANCE = "maintenance"
    OTHER = "other"


class Cost(StrEnum):
    """What must be paid each month, before living costs."""

    RENT = "rent"
    ENERGY = "energy"
    WATER = "water"
    HEALTH_INSURANCE = "health_insurance"
    OTHER_INSURANCE = "other_insurance"
    PHONE_INTERNET = "phone_internet"
    TRAVEL = "travel"
    CHILDCARE = "childcare"
    LOCAL_TAXES = "local_taxes"
    OTHER_DEBTS = "other_debts"
    OTHER = "other"


# Allowances and child benefit do not count when income is held against the assistance norm.
NOT_FOR_THE_NORM = frozenset({Source.ALLOWANCES, Source.CHILD_BENEFIT})


class Rule(StrEnum):
    """Which rule gave the capacity."""

    WHAT_IS_LEFT = "what_is_left"
    AT_THE_NORM = "at_the_norm"  # at or below the assistance norm: at most 5 percent of income
    NORM_UNKNOWN = "norm_unknown"  # no norm known for this household: the careful 5 percent as well
    NOTHING_LEFT = "nothing_left"  # no instalment: a pause and debt help


class BudgetProblem(StrEnum):
    """What cannot be in a budget."""

    NO_INCOME = "no_income"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One amount in a budget, in cents per `every`; `name` is a Source or a Cost."""

    name: str
    cents: Cents
    every: Every = Every.MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a household told; `minimum` is the association's own minimum for living costs a month."""

    income: tuple[Line, ...]
    costs: tuple[Line, ...]
    minimum: Cents
    holiday_included: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Room a month in cents, and how it was found. `norm` is what income was held against, if known."""

    income: Cents
    costs: Cents
    minimum: Cents
    left: Cents
    most_at_norm: Cents
    norm: Cents | None
    monthly: Cents
    rule: Rule
    is_unverified: bool


def monthly(line: Line) -> Fraction:
    """Give an amount a month, exact cents: a year has 52 weeks or 13 times four weeks."""
    return Fraction(line.cents * _TIMES[line.every], 12)


def budget_problems(budget: Budget) -> tuple[BudgetProblem, ...]:
    """Say what cannot be: no income at all, amounts below zero, beyond a million, or too many lines."""
    lines = [*budget.income, *budget.costs]
    found = []
    if len(lines) > MOST_LINES:
        found.append(BudgetProblem.TOO_MANY)
    if any(line.cents < 0 for line in lines) or budget.minimum < 0:
        found.append(BudgetProblem.NEGATIVE)
    elif any(line.cents > MOST_CENTS for line in lines):
        found.append(BudgetProblem.TOO_LARGE)
    elif sum(line.cents for line in budget.income) == 0:
        found.append(BudgetProblem.NO_INCOME)
    return tuple(found)


def capacity(budget: Budget, *, norm: Norm | Unknown, available: Number | Unknown) -> Capacity:
    """Work out what can be paid: income less fixed costs less the minimum; at or below the norm at most 5 %.

    Income is rounded down and costs up, so that no cent is promised that is not there. Income against the
    norm leaves allowances and child benefit out. Between the norm and what is left no beslagvrije voet is
    worked out: its coefficients for middle incomes are not sourced. Raises ValueError for a budget with
    problems.
    """
    if wrong := budget_problems(budget):
        raise ValueError(f"this budget cannot be: {', '.join(wrong)}")
    income = int(sum(monthly(line) for line in budget.income))
    costs = _up(sum((monthly(line) for line in budget.costs), Fraction(0)))
    left = income - costs - budget.minimum
    for_norm = int(sum(monthly(line) for line in budget.income if line.name not in NOT_FOR_THE_NORM))
    limit = None if isinstance(norm, Unknown) else _limit(norm, budget)
    share = Fraction(0) if isinstance(available, Unknown) else available.value
    most = int(share * for_norm)
    rule = _rule(left, for_norm, limit)
    room = left if rule == Rule.WHAT_IS_LEFT else min(left, most)
    if room <= 0:
        room, rule = 0, Rule.NOTHING_LEFT
    return Capacity(
        income=Cents(income),
        costs=Cents(costs),
        minimum=budget.minimum,
        left=Cents(left),
        most_at_norm=Cents(most),
        norm=limit,
        monthly=Cents(room),
        rule=rule,
        is_unverified=isinstance(norm, Norm) and norm.is_unverified,
    )


def _limit(norm: Norm, budget: Budget) -> Cents:
    return norm.incl_holiday if budget.holiday_included else norm.excl_holiday


def _rule(left: int, income: int, limit: int | None) -> Rule:
    if left <= 0:
        return Rule.NOTHING_LEFT
    if limit is None:
        return Rule.NORM_UNKNOWN
    return Rule.AT_THE_NORM if income <= limit else Rule.WHAT_IS_LEFT


def _up(cents: Fraction) -> int:
    return -int(-cents // 1)


def instalments_needed(debt: Cents, each: Cents) -> int | None:
    """Say how many instalments pay a debt; None when nothing can be paid."""
    return None if each <= 0 else -(-debt // each)
