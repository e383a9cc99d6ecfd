"""Opens a case for who may: each look is written down with its purpose before anything is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gewoon.actions.casework import compartment
from gewoon.actions.casework.content import SHARED
from gewoon.actions.rights import NotFound, Who, name_of, require
from gewoon.records.casework import Case, CaseDraft, CasePart, CaseRead
from gewoon.records.queries.casework import address_of, with_names
from gewoon.records.queries.casework import name_of as tenants_of
from gewoon.records.queries.casework_rights import CONTENT, EMERGENCY, emergency, require_tie
from gewoon.rules.casework import parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A part as it was last saved; `version` 0 and no content where it was not."""

    version: int
    content: Mapping[str, Any]
    saved_at: datetime | None
    saved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the reader was typing; `is_behind` when somebody saved the part since."""

    typed: Mapping[str, list[str]]
    saved_at: datetime
    is_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the case."""

    on: date
    written_at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case opened for one reader. `purpose`: guidance, cover or emergency (until `until`)."""

    case: Case
    name: str
    address: str
    purpose: str
    until: datetime | None
    parts: Mapping[str, Held]
    drafts: Mapping[str, Draft]
    notes: tuple[Note, ...]

    @property
    def is_open(self) -> bool:
        """Say whether it can still be worked in."""
        return self.case.closed_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """The plan as the tenant sees it."""

    shared_on: date
    worker: str
    worker_phone: str
    own_words: str
    goals: tuple[Mapping[str, Any], ...]
    actions: tuple[Mapping[str, Any], ...]


def read_case(case_id: int, *, by: Who, now: datetime, part: str = "case") -> CaseFile:
    """Open a case and write down who looked, at what and for which purpose.

    Raises Hidden for a stranger: nothing shows that there is a case. An erased case opens without content.
    """
    require(by, CONTENT, is_own=True)
    with transaction.atomic():
        case = with_names(Case.objects.filter(pk=case_id)).first()
        purpose = require_tie(by, case, now=now)
        if case is None:
            raise NotFound("This case does not exist any more.")
        glass = emergency(by, case, now=now) if purpose == EMERGENCY else None
        CaseRead.objects.create(
            case_id=case.pk,
            tenancy_id=case.tenancy_id,
            by_id=by.pk,
            by_name=name_of(by),
            role=by.role,
            at=now,
            part=part,
            purpose=purpose,
            reason="" if glass is None else glass.reason,
        )
        return CaseFile(
            case=case,
            name=tenants_of(case.tenancy),
            address=address_of(case.tenancy),
            purpose=purpose,
            until=None if glass is None else glass.until,
            **_content(case, by),
        )


def shared_plan(tenancy_id: int) -> SharedPlan | None:
    """Answer the plan that was last shared with the tenant; the page of the tenant knows whose it is."""
    case = Case.objects.filter(tenancy=tenancy_id, plan_shared_on__isnull=False, erased_at=None)
    newest = case.select_related("worker").order_by("-plan_shared_on", "-pk").first()
    held = None if newest is None else CasePart.objects.filter(case=newest, name=SHARED).first()
    if newest is None or held is None or newest.plan_shared_on is None:
        return None
    plan = compartment.of(newest).read(SHARED, held.sealed)
    return plan_of(newest, plan, newest.plan_shared_on)


def plan_of(case: Case, plan: Mapping[str, Any], on: date) -> SharedPlan:
    """Put a plan in the shape in which a tenant sees it."""
    worker = case.worker
    return SharedPlan(
        shared_on=on,
        worker="" if worker is None else worker.get_full_name() or worker.get_username(),
        worker_phone="" if worker is None else worker.phone,
        own_words=plan.get("own_words", ""),
        goals=tuple(plan.get("goals", ())),
        actions=tuple(plan.get("actions", ())),
    )


def _content(case: Case, by: Who) -> dict[str, Any]:
    if case.erased_at is not None:
        return {"parts": {}, "drafts": {}, "notes": ()}
    opened = compartment.of(case)
    held = {
        each.name: Held(
            version=each.version,
            content=opened.read(each.name, each.sealed),
            saved_at=each.saved_at,
            saved_by=each.saved_by,
        )
        for each in case.parts.all()
    }
    nothing = Held(version=0, content={}, saved_at=None, saved_by="")
    return {
        "parts": {name: held.get(name, nothing) for name in (*parts.PARTS, SHARED)},
        "drafts": {
            each.name: Draft(
                typed=opened.read(f"draft:{each.name}:{each.user_id}", each.sealed),
                saved_at=each.saved_at,
                is_behind=each.based_on != held.get(each.name, nothing).version,
            )
            for each in CaseDraft.objects.filter(case=case, user=by.pk)
        },
        "notes": tuple(
            Note(
                on=each.on,
                written_at=each.written_at,
                by=each.by_name,
                text=opened.read(f"note:{each.place}", each.sealed)["text"],
            )
            for each in case.notes.order_by("-written_at", "-pk")
        ),
    }
