"""The facts of guidance: what a case says of the causes, the household, the children and another home."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gewoon.actions.facts.history import Asked
from gewoon.records.casework import Case, CaseStatus
from gewoon.records.tenancy import CircumstanceKind
from gewoon.rules.policy.facts import FactValue

_CHILDREN = (CircumstanceKind.CHILDREN, CircumstanceKind.NO_CHILDREN)


class Found(NamedTuple):
    """A case as the policy knows it: days and statuses, no content."""

    id: int
    status: str
    opened_on: date
    closed_on: date | None
    reviewed_on: date | None
    household_on: date | None
    children_at_home: bool | None
    children_assessed_on: date | None
    housing_explored_on: date | None


def load(tenancy_ids: Sequence[int], *, on: date) -> Mapping[int, Sequence[Found]]:
    """Read the cases of these tenancies that were open on a day or before, oldest first."""
    found: dict[int, list[Found]] = defaultdict(list)
    cases = Case.objects.filter(tenancy__in=tenancy_ids, opened_on__lte=on).order_by("opened_on", "pk")
    for tenancy, *values in cases.values_list("tenancy_id", *Found._fields):
        found[tenancy].append(Found(*values))
    return found


def facts(found: Sequence[Found] | None, asked: Asked) -> dict[str, FactValue]:
    """Answer the facts of guidance. Without a case in this episode a step that was done tells its status.

    That the children's interest was weighed, and another home looked for, only a case can show.
    """
    lately = _lately(found or (), asked)
    values: dict[str, FactValue] = {
        "children_assessed": any(_since(each.children_assessed_on, asked) for each in lately),
        "housing_alternatives_explored": _explored(lately, asked),
        **_household(found or (), asked),
    }
    if lately:
        newest = lately[-1]
        values |= {
            "guidance_status": _status(newest, asked.on),
            "days_since_referral": (asked.on - newest.opened_on).days,
            "social_review_done": any(_since(each.reviewed_on, asked) for each in lately),
        }
    return values


def sources(found: Sequence[Found] | None, asked: Asked) -> dict[str, str]:
    """Name the cases behind the facts."""
    lately = _lately(found or (), asked)
    if not lately:
        return {}
    return {"guidance_status": f"case {lately[-1].id}"}


def _lately(found: Sequence[Found], asked: Asked) -> list[Found]:
    """Take the cases of this episode: opened in it, or still open when it began."""
    return [
        each
        for each in found
        if each.opened_on <= asked.on and (each.closed_on is None or each.closed_on >= asked.began)
    ]


def _since(day: date | None, asked: Asked) -> bool:
    return day is not None and asked.began <= day <= asked.on


def _explored(lately: Sequence[Found], asked: Asked) -> bool | None:
    """Without a case nobody recorded it; in a case it was done or it was not."""
    return any(_since(each.housing_explored_on, asked) for each in lately) if lately else None


def _status(case: Found, on: date) -> str:
    """A case that closed later was still running on that day."""
    if case.closed_on is not None and case.closed_on > on:
        return CaseStatus.RUNNING
    return case.status


def _household(found: Sequence[Found], asked: Asked) -> dict[str, FactValue]:
    """Take who was seen last: by a case, or as a circumstance that somebody noted."""
    told: list[tuple[date, bool]] = [
        (each.from_on, each.kind == CircumstanceKind.CHILDREN)
        for each in asked.history.circumstances
        if each.kind in _CHILDREN and each.from_on <= asked.on
    ]
    told += [
        (each.household_on, bool(each.children_at_home))
        for each in found
        if each.household_on is not None and each.household_on <= asked.on
    ]
    if not told:
        return {"household_known": False, "children_at_home": None}
    newest = max(day for day, _ in told)
    # Two that say otherwise on one day: children count, for then more must be weighed.
    return {"household_known": True, "children_at_home": any(has for day, has in told if day == newest)}
