"""Looking into a colleague's case: in an emergency for four hours, or as cover while somebody is away."""

from datetime import date, datetime, timedelta

from gewoon.actions.rights import NotFound, Refused, Who, deed, on_row
from gewoon.records.casework import BreakGlass, Case, CaseCover
from gewoon.records.people import Role, User
from gewoon.records.queries.casework_rights import tie
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day

LASTS = timedelta(hours=4)
SHORTEST_REASON, LONGEST_REASON = 10, 200
LONGEST_COVER_DAYS = 120


@on_row(Tenancy, "casework.break_glass", right="case.break_glass")
def break_glass(tenancy: Tenancy, *, why: str, by: Who, now: datetime) -> BreakGlass:
    """Open a colleague's case for four hours. The worker, the manager and the tenant see it, with why.

    Raises Refused without a reason in words, or when somebody may open the case anyhow.
    """
    case = Case.objects.filter(tenancy=tenancy, erased_at=None).order_by("-opened_on", "-pk").first()
    if case is None or not isinstance(by, User):
        raise NotFound("There is no case for this tenancy.")
    said = " ".join(why.split())
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise Refused("Say in 10 to 200 signs why this cannot wait for your colleague.")
    if tie(by, case, now=now):
        raise Refused("You can open this case already.")
    return BreakGlass.objects.create(case=case, by=by, at=now, until=now + LASTS, reason=said)


@deed("casework.see_emergency", right="case.assign")
def see_emergency(emergency_id: int, *, by: Who, now: datetime) -> BreakGlass:
    """Say that a manager, or the worker whose case it is, has seen an emergency."""
    found = BreakGlass.objects.select_for_update().filter(pk=emergency_id).first()
    worker_id = None if found is None else found.case.worker_id
    if found is None or (by.role != Role.MANAGER and worker_id != by.pk):
        raise NotFound("This notice does not exist.")
    field = "seen_by_manager_at" if by.role == Role.MANAGER else "seen_by_worker_at"
    setattr(found, field, now)
    found.save(update_fields=[field])
    return found


@deed("casework.cover", right="case.assign")
def cover(
    *, worker_id: int, colleague_id: int, from_on: date, to_on: date, by: Who, now: datetime
) -> CaseCover:
    """Let a colleague take over the cases of somebody who is away, with all that is in them.

    A social worker arranges this for the own cases, a manager for everybody's.
    Raises Refused for people of another role, for days that run backward or lie behind us, and for long.
    """
    _require_own(worker_id, by)
    people = User.objects.filter(pk__in=(worker_id, colleague_id), role=Role.SOCIAL_WORKER, is_active=True)
    if worker_id == colleague_id or people.count() != 2:
        raise Refused("Choose two different social workers.")
    if to_on < from_on or to_on < local_day(now):
        raise Refused("The last day lies before the first, or behind us: correct it.")
    if (to_on - from_on).days > LONGEST_COVER_DAYS:
        raise Refused("Cover lasts at most 120 days: assign the cases instead.")
    return CaseCover.objects.create(
        worker_id=worker_id, colleague_id=colleague_id, from_on=from_on, to_on=to_on
    )


@deed("casework.end_cover", right="case.assign")
def end_cover(worker_id: int, *, by: Who, now: datetime) -> int:
    """End the cover for somebody as of today; answer how many there were."""
    _require_own(worker_id, by)
    today = local_day(now)
    later = CaseCover.objects.filter(worker=worker_id, from_on__gte=today).delete()[0]
    running = CaseCover.objects.filter(worker=worker_id, from_on__lt=today, to_on__gte=today)
    return later + running.update(to_on=today - timedelta(days=1))


def _require_own(worker_id: int, by: Who) -> None:
    """Nobody lets themselves into the cases of a colleague."""
    if by.role == Role.SOCIAL_WORKER and worker_id != by.pk:
        raise Refused("Only the manager arranges this for somebody else.")
