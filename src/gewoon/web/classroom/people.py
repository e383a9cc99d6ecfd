"""People and the training: the waiting list, what is to be done, and one household's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.training import attendance, enrolling
from gewoon.actions.training import tasks as deeds
from gewoon.gateways.training_files import shipped_programmes
from gewoon.records.queries.rights import scope
from gewoon.records.queries.training import plans
from gewoon.web.shared import asked, moment
from gewoon.web.shared import training_words as words
from gewoon.web.shared.access import needs
from gewoon.web.shared.typed import day

ENROL, STATUS = "programme.enrol", "programme.condition_status"
ENDS = {"decline": enrolling.decline, "drop_out": enrolling.drop_out, "excuse": enrolling.excuse}


@needs(plans.READ)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show who waits: the own people by name, the others by number."""
    return render(
        request,
        "training/waiting.html",
        {
            "people": plans.people(request.user, None),
            "count": plans.waiting(request.user),
            "may_names": scope(request.user, plans.NAME) != "-",
        },
    )


@needs("programme.full_name_of_participant")
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Show what is to be done for the own participants."""
    rows = [
        {
            "row": each,
            "label": words.TASKS[each.kind][0] if each.kind in words.TASKS else each.kind,
            "icon": words.TASKS[each.kind][1] if each.kind in words.TASKS else "notes",
            "detail": _detail(each.kind, each.detail),
        }
        for each in plans.tasks(request.user, on=moment.today())
    ]
    return render(
        request, "training/tasks.html", {"rows": rows, "may_act": scope(request.user, ENROL) != "-"}
    )


@needs(ENROL)
@require_POST
def task_done(request: HttpRequest, task_id: int) -> HttpResponse:
    """Say that something is done."""
    deeds.finish_task(task_id, note=request.POST.get("note", ""), by=request.user, now=moment.now())
    return redirect("classroom:tasks")


@needs(STATUS)
@require_safe
def household(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show where a household is with the training, and enrol it."""
    on = moment.today()
    found = plans.of_household(request.user, tenancy_id, on=on)
    live = next((each for each in found if each.state in plans.LIVE), None)
    may_enrol = scope(request.user, ENROL) != "-"
    programme = shipped_programmes()["geluk"]
    return render(
        request,
        "training/household.html",
        {
            "tenancy_id": tenancy_id,
            "found": found,
            "live": live,
            "may_enrol": may_enrol,
            "may_excuse": scope(request.user, "programme.excuse") != "-",
            "can_enrol": may_enrol and (live is None or live.state == "invited"),
            "groups": plans.open_groups(request.user, on=on) if may_enrol else (),
            "programmes": {name: each.title[words.language()] for name, each in shipped_programmes().items()},
            "obliges": [
                (way, words.WAYS[way], text[words.language()]) for way, text in programme.obliges.items()
            ],
            "barriers": words.BARRIERS,
            "parts": words.PARTS,
            "channels": words.CHANNELS,
            "reasons": words.REASONS,
            "profile": words.PROFILE,
        },
    )


@needs(ENROL)
@require_POST
def invite(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Invite a household."""
    enrolling.invite(
        tenancy_id,
        programme=request.POST.get("programme", ""),
        way_in=request.POST.get("way_in", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("Noted as invited."))
    return redirect("classroom:household", tenancy_id)


@needs(ENROL)
@require_POST
def enrol(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Enrol a household, with what stands in the way and the three answers for counting."""
    given = request.POST
    group, urgent = given.get("group", ""), given.get("urgent_on", "").strip()
    try:
        urgent_on = day(urgent, near=moment.today()) if urgent else None
    except ValueError as wrong:
        messages.error(request, str(wrong))
        return redirect("classroom:household", tenancy_id)
    made = enrolling.enrol(
        tenancy_id,
        programme=given.get("programme", ""),
        way_in=given.get("way_in", ""),
        wishes=enrolling.Wishes(
            barriers=given.getlist("barrier"),
            part_of_day=given.get("part_of_day", ""),
            channel=given.get("channel", ""),
            cohort_id=asked.number(group) if group else None,
            urgent_on=urgent_on,
        ),
        by=request.user,
        now=moment.now(),
    )
    answers = {name: given.get(name, "") for name in words.PROFILE}
    if any(answers.values()) and scope(request.user, ENROL) != "-":
        enrolling.answer_profile(made.pk, answers=answers, by=request.user, now=moment.now())
    said = _("Enrolled, with a seat.") if made.state == "seated" else _("Enrolled, on the waiting list.")
    messages.success(request, said)
    return redirect("classroom:household", tenancy_id)


@needs(ENROL)
@require_POST
def end(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Note that somebody does not take part, stops, or need not follow it; always with why."""
    given = request.POST
    deed = ENDS.get(given.get("end", ""), enrolling.decline)
    ended = deed(
        enrolment_id,
        reason_code=given.get("reason", ""),
        note=given.get("note", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("Noted, with the reason."))
    return redirect("classroom:household", ended.tenancy_id)


@needs(ENROL)
@require_POST
def absent(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Note that somebody cannot come; the trainer hears that word came, and not why."""
    found = attendance.report_absence(
        enrolment_id,
        number=asked.number(request.POST.get("number", "")),
        reason_code=request.POST.get("reason", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("Noted. The trainer hears that word came, and not why."))
    return redirect("classroom:household", found.enrolment.tenancy_id)


def _detail(kind: str, detail: str) -> str:
    if kind == "barrier":
        return str(words.BARRIERS.get(detail, detail))
    if kind == "reminder":
        return str(words.CHANNELS.get(detail, detail))
    if kind == "tell_result":
        return str(_("There is a seat") if detail == "yes" else _("No seat this time"))
    return ""
