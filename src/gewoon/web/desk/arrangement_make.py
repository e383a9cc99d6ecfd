"""Making an arrangement: what the household can pay first, then the terms, a look at them, and the offer."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.sentences import PROBLEMS
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.rights import Refused
from gewoon.gateways.arrangement_files import house_on
from gewoon.records.queries import arrangements
from gewoon.records.queries.rights import may_read
from gewoon.rules.arrangement.terms import (
    Condition,
    Part,
    Rhythm,
    monthly_load,
    months_long,
    per_instalment,
    problems,
    schedule,
    schedule_by_amount,
)
from gewoon.rules.money import Cents
from gewoon.web.desk.arrangement import MAKE, count, escalation_costs, rhythm
from gewoon.web.desk.chosen import Chosen, choose
from gewoon.web.shared import arrangement_words as words
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount, day

MOST_SHOWN = 1_000


@needs(MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show the terms as they would be; a POST offers them to the tenant."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    if request.method != "POST":
        return render(request, "arrangement/make.html", _values(request, chosen, request.GET))
    try:
        offer = _offer(request.POST, chosen.page.position.overdue)
        made = agreeing.propose(
            tenancy_id, offer=offer, by=request.user, now=moment.now(), key=asked.key(request)
        )
    except ValueError as wrong:
        return _again(request, chosen, str(wrong))
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        return _again(request, chosen, in_words(str(refusal)))
    messages.success(request, _("The offer stands. It runs as soon as the tenant agrees."))
    return redirect("desk:arrangement", tenancy_id, made)


def _again(request: HttpRequest, chosen: Chosen, error: str) -> HttpResponse:
    values = _values(request, chosen, request.POST) | {"error": error}
    return render(request, "arrangement/make.html", values, status=400)


def _values(request: HttpRequest, chosen: Chosen, given: QueryDict) -> dict[str, Any]:
    """Gather the page; the terms that were typed are shown as a schedule."""
    on, head = moment.today(), chosen.page.head
    debt = chosen.page.position.overdue
    room = arrangements.room_of(request.user, head.tenancy_id, on=on)
    newest = arrangements.of_tenancy(request.user, head.tenancy_id, on=on, again_days=0)
    values: dict[str, Any] = {
        "chosen": chosen,
        "debt": debt,
        "room": room,
        "turns": []
        if room is None
        else [(label, per_instalment(room.cents, Rhythm(name))) for name, label in words.RHYTHMS.items()],
        "newest": newest if newest is not None and newest.ended_on is None else None,
        "may_budget": may_read(request.user, "budget.income_expenses"),
        "rhythms": words.RHYTHMS,
        "conditions": words.CONDITIONS,
        "picked": given.getlist("conditions"),
        "given": given,
        "costs": escalation_costs(debt, on),
    }
    if "first_on" not in given:
        return values
    try:
        offer = _offer(given, debt)
    except ValueError as wrong:
        return values | {"error": str(wrong)}
    return values | _shown(offer, debt, head.since, on, None if room is None else room.cents)


def _shown(offer: Offer, debt: Cents, starts_on: date, on: date, room: Cents | None) -> dict[str, Any]:
    """Give the schedule with what is wrong with it, and what a wise colleague would say."""
    house = house_on(on)
    if house is None:
        return {
            "error": in_words(
                "The association has no rules for arrangements on this day: fill them in first."
            )
        }
    wrong = problems(offer.parts, total=debt, limits=house.limits, tenancy_starts_on=starts_on, on=on)
    load = monthly_load(offer.parts, offer.rhythm)
    return {
        "parts": offer.parts[:MOST_SHOWN],
        "wrong": [in_words(PROBLEMS[each]) for each in wrong],
        "load": load,
        "months": months_long(offer.parts),
        "is_too_much": room is not None and load > room,
        "is_long": months_long(offer.parts) > house.limits.debt_help_months,
    }


def _offer(given: QueryDict, debt: Cents) -> Offer:
    """Read the terms; raise ValueError with what was expected."""
    first_on = day(given.get("first_on", ""), near=moment.today())
    often = rhythm(given.get("rhythm", ""))
    chosen = tuple(Condition(each) for each in given.getlist("conditions") if each in words.CONDITIONS)
    return Offer(
        parts=_parts(given, debt, first_on, often),
        rhythm=often,
        conditions=chosen,
        reason=given.get("reason", ""),
        language="en" if (get_language() or "nl").startswith("en") else "nl",
    )


def _parts(given: QueryDict, debt: Cents, first_on: date, often: Rhythm) -> tuple[Part, ...]:
    if debt <= 0:
        return ()
    if given.get("each", "").strip():
        each = amount(given["each"])
        if each <= 0 or debt // each > MOST_SHOWN:
            raise ValueError(_("Give an amount above zero with which the debt is paid in time."))
        return schedule_by_amount(debt, each, first_on=first_on, rhythm=often)
    times = count(given.get("count", ""))
    if times > debt:
        raise ValueError(_("These are more instalments than there are cents."))
    return schedule(debt, first_on=first_on, rhythm=often, count=times)
