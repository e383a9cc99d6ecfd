"""The worklist: whose turn it is, page by page, as the night and the deeds keep it."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from gewoon.records.policy import WorkItem
from gewoon.records.queries.rights import Reader, reach
from gewoon.records.queries.tenancies import matching

RIGHT = "arrears.worklist"
VIEWS = ("week", "first_contact", "arrangement_trouble", "at_the_gate", "waiting", "good_news", "all")
SORTS = ("due", "name", "overdue")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """An open step with what the list shows; `overdue` and `trend` in cents, `months` in hundredths.

    `label` and `reason` are texts by language. `trend` is overdue at the end of twelve months, and now.
    """

    tenancy_id: int
    number: int
    name: str
    address: str
    overdue: int
    months: int | None
    trend: tuple[int, ...]
    step_id: int
    step: str
    label: Mapping[str, str]
    kind: str
    icon: str
    reason: Mapping[str, str]
    due_on: date
    view: str
    is_gate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistPage:
    """A page of `total` rows; the first is number `shown_from` (0 without rows); None at the end."""

    rows: tuple[WorklistRow, ...]
    total: int
    shown_from: int
    next_after: str | None


def page(  # noqa: PLR0913  a list is asked by view, text, order and place
    user: Reader, *, view: str, search: str, sort: str, after: str | None, size: int, on: date
) -> WorklistPage:
    """Answer a page of a view, in two queries.

    `sort` is due (soonest first), name (A to Z) or overdue (most first); with a minus before it the
    other way round. `after` is the `next_after` of the page before; what is not understood there means
    from the start. Raises Hidden for who may not see the list, ValueError for an unknown view or sort.
    """
    order = _order(sort)
    items = _in_view(_items(user), view, on).annotate(plain_name=Lower("name"))
    if search.strip():
        items = items.filter(matching(search, key="tenancy_id"))
    place = _read_place(after, sort)
    beyond = Q() if place is None else _beyond(order, place)
    counted = items.aggregate(total=Count("pk"), left=Count("pk", filter=beyond) if place else Count("pk"))
    found = list(items.filter(beyond).order_by(order.text, "tenancy_id").values(*_COLUMNS)[: size + 1])
    rows = found[:size]
    return WorklistPage(
        rows=tuple(_row(each) for each in rows),
        total=counted["total"],
        shown_from=counted["total"] - counted["left"] + 1 if rows else 0,
        next_after=_write_place(sort, rows[-1], order) if len(found) > size else None,
    )


def counts(user: Reader, *, on: date) -> dict[str, int]:
    """Count the rows of each view, in one query."""
    asked = {view: Count("pk", filter=_view(view, on)) for view in VIEWS if view != "all"}
    found: dict[str, int] = _items(user).aggregate(**asked, all=Count("pk"))
    return {view: found[view] for view in VIEWS}


def row(user: Reader, tenancy_id: int) -> WorklistRow | None:
    """Answer the row of one tenancy; None when it has no open step, or somebody else's."""
    found = _items(user).filter(pk=tenancy_id).annotate(plain_name=Lower("name")).values(*_COLUMNS).first()
    return None if found is None else _row(found)


class _Order(NamedTuple):
    column: str
    is_descending: bool

    @property
    def text(self) -> str:
        return f"-{self.column}" if self.is_descending else self.column


class _Place(NamedTuple):
    value: Any
    tenancy_id: int


_ORDERS = {
    "due": _Order("due_on", False),
    "name": _Order("plain_name", False),
    "overdue": _Order("overdue_cents", True),
}
_COLUMNS = (
    "tenancy_id", "tenancy__number", "name", "plain_name", "address", "overdue_cents", "months", "trend",
    "step_id", "step__name", "label", "kind", "icon", "reasons", "due_on", "view", "is_gate",
)  # fmt: skip


def _items(user: Reader) -> QuerySet[WorkItem]:
    """Answer the rows that somebody may see: all, or those whose step the own role does."""
    items = WorkItem.objects.all()
    return items.filter(owner=user.role) if reach(user, RIGHT) == "o" else items


def _in_view(items: QuerySet[WorkItem], view: str, on: date) -> QuerySet[WorkItem]:
    if view not in VIEWS:
        raise ValueError(f"{view!r} is no view of the worklist: choose one of {', '.join(VIEWS)}")
    return items if view == "all" else items.filter(_view(view, on))


def _view(view: str, on: date) -> Q:
    return Q(due_on__lte=on + WEEK) & ~Q(view="waiting") if view == "week" else Q(view=view)


def _order(sort: str) -> _Order:
    name = sort.removeprefix("-")
    if name not in _ORDERS:
        raise ValueError(f"{sort!r} is no order of the worklist: choose one of {', '.join(SORTS)}")
    order = _ORDERS[name]
    return order._replace(is_descending=order.is_descending != sort.startswith("-"))


def _beyond(order: _Order, place: _Place) -> Q:
    """Make the condition that a row comes after a place."""
    further = "lt" if order.is_descending else "gt"
    return Q(**{f"{order.column}__{further}": place.value}) | Q(
        **{order.column: place.value, "tenancy_id__gt": place.tenancy_id}
    )


def _write_place(sort: str, last: Mapping[str, Any], order: _Order) -> str:
    text = json.dumps([sort, last[order.column], last["tenancy_id"]], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_place(after: str | None, sort: str) -> _Place | None:
    """Read a place back; what comes from an address can be anything."""
    if not after:
        return None
    try:
        said, value, tenancy_id = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        value = _VALUES[sort.removeprefix("-")](value)
        tenancy_id = _whole(tenancy_id)
    except (ValueError, TypeError):
        return None
    return _Place(value, tenancy_id) if said == sort else None


def _whole(value: object) -> int:
    """Let only numbers through that a database can hold."""
    if type(value) is not int or abs(value) >= 2**63:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(f"{value!r} is no text")
    return value


_VALUES = {"due": date.fromisoformat, "name": _text, "overdue": _whole}


def _row(found: Mapping[str, Any]) -> WorklistRow:
    return WorklistRow(
        tenancy_id=found["tenancy_id"],
        number=found["tenancy__number"],
        name=found["name"],
        address=found["address"],
        overdue=found["overdue_cents"],
        months=found["months"],
        trend=tuple(found["trend"]),
        step_id=found["step_id"],
        step=found["step__name"],
        label=found["label"],
        kind=found["kind"],
        icon=found["icon"],
        reason=found["reasons"],
        due_on=found["due_on"],
        view=found["view"],
        is_gate=found["is_gate"],
    )
