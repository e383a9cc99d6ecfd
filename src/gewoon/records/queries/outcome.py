"""What the figures are made of: evictions, participants, accounts by month; never a list of people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from gewoon.records.court import Eviction
from gewoon.records.ledger import Account, Entry
from gewoon.records.outcome import Protocol, Release, ReleaseState, Report
from gewoon.records.queries.rights import Hidden, Reader, scope
from gewoon.records.tenancy import Home, Tenancy
from gewoon.records.training import Attendance, Draw, Enrolment, Profile, Session
from gewoon.rules.ledger.kinds import Kind

_HAS_SEAT = ("seated", "finished", "dropped_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An eviction case by its days; no tenancy, no home."""

    cause: str
    asked_on: date
    ordered_on: date | None
    cancelled_on: date | None
    carried_out_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody for whom the training was open; `started_on` when they got a seat and the group began."""

    tenancy_id: int
    way_in: str
    open_on: date
    started_on: date | None
    last_session_on: date | None
    left_on: date | None
    ordered_on: date | None
    cohort_id: int | None
    draw: tuple[bool, date] | None
    """Whether lots gave a seat, and when; None: never drawn for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Books:
    """Rent overdue at the end of each month and the rent of the month, in cents, per tenancy (n, m)."""

    months: NDArray[Any]
    owed: NDArray[np.float64]
    rent: NDArray[np.float64]


def require_report(user: Reader, right: str = "report.trend_and_forecast") -> None:
    """Raise Hidden unless somebody may see figures (all, or suppressed aggregates)."""
    if scope(user, right) not in {"a", "s"}:
        raise Hidden(right)


def cases(user: Reader) -> tuple[Case, ...]:
    """Answer every eviction case by its days."""
    require_report(user)
    rows = Eviction.objects.order_by("asked_on", "pk").values_list(
        "cause", "asked_on", "ordered_on", "cancelled_on", "carried_out_on"
    )
    return tuple(
        Case(cause=cause, asked_on=asked, ordered_on=ordered, cancelled_on=cancelled, carried_out_on=carried)
        for cause, asked, ordered, cancelled, carried in rows
    )


def homes_let(user: Reader, days: Iterable[date]) -> dict[date, int]:
    """Answer how many tenancies ran on each day."""
    require_report(user)
    return {day: Tenancy.objects.filter(starts_on__lte=day).exclude(ends_on__lt=day).count() for day in days}


def homes(user: Reader) -> int:
    """Answer how many homes there are now."""
    require_report(user)
    return Home.objects.count()


def books_open_on(user: Reader) -> date | None:
    """Answer the day of the first rent that was charged here."""
    require_report(user)
    charged = Entry.objects.filter(kind=Kind.RENT, credit=Account.INCOME)
    return charged.order_by("on").values_list("on", flat=True).first()


def candidates(user: Reader, *, on: date) -> tuple[Candidate, ...]:
    """Answer everybody for whom the training was open by a day, one row a tenancy (the first time)."""
    require_report(user, "report.effect_of_programme")
    first, last = _sessions()
    orders = _orders()
    drawn = _drawn()
    found: dict[int, Candidate] = {}
    rows = Enrolment.objects.select_related("tenancy").order_by("eligible_on", "pk")
    for row in rows:
        open_on = row.eligible_on or row.came_forward_on or row.invited_on
        starts = first.get(row.cohort_id) if row.state in _HAS_SEAT and row.cohort_id else None
        if open_on is None or open_on > on:
            continue
        kept = found.get(row.tenancy_id)
        if kept is not None and (kept.started_on is not None or starts is None):
            continue
        found[row.tenancy_id] = Candidate(
            tenancy_id=row.tenancy_id,
            way_in=row.way_in,
            open_on=open_on if kept is None else kept.open_on,
            started_on=starts if starts is not None and starts <= on else None,
            last_session_on=last.get(row.cohort_id) if starts is not None and starts <= on else None,
            left_on=row.tenancy.ends_on,
            ordered_on=orders.get(row.tenancy_id),
            cohort_id=row.cohort_id,
            draw=drawn.get(row.pk),
        )
    return tuple(found.values())


def profiles(user: Reader, tenancy_ids: Sequence[int]) -> tuple[tuple[int, str, str, str], ...]:
    """Answer per participant the three coarse answers: household, income source, own way in."""
    require_report(user)
    return tuple(
        Profile.objects.filter(
            enrolment__tenancy__in=tenancy_ids, enrolment__state__in=_HAS_SEAT
        ).values_list("enrolment__tenancy_id", "household", "income_source", "own_way_in")
    )


def attendance(user: Reader, *, on: date) -> tuple[tuple[int, str, int], ...]:
    """Answer per number of the session and presence how many there were."""
    require_report(user)
    counts: dict[tuple[int, str], int] = {}
    rows = Attendance.objects.filter(session__on__lte=on).values_list("session__number", "presence")
    for number, presence in rows:
        counts[number, presence] = counts.get((number, presence), 0) + 1
    return tuple((number, presence, count) for (number, presence), count in sorted(counts.items()))


def books(user: Reader, tenancy_ids: Sequence[int], *, until: date) -> Books:
    """Answer the account of each tenancy by month, from the first rent to the month of a day."""
    require_report(user, "report.effect_of_programme")
    first = books_open_on(user) or until
    months = np.arange(np.datetime64(first, "M"), np.datetime64(until, "M") + 1)
    place = {tenancy: i for i, tenancy in enumerate(tenancy_ids)}
    change, rent = np.zeros((len(place), len(months))), np.zeros((len(place), len(months)))
    sides = Q(debit=Account.TENANT) | Q(credit=Account.TENANT)
    rows = Entry.objects.filter(sides, tenancy__in=tenancy_ids, on__lte=until).exclude(
        Q(debit=Account.DEPOSIT) | Q(credit=Account.DEPOSIT)
    )
    begin = months[0].astype(np.int64)
    for tenancy, on, cents, kind, debit in rows.values_list(
        "tenancy_id", "on", "cents", "kind", "debit"
    ).iterator(chunk_size=10_000):
        at = max(0, on.year * 12 + on.month - 1 - 1970 * 12 - int(begin))
        signed = cents if debit == Account.TENANT else -cents
        change[place[tenancy], at] += signed
        if kind == Kind.RENT:
            rent[place[tenancy], at] += signed
    return Books(months=months, owed=np.maximum(np.cumsum(change, axis=1), 0.0), rent=np.maximum(rent, 0.0))


def protocol(user: Reader) -> Protocol | None:
    """Answer the protocol that was signed last."""
    require_report(user)
    return Protocol.objects.order_by("-version").first()


def first_report_at(user: Reader) -> datetime | None:
    """Answer when an effect was first shown: who signs a protocol later has looked."""
    require_report(user)
    return Report.objects.order_by("made_at").values_list("made_at", flat=True).first()


def newest_report(user: Reader) -> Report | None:
    """Answer the report that was made last."""
    require_report(user)
    return Report.objects.select_related("protocol").order_by("-made_at", "-pk").first()


def releases(user: Reader) -> tuple[Release, ...]:
    """Answer the register of releases, newest first."""
    require_report(user, "press.figures")
    return tuple(Release.objects.order_by("-proposed_at", "-pk"))


def released_cells(user: Reader) -> tuple[dict[str, Any], ...]:
    """Answer every cell that was ever released."""
    require_report(user, "press.figures")
    rows = Release.objects.filter(state=ReleaseState.RELEASED).order_by("pk").values_list("cells", flat=True)
    return tuple(cell for cells in rows for cell in cells)


def _sessions() -> tuple[dict[int, date], dict[int, date]]:
    """Answer the first and last planned session of each group."""
    first: dict[int, date] = {}
    last: dict[int, date] = {}
    for cohort, on in Session.objects.order_by("planned_on").values_list("cohort_id", "planned_on"):
        first.setdefault(cohort, on)
        last[cohort] = on
    return first, last


def _orders() -> dict[int, date]:
    """Answer per tenancy the first order of eviction."""
    rows = Eviction.objects.filter(ordered_on__isnull=False).order_by("-ordered_on")
    return dict(rows.values_list("tenancy_id", "ordered_on"))


def _drawn() -> dict[int, tuple[bool, date]]:
    """Answer per enrolment whether lots gave a seat, and when; not for who was placed outside the lots."""
    found: dict[int, tuple[bool, date]] = {}
    for log, at in Draw.objects.order_by("drawn_at").values_list("log", "drawn_at"):
        for each in log["results"]:
            if each["tier"] == "draw":
                found.setdefault(each["key"], (each["has_seat"], at.date()))
    return found
