"""The parts of a list page: its tabs with counts and its columns with their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gewoon.records.queries.views import ViewRow
from gewoon.web.desk.question import VIEWS, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A view with how many wait in it."""

    label: Promise | str
    url: str
    count: int | None
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; one with an address can be sorted on."""

    label: Promise
    classes: str = ""
    url: str = ""
    is_current: bool = False
    direction: str = "ascending"


def tabs(question: Question, counts: Mapping[str, int]) -> tuple[Tab, ...]:
    """Answer the tabs, each with the address of the same question in that view."""
    return tuple(
        Tab(
            label=label,
            url=question.in_view(view).address,
            count=counts.get(view, 0),
            is_current=view == question.view,
        )
        for view, label in VIEWS.items()
    )


def named_tabs(question: Question, saved: Sequence[ViewRow]) -> tuple[Tab, ...]:
    """Answer the views with a name of one's own; nothing is counted in them."""
    shown = question.from_start().address.removeprefix("?")
    return tuple(
        Tab(label=view.name, url=f"?{view.query}", count=None, is_current=view.query == shown)
        for view in saved
    )


def columns(question: Question) -> tuple[Column, ...]:
    """Answer the columns of the worklist in the order in which they stand."""
    return (
        _sortable(question, "name", _("Tenant")),
        _sortable(question, "overdue", _("Arrears"), classes="amount", direction="descending"),
        Column(label=_("12 months"), classes="c-spark"),
        Column(label=_("Next step and why")),
        _sortable(question, "due", _("Before")),
    )


def _sortable(
    question: Question, sort: str, label: Promise, *, classes: str = "", direction: str = "ascending"
) -> Column:
    return Column(
        label=label,
        classes=classes,
        url=question.sorted_by(sort).address,
        is_current=sort == question.sort,
        direction=direction,
    )
