"""Visits: planned for a day, reported at the door, also when the connection was gone for a while."""

from datetime import date, datetime, time, timedelta
from typing import Any

from gewoon.actions.casework.content import write_note
from gewoon.actions.contact import attempts
from gewoon.actions.policy import steps
from gewoon.actions.rights import NotFound, Refused, Who, name_of, on_row
from gewoon.records.casework import Case, Visit, VisitState
from gewoon.records.contact import AttemptKind
from gewoon.records.people import Role, User
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.casework_rights import own_cases
from gewoon.records.tenancy import CircumstanceKind, Tenancy
from gewoon.rules.calendar import AMSTERDAM, local_day

RIGHT = "contact.plan_visit"
FARTHEST = timedelta(days=180)
LATEST_REPORT = timedelta(days=31)
LONGEST_AGREED = 200
CHILDREN = {"yes": CircumstanceKind.CHILDREN, "no": CircumstanceKind.NO_CHILDREN}


class VisitChanged(Refused):
    """The visit is another one by now: reported, called off, or moved. `visit` is how it stands."""

    def __init__(self, text: str, visit: Visit) -> None:
        """Keep the visit beside the text."""
        super().__init__(text)
        self.visit = visit


@on_row(Tenancy, "contact.plan_visit", right=RIGHT, is_own=True)
def plan_visit(
    tenancy: Tenancy, *, on: date, by: Who, now: datetime, at: time | None = None, key: str | None = None
) -> int:
    """Plan a visit for who asks. Answers its key.

    Raises Refused for a day behind us or far away, or when this visitor has one that day already.
    Raises NotFound for a social worker whose case this is not.
    """
    visitor = _visitor(tenancy, by, now)
    today = local_day(now)
    if not today <= on <= today + FARTHEST:
        raise Refused("Choose a day from today on, within half a year.")
    if Visit.objects.filter(tenancy=tenancy, visitor=visitor, on=on, state=VisitState.PLANNED).exists():
        raise Refused("You have a visit planned here on that day already.")
    visit = Visit.objects.create(
        tenancy=tenancy, visitor=visitor, on=on, at=at, planned_at=now, planned_by=name_of(by)
    )
    return visit.pk


@on_row(Tenancy, "contact.cancel_visit", right=RIGHT, is_own=True)
def cancel_visit(tenancy: Tenancy, *, visit_id: int, by: Who, now: datetime) -> int:
    """Call off a visit that was planned. Raises VisitChanged when it was reported or called off."""
    visit = _own_visit(tenancy, visit_id, by)
    if visit.state != VisitState.PLANNED:
        raise VisitChanged("This visit was reported or called off already.", visit)
    _end(visit, VisitState.CANCELLED, now)
    return visit.pk


@on_row(Tenancy, "contact.report_visit", right=RIGHT, is_own=True)
def report_visit(  # noqa: PLR0913  what the form at the door asks
    tenancy: Tenancy,
    *,
    visit_id: int,
    version: int,
    reached: bool,
    said: str,
    children: str,
    by: Who,
    now: datetime,
    key: str | None = None,
) -> int:
    """Report a visit: it counts as a try at contact, and does the open step that asks for a visit.

    What a social worker writes goes into the case, locked; what an officer writes is what was agreed.
    `children` is `yes`, `no` or nothing. Sent twice under one key it counts once.
    Raises VisitChanged when the visit is not as it was (`version`), Refused for what cannot be kept.
    """
    visit = _own_visit(tenancy, visit_id, by)
    if (visit.state, visit.version) != (VisitState.PLANNED, version):
        raise VisitChanged("This visit was changed since you opened it.", visit)
    at = _moment(visit, now)
    said = said.replace("\r\n", "\n").strip()
    if children not in {"", *CHILDREN}:
        raise Refused("Choose yes, no, or leave it open: do children live here?")
    if said and by.role == Role.SOCIAL_WORKER:
        write_note(_case(tenancy, by, now), said, by=by, now=now)
    elif len(said) > LONGEST_AGREED:
        raise Refused("Write what was agreed in at most 200 signs.")
    else:
        visit.agreed = said
    visit.reached = reached
    _end(visit, VisitState.DONE, now)
    _count(tenancy, visit, by=by, at=at)
    if children:
        _tell_children(tenancy, children, by=by, now=at)
    return visit.pk


def _visitor(tenancy: Tenancy, by: Who, now: datetime) -> User:
    if not isinstance(by, User):
        raise NotFound("Only a person makes a visit.")
    if by.role == Role.SOCIAL_WORKER:
        _case(tenancy, by, now)
    return by


def _case(tenancy: Tenancy, by: Who, now: datetime) -> Case:
    case = own_cases(by, now=now).filter(tenancy=tenancy, closed_on=None).first()
    if case is None:
        raise NotFound("There is no open case of yours for this tenancy.")
    return case


def _own_visit(tenancy: Tenancy, visit_id: int, by: Who) -> Visit:
    visit = Visit.objects.filter(pk=visit_id, tenancy=tenancy, visitor=by.pk).first()
    if visit is None:
        raise NotFound("This visit does not exist any more.")
    return visit


def _moment(visit: Visit, now: datetime) -> datetime:
    """Say when the visit was: now, or on its own day when it is reported later."""
    today = local_day(now)
    if visit.on > today:
        raise Refused("This visit lies in the future: report it when it was made.")
    if visit.on < today - LATEST_REPORT:
        raise Refused("This visit is more than a month ago: note the contact on the tenant's page.")
    return now if visit.on == today else datetime.combine(visit.on, visit.at or time(12), tzinfo=AMSTERDAM)


def _end(visit: Visit, state: VisitState, now: datetime) -> None:
    visit.state, visit.ended_at, visit.version = state, now, visit.version + 1
    visit.save(update_fields=["state", "ended_at", "version", "reached", "agreed"])


def _count(tenancy: Tenancy, visit: Visit, *, by: Who, at: datetime) -> None:
    """Let the visit count as a try, and as the open step where that is the same work."""
    step = Step.objects.filter(tenancy=tenancy, state=StepState.OPEN).first()
    is_asked = step is not None and step.owner == by.role and attempts.kind_of(step) == AttemptKind.VISIT
    given: dict[str, Any] = {"step_id": step.pk} if step is not None and is_asked else {}
    attempts.record_attempt(
        tenancy.pk, kind=AttemptKind.VISIT, reached=bool(visit.reached), by=by, now=at, **given
    )


def _tell_children(tenancy: Tenancy, children: str, *, by: Who, now: datetime) -> None:
    steps.record_circumstance(tenancy.pk, kind=CHILDREN[children], reason="asked at a visit", by=by, now=now)
