"""Arrangements for whoever may read them: the list, and one with its instalments and history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gewoon.records.arrangement import (
    Arrangement,
    ArrangementState,
    CapacityCheck,
    Origin,
)
from gewoon.records.queries.arrangement_books import Book, Version, books
from gewoon.records.queries.rights import Hidden, Reader, own_tenancies, reach, require
from gewoon.records.queries.tenancies import named
from gewoon.rules.arrangement.keeping import PartStanding, Standing, word_is_due
from gewoon.rules.money import Cents

RIGHT = "arrangement.read"
CAPACITY = "arrangement.affordable_amount"
MOST = 500
RECENT = timedelta(days=90)
VIEWS = ("word", "proposed", "kept", "late", "broken", "court", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An arrangement in a list; `view` is where it stands. Amounts in cents."""

    arrangement_id: int
    tenancy_id: int
    name: str
    address: str
    origin: str
    view: str
    left: Cents
    paid: Cents
    next: PartStanding | None
    late_since: date | None
    answer_by: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One arrangement; `version` is what holds, or the first proposal; `waiting` what is not agreed yet."""

    book: Book
    name: str
    address: str
    view: str
    version: Version
    waiting: Version | None
    standing: Standing
    word_on: date | None

    @property
    def row(self) -> Arrangement:
        """Answer the arrangement itself."""
        return self.book.arrangement

    @property
    def is_court(self) -> bool:
        """Say whether a judge ordered it."""
        return self.row.origin == Origin.COURT

    @property
    def is_running(self) -> bool:
        """Say whether it runs."""
        return self.row.state == ArrangementState.RUNNING

    @property
    def is_theirs(self) -> bool:
        """Say whether the tenant proposed it and waits for an answer."""
        return self.row.state == ArrangementState.PROPOSED and self.row.origin == Origin.TENANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a household can pay a month, as it was worked out on a day."""

    cents: Cents
    rule: str
    on: date


def listed(user: Reader, *, on: date, again_days: int) -> tuple[Line, ...]:
    """List what runs, waits, or ended lately; what needs somebody first. Raises Hidden."""
    rows = Arrangement.objects.exclude(ended_on__lt=on - RECENT)
    if reach(user, RIGHT) == "o":
        rows = rows.filter(tenancy__in=own_tenancies(user, on=on))
    found = books(rows.order_by("ended_on", "-pk")[:MOST], on=on)
    people = named(book.arrangement.tenancy_id for book in found.values())
    lines = [
        _line(
            book,
            people[book.arrangement.tenancy_id].name,
            people[book.arrangement.tenancy_id].address,
            on,
            again_days,
        )
        for book in found.values()
    ]
    return tuple(sorted(lines, key=lambda line: (VIEWS.index(line.view), line.name)))


def page(user: Reader, tenancy_id: int, arrangement_id: int, *, on: date, again_days: int) -> Page:
    """Answer one arrangement. Raises Hidden for a stranger and for what does not exist."""
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    row = Arrangement.objects.filter(pk=arrangement_id, tenancy=tenancy_id).first()
    if row is None:
        raise Hidden(RIGHT)
    book = books([row], on=on)[row.pk]
    who = named([tenancy_id])[tenancy_id]
    day = row.ended_on or on
    return Page(
        book=book,
        name=who.name,
        address=who.address,
        view=_view(book, on, again_days),
        version=book.version_on(day),
        waiting=book.waiting if row.ended_on is None else None,
        standing=book.standing(day),
        word_on=book.word_on(day),
    )


def of_tenancy(user: Reader, tenancy_id: int, *, on: date, again_days: int) -> Line | None:
    """Answer the newest arrangement of a tenancy, if somebody may know of it; None else."""
    try:
        require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    except Hidden:
        return None
    row = Arrangement.objects.filter(tenancy=tenancy_id).order_by("-pk").first()
    if row is None:
        return None
    return _line(books([row], on=on)[row.pk], "", "", on, again_days)


def room_of(user: Reader, tenancy_id: int, *, on: date) -> Room | None:
    """Answer what the household can pay, as it was worked out last. Raises Hidden."""
    require(user, CAPACITY, tenancy_id=tenancy_id, on=on)
    newest = CapacityCheck.objects.filter(tenancy=tenancy_id, on__lte=on).order_by("-on", "-pk").first()
    return None if newest is None else Room(cents=Cents(newest.monthly_cents), rule=newest.rule, on=newest.on)


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """Count the lines of each view."""
    found = dict.fromkeys(VIEWS, 0)
    for line in lines:
        found[line.view] += 1
    return found


def _line(book: Book, name: str, address: str, on: date, again_days: int) -> Line:
    row = book.arrangement
    stands = book.standing(row.ended_on or on)
    return Line(
        arrangement_id=row.pk,
        tenancy_id=row.tenancy_id,
        name=name,
        address=address,
        origin=row.origin,
        view=_view(book, on, again_days),
        left=stands.left,
        paid=stands.paid,
        next=stands.next,
        late_since=stands.late_since or stands.rent_late_since,
        answer_by=row.answer_by,
        ended_on=row.ended_on,
    )


def _view(book: Book, on: date, again_days: int) -> str:
    """Put an arrangement where somebody looks for it."""
    row = book.arrangement
    if row.state == ArrangementState.PROPOSED:
        return "proposed"
    if row.state == ArrangementState.BROKEN:
        return "broken"
    if row.state != ArrangementState.RUNNING:
        return "done"
    stands = book.standing(on)
    if word_is_due(stands, word_on=book.word_on(on), again_days=again_days, on=on):
        return "word"
    if stands.is_late:
        return "late"
    return "court" if row.origin == Origin.COURT else "kept"
