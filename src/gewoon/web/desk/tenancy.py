"""The page of one tenancy: how it stands, the account, the history, and what people know of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.contact import attempts
from gewoon.actions.policy import steps
from gewoon.records.queries import casework, circumstances
from gewoon.records.queries.rights import Hidden, may_read, require
from gewoon.records.queries.timeline import Moment
from gewoon.web.desk.arrangement_line import arranged
from gewoon.web.desk.chosen import choose
from gewoon.web.shared import asked, moment, undo
from gewoon.web.shared.access import needs
from gewoon.web.shared.marks import CIRCUMSTANCES, CONTACTS
from gewoon.web.shared.typed import day

RIGHT = "ledger.entries_and_balance"
LINES, MOMENTS = 15, 15
DONE_OTHERWISE = {"reached", "not_reached", "letter"}


@needs(RIGHT)
@require_safe
def show(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show a tenancy; `?all=1` shows its whole account and history."""
    return render(request, "desk/tenancy.html", _values(request, tenancy_id))


@needs("contact.record_attempt")
@require_POST
def contacted(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Note a contact that was not asked for by a step, such as a tenant who called."""
    choose(request.user, tenancy_id, on=moment.today())
    attempts.record_attempt(
        tenancy_id,
        kind=request.POST.get("kind", ""),
        reached=request.POST.get("reached") == "1",
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    return _back_to(request, tenancy_id)


@needs("contact.record_attempt")
@require_POST
def record(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Record a circumstance; the next step is decided again at once."""
    choose(request.user, tenancy_id, on=moment.today())
    now, given = moment.now(), request.POST
    try:
        until = day(given["until"], near=moment.today()) if given.get("until", "").strip() else None
    except ValueError as wrong:
        values = {**_values(request, tenancy_id), "given": given, "until_error": str(wrong)}
        return render(request, "desk/tenancy.html", values, status=400)
    made = steps.record_circumstance(
        tenancy_id,
        kind=given.get("kind", ""),
        reason=given.get("reason", ""),
        to_on=until,
        by=request.user,
        now=now,
        key=asked.key(request),
    )
    said = _("Noted: %(what)s. The next step is decided again.") % {"what": CIRCUMSTANCES[made.kind]}
    messages.success(request, said)
    return _back_to(request, tenancy_id)


@needs("contact.record_attempt")
@require_POST
def end(request: HttpRequest, tenancy_id: int, circumstance_id: int) -> HttpResponse:
    """End a circumstance today."""
    choose(request.user, tenancy_id, on=moment.today())
    steps.end_circumstance(tenancy_id, circumstance_id=circumstance_id, by=request.user, now=moment.now())
    return _back_to(request, tenancy_id)


def _back_to(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Go back to the tenancy, or to the list when the deed made it somebody else's."""
    try:
        require(request.user, RIGHT, tenancy_id=tenancy_id, on=moment.today())
    except Hidden:
        return redirect("desk:worklist")
    return redirect("desk:tenancy", tenancy_id)


def _values(request: HttpRequest, tenancy_id: int) -> dict[str, Any]:
    on = moment.today()
    chosen = choose(request.user, tenancy_id, on=on)
    is_whole = "all" in request.GET
    lines, moments = chosen.page.lines[::-1], _told_once(chosen.page.timeline)
    may_see_steps = may_read(request.user, circumstances.RIGHT)
    return {
        "chosen": chosen,
        "today": on,
        "lines": lines if is_whole else lines[:LINES],
        "lines_left": 0 if is_whole else max(0, len(lines) - LINES),
        "moments": moments if is_whole else moments[:MOMENTS],
        "moments_left": 0 if is_whole else max(0, len(moments) - MOMENTS),
        "circumstances": circumstances.current(request.user, tenancy_id, on=on) if may_see_steps else (),
        "circumstance_kinds": CIRCUMSTANCES,
        "contact_kinds": CONTACTS,
        "may_act": may_read(request.user, "contact.record_attempt"),
        "may_send": may_read(request.user, "letter.dispatch"),
        "may_book": may_read(request.user, "ledger.post_manual_entry"),
        "arranged": arranged(request.user, tenancy_id, on=on),
        "guidance": casework.guidance(request.user, tenancy_id, now=moment.now()),
        "undo": undo.take(request),
        "back": request.get_full_path(),
    }


def _told_once(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Leave out a step where the contact or the letter that did it stands on the same day."""
    told = {each.on for each in moments if each.kind in CONTACTS or each.kind == "letter"}
    return tuple(
        each
        for each in moments
        if each.kind != "step" or each.outcome not in DONE_OTHERWISE or each.on not in told
    )
