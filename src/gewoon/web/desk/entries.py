"""Putting an account right: undo an entry, book it again as it should have been, or book one by hand."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gewoon.actions.carry_out import and_decide
from gewoon.actions.ledger import corrections
from gewoon.actions.rights import Refused
from gewoon.records.queries import tenancies
from gewoon.rules.ledger.kinds import Kind
from gewoon.web.desk.chosen import Chosen, choose
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount, day

RIGHT = corrections.RIGHT
KINDS = {
    "other_charge": gettext_lazy("Another charge: repair, service costs"),
    "rent": gettext_lazy("Rent that was not charged"),
    "credit": gettext_lazy("In the tenant’s favour: it lowers the debt"),
}
_KINDS = {"other_charge": Kind.OTHER_CHARGE, "rent": Kind.RENT, "credit": Kind.CREDIT}


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, tenancy_id: int, entry_id: int) -> HttpResponse:
    """Undo an entry, or undo it and book it again; both stay visible on the account."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    line = next((each for each in chosen.page.lines if each.entry_id == entry_id), None)
    if line is None or line.undone_by is not None or line.undoes is not None:
        raise Http404
    values = {"chosen": chosen, "line": line, "given": request.POST}
    if request.method != "POST":
        return render(request, "desk/correct.html", values)
    try:
        said = _correct(request, entry_id)
    except (ValueError, Refused) as wrong:
        values["error"] = in_words(str(wrong))
        return render(request, "desk/correct.html", values, status=400)
    messages.success(request, said)
    return redirect("desk:tenancy", tenancy_id)


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Book a charge or a credit by hand."""
    chosen, today = choose(request.user, tenancy_id, on=moment.today()), moment.today()
    values = {"chosen": chosen, "kinds": KINDS, "given": request.POST, "today": today}
    if request.method != "POST":
        return render(request, "desk/post.html", values)
    try:
        _post(request, chosen, today)
    except (ValueError, Refused) as wrong:
        values["error"] = in_words(str(wrong))
        return render(request, "desk/post.html", values, status=400)
    messages.success(request, _("Booked. The next step is decided again."))
    return redirect("desk:tenancy", tenancy_id)


def _correct(request: HttpRequest, entry_id: int) -> str:
    """Do what the form asks, and say so."""
    given, known = request.POST, {"by": request.user, "now": moment.now(), "key": asked.key(request)}
    reason = given.get("reason", "")
    if given.get("deed") == "undo":
        and_decide(corrections.reverse, entry_id, reason=reason, **known)
        return _("The entry is undone. Both stand on the account.")
    changes: dict[str, Any] = {}
    if given.get("number", "").strip():
        changes["tenancy_id"] = _tenancy(given["number"])
    if given.get("amount", "").strip():
        changes["cents"] = amount(given["amount"])
    if given.get("on", "").strip():
        changes["on"] = day(given["on"], near=moment.today())
    and_decide(corrections.correct, entry_id, reason=reason, **changes, **known)
    return _("The entry is undone and booked again.")


def _post(request: HttpRequest, chosen: Chosen, today: date) -> None:
    given = request.POST
    if given.get("kind") not in _KINDS:
        raise ValueError(_("Choose what it is."))
    and_decide(
        corrections.post,
        chosen.page.head.tenancy_id,
        kind=_KINDS[given["kind"]],
        cents=amount(given.get("amount", "")),
        on=day(given["on"], near=today) if given.get("on", "").strip() else today,
        reason=given.get("reason", ""),
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )


def _tenancy(number: str) -> int:
    """Find the tenancy with a number that somebody typed."""
    tidy = number.strip()
    if tidy.isascii() and tidy.isdigit() and len(tidy) < 11:
        found = tenancies.keys([int(tidy)])
        if found:
            return found[int(tidy)]
    raise ValueError(_("There is no tenancy with number “%(number)s”.") % {"number": tidy[:20]})
