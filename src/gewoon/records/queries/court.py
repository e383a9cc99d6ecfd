"""What lies with bailiff and judge: of one tenancy, and the days that are coming."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q

from gewoon.records.court import (
    Collector,
    CollectorReport,
    Eviction,
    HandOver,
    Hearing,
    Judgment,
    LastChance,
    Remittance,
    Summons,
)
from gewoon.records.people import Role
from gewoon.records.policy import Proposal
from gewoon.records.queries.gates import require_sight
from gewoon.records.queries.rights import Hidden, Reader, own_tenancies, scope
from gewoon.records.queries.tenancies import Named, named

RIGHT = "court.calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of a judge or of a last chance: `done_on` is when it was met, or broken."""

    condition_id: int
    text: str
    done_on: date | None
    shown_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim with a collector; amounts in cents."""

    collector: str
    on: date
    principal: int
    costs: int
    interest: int
    is_taken_over: bool
    reports: tuple[CollectorReport, ...]
    remittances: tuple[Remittance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All that lies with bailiff and judge of one tenancy; None where there is nothing."""

    claim: Claim | None
    summons: Summons | None
    hearings: tuple[Hearing, ...]
    judgment: Judgment | None
    conditions: tuple[Condition, ...]
    eviction: Eviction | None
    last_chance: LastChance | None
    promises: tuple[Condition, ...]
    ended: tuple[Eviction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A day that is coming: a hearing or an eviction."""

    kind: str
    on: date
    starts_at: time | None
    place: str
    who: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A case that runs, with where it is: bailiff, summoned, judgment or eviction_dated."""

    status: str
    since: date
    who: Named
    is_taken_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposal that waits for decisions."""

    subject: str
    on: date
    by: str
    signed: int
    who: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorRow:
    """A collector, and whether the register was looked up lately enough."""

    collector_id: int
    name: str
    kind: str
    register_number: str
    checked_until: date
    is_valid: bool


def case_file(user: Reader, tenancy_id: int, *, on: date) -> CaseFile:
    """Answer what lies with bailiff and judge. Raises Hidden."""
    require_sight(user, tenancy_id, on=on)
    summons = _running_summons(tenancy_id)
    judgment = None if summons is None else Judgment.objects.filter(summons=summons).first()
    chance = LastChance.objects.filter(tenancy=tenancy_id, ended_on=None).first()
    return CaseFile(
        claim=_claim(tenancy_id),
        summons=summons,
        hearings=() if summons is None else tuple(summons.hearings.order_by("on", "pk")),
        judgment=judgment,
        conditions=() if judgment is None else _met(judgment),
        eviction=Eviction.objects.filter(tenancy=tenancy_id, end="").first(),
        last_chance=chance,
        promises=() if chance is None else _kept(chance),
        ended=tuple(Eviction.objects.filter(tenancy=tenancy_id).exclude(end="").order_by("-asked_on")),
    )


def coming(user: Reader, *, on: date) -> tuple[Coming, ...]:
    """List the hearings and evictions from a day on, the first first. Raises Hidden."""
    reach = _reach(user)
    hearings = list(
        Hearing.objects.filter(on__gte=on, summons__withdrawn_on=None)
        .select_related("summons")
        .order_by("on")
    )
    evictions = list(Eviction.objects.filter(end="", planned_on__gte=on).order_by("planned_on"))
    keys = [each.summons.tenancy_id for each in hearings] + [each.tenancy_id for each in evictions]
    people = _within(user, reach, keys, on=on)
    found = [
        Coming(kind="hearing", on=each.on, starts_at=each.starts_at, place=each.place, who=who)
        for each in hearings
        if (who := people.get(each.summons.tenancy_id))
    ]
    found += [
        Coming(kind="eviction", on=each.planned_on, starts_at=None, place="", who=who)
        for each in evictions
        if each.planned_on is not None and (who := people.get(each.tenancy_id))
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.who.number)))


def running(user: Reader, *, on: date) -> tuple[Running, ...]:
    """List the cases that run at bailiff and judge, the heaviest first. Raises Hidden."""
    reach = _reach(user)
    found: dict[int, tuple[str, date, bool]] = {}
    for hand_over in HandOver.objects.filter(ended_on=None):
        found[hand_over.tenancy_id] = ("bailiff", hand_over.on, hand_over.is_taken_over)
    for eviction in Eviction.objects.filter(end=""):
        dated, ordered = eviction.planned_on is not None, eviction.ordered_on
        status = "eviction_dated" if dated else "summoned" if ordered is None else "judgment"
        found[eviction.tenancy_id] = (status, ordered or eviction.asked_on, eviction.is_taken_over)
    people = _within(user, reach, list(found), on=on)
    rows = [
        Running(status=status, since=since, who=people[tenancy], is_taken_over=is_old)
        for tenancy, (status, since, is_old) in found.items()
        if tenancy in people
    ]
    return tuple(sorted(rows, key=lambda row: (-_WEIGHT[row.status], row.since, row.who.number)))


def waiting(user: Reader, *, on: date) -> tuple[Waiting, ...]:
    """List the proposals that wait for decisions, the oldest first. Raises Hidden."""
    reach = _reach(user)
    rows = list(Proposal.objects.filter(closed_at=None).order_by("on", "pk").prefetch_related("signatures"))
    people = _within(user, reach, [each.tenancy_id for each in rows], on=on)
    return tuple(
        Waiting(
            subject=each.subject,
            on=each.on,
            by=each.proposed_name,
            signed=len(each.signatures.all()),
            who=people[each.tenancy_id],
        )
        for each in rows
        if each.tenancy_id in people
    )


def collectors(user: Reader, *, on: date) -> tuple[CollectorRow, ...]:
    """List the parties that may collect, by name. Raises Hidden."""
    _reach(user)
    return tuple(
        CollectorRow(
            collector_id=each.pk,
            name=each.name,
            kind=each.kind,
            register_number=each.register_number,
            checked_until=each.checked_until,
            is_valid=each.checked_until >= on,
        )
        for each in Collector.objects.order_by("name")
    )


_WEIGHT = {"bailiff": 0, "summoned": 1, "judgment": 2, "eviction_dated": 3}


def _reach(user: Reader) -> str:
    reach = scope(user, RIGHT)
    if reach not in {"a", "o"}:
        raise Hidden(RIGHT)
    return reach


def _within(user: Reader, reach: str, keys: list[int], *, on: date) -> Mapping[int, Named]:
    """Name those that somebody may see: a manager all cases, a social worker the own and the offered."""
    if reach == "o" and user.role != Role.MANAGER:
        mine = set(own_tenancies(user, on=on).filter(tenancy__in=keys).values_list("tenancy_id", flat=True))
        offered = Proposal.objects.filter(tenancy__in=keys, closed_at=None)
        mine |= set(offered.values_list("tenancy_id", flat=True))
        keys = [key for key in keys if key in mine]
    return named(keys)


def _running_summons(tenancy_id: int) -> Summons | None:
    runs = Summons.objects.filter(tenancy=tenancy_id, withdrawn_on=None)
    over = Q(judgment__orders_eviction=False) | Q(
        pk__in=Eviction.objects.exclude(end="").exclude(summons=None).values("summons")
    )
    return runs.exclude(over).order_by("-pk").first()


def _claim(tenancy_id: int) -> Claim | None:
    found = HandOver.objects.filter(tenancy=tenancy_id, ended_on=None).select_related("collector").first()
    if found is None:
        return None
    return Claim(
        collector=found.collector.name,
        on=found.on,
        principal=found.principal_cents,
        costs=found.costs_cents,
        interest=found.interest_cents,
        is_taken_over=found.is_taken_over,
        reports=tuple(found.reports.order_by("-on", "-pk")),
        remittances=tuple(found.remittances.order_by("-on", "-pk")),
    )


def _met(judgment: Judgment) -> tuple[Condition, ...]:
    return tuple(
        Condition(condition_id=each.pk, text=each.text, done_on=each.met_on, shown_by=each.evidence)
        for each in judgment.terms.order_by("pk")
    )


def _kept(chance: LastChance) -> tuple[Condition, ...]:
    return tuple(
        Condition(condition_id=each.pk, text=each.text, done_on=each.broken_on, shown_by=each.reason)
        for each in chance.conditions.order_by("pk")
    )
