"""My training: come forward, put the days in a calendar, say "I cannot come", and what I am good at."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.rights import Refused
from gewoon.actions.training import attendance, enrolling, strengths
from gewoon.actions.training.enrolling import Wishes
from gewoon.gateways.calendar import Meeting, calendar_file
from gewoon.gateways.training_files import shipped_programmes
from gewoon.records.queries import own_training
from gewoon.records.queries.own import Own
from gewoon.records.queries.own_training import OwnTraining
from gewoon.web.portal.access import acting, tenant
from gewoon.web.shared import asked, moment
from gewoon.web.shared import training_words as words
from gewoon.web.shared.files import given_file
from gewoon.web.shared.refusals import in_words


@tenant("programme.enrol")
@require_http_methods(["GET", "HEAD", "POST"])
def come_forward(request: HttpRequest, own: Own) -> HttpResponse:
    """Enrol by own choice: obliged to nothing."""
    values: dict[str, Any] = {
        "own": own,
        "programmes": shipped_programmes(),
        "barriers": words.BARRIERS,
        "parts": words.PARTS,
        "channels": words.CHANNELS,
        "given": request.POST,
    }
    if request.method != "POST":
        return render(request, "portal/come_forward.html", values)
    given = request.POST
    wishes = Wishes(
        barriers=given.getlist("barrier"),
        part_of_day=given.get("part_of_day", ""),
        channel=given.get("channel", "letter"),
    )
    try:
        enrolling.enrol(
            own.tenancy_id,
            programme=given.get("programme", ""),
            way_in="own_initiative",
            wishes=wishes,
            origin="portal",
            party_id=own.party_id,
            by=acting(own),
            now=moment.now(),
            key=asked.key(request),
        )
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        values["error"] = in_words(str(refusal))
        return render(request, "portal/come_forward.html", values, status=400)
    messages.success(request, _("You are on the list. We let you know when there is a seat."))
    return redirect("portal:home")


@tenant("programme.attendance")
@require_safe
def calendar(request: HttpRequest, own: Own) -> HttpResponse:
    """Give the own days as a calendar file; a moved day changes in the calendar with the next one."""
    rows = own_training.calendar(request.user)
    meetings = [
        Meeting(
            uid=each.uid,
            sequence=each.sequence,
            title=f"{words.title(each.programme)} {each.number}",
            on=each.on,
            begins_at=each.begins_at,
            ends_at=each.ends_at,
            place=each.place,
            is_cancelled=each.is_cancelled,
            changed_at=each.changed_at,
            text=words.theme(each.programme, each.number),
        )
        for each in rows
    ]
    name = words.title(rows[0].programme) if rows else "gewoon"
    content = calendar_file(meetings, name=name, language=words.language())
    return given_file(content, "training.ics", "text/calendar; charset=utf-8")


@tenant("programme.attendance")
@require_http_methods(["GET", "HEAD", "POST"])
def cannot_come(request: HttpRequest, own: Own, number: int) -> HttpResponse:
    """Say that one day does not work, and why; the trainer hears only that word came."""
    found = _found(request, own)
    session = next((each for each in found.meetings if each.number == number and not each.is_over), None)
    if session is None:
        raise Http404
    if request.method != "POST":
        values = {"own": own, "session": session, "training": found, "reasons": words.ABSENCES}
        return render(request, "portal/cannot_come.html", values)
    attendance.report_absence(
        found.enrolment_id,
        number=number,
        reason_code=request.POST.get("reason", ""),
        by=acting(own),
        now=moment.now(),
    )
    messages.success(request, _("Thank you for saying so. We look for a moment to catch up."))
    return redirect("portal:home")


@tenant("programme.strengths_exercise")
@require_POST
def write(request: HttpRequest, own: Own) -> HttpResponse:
    """Write down a strength or a goal."""
    strengths.write_own_words(
        _found(request, own).enrolment_id,
        kind=request.POST.get("kind", ""),
        text=request.POST.get("text", ""),
        by=acting(own),
        now=moment.now(),
    )
    return redirect("portal:home")


@tenant("programme.strengths_exercise")
@require_POST
def take_away(request: HttpRequest, own: Own) -> HttpResponse:
    """Take own words away."""
    strengths.take_away_own_words(
        _found(request, own).enrolment_id,
        words_id=asked.number(request.POST.get("words", "")),
        by=acting(own),
        now=moment.now(),
    )
    return redirect("portal:home")


@tenant("programme.strengths_exercise")
@require_POST
def share(request: HttpRequest, own: Own) -> HttpResponse:
    """Let the social worker read the own words, or no longer."""
    strengths.share_strengths(
        _found(request, own).enrolment_id,
        shares=request.POST.get("share") == "yes",
        by=acting(own),
        now=moment.now(),
    )
    return redirect("portal:data")


def _found(request: HttpRequest, own: Own) -> OwnTraining:
    """Answer the own enrolment: that of a housemate is not one's own to change."""
    found = own_training.training(request.user, on=moment.today())
    if found is None or not found.is_mine:
        raise Http404
    return found
