"""A payment that the bank took back and nobody could place: point at the payment that it undid."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gewoon.actions.carry_out import and_decide
from gewoon.actions.ledger.suspense import settle_return
from gewoon.records.queries import suspense
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs

RIGHT = "suspense.allocate"


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, detail_id: int) -> HttpResponse:
    """Show which payments it could be, and settle the one that was pointed at."""
    if request.method == "POST":
        and_decide(
            settle_return,
            detail_id,
            entry_id=asked.number(request.POST.get("entry", "")),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
        messages.success(request, _("The payment is undone. What it had paid is open again."))
        return redirect("desk:suspense")
    text = request.GET.get("wanted", "").strip()[:100]
    values = {
        "item": suspense.row(request.user, detail_id, on=moment.today()),
        "payments": suspense.payments_of(request.user, detail_id, text=text),
        "wanted": text,
    }
    return render(request, "desk/return.html", values)
