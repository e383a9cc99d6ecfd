"""Giving up a claim: one person proposes it, another decides; and the same to take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.carry_out import and_decide
from gewoon.actions.ledger import write_off
from gewoon.actions.rights import Refused
from gewoon.records.queries import write_offs
from gewoon.records.queries.rights import scope
from gewoon.web.desk.chosen import choose
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount

RIGHT = write_offs.RIGHT


@needs(RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what waits for the second person, and the last decisions."""
    values = {
        "waiting": write_offs.waiting(request.user),
        "decided": write_offs.decided(request.user),
        "may_decide": scope(request.user, "ledger.write_off_approve") == "a",
        "may_undo": scope(request.user, "ledger.write_off_undo_propose") == "a",
        "may_see_account": scope(request.user, "arrears.worklist") == "a",
    }
    return render(request, "desk/write_offs.html", values)


@needs("ledger.write_off_propose")
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Propose to give up a claim, or a part of it; nothing is booked yet."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    values = {"chosen": chosen, "given": request.POST}
    if request.method != "POST":
        return render(request, "desk/write_off.html", values)
    try:
        write_off.propose(
            tenancy_id,
            cents=amount(request.POST.get("amount", "")),
            reason=request.POST.get("reason", ""),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        values["error"] = in_words(str(wrong))
        return render(request, "desk/write_off.html", values, status=400)
    messages.success(request, _("Proposed. A colleague decides on it."))
    return redirect("desk:tenancy", tenancy_id)


@needs("ledger.write_off_approve")
@require_POST
def decide(request: HttpRequest, write_off_id: int) -> HttpResponse:
    """Approve or turn down what another proposed."""
    is_approved = request.POST.get("approved") == "1"
    and_decide(
        write_off.decide,
        write_off_id,
        is_approved=is_approved,
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    said = _("Approved and booked.") if is_approved else _("Turned down. Nothing was booked.")
    messages.success(request, said)
    return redirect("desk:write_offs")


@needs("ledger.write_off_undo_propose")
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, write_off_id: int) -> HttpResponse:
    """Propose to take back a write-off; another person decides on it too."""
    row = write_offs.row(request.user, write_off_id)
    values = {"row": row, "given": request.POST}
    if request.method != "POST":
        return render(request, "desk/write_off_undo.html", values)
    try:
        write_off.propose_undo(
            write_off_id,
            reason=request.POST.get("reason", ""),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except Refused as wrong:
        values["error"] = in_words(str(wrong))
        return render(request, "desk/write_off_undo.html", values, status=400)
    messages.success(request, _("Proposed. A colleague decides on it."))
    return redirect("desk:write_offs")
