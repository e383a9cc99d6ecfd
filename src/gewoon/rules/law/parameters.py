"""Dated numbers of law: which one held on a day, where it comes from, and whether that is checked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from gewoon.rules.money import Cents


class Status(StrEnum):
    """How sure we are of a number."""

    CONFIRMED = "confirmed"  # read in the source named
    SECONDARY = "secondary"  # read in an unofficial or indirect source
    DERIVED = "derived"  # calculated by us from something else
    MEMORY = "memory"  # not found: to be verified
    POLICY = "policy"  # our own cautious choice, not law


_TRUSTED = frozenset({Status.CONFIRMED, Status.POLICY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of law over one period.

    `value` is in `unit` (EUR, fraction, percent, days, working days, postal days, months, years). It
    holds from `valid_from` to `valid_to`, both included; None is open. `checked_until` is the last
    day for which somebody vouches for it.
    """

    id: str
    value: Fraction
    unit: str
    valid_from: date
    valid_to: date | None
    status: Status
    source: str
    checked_until: date
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether the number is law (or policy) on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def is_unverified_on(self, day: date) -> bool:
        """Say whether the number may be shown on this day, but not charged or printed to a tenant."""
        return self.status not in _TRUSTED or day > self.checked_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The answer when the law's numbers do not reach the day asked for; never a guess."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All dated numbers by id, each list in order of time and without overlap."""

    numbers: Mapping[str, tuple[Number, ...]]

    def on(self, number_id: str, day: date) -> Number | Unknown:
        """Give the number that holds on a day.

        Raises KeyError for an id that no file has: that is a mistake of the programmer.
        """
        for number in self.numbers[number_id]:
            if number.holds_on(day):
                return number
        return Unknown(why=f"{number_id} is not known on {day}")


def law_of(numbers: Iterable[Number]) -> Law:
    """Arrange numbers by id; raises ValueError where two of one id hold on the same day."""
    by_id: defaultdict[str, list[Number]] = defaultdict(list)
    for number in numbers:
        by_id[number.id].append(number)
    for rows in by_id.values():
        rows.sort(key=lambda row: row.valid_from)
        for earlier, later in pairwise(rows):
            if earlier.holds_on(later.valid_from):
                raise ValueError(
                    f"{later.id} has two values on {later.valid_from}: end the earlier one the day before"
                )
    return Law(numbers={number_id: tuple(rows) for number_id, rows in by_id.items()})


def all_on(law: Law, number_ids: Iterable[str], day: date) -> tuple[Number, ...] | Unknown:
    """Give several numbers for one day, or the first that is not known."""
    found = []
    for number_id in number_ids:
        number = law.on(number_id, day)
        if isinstance(number, Unknown):
            return number
        found.append(number)
    return tuple(found)


def in_cents(euros: Fraction) -> Cents:
    """Round an exact amount in euros half up to whole cents."""
    return round_half_up(euros * 100)


def round_half_up(cents: Fraction) -> Cents:
    """Round exact cents half up (0.5 becomes 1); the amounts of the law are never negative."""
    return Cents((2 * cents.numerator + cents.denominator) // (2 * cents.denominator))
