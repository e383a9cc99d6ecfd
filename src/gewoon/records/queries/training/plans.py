"""Groups as the planners see them: days, seats and numbers, and names only to whom the matrix gives them."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Count, Q

from gewoon.records.people import Role, User
from gewoon.records.queries.rights import Hidden, Reader, require, scope
from gewoon.records.queries.training import sight
from gewoon.records.training import (
    Cohort,
    CohortState,
    Draw,
    DrawProtocol,
    Enrolment,
    EnrolmentState,
    Session,
    TrainingTask,
)

READ = "programme.planning_read"
NAME, ROUTE, ENROL = (
    "programme.full_name_of_participant",
    "programme.route_in_mandatory_or_own",
    "programme.enrol",
)
LIVE = (EnrolmentState.INVITED, EnrolmentState.WAITING, EnrolmentState.SEATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session as planned now."""

    number: int
    on: date
    begins_at: time
    ends_at: time
    place: str
    is_moved: bool
    is_cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRow:
    """A group with how full it is; `stage` is coming, given, running, over or cancelled."""

    cohort_id: int
    programme: str
    name: str
    place: str
    part_of_day: str
    has_childcare: bool
    trainer: str
    seats: int
    taken: int
    forward: int
    by_lot: bool
    draw_on: date | None
    stage: str
    sessions: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRow:
    """What is public of a draw: who signed and drew when, the commitment, and per stratum how it went."""

    signed_by: str
    signed_on: date
    commitment: str
    protocol: str
    drawn_by: str
    drawn_on: date | None
    sha256: str
    strata: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A participant in a planner's list; empty where the matrix gives nothing."""

    enrolment_id: int
    tenancy_id: int | None
    name: str
    way_in: str
    state: str
    losses: int
    since: date | None
    is_urgent: bool
    barriers: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """Something to do for a participant of one's own."""

    task_id: int
    tenancy_id: int
    name: str
    kind: str
    detail: str
    session_on: date | None
    due_on: date
    is_late: bool


def groups(user: Reader, *, on: date) -> tuple[CohortRow, ...]:
    """List all groups, newest first, in three queries. Raises Hidden."""
    _require(user, READ)
    return _rows(Cohort.objects.all(), on=on)


def group(user: Reader, cohort_id: int, *, on: date) -> CohortRow:
    """Answer one group. Raises Hidden."""
    _require(user, READ)
    found = _rows(Cohort.objects.filter(pk=cohort_id), on=on)
    if not found:
        raise Hidden(READ)
    return found[0]


def waiting(user: Reader) -> int:
    """Count who waits for a seat. Raises Hidden."""
    _require(user, READ)
    return Enrolment.objects.filter(state=EnrolmentState.WAITING).count()


def people(user: Reader, cohort_id: int | None) -> tuple[PersonRow, ...]:
    """List the people of a group, or the waiting list with None: names and ways in of one's own only.

    A reader without any name gets an empty list: numbers stand in the group itself.
    """
    if scope(user, NAME) == "-":
        return ()
    states = (EnrolmentState.WAITING, EnrolmentState.INVITED) if cohort_id is None else tuple(EnrolmentState)
    found = Enrolment.objects.filter(state__in=states).select_related("party")
    if cohort_id is not None:
        found = found.filter(cohort=cohort_id)
    own = _own_keys(user)
    return tuple(
        _person(each, is_own=own is None or each.pk in own)
        for each in found.order_by("-losses", "came_forward_on", "pk")
    )


def draw_of(user: Reader, cohort_id: int) -> DrawRow | None:
    """Answer how the seats of a group were drawn, or None while nothing was signed. Raises Hidden."""
    _require(user, "programme.draw_log")
    signed = DrawProtocol.objects.filter(cohort=cohort_id).first()
    if signed is None:
        return None
    drawn = Draw.objects.filter(cohort=cohort_id).first()
    return DrawRow(
        signed_by=signed.signed_by,
        signed_on=signed.signed_at.date(),
        commitment=signed.commitment,
        protocol=signed.text,
        drawn_by=drawn.drawn_by if drawn else "",
        drawn_on=drawn.drawn_at.date() if drawn else None,
        sha256=drawn.sha256 if drawn else "",
        strata=_strata(drawn.log) if drawn else (),
    )


def draw_log(user: Reader, cohort_id: int) -> dict[str, Any]:
    """Answer the log of a draw, to do it again elsewhere; it names nobody. Raises Hidden."""
    _require(user, "programme.draw_log")
    found = Draw.objects.filter(cohort=cohort_id).values_list("log", flat=True).first()
    if found is None:
        raise Hidden("programme.draw_log")
    log: dict[str, Any] = found
    return log


def tasks(user: Reader, *, on: date) -> tuple[TaskRow, ...]:
    """List what is to be done for the own participants, soonest first, in one query. Raises Hidden."""
    if scope(user, NAME) == "-" or user.role == Role.TENANT:
        raise Hidden(NAME)
    found = TrainingTask.objects.filter(done_on=None).select_related(
        "enrolment", "enrolment__party", "session"
    )
    own = _own_keys(user)
    if own is not None:
        found = found.filter(enrolment__in=own)
    return tuple(
        TaskRow(
            task_id=each.pk,
            tenancy_id=each.enrolment.tenancy_id,
            name=_name(each.enrolment),
            kind=each.kind,
            detail=each.detail.split(" ")[0],
            session_on=each.session.on if each.session else None,
            due_on=each.due_on,
            is_late=each.due_on < on,
        )
        for each in found.order_by("due_on", "pk")[:500]
    )


def of_household(user: Reader, tenancy_id: int, *, on: date) -> tuple[PersonRow, ...]:
    """List the enrolments of one household, newest first; an officer sees that and not by which way."""
    require(user, "programme.condition_status", tenancy_id=tenancy_id, on=on)
    may_name = scope(user, NAME) != "-"
    found = Enrolment.objects.filter(tenancy=tenancy_id).select_related("party").order_by("-pk")
    return tuple(_person(each, is_own=may_name) for each in found)


def open_groups(user: Reader, *, on: date) -> tuple[CohortRow, ...]:
    """List the groups for which somebody can still come forward. Raises Hidden."""
    if scope(user, ENROL) == "-":
        raise Hidden(ENROL)
    found = Cohort.objects.exclude(state=CohortState.CANCELLED).filter(
        sessions__number=1, sessions__on__gt=on
    )
    return _rows(found, on=on)


def trainers(user: Reader) -> tuple[tuple[int, str], ...]:
    """List who can be a trainer. Raises Hidden."""
    _require(user, "programme.plan")
    found = User.objects.filter(role=Role.TRAINER, is_active=True).order_by("last_name", "pk")
    return tuple((each.pk, each.get_full_name() or each.get_username()) for each in found)


def guides(user: Reader) -> tuple[tuple[int, str], ...]:
    """List who can guide participants. Raises Hidden."""
    _require(user, "programme.plan")
    found = User.objects.filter(role=Role.SOCIAL_WORKER, is_active=True).order_by("last_name", "pk")
    return tuple((each.pk, each.get_full_name() or each.get_username()) for each in found)


def stage_of(state: str, days: list[date], *, on: date) -> str:
    """Name where a group is: coming, given, running, over or cancelled."""
    if state == CohortState.CANCELLED:
        return "cancelled"
    if days and days[-1] < on:
        return "over"
    if days and days[0] <= on:
        return "running"
    return "given" if state == CohortState.GIVEN else "coming"


def session_rows(sessions: list[Session]) -> tuple[SessionRow, ...]:
    """Make the rows of the sessions of a group, in order."""
    return tuple(
        SessionRow(
            number=each.number,
            on=each.on,
            begins_at=each.begins_at,
            ends_at=each.ends_at,
            place=each.place,
            is_moved=each.on != each.planned_on,
            is_cancelled=each.is_cancelled,
        )
        for each in sorted(sessions, key=lambda session: session.number)
    )


def _rows(cohorts: Any, *, on: date) -> tuple[CohortRow, ...]:
    found = (
        cohorts.select_related("trainer")
        .prefetch_related("sessions")
        .annotate(
            taken=Count("enrolments", filter=Q(enrolments__seat__isnull=False), distinct=True),
            forward=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.WAITING), distinct=True),
        )
    )
    rows = [_row(each, on=on) for each in found]
    return tuple(
        sorted(rows, key=lambda row: (row.sessions[0].on if row.sessions else on, row.name), reverse=True)
    )


def _row(cohort: Any, *, on: date) -> CohortRow:
    sessions = session_rows(list(cohort.sessions.all()))
    trainer = cohort.trainer
    return CohortRow(
        cohort_id=cohort.pk,
        programme=cohort.programme,
        name=cohort.name,
        place=cohort.place,
        part_of_day=cohort.part_of_day,
        has_childcare=cohort.has_childcare,
        trainer=(trainer.get_full_name() or trainer.get_username()) if trainer else "",
        seats=cohort.seats,
        taken=cohort.taken,
        forward=cohort.forward,
        by_lot=cohort.by_lot,
        draw_on=cohort.draw_on,
        stage=stage_of(cohort.state, [each.on for each in sessions], on=on),
        sessions=sessions,
    )


def _person(enrolment: Enrolment, *, is_own: bool) -> PersonRow:
    return PersonRow(
        enrolment_id=enrolment.pk,
        tenancy_id=enrolment.tenancy_id if is_own else None,
        name=_name(enrolment) if is_own else "",
        way_in=enrolment.way_in if is_own else "",
        state=enrolment.state,
        losses=enrolment.losses,
        since=enrolment.came_forward_on or enrolment.invited_on,
        is_urgent=is_own and enrolment.urgent_on is not None,
        barriers=tuple(enrolment.barriers) if is_own else (),
        is_own=is_own,
    )


def _name(enrolment: Enrolment) -> str:
    return enrolment.party.full_name if enrolment.party else enrolment.first_name


def _own_keys(user: Reader) -> set[int] | None:
    """Answer the enrolments of one's own, None for all."""
    if scope(user, NAME) == "a":
        return None
    if isinstance(user, User) and user.role == Role.SOCIAL_WORKER:
        return set(sight.own_enrolments(user).values_list("pk", flat=True))
    return set()


def _strata(log: dict[str, Any]) -> tuple[tuple[str, str, int, int], ...]:
    """Sum up a draw: tier, way in, people, seats."""
    found = {(row["tier"], row["way_in"]): (row["of"], row["seats"]) for row in log["results"]}
    return tuple((tier, way, of, seats) for (tier, way), (of, seats) in sorted(found.items()))


def _require(user: Reader, right: str) -> None:
    if scope(user, right) != "a":
        raise Hidden(right)
