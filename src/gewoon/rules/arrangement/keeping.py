"""Whether an arrangement is kept: which money pays which instalment, and what is late.

The books stay as the law divides them (BW 6:43 and 6:44); this says, beside them, what a payment meant for
the arrangement, apart from the running rent:

1. a payment that names a claim goes there: a claim of the arrangement pays instalments, another one does not;
2. a payment of exactly one month's rent is rent, of now or of the next month;
3. a payment of exactly what stands open of one or more instalments, the oldest first, pays those;
4. any other payment pays the running rent that is due first, then instalments, the oldest first.

A payment that came back never counted. What is refunded is taken off again, the newest money first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gewoon.rules.arrangement.terms import Part
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents

_RUNNING = (Kind.RENT, Kind.OTHER_CHARGE)
_MONEY = (Kind.PAYMENT, Kind.CREDIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the account, `cents` without sign; `refers` is the id of the row it names or undoes."""

    id: int
    on: date
    kind: Kind
    cents: Cents
    refers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What holds: the schedule, and which rows count.

    Claims due before `as_of` are what the arrangement is about; later ones are the running rent. Money counts
    when its row is newer than `after_entry`: what was known before is in the debt already.
    """

    parts: tuple[Part, ...]
    as_of: date
    after_entry: int
    tolerance_days: int
    tolerance_cents: Cents
    monthly_rent: Cents | None


class PartState(StrEnum):
    """How one instalment stands."""

    TO_COME = "to_come"
    PAID = "paid"
    PAID_LATE = "paid_late"
    SHORT = "short"  # a little is missing, within the tolerance in euros
    LATE = "late"  # late, within the tolerance in days
    OVERDUE = "overdue"  # beyond both tolerances


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStanding:
    """One instalment with what was paid of it, and on which day it was whole."""

    place: int
    due_on: date
    cents: Cents
    paid: Cents
    paid_on: date | None
    state: PartState


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an arrangement stands on a day. Amounts in cents.

    `rent_late` is running rent that is overdue by the same rule, `rent_late_since` its oldest due day.
    """

    parts: tuple[PartStanding, ...]
    paid: Cents
    left: Cents
    late_since: date | None
    missing: Cents
    overdue: PartStanding | None
    rent_late: Cents
    rent_late_since: date | None
    next: PartStanding | None

    @property
    def is_finished(self) -> bool:
        """Say whether everything was paid."""
        return self.left == 0

    @property
    def is_late(self) -> bool:
        """Say whether something is late beyond the tolerance in euros: an instalment or the running rent."""
        return self.late_since is not None or self.rent_late_since is not None


def standing(agreed: Agreed, rows: Sequence[Row], *, on: date) -> Standing:
    """Say how an arrangement stands at the end of day `on`, with the rows that are known."""
    book = _Book(agreed, rows, on)
    book.spend()
    parts = tuple(book.part(place, on) for place in range(len(agreed.parts)))
    late = [each for each in parts if each.state in (PartState.LATE, PartState.OVERDUE)]
    missing = sum(each.cents - each.paid for each in parts if each.due_on < on)
    rent_late, rent_since = book.rent_late(on)
    return Standing(
        parts=parts,
        paid=Cents(book.paid),
        left=Cents(sum(part.cents for part in agreed.parts) - book.paid),
        late_since=late[0].due_on if late else None,
        missing=Cents(missing),
        overdue=next((each for each in parts if each.state == PartState.OVERDUE), None),
        rent_late=rent_late,
        rent_late_since=rent_since,
        next=next((each for each in parts if each.paid < each.cents and each.due_on >= on), None),
    )


def broken_part(stands: Standing, *, word_on: date | None, word_days: int, on: date) -> PartStanding | None:
    """Find the instalment that breaks an arrangement: beyond both tolerances, and a word came before.

    After the word the tenant gets `word_days` whole days. Without a word since the instalment was due there
    is no breach, however late it is.
    """
    part = stands.overdue
    if part is None or word_on is None or word_on <= part.due_on:
        return None
    return part if on > word_on + timedelta(days=word_days) else None


def word_is_due(stands: Standing, *, word_on: date | None, again_days: int, on: date) -> bool:
    """Say whether somebody should speak with the tenant: something is late and nobody did since.

    While the running rent stays unpaid the word comes back after `again_days`.
    """
    since = [day for day in (stands.late_since, stands.rent_late_since) if day is not None]
    if not since:
        return False
    if word_on is None or word_on <= max(since):
        return True
    return stands.rent_late_since is not None and on >= word_on + timedelta(days=again_days)


class _Book:
    """Divides money over instalments and running rent, day by day."""

    def __init__(self, agreed: Agreed, rows: Sequence[Row], on: date) -> None:
        self.agreed = agreed
        undone = {row.refers for row in rows if row.kind == Kind.REVERSAL and row.on <= on}
        seen = [row for row in rows if row.on <= on and row.id not in undone]
        self.kinds: Mapping[int, Row] = {row.id: row for row in rows}
        self.rents = sorted(
            (row for row in seen if row.kind in _RUNNING and row.on >= agreed.as_of),
            key=lambda row: (row.on, row.id),
        )
        self.money = sorted(
            (row for row in seen if row.kind in (*_MONEY, Kind.REFUND)), key=lambda row: (row.on, row.id)
        )
        self.open_rent = {row.id: int(row.cents) for row in self.rents}
        self.held = 0  # rent paid ahead
        self.paid = 0
        self.paid_days: list[tuple[date, int]] = []  # so many cents for instalments came in on that day

    def spend(self) -> None:
        """Spend every payment, in order of its day."""
        for row in self.money:
            if row.kind == Kind.REFUND:
                if row.id > self.agreed.after_entry:
                    self._give_back(row.cents)
            elif row.refers is not None:
                self._named(row)
            elif row.id > self.agreed.after_entry:
                self._unnamed(row)

    def part(self, place: int, on: date) -> PartStanding:
        """Say how one instalment stands."""
        part = self.agreed.parts[place]
        before = sum(each.cents for each in self.agreed.parts[:place])
        paid = max(0, min(int(part.cents), self.paid - before))
        paid_on = self._whole_on(before + part.cents) if paid == part.cents else None
        return PartStanding(
            place=place + 1,
            due_on=part.due_on,
            cents=part.cents,
            paid=Cents(paid),
            paid_on=paid_on,
            state=self._state(part, paid, paid_on, on),
        )

    def rent_late(self, on: date) -> tuple[Cents, date | None]:
        """Say what is overdue of the running rent beyond both tolerances, and since when."""
        limit = on - timedelta(days=self.agreed.tolerance_days)
        late = [(row.on, self._rent_left(row)) for row in self.rents if row.on < limit]
        cents = max(0, sum(open_cents for _, open_cents in late) - self.held)
        if cents <= self.agreed.tolerance_cents:
            return Cents(0), None
        return Cents(cents), next(day for day, open_cents in late if open_cents)

    def _state(self, part: Part, paid: int, paid_on: date | None, on: date) -> PartState:
        if paid_on is not None:
            return PartState.PAID if paid_on <= part.due_on else PartState.PAID_LATE
        if part.due_on >= on:
            return PartState.TO_COME
        missing = sum(each.cents for each in self.agreed.parts if each.due_on <= part.due_on) - self.paid
        if missing <= self.agreed.tolerance_cents:
            return PartState.SHORT
        is_over = on > part.due_on + timedelta(days=self.agreed.tolerance_days)
        return PartState.OVERDUE if is_over else PartState.LATE

    def _named(self, row: Row) -> None:
        claim = self.kinds.get(row.refers) if row.refers is not None else None
        if claim is not None and claim.id in self.open_rent:
            left = self._pay_rent(claim, int(row.cents))
            if row.id > self.agreed.after_entry:
                self._plain(row.on, left)
        elif claim is not None and claim.on >= self.agreed.as_of:
            self.held += row.cents if claim.kind in _RUNNING else 0  # rent that is yet to fall due
        elif row.id > self.agreed.after_entry:
            self._to_parts(row.on, int(row.cents))

    def _unnamed(self, row: Row) -> None:
        cents = int(row.cents)
        if cents == self.agreed.monthly_rent:
            self._as_rent(row.on, cents)
        elif self._is_instalments(cents):
            self._to_parts(row.on, cents)
        else:
            self._plain(row.on, cents)

    def _as_rent(self, on: date, cents: int) -> None:
        """Pay the rent that is due; what it does not take is kept for the next."""
        for row in self.rents:
            if row.on <= on:
                cents = self._pay_rent(row, cents)
        self.held += cents

    def _plain(self, on: date, cents: int) -> None:
        """Pay the running rent that is due, then instalments."""
        for row in self.rents:
            if row.on <= on:
                cents = self._pay_rent(row, cents)
        self._to_parts(on, cents)

    def _is_instalments(self, cents: int) -> bool:
        """Say whether an amount is exactly what is open of the oldest instalments."""
        run = 0
        total = 0
        for part in self.agreed.parts:
            total += part.cents
            run = total - self.paid
            if run >= cents:
                break
        return run == cents > 0

    def _rent_left(self, row: Row) -> int:
        return self.open_rent[row.id]

    def _pay_rent(self, row: Row, cents: int) -> int:
        """Pay a claim from what was held for rent, then from this money; give back what is left of it."""
        ahead = min(self.held, self.open_rent[row.id])
        self.held -= ahead
        self.open_rent[row.id] -= ahead
        taken = min(cents, self.open_rent[row.id])
        self.open_rent[row.id] -= taken
        return cents - taken

    def _to_parts(self, on: date, cents: int) -> None:
        room = sum(part.cents for part in self.agreed.parts) - self.paid
        taken = min(cents, room)
        if taken > 0:
            self.paid += taken
            self.paid_days.append((on, taken))
        self.held += cents - taken

    def _give_back(self, cents: int) -> None:
        taken = min(self.held, cents)
        self.held -= taken
        cents -= taken
        while cents > 0 and self.paid_days:
            on, newest = self.paid_days.pop()
            self.paid -= min(newest, cents)
            if newest > cents:
                self.paid_days.append((on, newest - cents))
            cents -= min(newest, cents)

    def _whole_on(self, cents: int) -> date | None:
        run = 0
        for on, taken in self.paid_days:
            run += taken
            if run >= cents:
                return on
        return None
