"""Importing files at the desk: first what they would do, then doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gewoon.actions.carry_out import Taken, rehearse, take_in_files
from gewoon.web.desk import incoming
from gewoon.web.desk.refusals import of_file
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs

RIGHT = "statement.import"
KINDS = {
    "bank": gettext_lazy("Statements of the bank: camt.053, MT940 or CSV, zipped or not"),
    "batches": gettext_lazy("Direct debit batches that were made elsewhere: pain.008"),
    "tables": gettext_lazy("Tenancies, rents, mandates and open items: CSV, Excel or VERA"),
}
FIGURES = {
    "entries": gettext_lazy("new lines"),
    "known": gettext_lazy("lines known already"),
    "in_cents": gettext_lazy("received"),
    "out_cents": gettext_lazy("paid out"),
    "matched": gettext_lazy("booked with a tenant"),
    "suspense": gettext_lazy("to place"),
    "gaps": gettext_lazy("missing statements"),
    "collections": gettext_lazy("new collections"),
    "tenancies": gettext_lazy("tenancies"),
    "mandates": gettext_lazy("mandates"),
    "components": gettext_lazy("parts of rents"),
    "claims": gettext_lazy("open items"),
    "claims_cents": gettext_lazy("open together"),
}
MOST_ERRORS = 200


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for files; once they are there, show what they would do. Nothing is kept of that but the files."""
    if request.method != "POST":
        return _form(request)
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        return _form(request, error=_("Choose what these files are."))
    now = moment.now()
    try:
        files = incoming.keep(request.user.pk or 0, request.FILES.getlist("files"), now=now.timestamp())
    except ValueError as wrong:
        return _form(request, kind=kind, error=str(wrong))
    found = rehearse(kind=kind, paths=files.paths, by=request.user, now=now)
    can_be_taken = any(each.outcome == "accepted" for each in found)
    if not can_be_taken:
        incoming.forget(request.user.pk or 0, files.token)
    values = {**_shown(found), "kind": kind, "token": files.token, "can_be_taken": can_be_taken}
    return render(request, "desk/import_preview.html", values, status=200 if can_be_taken else 422)


@needs(RIGHT)
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Take in the files that were looked at; what was refused is shown again."""
    try:
        files = incoming.find(request.user.pk or 0, token)
    except LookupError:
        messages.info(request, _("These files are not here any more: they came in, or waited for a day."))
        return redirect("desk:import")
    kind = request.POST.get("kind", "")
    found = take_in_files(kind=kind, paths=files.paths, by=request.user, now=moment.now())
    incoming.forget(request.user.pk or 0, token)
    return render(request, "desk/import_done.html", {**_shown(found), "kind": kind})


@needs(RIGHT)
@require_POST
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw away files that were looked at."""
    incoming.forget(request.user.pk or 0, token)
    messages.success(request, _("Nothing was taken in. The files are thrown away."))
    return redirect("desk:import")


def _form(request: HttpRequest, *, kind: str = "bank", error: str = "") -> HttpResponse:
    values = {"kinds": KINDS, "kind": kind, "error": error}
    return render(request, "desk/import.html", values, status=400 if error else 200)


def _shown(found: tuple[Taken, ...]) -> dict[str, Any]:
    """Give the templates each file with its figures in words; what is nothing is left out."""
    rows: list[dict[str, Any]] = [
        {
            "taken": each,
            "figures": [
                (FIGURES[name], value, name.endswith("_cents"))
                for name, value in each.figures.items()
                if value
            ],
            "errors": [(error.place, *of_file(error.message)) for error in each.errors[:MOST_ERRORS]],
            "more": max(0, len(each.errors) - MOST_ERRORS),
        }
        for each in found
    ]
    is_foreign = (get_language() or "nl").startswith("nl") and any(
        not is_ours for row in rows for *_place, is_ours in row["errors"]
    )
    return {
        "rows": rows,
        "is_foreign": is_foreign,
        "refused": sum(each.outcome == "refused" for each in found),
        "all": len(found),
    }
