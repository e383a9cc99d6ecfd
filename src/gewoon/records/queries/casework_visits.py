"""The visits of a day in the order of the route, and where somebody still has to be visited."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from gewoon.records.casework import Case, Visit, VisitState
from gewoon.records.people import Role
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.casework import address_of, name_of
from gewoon.records.queries.casework_rights import own_cases
from gewoon.records.queries.rights import Hidden, Reader, scope
from gewoon.records.tenancy import Party, PartyRole, Tenancy
from gewoon.rules.calendar import local_day

RIGHT = "contact.plan_visit"
MOST_ROWS = 100
_STEPS = ("home_visit", "court_contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit as its visitor sees it at the door; `adapt_to` is what the household asks of everybody."""

    visit_id: int
    tenancy_id: int
    version: int
    name: str
    address: str
    place: str
    phone: str
    at: time | None
    state: str
    reached: bool | None
    agreed: str
    adapt_to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToVisit:
    """A tenant who waits for a visit."""

    tenancy_id: int
    name: str
    address: str
    postcode: str
    due_on: date | None


def route(user: Reader, *, on: date) -> tuple[VisitRow, ...]:
    """List the own visits of a day: agreed times first, then by place; three queries. Raises Hidden."""
    _require(user)
    visits = Visit.objects.filter(visitor=user.pk, on=on)
    found = list(
        visits.select_related("tenancy__home")
        .prefetch_related(_people())
        .order_by(
            F("at").asc(nulls_last=True),
            "tenancy__home__postcode",
            "tenancy__home__street",
            "tenancy__home__house_number",
            "pk",
        )[:MOST_ROWS]
    )
    ways = dict(
        Case.objects.filter(tenancy__in=[each.tenancy_id for each in found], closed_on=None).values_list(
            "tenancy_id", "adapt_to"
        )
    )
    return tuple(_row(each, tuple(ways.get(each.tenancy_id, ()))) for each in found)


def to_visit(user: Reader, *, now: datetime) -> tuple[ToVisit, ...]:
    """List who waits for a visit and has none planned, most urgent first. Raises Hidden.

    For an officer the steps of the policy, for a social worker the own open cases.
    """
    _require(user)
    planned = Visit.objects.filter(state=VisitState.PLANNED, on__gte=local_day(now)).values("tenancy_id")
    if user.role == Role.SOCIAL_WORKER:
        return _of_cases(user, planned, now)
    steps = Step.objects.filter(state=StepState.OPEN, name__in=_STEPS, owner=user.role)
    steps = steps.exclude(tenancy__in=planned).select_related("tenancy__home")
    found = steps.prefetch_related(_people()).order_by("due_on", "pk")[:MOST_ROWS]
    return tuple(_waits(each.tenancy, each.due_on) for each in found)


def _of_cases(user: Reader, planned: QuerySet[Visit, Any], now: datetime) -> tuple[ToVisit, ...]:
    cases = own_cases(user, now=now).filter(closed_on=None).exclude(tenancy__in=planned)
    found = cases.select_related("tenancy__home").prefetch_related(_people())
    return tuple(
        _waits(each.tenancy, each.next_on)
        for each in found.order_by(F("next_on").asc(nulls_last=True), "pk")[:MOST_ROWS]
    )


def _people() -> Prefetch:
    roles = (PartyRole.TENANT, PartyRole.CO_TENANT)
    return Prefetch("tenancy__parties", queryset=Party.objects.filter(role__in=roles))


def _row(visit: Visit, ways: tuple[str, ...]) -> VisitRow:
    home = visit.tenancy.home
    phones = [party.phone for party in visit.tenancy.parties.all() if party.phone]
    return VisitRow(
        visit_id=visit.pk,
        tenancy_id=visit.tenancy_id,
        version=visit.version,
        name=name_of(visit.tenancy),
        address=address_of(visit.tenancy),
        place=f"{home.postcode} {home.town}",
        phone=next(iter(phones), ""),
        at=visit.at,
        state=visit.state,
        reached=visit.reached,
        agreed=visit.agreed,
        adapt_to=ways,
    )


def _waits(tenancy: Tenancy, due_on: date | None) -> ToVisit:
    return ToVisit(
        tenancy_id=tenancy.pk,
        name=name_of(tenancy),
        address=address_of(tenancy),
        postcode=tenancy.home.postcode,
        due_on=due_on,
    )


def _require(user: Reader) -> None:
    if scope(user, RIGHT) == "-":
        raise Hidden(RIGHT)
