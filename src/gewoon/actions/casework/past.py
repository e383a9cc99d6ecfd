"""Going live with a history: the cases that another system, or a drawer, remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from gewoon.actions.casework import compartment
from gewoon.actions.casework.content import SHARED, write_note
from gewoon.actions.policy import deciding
from gewoon.actions.rights import Refused, Who, deed, name_of
from gewoon.records.casework import OPEN, Case, CasePart, CaseStatus
from gewoon.records.people import Role, User
from gewoon.rules.calendar import AMSTERDAM, local_day
from gewoon.rules.casework import adapting, fields, parts


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A case as it was: `typed` per part, as a form would send it; notes with their day."""

    tenancy_id: int
    worker_id: int
    status: str
    opened_on: date
    closed_on: date | None
    adapt_to: tuple[str, ...]
    typed: Mapping[str, fields.Typed]
    notes: tuple[tuple[date, str], ...]


@deed("casework.take_in", right="statement.import")
def take_in(*, cases: Sequence[PastCase], by: Who, now: datetime) -> int:
    """Take cases in, all or none; the next steps are decided again. Answers how many.

    Raises Refused for a part that is not understood, a status that does not fit, a worker of another role.
    """
    workers = {user.pk: user for user in User.objects.filter(role=Role.SOCIAL_WORKER)}
    for each in cases:
        if each.worker_id not in workers or each.status not in CaseStatus.values:
            raise Refused(f"The case of tenancy {each.tenancy_id} needs a social worker and a status.")
        if (each.status in OPEN) != (each.closed_on is None):
            raise Refused(f"The case of tenancy {each.tenancy_id} is closed without a day, or the reverse.")
        _take_in(each, workers[each.worker_id], by=by, now=now)
    still_open = sorted(each.tenancy_id for each in cases if each.closed_on is None)
    deciding.decide_now(still_open, on=local_day(now), now=now, by=by)
    return len(cases)


def _take_in(past: PastCase, worker: User, *, by: Who, now: datetime) -> None:
    content = {name: _understood(past, name, typed) for name, typed in past.typed.items()}
    case = Case.objects.create(
        tenancy_id=past.tenancy_id,
        worker=worker,
        opened_on=past.opened_on,
        opened_at=_noon(past.opened_on),
        **_beside(past, content),
    )
    opened = compartment.make(case)
    if case.plan_shared_on is not None:
        content[SHARED] = content[parts.PLAN.name]
    CasePart.objects.bulk_create(
        CasePart(
            case=case,
            name=name,
            version=1,
            sealed=opened.lock(name, each),
            saved_at=now,
            saved_by=name_of(by),
        )
        for name, each in content.items()
    )
    for on, text in past.notes:
        write_note(case, text, by=worker, now=_noon(on))
    if past.closed_on is not None:
        case.status, case.closed_on, case.next_on = past.status, past.closed_on, None
        case.save(update_fields=["status", "closed_on", "next_on"])


def _beside(past: PastCase, content: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Say what others may know, as saving the parts would have done."""
    household, plan = content.get(parts.HOUSEHOLD.name, {}), content.get(parts.PLAN.name, {})
    children = household.get("children_at_home")
    return {
        "status": past.status if past.closed_on is None else CaseStatus.RUNNING,
        "adapt_to": list(adapting.ways(past.adapt_to)),
        "next_on": parts.next_day(plan),
        "reviewed_on": past.opened_on if parts.is_reviewed(content.get(parts.CAUSES_PART.name, {})) else None,
        "children_at_home": children,
        "household_on": None if children is None else past.opened_on,
        "children_assessed_on": parts.weighed_on(household, "children_weighed"),
        "housing_explored_on": parts.weighed_on(household, "housing_explored"),
        "plan_shared_on": past.opened_on if plan.get("own_words") and plan.get("goals") else None,
    }


def _understood(past: PastCase, name: str, typed: fields.Typed) -> dict[str, Any]:
    part = parts.PARTS.get(name)
    answer = None if part is None else fields.read(part.asked, typed)
    if answer is None or answer.faults:
        wrong = name if answer is None else answer.faults[0].name
        raise Refused(f"The case of tenancy {past.tenancy_id} has something that is not understood: {wrong}.")
    return answer.content


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=AMSTERDAM)
