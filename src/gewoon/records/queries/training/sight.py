"""Who sees which groups and participants."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from gewoon.records.people import Role, User
from gewoon.records.queries.rights import Hidden, Reader, own_tenancies, scope
from gewoon.records.training import Cohort, CohortState, Enrolment
from gewoon.rules.calendar import add_months

MONTHS_AFTER = 6  # a trainer sees a group until half a year after its last session


def own_cohorts(user: User, *, on: date) -> QuerySet[Cohort]:
    """Answer the groups of a trainer that are not over for longer than six months."""
    since = add_months(on, -MONTHS_AFTER)
    groups = Cohort.objects.filter(trainer=user).exclude(state=CohortState.CANCELLED)
    return groups.annotate(last_on=Max("sessions__on")).filter(last_on__gte=since)


def own_enrolments(user: User) -> QuerySet[Enrolment]:
    """Answer the participants of a social worker: those guided, and those whose step is of the role."""
    return Enrolment.objects.filter(Q(guide=user) | Q(tenancy__in=own_tenancies(user)))


def cohorts(user: Reader, right: str, *, on: date) -> QuerySet[Cohort]:
    """Answer the groups that a right shows: all, or a trainer's own. Raises Hidden."""
    found = scope(user, right)
    if found == "a":
        return Cohort.objects.all()
    if found == "g" and isinstance(user, User):
        return own_cohorts(user, on=on)
    if found == "o" and isinstance(user, User) and user.role == Role.SOCIAL_WORKER:
        return Cohort.objects.filter(enrolments__in=own_enrolments(user)).distinct()
    raise Hidden(right)


def enrolments(user: Reader, right: str, *, on: date) -> QuerySet[Enrolment]:
    """Answer the participants that a right shows: all, own, or those of a trainer's groups. Raises Hidden."""
    found = scope(user, right)
    if found == "a":
        return Enrolment.objects.all()
    if found == "o" and isinstance(user, User) and user.role == Role.SOCIAL_WORKER:
        return own_enrolments(user)
    if found == "g" and isinstance(user, User):
        return Enrolment.objects.filter(cohort__in=own_cohorts(user, on=on))
    raise Hidden(right)


def is_own_household(user: User, tenancy_id: int, *, on: date) -> bool:
    """Say whether a household is a social worker's: an open step of the role, or somebody guided."""
    return (
        own_tenancies(user, on=on).filter(tenancy_id=tenancy_id).exists()
        or Enrolment.objects.filter(guide=user, tenancy=tenancy_id).exists()
    )
