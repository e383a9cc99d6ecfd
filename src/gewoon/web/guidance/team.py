"""Who guides how many, who covers for whom, cases that nobody has, and emergencies."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.casework import cases, emergency
from gewoon.actions.rights import NotFound
from gewoon.records.queries import casework
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.typed import day

ASSIGN = "case.assign"


@needs(ASSIGN)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the caseload of each social worker, and what nobody has."""
    return render(request, "guidance/team.html", _values(request))


@needs(ASSIGN)
@require_POST
def assign(request: HttpRequest, case_id: int) -> HttpResponse:
    """Give a case to a social worker."""
    worker = asked.number(request.POST.get("worker", ""))
    cases.assign(
        cases.tenancy_of(case_id), case_id=case_id, worker_id=worker, by=request.user, now=moment.now()
    )
    messages.success(request, _("The case has a social worker now."))
    return redirect("guidance:team")


@needs(ASSIGN)
@require_POST
def cover(request: HttpRequest) -> HttpResponse:
    """Let a colleague take over for somebody who is away."""
    given = request.POST
    try:
        days = [day(given.get(name, ""), near=moment.today()) for name in ("from", "to")]
    except ValueError as wrong:
        values = {**_values(request), "given": given, "day_error": str(wrong)}
        return render(request, "guidance/team.html", values, status=400)
    emergency.cover(
        worker_id=asked.number(given.get("worker", "")),
        colleague_id=asked.number(given.get("colleague", "")),
        from_on=days[0],
        to_on=days[1],
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The colleague sees these cases in those days."))
    return redirect("guidance:team")


@needs(ASSIGN)
@require_POST
def end_cover(request: HttpRequest, worker_id: int) -> HttpResponse:
    """End the cover for somebody who is back."""
    emergency.end_cover(worker_id, by=request.user, now=moment.now())
    return redirect("guidance:team")


@needs(ASSIGN)
@require_POST
def seen(request: HttpRequest, emergency_id: int) -> HttpResponse:
    """Say that a notice of an emergency was seen."""
    emergency.see_emergency(emergency_id, by=request.user, now=moment.now())
    return redirect(asked.after(request, "/"))


@needs("case.break_glass")
@require_http_methods(["GET", "POST"])
def break_glass(request: HttpRequest) -> HttpResponse:
    """Open a colleague's case in an emergency: by the number of the tenancy, with a reason."""
    given = request.POST
    if request.method != "POST":
        return render(request, "guidance/emergency.html", {})
    tenancy = casework.tenancy_of_number(given.get("number", ""))
    try:
        glass = emergency.break_glass(
            tenancy or 0, why=given.get("why", ""), by=request.user, now=moment.now()
        )
    except NotFound:
        values = {"given": given, "number_error": _("There is no case with this number.")}
        return render(request, "guidance/emergency.html", values, status=400)
    return redirect("guidance:case", glass.case_id)


def _values(request: HttpRequest) -> dict[str, Any]:
    return {
        "loads": casework.loads(request.user, on=moment.today()),
        "unassigned": casework.unassigned(request.user),
        "emergencies": casework.emergencies(request.user),
        "today": moment.today(),
    }
