"""What a judgment allows on a day: whether it may be carried out, and whether its terms are over."""

from dataclasses import dataclass
from datetime import date, timedelta

from gewoon.rules.law.parameters import Law, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a judgment; `open_conditions` is how many conditions of the judge are not met yet."""

    on: date
    orders_eviction: bool
    is_enforceable_at_once: bool
    appeal_until: date | None
    appealed_on: date | None
    leave_days: int
    grace_until: date | None
    served_on: date | None
    open_conditions: int


def is_enforceable(terms: Terms, *, on: date) -> bool:
    """Say whether it may be carried out: at once (Rv 233), or the term of appeal is over unused (Rv 339)."""
    if not terms.orders_eviction:
        return False
    if terms.is_enforceable_at_once:
        return True
    is_over = terms.appeal_until is not None and on > terms.appeal_until
    return is_over and terms.appealed_on is None


def is_served(terms: Terms, *, on: date) -> bool:
    """Say whether it was served on all defendants (Rv 430(3))."""
    return terms.served_on is not None and terms.on <= terms.served_on <= on


def conditions_met(terms: Terms, *, on: date) -> bool:
    """Say whether the term to leave, which runs from service, is over and every condition is met."""
    if terms.served_on is None or terms.open_conditions:
        return False
    return on > terms.served_on + timedelta(days=terms.leave_days)


def grace_over(terms: Terms, *, on: date) -> bool:
    """Say whether no grace period runs (BW 7:280)."""
    return terms.grace_until is None or on > terms.grace_until


def writ_in_time(*, served_on: date | None, planned_on: date | None, law: Law, on: date) -> bool:
    """Say whether the day of eviction was served early enough and has not passed (Rv 555).

    A new day is served as long before. A number that the law's table does not have is no yes.
    """
    if served_on is None or planned_on is None or served_on > on:
        return False
    days = law.on("eviction.order", served_on)
    if isinstance(days, Unknown):
        return False
    return on <= planned_on and (planned_on - served_on).days >= int(days.value)
