"""Who stands in for whom, and which letters leave by themselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.contact import cover
from gewoon.actions.contact.letters import ABOUT_ARRANGEMENT, letter_of
from gewoon.actions.policy.deciding import policy_on
from gewoon.actions.rights import Refused
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.records.queries import contact
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import may, needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import day


@needs("contact.cover")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show who is away and who stands in; to a manager also the letters that leave by themselves."""
    return render(request, "contact/cover.html", _values(request))


@needs("contact.cover")
@require_POST
def away(request: HttpRequest) -> HttpResponse:
    """Record that somebody is away, with a stand-in."""
    given = request.POST
    try:
        cover.record_absence(
            user_id=asked.number(given.get("user", "")),
            stand_in_id=asked.number(given.get("stand_in", "")),
            from_on=day(given.get("from_on", ""), near=moment.today()),
            to_on=day(given.get("to_on", ""), near=moment.today()),
            by=request.user,
            now=moment.now(),
        )
    except (ValueError, Refused) as wrong:
        values = {**_values(request), "given": given, "error": in_words(str(wrong))}
        return render(request, "contact/cover.html", values, status=400)
    messages.success(request, _("Noted. The stand-in sees the rows in that time."))
    return redirect("desk:cover")


@needs("contact.cover")
@require_POST
def back(request: HttpRequest, absence_id: int) -> HttpResponse:
    """End an absence."""
    cover.come_back(absence_id, by=request.user, now=moment.now())
    return redirect("desk:cover")


@needs("contact.switch_step")
@require_POST
def switch(request: HttpRequest, step: str) -> HttpResponse:
    """Switch a step between "prepare" and "send by itself"."""
    cover.switch_step(
        step=step, sends_itself=request.POST.get("itself") == "1", by=request.user, now=moment.now()
    )
    return redirect("desk:cover")


def _values(request: HttpRequest) -> dict[str, Any]:
    on, may_switch = moment.today(), may(request.user, "contact.switch_step")
    return {
        "absences": contact.absences(request.user, on=on),
        "colleagues": contact.colleagues(request.user),
        "steps": _steps(request) if may_switch else (),
        "today": on,
    }


def _steps(request: HttpRequest) -> list[dict[str, Any]]:
    switched = contact.switched(request.user)
    named = [(step.id, step.label) for step in policy_on(moment.today()).steps.values() if letter_of(step.id)]
    letters = shipped_letters()
    named += [(name, letters.on(name, moment.today()).label) for name in sorted(ABOUT_ARRANGEMENT)]
    return [
        {
            "name": name,
            "label": label,
            "is_switched": name in switched,
            "needs_person": letter_of(name) in cover.BY_A_PERSON,
        }
        for name, label in named
    ]
