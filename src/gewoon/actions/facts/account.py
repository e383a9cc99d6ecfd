"""The account of one tenancy day by day: settled once for all days between which nothing is booked."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gewoon.records.queries.accounts import order
from gewoon.rules.arrears import past, position
from gewoon.rules.arrears.position import Position
from gewoon.rules.columns import FIRST_SETTLEMENT, Rows
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents


class Run(NamedTuple):
    """Days without a break in which something was overdue, or nothing was; ordinals."""

    since: int
    until: int
    in_arrears: bool


class Claim(NamedTuple):
    """What is open of a claim that has fallen due."""

    due: int  # ordinal
    kind: int
    cents: int


class Stand(NamedTuple):
    """What the ledger alone says, the same for all days of a stretch."""

    settled: position.Settled
    claims: tuple[Claim, ...]
    costs_on: tuple[int, ...]
    """Days on which costs were charged that still stand; ordinals."""
    reversals_in_a_row: int
    """The newest payments that all came back."""


class Account:
    """One account up to a day, with what was recorded by `known_on`."""

    def __init__(self, rows: Rows, *, last: date, known_on: date) -> None:
        """Walk the account once; it is settled when it is asked about."""
        self.rows, self.known_on = rows, known_on
        self.past = past.Past(
            past.stretches(rows, order(), on=last.toordinal(), known_on=known_on.toordinal())
        )
        self._stands: dict[int, Stand] = {}

    def stand(self, day: int) -> Stand:
        """Answer what the ledger says on a day."""
        place = self.past.place(day)
        if place not in self._stands:
            self._stands[place] = self._settle(day)
        return self._stands[place]

    def position(self, on: date, monthly_rent: Cents | None) -> Position:
        """Say where the account stands on a day."""
        account = self.stand(on.toordinal()).settled
        return position.position_in(
            account, self.past, monthly_rent=monthly_rent, on=on, known_on=self.known_on
        )

    def runs(self, day: int, starts_on: int) -> tuple[Run, Run | None]:
        """Answer the time with or without arrears that a day lies in, and the one before it; None if none."""
        back, until = self.past, day
        found: list[Run] = []
        place: int | None = back.place(day)
        while place is not None and len(found) < 2:
            first = back.began(place)
            since = max(back.since[first], starts_on)
            since = since if first else min(since, until)  # before the tenancy there was nothing
            found.append(Run(since, until, back.stretches[place].overdue > 0))
            until, place = since - 1, first - 1 if first else None
        return found[0], found[1] if len(found) > 1 else None

    def _settle(self, day: int) -> Stand:
        rows = self.rows
        account = position.settled(rows, order(), on=day, known_on=self.known_on.toordinal())
        undone = {
            rows.refers[row]
            for row, kind in enumerate(rows.kind)
            if kind == Kind.REVERSAL and rows.day[row] <= day
        }
        return Stand(
            settled=account,
            claims=tuple(_claims(account, day)),
            costs_on=tuple(
                on
                for row, (on, kind) in enumerate(zip(rows.day, rows.kind, strict=True))
                if kind == Kind.COSTS and on <= day and row not in undone
            ),
            reversals_in_a_row=_in_a_row(rows, undone, day),
        )


def _claims(account: position.Settled, day: int) -> Iterator[Claim]:
    rows = account.rows
    for due, kind, cents in zip(rows.day, rows.kind, account.left, strict=True):
        if kind < FIRST_SETTLEMENT and due < day:
            yield Claim(due, kind, cents)


def _in_a_row(rows: Rows, undone: set[int], day: int) -> int:
    """Count the newest payments that all came back."""
    count = 0
    for row in reversed(range(len(rows.day))):
        if rows.kind[row] == Kind.PAYMENT and rows.day[row] <= day:
            if row not in undone:
                break
            count += 1
    return count


def principal(claims: Sequence[Claim]) -> int:
    """Add up what is open of rent and other charges, in cents."""
    return sum(claim.cents for claim in claims if claim.kind in _PRINCIPAL)


_PRINCIPAL = (Kind.RENT, Kind.OTHER_CHARGE)
