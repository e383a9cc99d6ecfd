"""Recording an arrangement that a judge ordered, as the judgment says it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.rights import Refused
from gewoon.records.queries import arrangements
from gewoon.rules.arrangement.terms import schedule
from gewoon.web.desk.arrangement import MAKE, count, rhythm
from gewoon.web.desk.chosen import Chosen, choose
from gewoon.web.shared import arrangement_words as words
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount, day


@needs(MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show the form; a POST records what the judge ordered, and it runs at once."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    if request.method != "POST":
        return render(request, "arrangement/court.html", _values(request, chosen, request.GET))
    try:
        made = agreeing.record_court_ordered(
            tenancy_id,
            offer=_offer(request.POST),
            judgment=request.POST.get("judgment", ""),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except ValueError as wrong:
        return _again(request, chosen, str(wrong))
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        return _again(request, chosen, in_words(str(refusal)))
    messages.success(request, _("Recorded. The arrangement of the judge runs from today."))
    return redirect("desk:arrangement", tenancy_id, made)


def _offer(given: QueryDict) -> Offer:
    """Read what the judgment says; raise ValueError with what was expected."""
    total, times = amount(given.get("amount", "")), count(given.get("count", ""))
    if total < times:
        raise ValueError(_("These are more instalments than there are cents."))
    often = rhythm(given.get("rhythm", ""))
    first_on = day(given.get("first_on", ""), near=moment.today())
    return Offer(
        parts=schedule(total, first_on=first_on, rhythm=often, count=times),
        rhythm=often,
        language="en" if (get_language() or "nl").startswith("en") else "nl",
    )


def _again(request: HttpRequest, chosen: Chosen, error: str) -> HttpResponse:
    values = _values(request, chosen, request.POST) | {"error": error}
    return render(request, "arrangement/court.html", values, status=400)


def _values(request: HttpRequest, chosen: Chosen, given: QueryDict) -> dict[str, Any]:
    newest = arrangements.of_tenancy(
        request.user, chosen.page.head.tenancy_id, on=moment.today(), again_days=0
    )
    return {
        "chosen": chosen,
        "given": given,
        "rhythms": words.RHYTHMS,
        "newest": newest if newest is not None and newest.ended_on is None else None,
    }
