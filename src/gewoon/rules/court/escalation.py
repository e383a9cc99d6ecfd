"""What going a step further would cost, as far as the law's numbers reach; the rest is not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gewoon.rules.law.costs import Costs, collection_costs
from gewoon.rules.law.parameters import Law, Number, Unknown, in_cents
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
    for limit, fee in _fees(law, on):
        if limit is None or Fraction(principal, 100) <= limit:
            return _item("court_fee", fee, on)
    return Item(name="court_fee", cents=None, is_unverified=True, source="")


def _fees(law: Law, on: date) -> Iterator[tuple[Fraction | None, Number]]:
    for place in range(1, _LIMITED_FEES + 2):
        fee = law.on(f"court.fee.{place}.organisation", on)
        limit = None if place > _LIMITED_FEES else law.on(f"court.fee.{place}.up_to", on)
        if isinstance(fee, Unknown) or isinstance(limit, Unknown):
            return
        yield None if limit is None else limit.value, fee


def _writ(name: str, law: Law, on: date) -> Item:
    found = law.on(f"bailiff.writ.{name}", on)
    if isinstance(found, Unknown):
        return Item(name=f"writ_{name}", cents=None, is_unverified=True, source="")
    return _item(f"writ_{name}", found, on)


def _item(name: str, number: Number, on: date) -> Item:
    return Item(
        name=name,
        cents=in_cents(number.value),
        is_unverified=number.is_unverified_on(on),
        source=number.source,
    )
