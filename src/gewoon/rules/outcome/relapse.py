"""When somebody fell back, by a written definition: arrears newly built up, a broken agreement, an order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gewoon.rules.outcome.values import Floats, Truth, Whole, floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What counts as a relapse; a change of any word is a new version."""

    version: str
    new_arrears_months: float
    """Arrears of so many months of rent above the lowest since the beginning."""
    counts_broken_arrangement: bool
    counts_order: bool
    counts_eviction: bool
    within_months: int


def first_build_up(
    owed: ArrayLike,
    rent: ArrayLike,
    person: Whole,
    month: Whole,
    *,
    months: int = 12,
    new_months: float = 1.0,
) -> Whole:
    """Answer per row (r,) after how many months new arrears were built up: 0, 1, …, or -1 for never.

    `owed` (n, m): rent overdue at the end of each month, in cents; `rent` (n, m): the monthly rent then.
    A row is a person (place in n) from a month (place in m) on. New is measured from the lowest that was
    owed since: old arrears that stand still are no relapse, and paying off and falling back is one. The
    month before the row is where it begins. Months beyond the columns are not looked at.
    """
    debt, price = floats(owed, "owed"), floats(rent, "rent")
    lowest = debt[person, np.maximum(month - 1, 0)]
    found = np.full(len(person), -1, np.int64)
    for after in range(months):
        at = month + after
        seen = at < debt.shape[1]
        now = debt[person, np.minimum(at, debt.shape[1] - 1)]
        needed = new_months * price[person, np.minimum(at, debt.shape[1] - 1)]
        new = seen & (found < 0) & (price[person, np.minimum(at, debt.shape[1] - 1)] > 0)
        found[new & (now - lowest >= needed)] = after
        lowest = np.where(seen, np.minimum(lowest, now), lowest)
    return found


def missed_rent_rate(missed: ArrayLike, person: Whole, month: Whole, *, months: int = 12) -> Floats:
    """Answer per row the share of the months from `month` on in which rent was missed.

    `missed` (n, m): whether the rent of that month was not paid by its end. Months beyond the columns do
    not count; a row without any month is not-a-number.
    """
    table = np.asarray(missed).astype(float)
    running = np.concatenate([np.zeros((len(table), 1)), np.cumsum(table, axis=1)], axis=1)
    last = np.minimum(month + months, table.shape[1])
    number = (last - month).astype(float)
    total = running[person, last] - running[person, month]
    found: Floats = np.divide(total, number, out=np.full(len(total), np.nan), where=number > 0)
    return found


def missed_months(owed: ArrayLike, rent: ArrayLike, *, share: float = 0.5) -> Truth:
    """Say per person and month (n, m) whether what is owed grew by at least this share of the rent."""
    debt, price = floats(owed, "owed"), floats(rent, "rent")
    growth = np.diff(debt, prepend=debt[:, :1])
    found: Truth = (price > 0) & (growth >= share * price)
    return found
