"""What the rent of a month is, also when a tenancy or a rent begins or ends in it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gewoon.rules.money import Cents


class Period(NamedTuple):
    """Days from `first` to `last`, both included; empty when last lies before first."""

    first: date
    last: date

    def days(self) -> int:
        """Count the days; 0 when there are none."""
        return max(0, (self.last - self.first).days + 1)

    def within(self, other: "Period") -> "Period":
        """Cut to the days that lie in `other` too."""
        return Period(max(self.first, other.first), min(self.last, other.last))


class Component(NamedTuple):
    """A part of the monthly rent while it is valid."""

    cents: int  # a month
    valid: Period


def charge(components: Iterable[Component], stay: Period, month: Period) -> Cents:
    """Add up what is owed for the days of `stay` in `month`.

    Each component counts for the days on which it is valid and the tenant has the home; a part of a
    month is rounded to the cent, halves up. A negative component lowers the sum, never below zero.
    """
    total = 0
    for component in components:
        days = component.valid.within(stay).within(month).days()
        total += (2 * component.cents * days + month.days()) // (2 * month.days())
    return Cents(max(0, total))
