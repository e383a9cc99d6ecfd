"""The worklist: whose turn it is, the panel beside it, and the same list on paper and in a file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gewoon.actions.policy.exports import log_export
from gewoon.records.queries import tenancies, views, worklist
from gewoon.records.queries.rights import Hidden
from gewoon.records.queries.worklist import WorklistPage, WorklistRow
from gewoon.web.desk.chosen import Chosen, choose
from gewoon.web.desk.listing import columns, named_tabs, tabs
from gewoon.web.desk.question import LARGEST, VIEWS, Question, read
from gewoon.web.shared import export, moment, undo
from gewoon.web.shared.access import needs
from gewoon.web.shared.templatetags.shown import in_language

RIGHT = "arrears.worklist"
MOST_ROWS = 20_000  # in a file or on paper
# For what a list is taken out, by the codes of `actions.policy.exports.Purpose`.
PURPOSES = {
    "own_work": gettext_lazy("To work through it"),
    "meeting": gettext_lazy("To talk about it with colleagues"),
    "report": gettext_lazy("To count or to report"),
    "audit": gettext_lazy("For the accountant or a supervisor"),
    "request": gettext_lazy("A tenant or an authority asked for it"),
}


@needs(RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show a view of the worklist with one tenant opened beside it."""
    question, on = read(request.GET), moment.today()
    found = _page(request.user, question, on)
    others = _others(request.user, question.search, found.rows)
    if question.search and len(found.rows) + len(others) == 1 and not question.after:
        (only,) = (*found.rows, *others)
        return redirect("desk:tenancy", only.tenancy_id)
    counts = worklist.counts(request.user, on=on)
    opened = _opened(request, found, on)
    return render(
        request,
        "desk/worklist.html",
        {
            **_listed(question, found, on),
            "now": moment.now(),
            "counts": counts,
            "tabs": tabs(question, counts),
            "saved": named_tabs(question, views.saved(request.user)),
            "question": question,
            "columns": columns(question),
            "search": question.search,
            "others": others,
            "chosen": opened,
            "open_id": opened.page.head.tenancy_id if opened else None,
            "undo": undo.take(request),
            "back": request.get_full_path(),
            # What is shown more stands under what is there, so the count begins at the first row.
            "shown_from": 1 if request.htmx else found.shown_from,
        },
    )


@needs(RIGHT)
@require_safe
def panel(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show one tenant beside the list; without script the link goes to the tenancy's own page."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    back = request.htmx.current_url_abs_path or reverse("desk:worklist")
    return render(request, "desk/panel.html", {"chosen": chosen, "back": back})


@needs(RIGHT)
@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    """Show the whole list for printing."""
    question, on = read(request.GET), moment.today()
    rows = tuple(_all(request.user, question, on))
    return render(
        request,
        "desk/print.html",
        {
            "rows": rows,
            "today": on,
            "now": moment.now(),
            "view_label": VIEWS[question.view],
            "back_url": reverse("desk:worklist") + question.address,
        },
    )


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest) -> HttpResponse:
    """Ask for what the list is taken out, write that down, and give it as CSV or as a workbook."""
    if request.method != "POST":
        question = read(request.GET)
        values = {"purposes": PURPOSES, "question": question, "view_label": VIEWS[question.view]}
        return render(request, "desk/export.html", values)
    given, question = request.POST, read(request.POST)
    header, cells = _table(request, question)
    rows = tuple(cells)
    log_export(
        purpose=given.get("purpose", ""),
        format=given.get("format", ""),
        view=question.view,
        rows=len(rows),
        is_search=bool(question.search),
        by=request.user,
        now=moment.now(),
    )
    make = export.xlsx_file if given["format"] == "xlsx" else export.csv_file
    return make(_("worklist"), header, rows)


def _page(user: Any, question: Question, on: date) -> WorklistPage:
    return worklist.page(
        user,
        view=question.view,
        search=question.search,
        sort=question.sort,
        after=question.after,
        size=question.size,
        on=on,
    )


def _all(user: Any, question: Question, on: date) -> Iterator[WorklistRow]:
    """Go through the list page by page, from its start."""
    asked, given = replace(question, after=None, size=LARGEST), 0
    while given < MOST_ROWS:
        found = _page(user, asked, on)
        yield from found.rows
        given += len(found.rows)
        if found.next_after is None:
            return
        asked = asked.from_place(found.next_after)


def _listed(question: Question, found: WorklistPage, on: date) -> Mapping[str, Any]:
    more = question.from_place(found.next_after).address if found.next_after else ""
    return {
        "rows": found.rows,
        "today": on,
        "view_label": VIEWS[question.view],
        "shown_to": found.shown_from + len(found.rows) - 1 if found.rows else 0,
        "total": found.total,
        "more_url": more,
        "print_url": reverse("desk:print") + question.address,
        "export_url": reverse("desk:export") + question.address,
    }


def _others(user: Any, search: str, rows: tuple[WorklistRow, ...]) -> tuple[tenancies.Named, ...]:
    """Find who fits the search but has no next step now."""
    listed = {row.tenancy_id for row in rows}
    return tuple(each for each in tenancies.search(user, search) if each.tenancy_id not in listed)


def _opened(request: HttpRequest, found: WorklistPage, on: date) -> Chosen | None:
    """Open who the address names, else the first of the list; what may not be seen stays shut."""
    if request.htmx or not found.rows:
        return None
    asked = request.GET.get("open", "")
    keys = {str(row.tenancy_id): row.tenancy_id for row in found.rows}
    try:
        return choose(request.user, keys.get(asked, found.rows[0].tenancy_id), on=on)
    except Hidden:
        return None


def _table(
    request: HttpRequest, question: Question
) -> tuple[tuple[str, ...], Iterator[tuple[export.Cell, ...]]]:
    header = (
        _("Number"),
        _("Tenant"),
        _("Address"),
        _("Arrears"),
        _("In months of rent"),
        _("Next step"),
        _("Why"),
        _("Before"),
    )
    rows = _all(request.user, question, moment.today())
    return header, (_cells(row) for row in rows)


def _cells(row: WorklistRow) -> tuple[export.Cell, ...]:
    return (
        row.number,
        row.name,
        row.address,
        export.amount(row.overdue),
        export.amount(row.months),
        in_language(row.label),
        in_language(row.reason),
        row.due_on,
    )
