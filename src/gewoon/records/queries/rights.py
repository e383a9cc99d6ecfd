"""Who may read what: every query asks here before it answers."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gewoon.records.people import Actor, Role, User, scope
from gewoon.records.policy import Step, StepState

__all__ = ["Hidden", "Reader", "may_read", "own_tenancies", "reach", "require", "scope"]

Reader = User | Actor


class Hidden(Exception):
    """What somebody may not read does not exist for them; pages answer 404."""


def may_read(user: Reader, right: str) -> bool:
    """Say whether somebody has the right for everything, or for what is their own at the desk."""
    found = scope(user, right)
    return found == "a" or (found == "o" and user.role == Role.SOCIAL_WORKER)


def reach(user: Reader, right: str) -> str:
    """Answer `a` (everything) or `o` (only the own); raise Hidden for any other scope.

    At the desk only a social worker has something of their own: the tenancies whose step is theirs. The
    files of a manager and the account of a tenant come by other pages.
    """
    if not may_read(user, right):
        raise Hidden(right)
    return scope(user, right)


def own_tenancies(user: Reader, *, on: date | None = None) -> QuerySet[Step, Any]:
    """Answer the keys of the tenancies with an open step of the role of this user, as a subquery.

    With `on` also those whose step somebody of the role did on that day: who has just done a step
    sees the page on which it can be taken back.
    """
    wanted = Q(state=StepState.OPEN)
    if on is not None:
        wanted |= Q(state=StepState.DONE, ended_on=on)
    return Step.objects.filter(wanted, owner=user.role).order_by().values("tenancy_id")


def require(user: Reader, right: str, *, tenancy_id: int, on: date | None = None) -> None:
    """Raise Hidden unless somebody may read this of this tenancy; asks the records only for `o`."""
    if reach(user, right) == "o" and not own_tenancies(user, on=on).filter(tenancy_id=tenancy_id).exists():
        raise Hidden(right)
