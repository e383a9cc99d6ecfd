"""Cases as lists: a social worker's own; for others only that there is guidance, and how to adapt."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from gewoon.records.casework import BreakGlass, Case, CaseCover, CaseRead
from gewoon.records.people import Role, User, scope
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.casework_rights import own_cases, require_tie, tie
from gewoon.records.queries.rights import Hidden, Reader, may_read, require
from gewoon.records.tenancy import Party, PartyRole, Tenancy, full_name
from gewoon.rules.calendar import local_day

STATUS = "case.guidance_plan_status"
ASSIGN = "case.assign"
LOOKED = "audit.who_saw_my_file"
MOST_ROWS = 500
_TENANTS = (PartyRole.TENANT, PartyRole.CO_TENANT)
# What a worker may order by; others see names and nothing that comes from inside a case.
OWN_ORDERS = {
    "next": (F("next_on").asc(nulls_last=True), "opened_on", "pk"),
    "opened": ("-opened_on", "pk"),
    "name": ("first_name", "pk"),
}
STATUS_ORDERS = {"name": ("first_name", "pk"), "status": ("status", "first_name", "pk")}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """A row of the caseload. `is_cover`: the case of a colleague who is away."""

    case_id: int
    tenancy_id: int
    name: str
    address: str
    status: str
    opened_on: date
    next_on: date | None
    is_late: bool
    is_cover: bool
    adapt_to: tuple[str, ...]
    plan_shared_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceStatus:
    """What collection may see of a case. `case_id` only for who may open it."""

    tenancy_id: int
    name: str
    address: str
    status: str
    adapt_to: tuple[str, ...]
    case_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looked: shown to the tenant and the auditor."""

    at: datetime
    by: str
    role: str
    part: str
    purpose: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much somebody has in hand."""

    user_id: int
    name: str
    open_cases: int
    late: int
    covered_by: str
    cover_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned:
    """A case that nobody has: by its number, for who assigns may not know whose it is."""

    case_id: int
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """Somebody whom the policy sent to the social worker, on a day."""

    tenancy_id: int
    number: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """A case that was opened in an emergency."""

    emergency_id: int
    case_id: int
    by: str
    worker: str
    at: datetime
    until: datetime
    reason: str


def caseload(user: Reader, *, now: datetime, order: str = "next", search: str = "") -> tuple[OwnCase, ...]:
    """List the open cases that somebody guides or covers, in three queries; others get nothing."""
    today = local_day(now)
    cases = _named(own_cases(user, now=now).filter(closed_on=None))
    found = _found(cases, search).order_by(*OWN_ORDERS.get(order, OWN_ORDERS["next"]))[:MOST_ROWS]
    return tuple(
        OwnCase(
            case_id=case.pk,
            tenancy_id=case.tenancy_id,
            name=name_of(case.tenancy),
            address=address_of(case.tenancy),
            status=case.status,
            opened_on=case.opened_on,
            next_on=case.next_on,
            is_late=case.next_on is not None and case.next_on < today,
            is_cover=case.worker_id != user.pk,
            adapt_to=tuple(case.adapt_to),
            plan_shared_on=case.plan_shared_on,
        )
        for case in found
    )


def statuses(user: Reader, *, order: str = "name", search: str = "") -> tuple[GuidanceStatus, ...]:
    """List where guidance is open, for who may see that of everybody. Raises Hidden for others."""
    if scope(user, STATUS) != "a":
        raise Hidden(STATUS)
    cases = _found(_named(Case.objects.filter(closed_on=None)), search)
    found = cases.order_by(*STATUS_ORDERS.get(order, STATUS_ORDERS["name"]))[:MOST_ROWS]
    return tuple(_status(case) for case in found)


def guidance(user: Reader, tenancy_id: int, *, now: datetime) -> GuidanceStatus | None:
    """Answer the newest case of a tenancy as others may see it, or None. Raises Hidden for a stranger."""
    case = _named(Case.objects.filter(tenancy=tenancy_id)).order_by("-opened_on", "-pk").first()
    is_tied = case is not None and bool(tie(user, case, now=now))
    if not is_tied:
        if not may_read(user, STATUS):
            return None
        require(user, STATUS, tenancy_id=tenancy_id, on=local_day(now))
    return None if case is None else _status(case, is_tied=is_tied)


def own_case_of(user: Reader, tenancy_id: int, *, now: datetime) -> int | None:
    """Answer the key of the open case of a tenancy, for who guides or covers it."""
    found = own_cases(user, now=now).filter(tenancy=tenancy_id, closed_on=None)
    return found.values_list("pk", flat=True).first()


def looks(user: Reader, case: Case, *, now: datetime) -> tuple[Look, ...]:
    """List who opened one case, newest first, for who may open it. Raises Hidden for others."""
    require_tie(user, case, now=now)
    return _looks(CaseRead.objects.filter(case_id=case.pk))


def who_looked(user: Reader, tenancy_id: int, *, is_own: bool = False) -> tuple[Look, ...]:
    """List who opened the case of a tenancy, newest first: for the auditor, and for the tenant.

    `is_own` is given by the page of the tenant, which knows whose tenancy it is. Raises Hidden for others.
    """
    if scope(user, LOOKED) not in ({"a", "o"} if is_own else {"a"}):
        raise Hidden(LOOKED)
    return _looks(CaseRead.objects.filter(tenancy_id=tenancy_id))


def loads(user: Reader, *, on: date) -> tuple[Load, ...]:
    """Answer how many open cases each social worker has. Raises Hidden."""
    _require_assign(user)
    covers = {
        cover.worker_id: cover
        for cover in CaseCover.objects.filter(from_on__lte=on, to_on__gte=on).select_related("colleague")
    }
    workers = User.objects.filter(role=Role.SOCIAL_WORKER, is_active=True).annotate(
        open_cases=Count("cases", filter=Q(cases__closed_on=None)),
        late=Count("cases", filter=Q(cases__closed_on=None, cases__next_on__lt=on)),
    )
    return tuple(
        Load(
            user_id=worker.pk,
            name=_person(worker),
            open_cases=worker.open_cases,
            late=worker.late,
            covered_by="" if (cover := covers.get(worker.pk)) is None else _person(cover.colleague),
            cover_until=None if cover is None else cover.to_on,
        )
        for worker in workers.order_by("first_name", "pk")
    )


def unassigned(user: Reader) -> tuple[Unassigned, ...]:
    """List the open cases that nobody guides, oldest first. Raises Hidden."""
    _require_assign(user)
    found = Case.objects.filter(worker=None, closed_on=None).order_by("opened_on", "pk")
    return tuple(Unassigned(case_id=case.pk, opened_on=case.opened_on) for case in found[:MOST_ROWS])


def emergencies(user: Reader) -> tuple[Emergency, ...]:
    """List the emergencies that this person was not shown yet: of the own cases, or of all for a manager."""
    _require_assign(user)
    found = BreakGlass.objects.select_related("by", "case__worker").order_by("-at")
    if user.role == Role.MANAGER:
        found = found.filter(seen_by_manager_at=None)
    else:
        found = found.filter(case__worker=user.pk, seen_by_worker_at=None)
    return tuple(
        Emergency(
            emergency_id=each.pk,
            case_id=each.case_id,
            by=_person(each.by),
            worker="" if each.case.worker is None else _person(each.case.worker),
            at=each.at,
            until=each.until,
            reason=each.reason,
        )
        for each in found[:MOST_ROWS]
    )


def referred(*, since: date) -> tuple[Referred, ...]:
    """List whom the policy sent to the social worker, whose step was done, and who has no case: each once."""
    steps = Step.objects.filter(name="social_worker", state=StepState.DONE, ended_on__gte=since)
    rows = steps.exclude(tenancy__cases__isnull=False).order_by("tenancy_id", "-ended_on")
    newest: dict[int, Referred] = {}
    for tenancy, number, on in rows.values_list("tenancy_id", "tenancy__number", "ended_on"):
        if on is not None:
            newest.setdefault(tenancy, Referred(tenancy_id=tenancy, number=number, on=on))
    return tuple(newest.values())


def workers() -> tuple[User, ...]:
    """Answer the social workers who work here."""
    return tuple(User.objects.filter(role=Role.SOCIAL_WORKER, is_active=True).order_by("pk"))


def tenancy_of_number(text: str) -> int | None:
    """Answer the key of the tenancy with a number as somebody typed it."""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) < 10):
        return None
    return Tenancy.objects.filter(number=int(bare)).values_list("pk", flat=True).first()


def name_of(tenancy: Tenancy) -> str:
    """Name the tenants; their parties must have been read already."""
    tenants = [party for party in tenancy.parties.all() if party.role in _TENANTS]
    tenants.sort(key=lambda party: (party.role != PartyRole.TENANT, party.pk))
    return " & ".join(full_name(party.first_name, party.name) for party in tenants)


def address_of(tenancy: Tenancy) -> str:
    """Say where the tenancy is."""
    return f"{tenancy.home.street} {tenancy.home.house_number}"


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Read homes and parties along."""
    return cases.select_related("tenancy__home", "worker").prefetch_related(
        Prefetch("tenancy__parties", queryset=Party.objects.filter(role__in=_TENANTS))
    )


def _named(cases: QuerySet[Case]) -> QuerySet[Case]:
    first = Party.objects.filter(tenancy=OuterRef("tenancy_id"), role=PartyRole.TENANT).order_by("pk")
    return with_names(cases).annotate(first_name=Subquery(first.values("name")[:1]))


def _found(cases: QuerySet[Case], search: str) -> QuerySet[Case]:
    """Look in names, streets and tenancy numbers; never in what is inside a case."""
    for word in search.split()[:5]:
        parties = Party.objects.filter(
            Q(name__icontains=word) | Q(first_name__icontains=word), role__in=_TENANTS
        )
        wanted = Q(tenancy__in=parties.values("tenancy_id")) | Q(tenancy__home__street__icontains=word)
        wanted |= Q(tenancy__home__house_number=word)
        if word.isascii() and word.isdigit() and len(word) < 10:
            wanted |= Q(tenancy__number=int(word))
        cases = cases.filter(wanted)
    return cases


def _status(case: Case, *, is_tied: bool = False) -> GuidanceStatus:
    return GuidanceStatus(
        tenancy_id=case.tenancy_id,
        name=name_of(case.tenancy),
        address=address_of(case.tenancy),
        status=case.status,
        adapt_to=tuple(case.adapt_to) if case.closed_on is None else (),
        case_id=case.pk if is_tied else None,
    )


def _require_assign(user: Reader) -> None:
    if scope(user, ASSIGN) != "a":
        raise Hidden(ASSIGN)


def _person(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _looks(found: QuerySet[CaseRead]) -> tuple[Look, ...]:
    return tuple(
        Look(
            at=each.at,
            by=each.by_name,
            role=each.role,
            part=each.part,
            purpose=each.purpose,
            reason=each.reason,
        )
        for each in found.order_by("-at", "-pk")[:MOST_ROWS]
    )
