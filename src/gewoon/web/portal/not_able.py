"""Paying does not work: propose an arrangement, ask for a call, or say that an amount is not right."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gewoon.actions.arrangement import agreeing, budget
from gewoon.actions.arrangement.budget import Told
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.contact import asking
from gewoon.actions.policy.published import policy_of
from gewoon.actions.rights import Refused
from gewoon.records.queries import own as queries
from gewoon.records.queries.own import Own
from gewoon.rules.arrangement.assistance import Situation
from gewoon.rules.arrangement.capacity import Every, Line
from gewoon.rules.arrangement.terms import Part, Rhythm, per_instalment, schedule_by_amount
from gewoon.rules.money import Cents
from gewoon.web.portal.access import acting, tenant
from gewoon.web.shared import arrangement_words as words
from gewoon.web.shared import asked, moment
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.training_words import language
from gewoon.web.shared.typed import amount, day

MOST_PARTS = 1_000


@tenant("arrangement.propose")
@require_safe
def choose(request: HttpRequest, own: Own) -> HttpResponse:
    """Show the ways on, one beside the other."""
    on = moment.today()
    values = {
        "own": own,
        "house": queries.house(),
        "talk": queries.talk(request.user),
        "asked": queries.asked(request.user, on=on),
        "arrangement": queries.arrangement(request.user, on=on),
        "overdue": _overdue(request),
    }
    return render(request, "portal/not_able.html", values)


@tenant("contact.ask_for_call")
@require_POST
def call(request: HttpRequest, own: Own) -> HttpResponse:
    """Ask to be called."""
    asking.ask_for_call(
        own.tenancy_id,
        about=request.POST.get("about", ""),
        by=acting(own),
        now=moment.now(),
        key=asked.key(request),
    )
    messages.success(request, _("We call you. You need not do anything."))
    return redirect("portal:home")


@tenant("dispute.raise")
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, own: Own) -> HttpResponse:
    """Say that an amount is not right; it is looked into before anything else."""
    values: dict[str, Any] = {
        "own": own,
        "asked": queries.asked(request.user, on=moment.today()),
        "items": [each for each in _arrears(request).open_items if each.open_cents > 0],
        "given": request.POST,
    }
    if request.method != "POST":
        return render(request, "portal/dispute.html", values)
    why = " ".join((*request.POST.getlist("item"), request.POST.get("why", ""))).strip()
    try:
        if not request.POST.get("why", "").strip():
            raise Refused("Write down in a few words what is not right.")
        asking.dispute(
            own.tenancy_id, why=why[:200], by=acting(own), now=moment.now(), key=asked.key(request)
        )
    except Refused as refusal:
        return _again(request, "portal/dispute.html", values, refusal)
    messages.success(request, _("We look into this first. As long as we do, you get no reminder."))
    return redirect("portal:home")


@tenant("budget.income_expenses")
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, own: Own) -> HttpResponse:
    """Work out what can be paid a month; only that amount is kept, and what was typed is dropped."""
    values: dict[str, Any] = _form(request.POST) | {"own": own}
    if request.method != "POST":
        return render(request, "portal/room.html", values)
    try:
        budget.record_capacity(
            own.tenancy_id,
            told=_told(request.POST),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        return _again(request, "portal/room.html", values, wrong)
    return redirect("portal:propose")


@tenant("arrangement.propose")
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, own: Own) -> HttpResponse:
    """Propose an arrangement; somebody answers within the term of the association."""
    found, overdue = queries.capacity(request.user, on=moment.today()), _overdue(request)
    values: dict[str, Any] = {
        "own": own,
        "room": found,
        "turns": _turns(found),
        "overdue": overdue,
        "given": request.POST,
        "rhythms": words.RHYTHMS,
        "arrangement": queries.arrangement(request.user, on=moment.today()),
    }
    if request.method != "POST":
        return render(request, "portal/propose.html", values)
    try:
        agreeing.propose_by_tenant(
            own.tenancy_id,
            offer=_offer(request.POST, Cents(overdue)),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        return _again(request, "portal/propose.html", values, wrong)
    messages.success(request, _("We got your proposal. We answer within a few days."))
    return redirect("portal:home")


def _again(request: HttpRequest, page: str, values: dict[str, Any], wrong: Exception) -> HttpResponse:
    """Show a form again with what was expected; who may not, or what is gone, is for the door."""
    if isinstance(wrong, Refused) and type(wrong) is not Refused:
        raise wrong
    return render(request, page, values | {"error": in_words(str(wrong))}, status=400)


def _arrears(request: HttpRequest) -> queries.Arrears:
    return queries.arrears(request.user, on=moment.today(), policies=policy_of, language=language())


def _overdue(request: HttpRequest) -> int:
    return _arrears(request).position.overdue


def _turns(found: queries.Capacity | None) -> list[tuple[Any, Cents]]:
    if found is None or found.cents <= 0:
        return []
    return [(label, per_instalment(found.cents, Rhythm(name))) for name, label in words.RHYTHMS.items()]


def _offer(given: QueryDict, debt: Cents) -> Offer:
    """Read the proposal; raise ValueError with what was expected."""
    often = given.get("rhythm", "")
    if often not in words.RHYTHMS:
        raise ValueError(_("Choose from the list how often you pay."))
    parts: tuple[Part, ...] = ()
    first_on, each = day(given.get("first_on", ""), near=moment.today()), amount(given.get("each", ""))
    if each <= 0 or debt // each > MOST_PARTS:
        raise ValueError(_("Give an amount above zero with which the debt is paid in time."))
    if debt > 0:
        parts = schedule_by_amount(debt, each, first_on=first_on, rhythm=Rhythm(often))
    return Offer(parts=parts, rhythm=Rhythm(often), reason=given.get("why", ""), language=language())


def _form(given: QueryDict) -> dict[str, Any]:
    return {
        "given": given,
        "households": words.HOUSEHOLDS,
        "income": _lines(given, "in", words.SOURCES),
        "costs": _lines(given, "out", words.COSTS),
    }


def _lines(given: QueryDict, prefix: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": f"{prefix}_{name}", "label": label, "value": given.get(f"{prefix}_{name}", "")}
        for name, label in names.items()
    ]


def _told(given: QueryDict) -> Told:
    """Read the form, amounts a month; raise ValueError with what was expected."""
    household = given.get("household", "")
    if household not in words.HOUSEHOLDS:
        raise ValueError(_("Choose who lives there from the list."))
    return Told(
        situation=Situation(household=household, age=_years(given.get("age", ""))),
        children=_years(given.get("children", "") or "0"),
        income=_read(given, "in", words.SOURCES),
        costs=_read(given, "out", words.COSTS),
    )


def _read(given: QueryDict, prefix: str, names: dict[str, Any]) -> tuple[Line, ...]:
    typed = {name: given.get(f"{prefix}_{name}", "").strip() for name in names}
    return tuple(
        Line(name=name, cents=amount(text), every=Every.MONTH) for name, text in typed.items() if text
    )


def _years(text: str) -> int:
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) < 4 and int(bare) <= 120):
        raise ValueError(_("“%(text)s” is no age or number. Write digits, like 34.") % {"text": bare[:40]})
    return int(bare)
