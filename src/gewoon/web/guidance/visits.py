"""The visits of a day on a phone: the route, the form at the door, and what happens without a connection."""

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.casework import visits as deeds
from gewoon.actions.casework.visits import VisitChanged
from gewoon.actions.rights import NotAllowed, NotFound, Refused
from gewoon.records.queries import casework, casework_visits
from gewoon.records.queries.rights import scope
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words

RIGHT = "contact.plan_visit"
FROM_SCRIPT = "application/json"


@needs(RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the own visits of a day, `?day=2026-11-23`, in the order of the route."""
    on = _day(request.GET.get("day", ""))
    return render(request, "guidance/visits.html", _values(request, on))


@needs(RIGHT)
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a visit, by tenancy or by its number."""
    given = request.POST
    on = _day(given.get("day", ""))
    tenancy = _tenancy(given)
    try:
        at = time.fromisoformat(given["at"]) if given.get("at", "").strip() else None
    except ValueError:
        return _again(request, on, _("This is no time: write it like 14:30."))
    if tenancy is None:
        return _again(request, on, _("No tenancy has this number."))
    deeds.plan_visit(tenancy, on=on, at=at, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("The visit is planned."))
    return redirect(f"{reverse('guidance:visits')}?day={on.isoformat()}")


@needs(RIGHT)
@require_POST
def report(request: HttpRequest, tenancy_id: int, visit_id: int) -> HttpResponse:
    """Take the report of a visit; a script that sends later gets an answer that it can read.

    409 with how the visit stands now when it was changed meanwhile; nothing is lost then.
    """
    given, wants_data = request.POST, FROM_SCRIPT in request.headers.get("Accept", "")
    try:
        deeds.report_visit(
            tenancy_id,
            visit_id=visit_id,
            version=asked.number(given.get("version", "")),
            reached=given.get("reached") == "1",
            said=given.get("said", ""),
            children=given.get("children", ""),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        if not wants_data:
            raise
        return JsonResponse(_told(refusal), status=409)
    if wants_data:
        return JsonResponse({"kept": True})
    messages.success(request, _("The visit is kept. It counts as a try at contact."))
    return redirect(asked.after(request, reverse("guidance:visits")))


@needs(RIGHT)
@require_POST
def cancel(request: HttpRequest, tenancy_id: int, visit_id: int) -> HttpResponse:
    """Call off a visit."""
    deeds.cancel_visit(tenancy_id, visit_id=visit_id, by=request.user, now=moment.now())
    messages.success(request, _("The visit is called off."))
    return redirect(asked.after(request, reverse("guidance:visits")))


def _told(refusal: Refused) -> dict[str, Any]:
    """Say why, and how the visit stands now; never what anybody wrote."""
    told: dict[str, Any] = {"why": in_words(str(refusal))}
    if isinstance(refusal, VisitChanged):
        told |= {"state": refusal.visit.state, "version": refusal.visit.version}
    return told


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return moment.today()


def _tenancy(given: Any) -> int | None:
    if given.get("tenancy"):
        return asked.number(given["tenancy"])
    return casework.tenancy_of_number(given.get("number", ""))


def _values(request: HttpRequest, on: date) -> dict[str, Any]:
    rows = casework_visits.route(request.user, on=on)
    return {
        "rows": rows,
        "is_worker": scope(request.user, RIGHT) == "o",
        "left": sum(row.state == "planned" for row in rows),
        "waiting": casework_visits.to_visit(request.user, now=moment.now()),
        "day": on,
        "today": moment.today(),
        "before": date.fromordinal(on.toordinal() - 1) if on > date.min else on,
        "after": date.fromordinal(on.toordinal() + 1) if on < date.max else on,
    }


def _again(request: HttpRequest, on: date, why: str) -> HttpResponse:
    values = {**_values(request, on), "given": request.POST, "why": why}
    return render(request, "guidance/visits.html", values, status=400)
