"""Money of which nobody knows yet whose it is: place it, split it, pay it back, and think again."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.carry_out import and_decide
from gewoon.actions.ledger import suspense as deeds
from gewoon.records.queries import suspense, tenancies
from gewoon.rules.money import Cents
from gewoon.web.shared import asked, moment, undo
from gewoon.web.shared.access import needs
from gewoon.web.shared.typed import amount

RIGHT = "suspense.allocate"
SIZE = 20
PARTS = 4  # rows of the form that splits


@needs(RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what waits, oldest first; `?only=likely` shows what somebody is a candidate for."""
    found = suspense.page(request.user, on=moment.today())
    likely = tuple(item for item in found if item.candidates)
    is_likely = request.GET.get("only") == "likely"
    listed, size = (likely if is_likely else found), _size(request)
    return render(
        request,
        "desk/suspense.html",
        {
            "items": listed[:size],
            "is_likely": is_likely,
            "likely": len(likely),
            "total": len(found),
            "old": sum(item.is_old for item in found),
            "cents": sum(item.cents for item in found),
            "more_url": _more(request, size) if len(listed) > size else "",
            "undo": undo.take(request),
            "back": request.get_full_path(),
        },
    )


@needs(RIGHT)
@require_POST
def allocate(request: HttpRequest, detail_id: int) -> HttpResponse:
    """Book the money with a tenant."""
    tenancy_id = asked.number(request.POST.get("tenancy", ""))
    entry_id = and_decide(
        deeds.allocate,
        detail_id,
        tenancy_id=tenancy_id,
        month=_month(request.POST.get("month", "")),
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    undo.offer(
        request,
        text=_("The money is booked."),
        url=reverse("desk:suspense_back", args=[entry_id]),
    )
    return redirect(asked.after(request, reverse("desk:suspense")))


@needs(RIGHT)
@require_safe
def search(request: HttpRequest, detail_id: int) -> HttpResponse:
    """Search whose money it is, among all tenants."""
    text = request.GET.get("wanted", "").strip()[:100]
    item = suspense.row(request.user, detail_id, on=moment.today())
    found = tenancies.search(request.user, text)
    return render(request, "desk/suspense_search.html", {"item": item, "wanted": text, "found": found})


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, detail_id: int) -> HttpResponse:
    """Divide the money over tenants, by tenancy number and amount."""
    if request.method != "POST":
        return _split_form(request, detail_id, rows=(("", ""),) * PARTS)
    given = tuple(zip(request.POST.getlist("number"), request.POST.getlist("amount"), strict=False))
    try:
        parts = _parts(request.user, given)
    except ValueError as wrong:
        return _split_form(request, detail_id, rows=given, error=str(wrong))
    and_decide(deeds.split, detail_id, parts=parts, by=request.user, now=moment.now(), key=asked.key(request))
    said = ngettext("Booked with %(count)s tenant.", "Booked with %(count)s tenants.", len(parts))
    messages.success(request, said % {"count": len(parts)})
    return redirect("desk:suspense")


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request: HttpRequest, detail_id: int) -> HttpResponse:
    """Pay the money back to whoever sent it; this leaves the house, so it asks why."""
    if request.method != "POST":
        item = suspense.row(request.user, detail_id, on=moment.today())
        return render(request, "desk/suspense_refund.html", {"item": item})
    and_decide(
        deeds.refund,
        detail_id,
        reason=request.POST.get("reason", ""),
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    messages.success(request, _("Noted. Now transfer the money at the bank."))
    return redirect("desk:suspense")


@needs(RIGHT)
@require_POST
def back(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take a booking back: the money waits again."""
    and_decide(deeds.take_back, entry_id, by=request.user, now=moment.now(), key=asked.key(request))
    return redirect(asked.after(request, reverse("desk:suspense")))


def _split_form(
    request: HttpRequest, detail_id: int, *, rows: tuple[tuple[str, str], ...], error: str = ""
) -> HttpResponse:
    item = suspense.row(request.user, detail_id, on=moment.today())
    values = {"item": item, "rows": rows, "error": error}
    return render(request, "desk/suspense_split.html", values, status=400 if error else 200)


def _size(request: HttpRequest) -> int:
    text = request.GET.get("size", "")
    return min(500, max(SIZE, int(text))) if text.isascii() and text.isdigit() and len(text) < 5 else SIZE


def _more(request: HttpRequest, size: int) -> str:
    wanted = request.GET.copy()
    wanted["size"] = str(size + SIZE)
    return f"?{wanted.urlencode()}"


def _month(text: str) -> date | None:
    """Read `2026-11`; anything else names no month."""
    try:
        return date.fromisoformat(f"{text.strip()}-01") if text.strip() else None
    except ValueError:
        return None


def _parts(user: Any, given: tuple[tuple[str, str], ...]) -> list[tuple[int, Cents]]:
    """Read the rows that were filled in. Raises ValueError with what was expected."""
    filled = [(number.strip(), cents) for number, cents in given if number.strip() or cents.strip()]
    if not filled:
        raise ValueError(_("Fill in at least one tenancy and amount."))
    return [(_tenancy(user, number), amount(cents)) for number, cents in filled]


def _tenancy(user: Any, number: str) -> int:
    for each in tenancies.search(user, number, limit=500):
        if str(each.number) == number:
            return each.tenancy_id
    raise ValueError(_("There is no tenancy with number “%(number)s”.") % {"number": number[:20]})
