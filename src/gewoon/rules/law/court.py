"""What the court asks and what it grants in time: fees, the summons, the writ of eviction, a moratorium."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from gewoon.rules.calendar import add_months
from gewoon.rules.law.parameters import Law, Number, Unknown, in_cents
from gewoon.rules.money import Cents

Party = Literal["organisation", "natural_person"]
_LIMITED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """The court fee of one party over a claim, in cents, with the number it rests on."""

    claim: Cents
    cents: Cents
    basis: Number
    is_unverified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Until:
    """A period of the law: the first day, the last day of it, and the number it rests on."""

    first: date
    last: date
    basis: Number
    is_unverified: bool


def court_fee(claim: Cents, law: Law, *, on: date, party: Party = "organisation") -> Fee | Unknown:
    """Find the fee of the sub-district court: that of the first limit which the claim does not pass.

    Raises ValueError for a negative claim.
    """
    if claim < 0:
        raise ValueError("a claim is not negative")
    place = 1
    while place <= _LIMITED:
        limit = law.on(f"court.fee.{place}.up_to", on)
        if isinstance(limit, Unknown):
            return limit
        if Fraction(claim, 100) <= limit.value:
            break
        place += 1
    fee = law.on(f"court.fee.{place}.{party}", on)
    if isinstance(fee, Unknown):
        return fee
    return Fee(claim=claim, cents=in_cents(fee.value), basis=fee, is_unverified=fee.is_unverified_on(on))


def moratorium(granted_on: date, law: Law) -> Until | Unknown:
    """Work out until when a moratorium on eviction lasts at most (Fw 287b; Wgs 5)."""
    months = law.on("moratorium.maximum", granted_on)
    if isinstance(months, Unknown):
        return months
    last = add_months(granted_on, int(months.value))
    return _until(granted_on, last, months)


def summons(served_on: date, law: Law) -> Until | Unknown:
    """Work out the earliest day in court: neither the day of the writ nor that day counts (Rv 114, 119)."""
    days = law.on("court.summons.minimum", served_on)
    if isinstance(days, Unknown):
        return days
    return _until(served_on, served_on + timedelta(days=int(days.value) + 1), days)


def eviction_day(planned_on: date, *, moratorium_until: date | None) -> bool:
    """Say whether no moratorium bars an eviction on a day; its last day is barred as well."""
    return moratorium_until is None or planned_on > moratorium_until


def _until(first: date, last: date, basis: Number) -> Until:
    return Until(first=first, last=last, basis=basis, is_unverified=basis.is_unverified_on(first))
