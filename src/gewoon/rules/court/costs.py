"""The costs that may be charged after a fourteen-day letter: over the unpaid rest, small terms limited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gewoon.rules.calendar import add_months
from gewoon.rules.law.costs import Costs, collection_costs
from gewoon.rules.law.parameters import Law, Unknown, all_on, in_cents
from gewoon.rules.money import Cents

_SMALL = ("bik.small_term.threshold", "bik.small_term.first", "bik.small_term.window")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What may be charged, in cents and without VAT, and over which unpaid rest."""

    cents: Cents
    rest: Cents


def charge(
    open_principals: Sequence[Cents], *, charged_before: Sequence[tuple[date, Cents]], law: Law, on: date
) -> Charge | Unknown:
    """Work out the costs over what is still open of the claims in the letter (HR 25-11-2016).

    The tariff is taken over their sum (BW 6:96(7)). When one of the claims is a small periodic term, no
    more than the amount of a first small term is charged in its window: the cautious reading of the rule
    since 1-10-2024, until that rule is verified. `charged_before` are costs with their day. Unknown where
    the numbers do not reach or the tariff is not verified: then nothing is charged.
    """
    rest = Cents(sum(open_principals))
    costs = collection_costs(rest, law, on=on)
    if not isinstance(costs, Costs):
        return costs
    if costs.is_unverified:
        return Unknown(why=f"the tariff of collection costs on {on} is not verified")
    room = _room(open_principals, charged_before, law, on)
    return Charge(cents=costs.total if room is None else Cents(min(costs.total, room)), rest=rest)


def _room(
    principals: Sequence[Cents], charged_before: Sequence[tuple[date, Cents]], law: Law, on: date
) -> Cents | None:
    """Answer what may still be charged where small terms are limited; None where nothing is."""
    numbers = all_on(law, _SMALL, on)
    if isinstance(numbers, Unknown):  # before the rule
        return None
    threshold, first, window = (number.value for number in numbers)
    if not any(0 < cents <= in_cents(threshold) for cents in principals):
        return None
    since = add_months(on, -int(window))
    used = sum(cents for day, cents in charged_before if since < day <= on)
    return Cents(max(0, in_cents(first) - used))
