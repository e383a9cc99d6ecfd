"""A tenant who calls, on one screen; and how and where contact with this tenancy goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.contact import attempts, balance, cover, letters, tasks
from gewoon.actions.contact.signal import GATE
from gewoon.actions.rights import Refused
from gewoon.records.queries import circumstances, contact, signals
from gewoon.records.queries.rights import may_read
from gewoon.rules.contact.stops import STOPS
from gewoon.rules.contact.ways import WAY_OF_STEP
from gewoon.web.desk.chosen import Chosen, choose
from gewoon.web.desk.contact_words import CHANNELS, HELD, TASKS
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file
from gewoon.web.shared.marks import CIRCUMSTANCES, LETTERS
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import day

RIGHT = "contact.record_attempt"


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def called(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Keep what came of a call: the note, a promise and the next step."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    if request.method != "POST":
        return render(request, "contact/called.html", _call_values(request, chosen))
    given = request.POST
    try:
        attempts.take_call(
            tenancy_id,
            note=given.get("note", ""),
            promise_on=_day(given.get("promise_on", "")),
            follow_up=given.get("follow_up", ""),
            follow_up_on=_day(given.get("follow_up_on", "")),
            step_id=_step_of(chosen) if given.get("does_step") else None,
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        values = {**_call_values(request, chosen), "given": given, "error": in_words(str(wrong))}
        return render(request, "contact/called.html", values, status=400)
    messages.success(request, _("The call of %(name)s is kept.") % {"name": chosen.name})
    return redirect("desk:tenancy", tenancy_id)


@needs(RIGHT)
@require_safe
def ways(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show how contact goes: preferences, what is stopped, signals, and what debt helpers were told."""
    return render(request, "contact/ways.html", _ways_values(request, tenancy_id))


@needs(RIGHT)
@require_POST
def prefer(request: HttpRequest, tenancy_id: int, party_id: int) -> HttpResponse:
    """Record how somebody likes to be written to."""
    choose(request.user, tenancy_id, on=moment.today())
    cover.prefer(
        tenancy_id,
        party_id=party_id,
        channel=request.POST.get("channel", ""),
        language=request.POST.get("language", ""),
        by=request.user,
        now=moment.now(),
    )
    return redirect("desk:contact_ways", tenancy_id)


@needs("balance.answer")
@require_POST
def told_helper(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Tell a debt helper what is open, on the tenant's mandate."""
    choose(request.user, tenancy_id, on=moment.today())
    given = request.POST
    try:
        balance.answer_balance(
            tenancy_id,
            helper=given.get("helper", ""),
            mandate=given.get("mandate", ""),
            mandate_on=day(given.get("mandate_on", ""), near=moment.today()),
            as_of=_day(given.get("as_of", "")) or moment.today(),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        values = {**_ways_values(request, tenancy_id), "given": given, "error": in_words(str(wrong))}
        return render(request, "contact/ways.html", values, status=400)
    messages.success(request, _("The answer is kept. Read it to the helper, or send it."))
    return redirect("desk:contact_ways", tenancy_id)


@needs(RIGHT)
@require_safe
def card(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Give the card to leave at the door."""
    choose(request.user, tenancy_id, on=moment.today())
    content = letters.preview(tenancy_id, step_name="visit_card", by=request.user, now=moment.now())
    return pdf_file(content, _("card"))


@needs("contact.task")
@require_safe
def to_do(request: HttpRequest) -> HttpResponse:
    """List the small tasks of the reader, and the rows of colleagues who are away."""
    values = {
        "tasks": [(each, TASKS[each.kind], _text(each)) for each in contact.tasks(request.user)],
        "covers": contact.covers(request.user, on=moment.today()),
        "today": moment.today(),
        "back": request.get_full_path(),
    }
    return render(request, "contact/to_do.html", values)


@needs("contact.task")
@require_POST
def finish(request: HttpRequest, tenancy_id: int, task_id: int) -> HttpResponse:
    """Say that a task is done."""
    tasks.finish_task(tenancy_id, task_id=task_id, by=request.user, now=moment.now())
    messages.success(request, _("The task is done."))
    return redirect("desk:to_do")


def _call_values(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    return {"chosen": chosen, "asks_contact": _step_of(chosen) is not None, "today": moment.today()}


def _step_of(chosen: Chosen) -> int | None:
    """Answer the key of the open step where it asks for contact."""
    step = chosen.step
    return step.step_id if step is not None and step.name in WAY_OF_STEP else None


def _ways_values(request: HttpRequest, tenancy_id: int) -> dict[str, Any]:
    on, user = moment.today(), request.user
    chosen = choose(user, tenancy_id, on=on)
    stops = circumstances.current(user, tenancy_id, on=on)
    return {
        "chosen": chosen,
        "parties": contact.parties(user, tenancy_id, on=on),
        "channels": CHANNELS,
        "stops": [
            (each, [HELD[held] for held in STOPS[each.kind].holds]) for each in stops if each.kind in STOPS
        ],
        "signals": signals.of(user, tenancy_id, on=on),
        "answers": signals.balance_answers(user, tenancy_id, on=on),
        "may_answer": may_read(user, "balance.answer"),
        "may_signal": may_read(user, "vroegsignaal.send"),
        "can_signal": may_read(user, "vroegsignaal.send")
        and chosen.step is not None
        and chosen.step.name == GATE,
        "today": on,
    }


def _text(task: contact.TaskRow) -> Any:
    """Say the text of a task: the name of a stop, a text of ours, or what somebody wrote."""
    named = CIRCUMSTANCES.get(task.text) or LETTERS.get(task.text)
    return named or (in_words(task.text) if task.text else "")


def _day(text: str) -> Any:
    return day(text, near=moment.today()) if text.strip() else None
