"""My rent: what is open and why, what we agreed, what I learn, what I am good at, and who I can talk to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gewoon.actions.policy.published import policy_of
from gewoon.gateways.training_files import shipped_programmes
from gewoon.records.queries import own as queries
from gewoon.records.queries import own_training
from gewoon.records.queries.own import Own, OwnArrangement
from gewoon.rules.arrangement.keeping import PartStanding
from gewoon.rules.ledger import reference
from gewoon.rules.money import Cents, euros
from gewoon.web.portal.access import tenant
from gewoon.web.shared import moment
from gewoon.web.shared.templatetags.shown import money
from gewoon.web.shared.training_words import language

FIRST_SHOWN, LINES_SHOWN = 3, 24


@tenant("arrangement.accept")
@require_safe
def show(request: HttpRequest, own: Own) -> HttpResponse:
    """Show the page, the most pressing first."""
    on, user = moment.today(), request.user
    arrears = queries.arrears(user, on=on, policies=policy_of, language=language())
    arrangement = queries.arrangement(user, on=on)
    training = own_training.training(user, on=on)
    values: dict[str, Any] = {
        "own": own,
        "today": on,
        "arrears": arrears,
        "arrangement": arrangement,
        "asked": queries.asked(user, on=on),
        "training": training,
        "programme": shipped_programmes().get(training.programme) if training else None,
        "programmes": shipped_programmes().values() if training is None or not training.is_live else (),
        "talk": queries.talk(user),
        "house": queries.house(),
    }
    return render(request, "portal/home.html", values | due_now(arrangement, arrears.position.overdue, on))


@tenant("ledger.entries_and_balance")
@require_safe
def account(request: HttpRequest, own: Own) -> HttpResponse:
    """Show what was charged and what was paid, newest first."""
    arrears = queries.arrears(request.user, on=moment.today(), policies=policy_of, language=language())
    lines = arrears.lines[::-1]
    values = {
        "own": own,
        "house": queries.house(),
        "arrears": arrears,
        "lines": lines[:LINES_SHOWN],
        "earlier": lines[LINES_SHOWN:],
    }
    return render(request, "portal/account.html", values)


@tenant("ledger.entries_and_balance")
@require_safe
def pay(request: HttpRequest, own: Own) -> HttpResponse:
    """Show how to pay: account, amount and reference, to copy."""
    on = moment.today()
    arrears = queries.arrears(request.user, on=on, policies=policy_of, language=language())
    arrangement = queries.arrangement(request.user, on=on)
    house = queries.house()
    due = due_now(arrangement, arrears.position.overdue, on)
    values = {
        "own": own,
        "house": house,
        "overdue": arrears.position.overdue,
        "arrangement": arrangement,
        "rows": () if house is None else _to_copy(house, due["to_pay"], reference.make(own.number, None)),
    }
    return render(request, "portal/pay.html", values | due)


def _to_copy(house: queries.House, cents: int, number: str) -> tuple[tuple[str, str, str], ...]:
    """Give what a bank asks: its name, as it is shown, and as it is copied."""
    return (
        (_("Amount"), money(cents), euros(Cents(cents)).replace(".", "," if language() == "nl" else ".")),
        (_("Account"), " ".join(house.iban[at : at + 4] for at in range(0, len(house.iban), 4)), house.iban),
        (_("In the name of"), house.name, house.name),
        (_("Put this number with it"), number, number),
    )


def due_now(arrangement: OwnArrangement | None, overdue: int, on: Any) -> dict[str, Any]:
    """Say what is to be paid first: the instalments that are due, else the next, else all that is open."""
    if arrangement is None or not arrangement.is_running:
        return {"to_pay": overdue, "is_due": overdue > 0, "late": None, "parts": (), "later": ()}
    open_parts = [each for each in arrangement.standing.parts if each.paid < each.cents]
    due = [each for each in open_parts if each.due_on <= on]
    wanted = due or open_parts[:1]
    shown = _shown(arrangement.standing.parts, open_parts)
    return {
        "to_pay": sum(each.cents - each.paid for each in wanted),
        "is_due": bool(due),
        "late": next((each for each in due if each.due_on < on), None),
        "parts": shown,
        "later": [each for each in open_parts if each not in shown],
        "next_place": wanted[0].place if wanted else None,
    }


def _shown(parts: tuple[PartStanding, ...], open_parts: list[PartStanding]) -> list[PartStanding]:
    """Choose what the first page shows: the last one that was paid, and the next ones."""
    paid = [each for each in parts if each not in open_parts]
    return paid[-1:] + open_parts[:FIRST_SHOWN]
