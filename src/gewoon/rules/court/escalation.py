"""What going a step further would cost, as far as the law's numbers reach; the rest is not known."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gewoon.rules.law.costs import Costs, collection_costs
from gewoon.rules.law.parameters import Law, Unknown, in_cents
from gewoon.rules.money import Cents

_LIMITED_FEES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One part of the cost; `cents` is None when it is not known, `is_unverified` when nobody vouches."""

    name: str
    cents: Cents | None
    is_unverified: bool
    source: str


def of_step(step: str, *, principal: Cents, law: Law, on: date) -> tuple[Item, ...]:
    """List what a step adds to a debt, in cents without VAT; nothing for a step that costs nothing.

    Steps: `costs` (the tariff of collection costs), `bailiff` (nothing by itself), `summons` (court fee
    and writ), `eviction` (service, order and the eviction itself). Raises ValueError for a negative debt.
    """
    if step == "costs":
        return (_tariff(principal, law, on),)
    if step == "summons":
        return (_fee(principal, law, on), _writ("summons", law, on))
    if step == "eviction":
        return tuple(_writ(each, law, on) for each in ("service", "order", "eviction"))
    return ()


def total(items: tuple[Item, ...]) -> Cents | None:
    """Add the parts; None as soon as one of them is not known."""
    known = [item.cents for item in items if item.cents is not None]
    return Cents(sum(known)) if len(known) == len(items) else None


def _tariff(principal: Cents, law: Law, on: date) -> Item:
    found = collection_costs(principal, law, on=on)
    if not isinstance(found, Costs):
        return Item(name="costs", cents=None, is_unverified=True, source="")
    source = found.basis[0].source
    return Item(name="costs", cents=found.total, is_unverified=found.is_unverified, source=source)


def _fee(principal: Cents, law: Law, on: date) -> Item:
    """Find the court fee of an organisation: the first limit that the claim does not pass."""
    place = 1
    while place <= _LIMITED_FEES:
        limit = law.on(f"court.fee.{place}.up_to", on)
        if isinstance(limit, Unknown) or Fraction(principal, 100) <= limit.value:
            break
        place += 1
    return _number("court_fee", f"court.fee.{place}.organisation", law, on)


def _writ(name: str, law: Law, on: date) -> Item:
    return _number(f"writ_{name}", f"bailiff.writ.{name}", law, on)


def _number(name: str, number_id: str, law: Law, on: date) -> Item:
    found = law.on(number_id, on)
    if isinstance(found, Unknown):
        return Item(name=name, cents=None, is_unverified=True, source="")
    return Item(
        name=name,
        cents=in_cents(found.value),
        is_unverified=found.is_unverified_on(on),
        source=found.source,
    )
