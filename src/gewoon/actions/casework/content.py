"""Deeds on what is inside a case: its parts, notes, drafts, and the plan that the tenant sees."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from gewoon.actions.casework import compartment
from gewoon.actions.casework.cases import RIGHT, own, still_open
from gewoon.actions.policy import deciding
from gewoon.actions.rights import Refused, Who, name_of, on_row, require
from gewoon.records.casework import Case, CaseDraft, CaseNote, CasePart
from gewoon.records.people import User
from gewoon.records.queries.casework_rights import require_tie
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.casework import fields, parts

SHARED = "shared"
LONGEST_DRAFT = 200_000
_EVIDENCE = ("reviewed_on", "household_on", "children_at_home", "children_assessed_on", "housing_explored_on")


class ChangedMeanwhile(Refused):
    """Somebody else saved this part since it was opened; what was typed is kept as a draft."""


class NotUnderstood(Refused):
    """Something in a form is not what its field takes."""


@on_row(Tenancy, "casework.save_part", right=RIGHT, is_own=True)
def save_part(  # noqa: PLR0913  what was typed, where, and on which version
    tenancy: Tenancy,
    *,
    case_id: int,
    name: str,
    typed: fields.Typed,
    version: int,
    by: Who,
    now: datetime,
) -> Case:
    """Save a part as it was typed on top of `version` (0: nothing yet).

    Raises ChangedMeanwhile when another version stands there by now, Refused for what is not understood,
    and for a day in the future where something is said to have happened.
    """
    case = still_open(own(tenancy, case_id, by=by, now=now))
    content = _understood(name, typed, now)
    held = CasePart.objects.filter(case=case, name=name).first()
    if version != (0 if held is None else held.version):
        raise ChangedMeanwhile("Somebody saved this since you opened it. Your text is kept as a draft.")
    sealed = compartment.of(case).lock(name, content)
    CasePart.objects.update_or_create(
        case=case,
        name=name,
        defaults={"version": version + 1, "sealed": sealed, "saved_at": now, "saved_by": name_of(by)},
    )
    case.drafts.filter(name=name, user=by.pk).delete()
    if _conclude(case, name, content, now):
        deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return case


def keep_draft(
    case_id: int, *, name: str, typed: fields.Typed, version: int, by: User, now: datetime
) -> datetime:
    """Keep what somebody is typing, locked as the part itself. Not a deed yet: it writes no event.

    Raises Hidden for a stranger and Refused for a part that cannot be typed in.
    """
    require(by, RIGHT, is_own=True)
    with transaction.atomic():
        case = Case.objects.filter(pk=case_id).select_related("tenancy").first()
        if case is None or name not in parts.EDITABLE:
            raise Refused("There is no such part of a case.")
        still_open(own(case.tenancy, case_id, by=by, now=now))
        if sum(len(text) for texts in typed.values() for text in texts) > LONGEST_DRAFT:
            raise Refused("This is too long to keep: make it shorter.")
        content = {key: list(values) for key, values in typed.items()}
        sealed = compartment.of(case).lock(f"draft:{name}:{by.pk}", content)
        CaseDraft.objects.update_or_create(
            case=case, name=name, user=by, defaults={"based_on": version, "sealed": sealed, "saved_at": now}
        )
    return now


def drop_draft(case_id: int, *, name: str, by: User, now: datetime) -> None:
    """Throw away the own draft of a part."""
    require(by, RIGHT, is_own=True)
    case = Case.objects.filter(pk=case_id).first()
    require_tie(by, case, now=now)
    CaseDraft.objects.filter(case=case_id, name=name, user=by.pk).delete()


@on_row(Tenancy, "casework.add_note", right=RIGHT, is_own=True)
def add_note(
    tenancy: Tenancy, *, case_id: int, text: str, by: Who, now: datetime, key: str | None = None
) -> int:
    """Write a note; it can never be changed. Answers its key."""
    case = still_open(own(tenancy, case_id, by=by, now=now))
    return write_note(case, text, by=by, now=now).pk


def write_note(case: Case, text: str, *, by: Who, now: datetime) -> CaseNote:
    """Write a note inside another deed. Raises Refused for no words, or too many."""
    said = text.replace("\r\n", "\n").strip()
    if not said or len(said) > fields.LONGEST_TEXT:
        raise Refused("Write a note, of at most 4000 signs.")
    place = uuid4()
    sealed = compartment.of(case).lock(f"note:{place}", {"text": said})
    return CaseNote.objects.create(
        case=case, place=place, sealed=sealed, on=local_day(now), written_at=now, by_name=name_of(by)
    )


@on_row(Tenancy, "casework.share_plan", right=RIGHT, is_own=True)
def share_plan(tenancy: Tenancy, *, case_id: int, by: Who, now: datetime) -> Case:
    """Share the plan as it stands with the tenant. Raises Refused while there is none in own words."""
    case = still_open(own(tenancy, case_id, by=by, now=now))
    held, opened = CasePart.objects.filter(case=case, name=parts.PLAN.name).first(), compartment.of(case)
    plan = {} if held is None else opened.read(parts.PLAN.name, held.sealed)
    if not (plan.get("own_words") and plan.get("goals")):
        raise Refused("The plan needs a goal, and the tenant's own words, before it is shared.")
    before = CasePart.objects.filter(case=case, name=SHARED).first()
    CasePart.objects.update_or_create(
        case=case,
        name=SHARED,
        defaults={
            "version": 1 if before is None else before.version + 1,
            "sealed": opened.lock(SHARED, plan),
            "saved_at": now,
            "saved_by": name_of(by),
        },
    )
    case.plan_shared_on = local_day(now)
    case.save(update_fields=["plan_shared_on"])
    return case


def _understood(name: str, typed: fields.Typed, now: datetime) -> dict[str, Any]:
    if name not in parts.EDITABLE:
        raise Refused("There is no such part of a case.")
    answer = fields.read(parts.PARTS[name].asked, typed)
    if answer.faults:
        raise NotUnderstood("Something was not understood: correct what is marked.")
    if parts.later_than(answer.content, _happened(name), local_day(now)):
        raise Refused("A day lies in the future: fill in when it really happened.")
    return answer.content


def _happened(name: str) -> Sequence[str]:
    if name == parts.HOUSEHOLD.name:
        return ("children_weighed_on", "housing_explored_on")
    return ("talked_on",) if name == parts.INTAKE.name else ()


def _conclude(case: Case, name: str, content: Mapping[str, Any], now: datetime) -> bool:
    """Write down beside the content what others may know; say whether a fact of the policy changed."""
    before = [getattr(case, field) for field in _EVIDENCE]
    today = local_day(now)
    if name == parts.PLAN.name:
        case.next_on = parts.next_day(content)
    elif name == parts.CAUSES_PART.name:
        case.reviewed_on = (case.reviewed_on or today) if parts.is_reviewed(content) else None
    elif name == parts.HOUSEHOLD.name:
        case.children_at_home = content["children_at_home"]
        case.household_on = None if case.children_at_home is None else today
        case.children_assessed_on = parts.weighed_on(content, "children_weighed")
        case.housing_explored_on = parts.weighed_on(content, "housing_explored")
    case.save(update_fields=["next_on", *_EVIDENCE])
    return before != [getattr(case, field) for field in _EVIDENCE]
