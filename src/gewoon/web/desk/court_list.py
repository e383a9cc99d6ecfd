"""The days that are coming, what waits for a decision, and every case at bailiff and judge."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.court import bailiff
from gewoon.records.queries import court
from gewoon.records.queries.rights import scope
from gewoon.rules.policy.policy import RESERVED
from gewoon.web.shared import court_words as words
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs


@needs("court.calendar")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show decisions that wait, days that come, and cases that run."""
    on, user = moment.today(), request.user
    values = {
        "waiting": court.waiting(user, on=on),
        "coming": court.coming(user, on=on),
        "running": court.running(user, on=on),
        "collectors": court.collectors(user, on=on),
        "subjects": words.SUBJECTS,
        "gates": RESERVED,
        "kinds": words.KINDS,
        "statuses": words.STATUSES,
        "collector_kinds": words.COLLECTORS,
        "may_check": scope(user, bailiff.RIGHT) == "a",
        "today": on,
    }
    return render(request, "court/list.html", values)


@needs("bailiff.hand_over_recall")
@require_POST
def check_collector(request: HttpRequest) -> HttpResponse:
    """Write down that a collector was looked up today."""
    given = request.POST
    bailiff.check_collector(
        name=given.get("name", ""),
        kind=given.get("kind", ""),
        register_number=given.get("register_number", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The collector is looked up, for a year."))
    return redirect("desk:court")
