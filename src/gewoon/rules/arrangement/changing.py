"""Changes a schedule without touching what was paid: a rest, a lump sum, another amount from now on."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from gewoon.rules.arrangement.terms import Part, Rhythm, schedule
from gewoon.rules.calendar import add_months
from gewoon.rules.money import Cents

MOST_REST = 12


class AfterLumpSum(StrEnum):
    """What a lump sum does to what comes after it."""

    SOONER = "sooner"  # the same amounts, ready earlier
    LOWER = "lower"  # the same days, lower amounts


def settled(parts: Sequence[Part], paid: Cents) -> tuple[Part, ...]:
    """Keep what is paid already, the oldest first; the last of them may be cut to what was paid of it."""
    kept, left = [], int(paid)
    for part in parts:
        if left <= 0:
            break
        kept.append(Part(due_on=part.due_on, cents=Cents(min(left, part.cents))))
        left -= part.cents
    return tuple(kept)


def rest(parts: Sequence[Part], *, paid: Cents, rhythm: Rhythm, times: int) -> tuple[Part, ...]:
    """Let the household off for some turns: what is not fully paid moves on by so many turns.

    Raises ValueError for a rest of nothing or of more than MOST_REST turns.
    """
    if not 1 <= times <= MOST_REST:
        raise ValueError(f"a rest takes 1 to {MOST_REST} turns, not {times}")
    kept, left = [], int(paid)
    for part in parts:
        left -= part.cents
        kept.append(
            part if left >= 0 else Part(due_on=_later(part.due_on, parts[0], rhythm, times), cents=part.cents)
        )
    return tuple(kept)


def _later(day: date, first: Part, rhythm: Rhythm, times: int) -> date:
    """Move a day by turns; monthly goes from the day of the first, so that a 31st does not drift."""
    if rhythm == Rhythm.MONTHLY:
        months = (day.year - first.due_on.year) * 12 + day.month - first.due_on.month
        return add_months(first.due_on, months + times)
    return day + times * timedelta(weeks=1 if rhythm == Rhythm.WEEKLY else 4)


def lump_sum(
    parts: Sequence[Part], *, paid: Cents, cents: Cents, on: date, then: AfterLumpSum
) -> tuple[Part, ...]:
    """Put one larger payment on a day, and let the rest follow.

    Raises ValueError when it is nothing, or more than what is left to pay.
    """
    total = sum(part.cents for part in parts)
    left = total - paid
    if not 0 < cents <= left:
        raise ValueError(f"a lump sum lies between 1 and {left} cents, not {cents}")
    kept = settled(parts, paid)
    days = [part.due_on for part in parts if part.due_on > on][-_open_count(parts, paid) :]
    lump = Part(due_on=on, cents=cents)
    remaining = left - cents
    if remaining and not days:
        raise ValueError("no day is left after the lump sum: choose an earlier day")
    if then == AfterLumpSum.LOWER:
        follow = _spread(remaining, days)
    else:
        follow = _until_paid(remaining, days, max(part.cents for part in parts))
    return (*(part for part in kept if part.due_on < on), *_same_day(kept, lump), *follow)


def _open_count(parts: Sequence[Part], paid: Cents) -> int:
    left, count = int(paid), 0
    for part in parts:
        left -= part.cents
        count += left < 0
    return count


def _same_day(kept: Sequence[Part], lump: Part) -> tuple[Part, ...]:
    """Add what is kept on or after the day of the lump sum to it: a day stands once."""
    late = sum(part.cents for part in kept if part.due_on >= lump.due_on)
    return (Part(due_on=lump.due_on, cents=Cents(lump.cents + late)),)


def _spread(total: int, days: Sequence[date]) -> tuple[Part, ...]:
    days = days[: max(1, total)] if total else ()
    if not days:
        return ()
    share = total // len(days)
    amounts = [share] * (len(days) - 1) + [total - share * (len(days) - 1)]
    return tuple(Part(due_on=day, cents=Cents(cents)) for day, cents in zip(days, amounts, strict=True))


def _until_paid(total: int, days: Sequence[date], each: int) -> tuple[Part, ...]:
    follow = []
    for place, day in enumerate(days):
        if total <= 0:
            break
        cents = total if place == len(days) - 1 else min(each, total)
        follow.append(Part(due_on=day, cents=Cents(cents)))
        total -= cents
    return tuple(follow)


def afresh(
    parts: Sequence[Part], *, paid: Cents, first_on: date, rhythm: Rhythm, count: int
) -> tuple[Part, ...]:
    """Divide what is left anew from a day on; what was paid stays as it was.

    Raises ValueError when nothing is left, or when the first day does not lie after what was paid.
    """
    left = sum(part.cents for part in parts) - paid
    if left <= 0:
        raise ValueError("everything is paid: there is nothing left to change")
    kept = settled(parts, paid)
    if kept and first_on <= kept[-1].due_on:
        # Paid ahead: what was paid stands on the days before, so that days keep going forward.
        days = [first_on - timedelta(days=place) for place in range(len(kept), 0, -1)]
        kept = tuple(
            Part(due_on=min(part.due_on, day), cents=part.cents) for part, day in zip(kept, days, strict=True)
        )
    return (*kept, *schedule(Cents(left), first_on=first_on, rhythm=rhythm, count=count))
