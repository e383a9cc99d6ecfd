"""The final account of who left, and the deposit: what is held, what is open, and what goes back."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.carry_out import and_decide
from gewoon.actions.ledger import deposit
from gewoon.actions.rights import Refused
from gewoon.records.queries import final_accounts
from gewoon.web.desk.chosen import choose
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount, day

RIGHT = deposit.RIGHT


@needs(RIGHT)
@require_safe
def unsettled(request: HttpRequest) -> HttpResponse:
    """Show who left and is not settled."""
    found = final_accounts.unsettled(request.user, on=moment.today())
    return render(request, "desk/final_accounts.html", {"rows": found})


@needs(RIGHT)
@require_safe
def show(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show the final account as it would be made up now, and the deposit."""
    return _page(request, tenancy_id)


@needs(RIGHT)
@require_POST
def settle(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Make the account up: the deposit pays what is open, what is left goes back."""
    choose(request.user, tenancy_id, on=moment.today())
    made = and_decide(deposit.settle, tenancy_id, by=request.user, now=moment.now(), key=asked.key(request))
    said = _("The final account is made up.")
    if made["paid_back"]:
        said = _("The final account is made up. Now transfer the money at the bank.")
    messages.success(request, said)
    return redirect("desk:final_account", tenancy_id)


@needs(RIGHT)
@require_POST
def book_deposit(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Charge a deposit, or bring over one that was paid before."""
    choose(request.user, tenancy_id, on=moment.today())
    given = request.POST
    deed = deposit.bring_over if given.get("deed") == "bring_over" else deposit.charge
    try:
        and_decide(
            deed,
            tenancy_id,
            cents=amount(given.get("amount", "")),
            on=_day(given.get("on", "")),
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )
    except (ValueError, Refused) as wrong:
        return _page(request, tenancy_id, error=in_words(str(wrong)))
    messages.success(request, _("The deposit is booked."))
    return redirect("desk:final_account", tenancy_id)


def _day(text: str) -> date:
    today = moment.today()
    return day(text, near=today) if text.strip() else today


def _page(request: HttpRequest, tenancy_id: int, *, error: str = "") -> HttpResponse:
    on = moment.today()
    chosen = choose(request.user, tenancy_id, on=on)
    values = {
        "chosen": chosen,
        "final": final_accounts.final_account(request.user, tenancy_id, on=on),
        "deposits": tuple(line for line in chosen.page.lines if line.is_deposit),
        "given": request.POST,
        "error": error,
    }
    return render(request, "desk/final_account.html", values, status=400 if error else 200)
