"""Deeds on a case as a whole: opened, assigned, begun, adapted to, closed."""

from collections.abc import Iterable
from datetime import datetime

from gewoon.actions.casework import compartment
from gewoon.actions.policy import deciding, steps
from gewoon.actions.rights import NotFound, Refused, Who, name_of, on_row, require
from gewoon.records.casework import OPEN, Case, CasePart, CaseStatus
from gewoon.records.people import Role, User
from gewoon.records.queries.casework_rights import require_tie
from gewoon.records.queries.rights import own_tenancies
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.casework import adapting, parts

RIGHT = "case.notes"


def own(tenancy: Tenancy, case_id: int, *, by: Who, now: datetime) -> Case:
    """Find a case that somebody may work in. Raises Hidden for a stranger; locks nothing by itself."""
    case = Case.objects.filter(pk=case_id, tenancy=tenancy).first()
    require_tie(by, case, now=now)
    if case is None:
        raise NotFound("This case does not exist any more.")
    return case


def still_open(case: Case) -> Case:
    """Answer a case that is open. Raises Refused for a closed one."""
    if case.status not in OPEN:
        raise Refused("This case is closed: open a new one if guidance begins again.")
    return case


def tenancy_of(case_id: int) -> int:
    """Answer the key of the tenancy of a case: that row is the lock. Raises NotFound."""
    found = Case.objects.filter(pk=case_id).values_list("tenancy_id", flat=True).first()
    if found is None:
        raise NotFound("This case does not exist any more.")
    return found


@on_row(Tenancy, "casework.open", right=RIGHT, is_own=True)
def open_case(
    tenancy: Tenancy, *, by: Who, now: datetime, step_id: int | None = None, worker_id: int | None = None
) -> Case:
    """Open the intake; with `step_id` it does the step in which the policy asked for it.

    The case is for who opens it, or for `worker_id`. A social worker opens one only for a tenancy that
    waits for social work. Raises Refused when a case is open already, or the step is another.
    """
    if isinstance(by, User) and not _waits_for(by, tenancy, now):
        raise NotFound("This tenancy does not wait for social work.")
    if Case.objects.filter(tenancy=tenancy, closed_on=None).exists():
        raise Refused("There is an open case for this tenant already.")
    step = None
    if step_id is not None:
        step = steps.open_step(tenancy, step_id, by=by, right="contact.record_attempt")
        if step.name != "social_worker":
            raise Refused("This step asks for something else than an intake.")
        steps.end(step, outcome="offered", by=by, now=now)
    worker = by.pk if worker_id is None and isinstance(by, User) else worker_id
    case = Case.objects.create(
        tenancy=tenancy,
        step=step,
        worker=None if worker is None else _worker(worker),
        opened_on=local_day(now),
        opened_at=now,
    )
    compartment.make(case)
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return case


@on_row(Tenancy, "casework.assign", right="case.assign")
def assign(tenancy: Tenancy, *, case_id: int, worker_id: int, by: Who, now: datetime) -> Case:
    """Give a case to a social worker. Raises Refused for somebody of another role.

    A social worker gives away the own cases and those that nobody has. A colleague's case only a manager
    moves: taking it would be a way round the emergency.
    """
    case = Case.objects.filter(pk=case_id, tenancy=tenancy).first()
    is_theirs = case is not None and case.worker_id not in (None, by.pk)
    if case is None or (by.role == Role.SOCIAL_WORKER and is_theirs):
        raise NotFound("This case does not exist any more.")
    still_open(case).worker = _worker(worker_id)
    case.save(update_fields=["worker"])
    return case


@on_row(Tenancy, "casework.begin", right=RIGHT, is_own=True)
def begin(tenancy: Tenancy, *, case_id: int, by: Who, now: datetime) -> Case:
    """Say that the tenant takes the guidance: it runs from now on, and heavier steps wait."""
    case = still_open(own(tenancy, case_id, by=by, now=now))
    case.status = CaseStatus.RUNNING
    case.save(update_fields=["status"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return case


@on_row(Tenancy, "casework.adapt", right=RIGHT, is_own=True)
def adapt(tenancy: Tenancy, *, case_id: int, ways: Iterable[str], by: Who, now: datetime) -> Case:
    """Say what others must adapt to. Raises Refused for a way that is not in the list."""
    case = still_open(own(tenancy, case_id, by=by, now=now))
    try:
        case.adapt_to = list(adapting.ways(ways))
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    case.save(update_fields=["adapt_to"])
    return case


@on_row(Tenancy, "casework.close", right=RIGHT, is_own=True)
def close(tenancy: Tenancy, *, case_id: int, result: str, told: str, by: Who, now: datetime) -> Case:
    """Close a case with its result; others see only whether guidance was finished or declined."""
    require(by, RIGHT, is_own=True)
    case = still_open(own(tenancy, case_id, by=by, now=now))
    if result not in parts.RESULTS:
        raise Refused("Choose with what result the case closes.")
    place = parts.CLOSING.name
    sealed = compartment.of(case).lock(place, {"result": result, "told": told.strip()[:4000]})
    CasePart.objects.create(
        case=case, name=place, version=1, sealed=sealed, saved_at=now, saved_by=name_of(by)
    )
    case.drafts.all().delete()
    case.status = CaseStatus.DECLINED if result == "declined" else CaseStatus.FINISHED
    case.closed_on, case.next_on = local_day(now), None
    case.save(update_fields=["status", "closed_on", "next_on"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return case


def _waits_for(user: User, tenancy: Tenancy, now: datetime) -> bool:
    """Say whether the policy sent this tenancy to who asks: first, so that nobody learns of a case."""
    waiting = own_tenancies(user, on=local_day(now)).filter(tenancy_id=tenancy.pk)
    return user.role == Role.SOCIAL_WORKER and waiting.exists()


def _worker(user_id: int) -> User:
    found = User.objects.filter(pk=user_id, role=Role.SOCIAL_WORKER, is_active=True).first()
    if found is None:
        raise Refused("Choose a social worker who works here.")
    return found
