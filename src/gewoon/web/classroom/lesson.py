"""The trainer's pages: own groups, attendance on a phone, and what participants say they are good at."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.training import attendance as deeds
from gewoon.actions.training import strengths
from gewoon.gateways.training_files import shipped_programmes
from gewoon.records.queries.rights import scope
from gewoon.records.queries.training import classroom
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.training_words import language, theme, title

RIGHT, WRITE = "programme.attendance", "programme.attendance_write"


@needs(RIGHT)
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show the own groups: what comes first, what is over last."""
    found = classroom.groups(request.user, on=moment.today())
    now = [each for each in found if each.stage not in ("over",)]
    return render(
        request,
        "classroom/groups.html",
        {"now": now[::-1], "over": [each for each in found if each.stage == "over"], "today": moment.today()},
    )


@needs(RIGHT)
@require_safe
def group(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Show one group: its sessions with materials, and who was there."""
    on = moment.today()
    found = classroom.group(request.user, cohort_id, on=on)
    programme = shipped_programmes().get(found.programme)
    themes = programme.themes if programme else ()
    sessions = [
        {
            "row": each,
            "theme": theme(found.programme, each.number),
            "materials": [
                text[language()]
                for place, item in enumerate(themes, start=1)
                if place == each.number
                for text in item.materials
            ],
            "is_held": each.on <= on and not each.is_cancelled,
        }
        for each in found.sessions
    ]
    return render(
        request,
        "classroom/group.html",
        {
            "group": found,
            "title": title(found.programme),
            "sessions": sessions,
            "people": classroom.participants(request.user, cohort_id, on=on),
            "may_write": scope(request.user, WRITE) == "g",
            "may_words": scope(request.user, strengths.RIGHT) == "g",
        },
    )


@needs(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Note who was at a session; what somebody else wrote meanwhile comes back to choose from."""
    if request.method == "POST":
        conflicts = deeds.record_attendance(
            cohort_id, number=number, marks=_marks(request), by=request.user, now=moment.now()
        )
        if not conflicts:
            messages.success(request, _("The attendance is kept."))
            return redirect("classroom:group", cohort_id)
        return _list(request, cohort_id, number, conflicts=conflicts)
    return _list(request, cohort_id, number, conflicts=())


@needs(WRITE)
@require_POST
def catch_up(request: HttpRequest, cohort_id: int, enrolment_id: int) -> HttpResponse:
    """Note that somebody caught up a session."""
    number = asked.number(request.POST.get("number", ""))
    deeds.catch_up(enrolment_id, number=number, by=request.user, now=moment.now())
    messages.success(request, _("Caught up. Well done."))
    return redirect("classroom:group", cohort_id)


@needs(strengths.RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Show the strengths and goals of a participant, and write one down in the own words."""
    if request.method == "POST":
        strengths.write_own_words(
            enrolment_id,
            kind=request.POST.get("kind", ""),
            text=request.POST.get("text", ""),
            by=request.user,
            now=moment.now(),
        )
        return redirect("classroom:words", enrolment_id)
    first_name, cohort_id, found = classroom.own_words(request.user, enrolment_id, on=moment.today())
    return render(
        request,
        "classroom/words.html",
        {
            "first_name": first_name,
            "cohort_id": cohort_id,
            "strengths": [each for each in found if each.kind == "strength"],
            "goals": [each for each in found if each.kind == "goal"],
            "may_write": scope(request.user, strengths.RIGHT) == "g",
        },
    )


def _list(
    request: HttpRequest, cohort_id: int, number: int, *, conflicts: tuple[deeds.Conflict, ...]
) -> HttpResponse:
    on = moment.today()
    found = classroom.group(request.user, cohort_id, on=on)
    session = next((each for each in found.sessions if each.number == number), None)
    values = {
        "group": found,
        "session": session,
        "theme": theme(found.programme, number),
        "rows": classroom.at_session(request.user, cohort_id, number, on=on),
        "conflicts": conflicts,
        "wanted": {each.enrolment_id: each.wanted for each in conflicts},
        "is_early": session is None or session.on > on,
    }
    return render(request, "classroom/attendance.html", values, status=409 if conflicts else 200)


def _marks(request: HttpRequest) -> dict[int, deeds.Mark]:
    """Read one mark per participant that was filled in."""
    found = {}
    for name, presence in request.POST.items():
        if name.startswith("mark-") and presence:
            key = name.removeprefix("mark-")
            seen = request.POST.get(f"seen-{key}", "0")
            found[asked.number(key)] = deeds.Mark(presence=str(presence), seen=asked.number(str(seen)))
    return found
