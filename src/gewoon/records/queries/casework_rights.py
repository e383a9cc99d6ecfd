"""What ties somebody to a case: their own, a colleague's who is away, or an emergency of four hours."""

from datetime import datetime

from django.db.models import Q, QuerySet

from gewoon.records.casework import BreakGlass, Case, CaseCover
from gewoon.records.people import Actor, Role, scope
from gewoon.records.queries.rights import Hidden, Reader
from gewoon.rules.calendar import local_day

CONTENT = "case.notes"
SYSTEM, WORKER, COVER, EMERGENCY, NONE = "system", "guidance", "cover", "emergency", ""


def tie(user: Reader, case: Case, *, now: datetime) -> str:
    """Answer for which purpose somebody may open this case; empty for a stranger, whatever the role."""
    if scope(user, CONTENT) == "-":
        return NONE
    if isinstance(user, Actor):
        return SYSTEM
    if user.role != Role.SOCIAL_WORKER:
        return NONE
    if case.worker_id == user.pk:
        return WORKER
    if covered(user, now=now).filter(worker=case.worker_id).exists():
        return COVER
    return EMERGENCY if emergency(user, case, now=now) is not None else NONE


def require_tie(user: Reader, case: Case | None, *, now: datetime) -> str:
    """Answer the tie, or raise Hidden: a stranger does not learn that there is a case."""
    found = NONE if case is None else tie(user, case, now=now)
    if not found:
        raise Hidden(CONTENT)
    return found


def covered(user: Reader, *, now: datetime) -> QuerySet[CaseCover]:
    """Answer the colleagues for whom somebody takes over today."""
    today = local_day(now)
    return CaseCover.objects.filter(colleague=user.pk, from_on__lte=today, to_on__gte=today)


def emergency(user: Reader, case: Case, *, now: datetime) -> BreakGlass | None:
    """Answer the emergency in which somebody may look into a case now."""
    found = BreakGlass.objects.filter(case=case, by=user.pk, at__lte=now, until__gt=now)
    return found.order_by("-until").first()


def own_cases(user: Reader, *, now: datetime) -> QuerySet[Case]:
    """Answer the cases of a social worker: the own, and those of colleagues who are away; else none."""
    if isinstance(user, Actor) or user.role != Role.SOCIAL_WORKER or scope(user, CONTENT) != "o":
        return Case.objects.none()
    workers = covered(user, now=now).values("worker_id")
    return Case.objects.filter(Q(worker=user.pk) | Q(worker__in=workers))
