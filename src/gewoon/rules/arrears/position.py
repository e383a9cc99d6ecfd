"""Where a tenancy stands on a date: what is overdue, in months of rent, since when, and how it moves."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import sub
from typing import NamedTuple

from gewoon.rules import columns
from gewoon.rules.arrears import kernel, past
from gewoon.rules.columns import Accounts, Rows
from gewoon.rules.ledger import oldest_first
from gewoon.rules.ledger.allocation import workspace
from gewoon.rules.ledger.fresh_start import fresh_start, from_there
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


class Settled(NamedTuple):
    """An account settled on a day: it holds until the next day with rows, or the day after one.

    `rows` and `left` are the rows with something open, in order, with their open cents; credit as well.
    """

    rows: Rows
    left: Sequence[int]
    is_plain: bool
    """Whether oldest-first was the order of the law for all of the account."""
    last_payment: tuple[int, int] | None
    """Ordinal and cents of the last payment that stands."""
    reversed: tuple[tuple[int, int], ...]
    """Ordinal and cents of each payment that was reversed since."""


def settled(rows: Rows, order: Order, *, on: int, known_on: int) -> Settled:
    """Settle one account on a day; dates are ordinals.

    Raises ValueError for rows that cannot be (see `gewoon.rules.ledger.allocation.allocate`).
    """
    work = workspace(len(rows.day))
    recent = from_there(rows, fresh_start(rows, on, known_on), work.room)
    kernel.settle(recent, order, on, known_on, work)
    open_rows = [row for row in range(len(recent.day)) if work.left[row]]
    paid = kernel.last_payment(rows, on, known_on, work)
    paid_on = rows.day[paid] if paid >= 0 else 0
    return Settled(
        rows=Rows(*([column[row] for row in open_rows] for column in recent)),
        left=[work.left[row] for row in open_rows],
        is_plain=oldest_first.applies(rows, order, on, known_on),
        last_payment=(paid_on, -rows.cents[paid]) if paid >= 0 else None,
        reversed=tuple(
            (rows.day[row], rows.cents[row])
            for row, kind in enumerate(rows.kind)
            if kind == Kind.REVERSAL
            and paid_on <= rows.day[row] <= on
            and rows.recorded[row] <= known_on
            and rows.kind[rows.refers[row]] == Kind.PAYMENT
        ),
    )


def position(  # the question has two dates, the switch of the policy and the rent besides the rows
    rows: Rows,
    order: Order,
    *,
    monthly_rent: Cents | None,
    on: date,
    known_on: date,
) -> Position:
    """Say where one tenancy stands on `on`, with what was recorded by `known_on`.

    Raises ValueError for rows that cannot be (see `gewoon.rules.ledger.allocation.allocate`).
    """
    day, known_day = on.toordinal(), known_on.toordinal()
    back = past.Past(past.stretches(rows, order, on=day, known_on=known_day))
    account = settled(rows, order, on=day, known_on=known_day)
    return position_in(account, back, monthly_rent=monthly_rent, on=on, known_on=known_on)


def position_in(
    account: Settled, back: past.Past, *, monthly_rent: Cents | None, on: date, known_on: date
) -> Position:
    """Say the same as `position`, of an account that was settled and walked before."""
    figures = kernel.Figures(*([0] for _ in kernel.Figures._fields))
    kernel.add_up(account.rows, on.toordinal(), account.left, figures, 0)
    months = months_of_rent(figures.rent_open[0], monthly_rent)
    paid_on, paid_cents = account.last_payment or (0, None)
    return Position(
        on=on,
        known_on=known_on,
        balance=Cents(figures.balance[0]),
        overdue=Cents(figures.overdue[0]),
        rent_open=Cents(figures.rent_open[0]),
        costs_open=Cents(figures.costs_open[0]),
        interest_open=Cents(figures.interest_open[0]),
        other_open=Cents(figures.other_open[0]),
        credit=Cents(figures.credit[0]),
        months=months,
        oldest_due_on=_date(figures.oldest_due_on[0]),
        ageing=(
            Cents(figures.age_30[0]),
            Cents(figures.age_60[0]),
            Cents(figures.age_90[0]),
            Cents(figures.age_older[0]),
        ),
        last_payment_on=_date(paid_on),
        last_payment_cents=None if paid_cents is None else Cents(paid_cents),
        episode_began_on=_date(back.episode_began_on(on.toordinal()) or 0),
        trend=tuple(Cents(cents) for cents in back.trend(on)),
        notes=_notes(account, figures, months),
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


def _notes(account: Settled, figures: kernel.Figures, months: int | None) -> tuple[Note, ...]:
    notes = [Note(ground=Ground.OLDEST_FIRST if account.is_plain else Ground.LAWFUL_ORDER)]
    credit = figures.credit[0]
    due_today = figures.balance[0] + credit - figures.overdue[0]
    if due_today:
        notes.append(Note(ground=Ground.DUE_TODAY, cents=Cents(due_today)))
    if credit:
        notes.append(Note(ground=Ground.CREDIT_HELD, cents=Cents(credit)))
    notes += [
        Note(ground=Ground.PAYMENT_REVERSED, cents=Cents(cents), on=date.fromordinal(day))
        for day, cents in account.reversed
    ]
    if months is None:
        notes.append(Note(ground=Ground.RENT_UNKNOWN))
    return tuple(notes)


def _date(day: int) -> date | None:
    return date.fromordinal(day) if day else None
