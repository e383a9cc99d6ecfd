"""Whose participant it is: what the matrix calls own, for each role that has something of its own."""

from datetime import date
from typing import TypeGuard

from gewoon.actions.rights import Actor, NotAllowed, Who
from gewoon.records.people import Role, User, scope
from gewoon.records.queries.training import sight
from gewoon.records.tenancy import Tenancy
from gewoon.records.training import Cohort, Enrolment


def require_own(by: Who, right: str, enrolment: Enrolment) -> None:
    """Raise NotAllowed unless the right holds for everything, or this participant is the person's own.

    A tenant comes in by the own page, which has made sure who it is and acts as an Actor.
    """
    found = scope(by, right)
    if found == "a" or (isinstance(by, Actor) and found != "-"):
        return
    if found == "o" and _is_worker(by) and sight.own_enrolments(by).filter(pk=enrolment.pk).exists():
        return
    raise NotAllowed("This participant is not yours. Ask the colleague who guides this household.")


def require_household(by: Who, right: str, tenancy: Tenancy, *, on: date) -> None:
    """Raise NotAllowed unless the right holds for everything, or this household is the person's own."""
    found = scope(by, right)
    if found == "a" or (isinstance(by, Actor) and found != "-"):
        return
    if found == "o" and _is_worker(by) and sight.is_own_household(by, tenancy.pk, on=on):
        return
    raise NotAllowed("This household is not yours. Ask the colleague who guides it.")


def require_group(by: Who, right: str, cohort: Cohort, *, on: date) -> None:
    """Raise NotAllowed unless the right holds for everything, or this is a group of the trainer's own."""
    found = scope(by, right)
    if found == "a" or (isinstance(by, Actor) and found != "-"):
        return
    if found == "g" and isinstance(by, User) and sight.own_cohorts(by, on=on).filter(pk=cohort.pk).exists():
        return
    raise NotAllowed("This is not your group, or it ended more than six months ago.")


def _is_worker(by: Who) -> TypeGuard[User]:
    return isinstance(by, User) and by.role == Role.SOCIAL_WORKER
