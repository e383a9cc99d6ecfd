"""Planning of groups: an overview, a new group in two steps, and what changes on the way."""

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.training import planning
from gewoon.gateways.training_files import shipped_programmes
from gewoon.records.queries.rights import scope
from gewoon.records.queries.training import plans
from gewoon.rules.training.dates import REGIONS
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.training_words import PARTS, TIERS, WAYS, language, theme, title
from gewoon.web.shared.typed import day

READ, PLAN = plans.READ, "programme.plan"


@needs(READ)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show all groups and how many people wait."""
    found = plans.groups(request.user, on=moment.today())
    return render(
        request,
        "training/overview.html",
        {
            "now": [each for each in found if each.stage not in ("over", "cancelled")][::-1],
            "over": [each for each in found if each.stage in ("over", "cancelled")][:20],
            "waiting": plans.waiting(request.user),
            "may_plan": scope(request.user, PLAN) == "a",
            "may_names": scope(request.user, plans.NAME) != "-",
            "programmes": {name: each.title[language()] for name, each in shipped_programmes().items()},
        },
    )


@needs(PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a group: first the days are proposed, then they are kept."""
    if request.method != "POST":
        return _form(request, {"programme": "geluk", "begins_at": "19:00", "region": "midden"})
    given = request.POST
    try:
        first, begins_at = day(given.get("first", ""), near=moment.today()), clock(given.get("begins_at", ""))
        if not given.get("is_kept"):
            days = planning.propose(given.get("programme", ""), first=first, region=given.get("region", ""))
            return _form(request, given.dict(), proposed=days)
        plan = _plan(given, begins_at)
    except ValueError as wrong:
        return _form(request, given.dict(), error=str(wrong))
    cohort = planning.plan_cohort(plan=plan, by=request.user, now=moment.now())
    messages.success(request, _("The group is planned."))
    return redirect("classroom:plan_group", cohort.pk)


@needs(READ)
@require_safe
def group(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Show one group: its sessions, seats, draw, and the own participants by name."""
    found = plans.group(request.user, cohort_id, on=moment.today())
    may_log = scope(request.user, "programme.draw_log") == "a"
    draw = plans.draw_of(request.user, cohort_id) if may_log else None
    may_plan = scope(request.user, PLAN) == "a"
    return render(
        request,
        "training/group.html",
        {
            "group": found,
            "title": title(found.programme),
            "sessions": [(each, theme(found.programme, each.number)) for each in found.sessions],
            "people": plans.people(request.user, cohort_id),
            "draw": draw,
            "strata": [(TIERS[tier], WAYS[way], of, got) for tier, way, of, got in draw.strata]
            if draw
            else [],
            "may_plan": may_plan,
            "may_log": may_log,
            "may_sign": scope(request.user, "programme.sign_protocol") == "a",
            "may_draw": scope(request.user, "programme.draw") == "a",
            "trainers": plans.trainers(request.user) if may_plan else (),
            "is_open": found.stage == "coming",
            "is_live": found.stage in ("coming", "given", "running"),
        },
    )


@needs(PLAN)
@require_POST
def move(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Move a session."""
    given = request.POST
    try:
        on, begins_at = day(given.get("on", ""), near=moment.today()), clock(given.get("begins_at", ""))
    except ValueError as wrong:
        messages.error(request, str(wrong))
        return redirect("classroom:plan_group", cohort_id)
    planning.move_session(
        cohort_id,
        number=asked.number(given.get("number", "")),
        on=on,
        begins_at=begins_at,
        place=given.get("place", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The session is moved. Calendars follow, and each participant is told."))
    return redirect("classroom:plan_group", cohort_id)


@needs(PLAN)
@require_POST
def assign(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Give a group its trainer."""
    wanted = request.POST.get("trainer", "")
    planning.assign_trainer(
        cohort_id, trainer_id=asked.number(wanted) if wanted else None, by=request.user, now=moment.now()
    )
    return redirect("classroom:plan_group", cohort_id)


@needs(PLAN)
@require_POST
def cancel(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Cancel a group."""
    planning.cancel_cohort(
        cohort_id, reason=request.POST.get("reason", ""), by=request.user, now=moment.now()
    )
    messages.success(request, _("The group is off. Everybody waits again, and goes first next time."))
    return redirect("classroom:planning")


def clock(text: str) -> time:
    """Read a time such as 19:00 or 19.30; raise ValueError with what was expected."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":").rjust(5, "0"))
    except ValueError:
        raise ValueError(_("“%(text)s” is no time. Write it like 19:00.") % {"text": text[:20]}) from None


def _plan(given: Any, begins_at: time) -> planning.Plan:
    trainer, draw_on = given.get("trainer", ""), given.get("draw_on", "").strip()
    seats = given.get("seats", "").strip()
    if not (seats.isascii() and seats.isdigit() and len(seats) < 4):
        raise ValueError(_("Give the number of seats, such as 8."))
    days: list[date] = [day(text, near=moment.today()) for text in given.getlist("day")]
    return planning.Plan(
        programme=given.get("programme", ""),
        name=given.get("name", ""),
        place=given.get("place", ""),
        days=days,
        begins_at=begins_at,
        seats=int(seats),
        part_of_day=given.get("part_of_day", ""),
        trainer_id=asked.number(trainer) if trainer else None,
        has_childcare=given.get("has_childcare") == "1",
        by_lot=given.get("by_lot") == "1",
        draw_on=day(draw_on, near=moment.today()) if draw_on else None,
        region=given.get("region", ""),
    )


def _form(
    request: HttpRequest, given: dict[str, Any], *, proposed: tuple[Any, ...] = (), error: str = ""
) -> HttpResponse:
    programmes = shipped_programmes()
    values = {
        "given": given,
        "proposed": proposed,
        "is_unknown": any(not each.is_known for each in proposed),
        "error": error,
        "programmes": {name: each.title[language()] for name, each in programmes.items()},
        "advice": programmes.get(given.get("programme", "")) or programmes["geluk"],
        "parts": PARTS,
        "regions": REGIONS,
        "trainers": plans.trainers(request.user),
    }
    return render(request, "training/plan.html", values, status=400 if error else 200)
