"""Signals to the municipality: what was sent, the answers, the agreements."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.contact import replies
from gewoon.actions.contact import signal as deeds
from gewoon.actions.rights import Refused
from gewoon.gateways.municipality import SignalFolder
from gewoon.records.queries import signals
from gewoon.records.queries.rights import may_read
from gewoon.rules.contact.replies import LARGEST
from gewoon.web.desk.chosen import choose
from gewoon.web.desk.contact_words import ANSWERS
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words


@needs("signal.read")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """List the signals with their receipts and answers, and the agreements."""
    return render(request, "contact/signals.html", _values(request))


@needs("signal.take_in_replies")
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file with answers; a wrong one is refused whole, with each line that is wrong."""
    file = request.FILES.get("file")
    try:
        if file is None or file.size > LARGEST:
            raise Refused("Choose a CSV file of at most one megabyte.")
        count = replies.take_in_replies(content=file.read(), by=request.user, now=moment.now())
    except Refused as wrong:
        values = {**_values(request), "problems": in_words(str(wrong)).splitlines()}
        return render(request, "contact/signals.html", values, status=400)
    said = ngettext("%(count)s answer is new.", "%(count)s answers are new.", count)
    messages.success(request, said % {"count": count})
    return redirect("desk:signals")


@needs("vroegsignaal.send")
@require_POST
def send(request: HttpRequest, tenancy_id: int, step_id: int) -> HttpResponse:
    """Send the signal of the open step, through its gate."""
    name = choose(request.user, tenancy_id, on=moment.today()).name
    made = deeds.send_signal(
        tenancy_id,
        step_id=step_id,
        to=_folder(),
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    said = _("Signal %(number)s of %(name)s was handed over. The tenant gets a letter about it.")
    messages.success(request, said % {"number": made.number, "name": name})
    return redirect("desk:contact_ways", tenancy_id)


@needs("vroegsignaal.send")
@require_POST
def recall(request: HttpRequest, tenancy_id: int, signal_id: int) -> HttpResponse:
    """Take a signal back, with a reason."""
    choose(request.user, tenancy_id, on=moment.today())
    deeds.recall_signal(
        tenancy_id,
        signal_id=signal_id,
        reason=request.POST.get("reason", ""),
        to=_folder(),
        by=request.user,
        now=moment.now(),
    )
    return redirect("desk:contact_ways", tenancy_id)


def _folder() -> SignalFolder:
    return SignalFolder(settings.GEWOON_HOME / "municipality")


def _values(request: HttpRequest) -> dict[str, Any]:
    return {
        "signals": [
            (each, [ANSWERS[reply.outcome] for reply in each.replies])
            for each in signals.newest(request.user)
        ],
        "agreements": signals.agreements(request.user),
        "may_take_in": may_read(request.user, "signal.take_in_replies"),
        "today": moment.today(),
    }
