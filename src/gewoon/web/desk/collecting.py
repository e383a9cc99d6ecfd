"""Direct debit at the desk: the batch of a month, first as a sum and then as a file, and mandates."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.ledger import collect, mandates
from gewoon.actions.rights import Refused
from gewoon.records.queries import collections, tenancies
from gewoon.web.desk.chosen import choose
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import given_file
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import day

RIGHT = collect.RIGHT
MANDATE_RIGHT = mandates.RIGHT
DAYS_AHEAD = 5  # what is proposed: the bank asks for a working day at least


@needs(RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the batches, and ask for the month and the day of a new one."""
    return _page(request)


@needs(RIGHT)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what a batch would collect, and from whom not."""
    try:
        month, on = _asked(request)
        found = collect.look(month=month, collected_on=on, by=request.user, now=moment.now())
    except (ValueError, Refused) as wrong:
        return _page(request, error=in_words(str(wrong)))
    people = tenancies.named(each.tenancy_id for each in found.left_out)
    left_out = [
        {
            "who": people[each.tenancy_id],
            "why": in_words(collect.WHY[each.why]),
            "cents": each.cents,
            "is_choice": each.why == collect.RETURNED_TWICE,
        }
        for each in found.left_out
    ]
    values = {"found": found, "month": month, "on": on, "left_out": left_out}
    return render(request, "desk/collect_preview.html", values)


@needs(RIGHT)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the batch; its file can then be taken from the list as often as needed."""
    try:
        month, on = _asked(request)
    except ValueError as wrong:
        return _page(request, error=str(wrong))
    despite = frozenset(asked.numbers(request.POST.getlist("despite")))
    made = collect.collect(
        month=month, collected_on=on, despite_returns=despite, by=request.user, now=moment.now()
    )
    if made.count:
        messages.success(request, _("The batch is made. Take the file to your bank."))
    else:
        messages.info(request, _("There was nothing to collect."))
    return redirect("desk:collecting")


@needs(RIGHT)
@require_safe
def file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Give the pain.008 file of a batch that was made here."""
    found = collect.file_of(batch_id, by=request.user)
    return given_file(found.content, f"{found.reference}.xml", "application/xml")


@needs(MANDATE_RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show the mandates of a tenancy, and record a new one."""
    choose(request.user, tenancy_id, on=moment.today())
    if request.method != "POST":
        return _mandates(request, tenancy_id)
    try:
        mandates.record(
            tenancy_id,
            reference=request.POST.get("reference", ""),
            signed_on=day(request.POST.get("signed_on", ""), near=moment.today()),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        return _mandates(request, tenancy_id, error=in_words(str(wrong)))
    messages.success(request, _("The mandate is recorded."))
    return redirect("desk:mandate", tenancy_id)


@needs(MANDATE_RIGHT)
@require_POST
def end_mandate(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """End the mandate that runs: nothing is collected any more."""
    choose(request.user, tenancy_id, on=moment.today())
    reason = request.POST.get("reason", "").strip()[:200] or _("withdrawn")
    mandates.end(tenancy_id, reason=reason, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("The mandate has ended. Nothing is collected from tomorrow on."))
    return redirect("desk:mandate", tenancy_id)


def _asked(request: HttpRequest) -> tuple[date, date]:
    """Read the month and the day. Raises ValueError with what was expected."""
    try:
        month = date.fromisoformat(f"{request.POST.get('month', '').strip()}-01")
    except ValueError as wrong:
        raise ValueError(_("Choose the month of which the rent is collected.")) from wrong
    return month, day(request.POST.get("on", ""), near=moment.today())


def _page(request: HttpRequest, *, error: str = "") -> HttpResponse:
    today = moment.today()
    values: dict[str, Any] = {
        "batches": collections.batches(request.user),
        "months": _months(today),
        "month": request.POST.get("month") or f"{today:%Y-%m}",
        "on": request.POST.get("on") or f"{today + timedelta(days=DAYS_AHEAD):%d-%m-%Y}",
        "error": error,
    }
    return render(request, "desk/collecting.html", values, status=400 if error else 200)


def _months(today: date) -> tuple[date, ...]:
    """Answer the month before, this one and the next."""
    first = today.replace(day=1)
    return ((first - timedelta(days=1)).replace(day=1), first, (first + timedelta(days=31)).replace(day=1))


def _mandates(request: HttpRequest, tenancy_id: int, *, error: str = "") -> HttpResponse:
    on = moment.today()
    values = {
        "chosen": choose(request.user, tenancy_id, on=on),
        "mandates": collections.mandates(request.user, tenancy_id, on=on),
        "given": request.POST,
        "error": error,
    }
    return render(request, "desk/mandate.html", values, status=400 if error else 200)
