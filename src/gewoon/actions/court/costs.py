"""Charges collection costs, through their gate and as far as the law allows."""

from datetime import date, datetime

from gewoon.actions.facts import histories
from gewoon.actions.facts.court import chargeable, rest_of_letter
from gewoon.actions.facts.history import Asked
from gewoon.actions.ledger.booking import EntryKey, Transfer, book_one
from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import Refused, Who, on_row
from gewoon.records.ledger import Account
from gewoon.records.queries.accounts import order
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrears.position import position
from gewoon.rules.calendar import local_day
from gewoon.rules.court.costs import Charge
from gewoon.rules.ledger.kinds import Kind


@on_row(Tenancy, "court.charge_costs", right="costs.decide")
def charge_costs(tenancy: Tenancy, *, by: Who, now: datetime, key: str | None = None) -> EntryKey:
    """Take the step `costs`: book the tariff over the unpaid rest of the letter, due today.

    Raises GateShut while a duty is not met, Refused when there is nothing that may be charged.
    """
    on = local_day(now)
    passage = gates.take(tenancy, "costs", by=by, now=now)
    may = _chargeable(tenancy, on=on)
    if not isinstance(may, Charge) or may.cents <= 0:
        raise Refused("No costs may be charged today: the law's numbers do not allow any.")
    booked = book_one(
        Transfer(
            Account.TENANT,
            Account.INCOME,
            may.cents,
            Kind.COSTS,
            on,
            tenancy_id=tenancy.pk,
            reason=f"collection costs over {may.rest} cents, passage {passage.pk}",
        ),
        by=by,
        now=now,
    )
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return booked


def _chargeable(tenancy: Tenancy, *, on: date) -> object:
    history = next(histories([tenancy.pk], on=on))
    stand = position(history.rows, order(), monthly_rent=history.monthly_rent, on=on, known_on=on)
    began = stand.episode_began_on or on
    asked = Asked(history=history, on=on, began=began, position=stand)
    rested = rest_of_letter(asked)
    return None if rested is None else chargeable(asked, rested)
