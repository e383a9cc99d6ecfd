"""Where a tenancy stands on a date: what is overdue, in months of rent, since when, and how it moves."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import sub

from gewoon.rules import columns
from gewoon.rules.arrears import kernel, past
from gewoon.rules.columns import Accounts, Rows
from gewoon.rules.ledger import oldest_first
from gewoon.rules.ledger.allocation import workspace
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.workspace import Order
from gewoon.rules.money import Cents


class Ground(StrEnum):
    """What a reader must know to understand a position."""

    OLDEST_FIRST = "oldest_first"  # nothing designated: the newest charges are what is open
    LAWFUL_ORDER = "lawful_order"  # settled payment by payment, BW 6:43 and 6:44
    DUE_TODAY = "due_today"  # in the balance, not yet overdue
    CREDIT_HELD = "credit_held"  # paid ahead, or kept for a month that the payer named
    PAYMENT_REVERSED = "payment_reversed"  # came after the last payment that stood: on that date
    RENT_UNKNOWN = "rent_unknown"  # so months of arrears are unknown, which is not none


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A ground with its amount or date."""

    ground: Ground
    cents: Cents | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The arrears of one tenancy on a date, as known on a date; amounts in cents.

    `overdue` is what was due before that date: rent due on the 1st is overdue from the 2nd. It is the sum
    of `rent_open`, `costs_open`, `interest_open` and `other_open` (court costs included), and of `ageing`:
    overdue for 1-30, 31-60, 61-90 and more than 90 days. `balance` also has what is due today, less credit.
    """

    on: date
    known_on: date
    balance: Cents
    overdue: Cents
    rent_open: Cents
    costs_open: Cents
    interest_open: Cents
    other_open: Cents
    credit: Cents
    months: int | None
    """Months of rent overdue in whole hundredths, rounded down; None while the monthly rent is unknown."""
    oldest_due_on: date | None
    ageing: tuple[Cents, Cents, Cents, Cents]
    last_payment_on: date | None
    last_payment_cents: Cents | None
    episode_began_on: date | None
    """Since this day something has been overdue without a break."""
    trend: tuple[Cents, ...]
    """Overdue at the end of each of the last twelve months, and now."""
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionColumns:
    """The positions of many tenancies, one number each per column; cents, days as ordinals.

    -1 in `months` is unknown; 0 in a column of days is none.
    """

    tenancy: "array[int]"
    figures: kernel.Figures
    months: "array[int]"
    episode_began_on: "array[int]"


def position(  # the question has two dates, the switch of the policy and the rent besides the rows
    rows: Rows,
    order: Order,
    *,
    monthly_rent: Cents | None,
    on: date,
    known_on: date,
    past_days: Sequence[past.Stretch] | None = None,
) -> Position:
    """Say where one tenancy stands on `on`, with what was recorded by `known_on`.

    `past_days` are the stretches up to `on`, newest first, where the caller has them already.

    Raises ValueError for rows that cannot be (see `gewoon.rules.ledger.allocation.allocate`).
    """
    day, known_day = on.toordinal(), known_on.toordinal()
    figures = _figures(rows, order, day, known_day)
    paid_on = figures["last_payment_on"]
    months = months_of_rent(figures["rent_open"], monthly_rent)
    if past_days is None:
        past_days = tuple(past.stretches(rows, order, on=day, known_on=known_day))
    began = past.began_in(past_days)
    return Position(
        on=on,
        known_on=known_on,
        balance=Cents(figures["balance"]),
        overdue=Cents(figures["overdue"]),
        rent_open=Cents(figures["rent_open"]),
        costs_open=Cents(figures["costs_open"]),
        interest_open=Cents(figures["interest_open"]),
        other_open=Cents(figures["other_open"]),
        credit=Cents(figures["credit"]),
        months=months,
        oldest_due_on=_date(figures["oldest_due_on"]),
        ageing=(
            Cents(figures["age_30"]),
            Cents(figures["age_60"]),
            Cents(figures["age_90"]),
            Cents(figures["age_older"]),
        ),
        last_payment_on=_date(paid_on),
        last_payment_cents=Cents(figures["last_payment_cents"]) if paid_on else None,
        episode_began_on=_date(began or 0),
        trend=tuple(Cents(cents) for cents in past.trend_in(past_days, on=on)),
        notes=_notes(rows, order, figures, months, (day, known_day, paid_on)),
    )


def positions(
    accounts: Accounts, order: Order, *, rents: Mapping[int, Cents | None], on: date, known_on: date
) -> PositionColumns:
    """Say where all tenancies stand; `rents` has the current monthly rent by tenancy, None or absent unknown.

    The same figures as `position`, without trend and notes.
    """
    day, known_day = on.toordinal(), known_on.toordinal()
    figures = kernel.Figures(*(array("q", bytes(8 * len(accounts))) for _ in kernel.Figures._fields))
    longest = max(map(sub, accounts.offsets[1:], accounts.offsets), default=0)
    kernel.stand(kernel.whole(accounts), order, day, known_day, workspace(longest), figures)
    months, began = array("q"), array("q")
    for index, (tenancy, overdue) in enumerate(zip(accounts.tenancy, figures.overdue, strict=True)):
        share = months_of_rent(figures.rent_open[index], rents.get(tenancy))
        months.append(-1 if share is None else share)
        rows = columns.take(accounts, index) if overdue else None
        since = past.episode_began_on(rows, order, on=day, known_on=known_day) if rows else None
        began.append(since or 0)
    return PositionColumns(tenancy=accounts.tenancy, months=months, episode_began_on=began, figures=figures)


def months_of_rent(rent_open: int, monthly_rent: int | None) -> int | None:
    """Express open rent in months: whole hundredths, rounded down; None without a rent to divide by."""
    if monthly_rent is None or monthly_rent <= 0:
        return None
    return rent_open * 100 // monthly_rent


def _figures(rows: Rows, order: Order, on: int, known_on: int) -> dict[str, int]:
    """Ask the kernel for the figures of one account."""
    figures = kernel.Figures(*([0] for _ in kernel.Figures._fields))
    work = workspace(len(rows.day))
    kernel.stand_one(rows, order, on, known_on, work, figures, 0)
    return {name: column[0] for name, column in zip(figures._fields, figures, strict=True)}


def _notes(
    rows: Rows, order: Order, figures: Mapping[str, int], months: int | None, days: tuple[int, int, int]
) -> tuple[Note, ...]:
    on, known_on, paid_on = days
    is_plain = oldest_first.applies(rows, order, on, known_on)
    notes = [Note(ground=Ground.OLDEST_FIRST if is_plain else Ground.LAWFUL_ORDER)]
    credit = figures["credit"]
    due_today = figures["balance"] + credit - figures["overdue"]
    if due_today:
        notes.append(Note(ground=Ground.DUE_TODAY, cents=Cents(due_today)))
    if credit:
        notes.append(Note(ground=Ground.CREDIT_HELD, cents=Cents(credit)))
    for row, kind in enumerate(rows.kind):
        in_view = paid_on <= rows.day[row] <= on and rows.recorded[row] <= known_on
        if kind == Kind.REVERSAL and in_view and rows.kind[rows.refers[row]] == Kind.PAYMENT:
            notes.append(
                Note(
                    ground=Ground.PAYMENT_REVERSED,
                    cents=Cents(rows.cents[row]),
                    on=date.fromordinal(rows.day[row]),
                )
            )
    if months is None:
        notes.append(Note(ground=Ground.RENT_UNKNOWN))
    return tuple(notes)


def _date(day: int) -> date | None:
    return date.fromordinal(day) if day else None
