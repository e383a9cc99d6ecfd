"""Extrajudicial collection costs after the tariff of the Besluit BIK."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gewoon.rules.law.parameters import Law, Number, Unknown, all_on, in_cents, round_half_up
from gewoon.rules.money import Cents

_RATES = tuple(f"bik.slice.{i}.rate" for i in range(1, 6))
_WIDTHS = tuple(f"bik.slice.{i}.width" for i in range(1, 5))  # the fifth slice has no end
_LIMITS = ("bik.minimum", "bik.maximum")
_VAT = "bik.vat.rate"
_NOTHING = Cents(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What may at most be asked for collection, in cents, and the numbers that say so.

    `total` is `costs` plus `vat`; `vat` is 0 unless it was asked for.
    """

    principal: Cents
    costs: Cents
    vat: Cents
    basis: tuple[Number, ...]
    is_unverified: bool

    @property
    def total(self) -> Cents:
        """Costs with VAT, in cents."""
        return Cents(self.costs + self.vat)


def collection_costs(principal: Cents, law: Law, *, on: date, has_vat: bool = False) -> Costs | Unknown:
    """Work out the tariff over one principal without interest (BW 6:96(5), Besluit BIK art. 2).

    `on` is the day whose tariff applies. Nothing open means no costs. `has_vat` adds VAT
    over the rounded costs: allowed only to a creditor who pays VAT for collection,
    cannot deduct it, and says so (art. 2(3)). Raises ValueError for a negative principal.
    """
    if principal < 0:
        raise ValueError("the principal must not be negative")
    basis = all_on(law, (*_RATES, *_WIDTHS, *_LIMITS, *((_VAT,) if has_vat else ())), on)
    if isinstance(basis, Unknown):
        return basis
    costs = _tariff(principal, {number.id: number.value for number in basis})
    rate = basis[-1].value if has_vat else Fraction(0)
    return Costs(
        principal=principal,
        costs=costs,
        vat=round_half_up(costs * rate),
        basis=basis,
        is_unverified=any(number.is_unverified_on(on) for number in basis),
    )


def costs_of_one_letter(
    principals: Iterable[Cents],
    law: Law,
    *,
    on: date,
    paid_in_term: Cents = _NOTHING,
    has_vat: bool = False,
) -> Costs | Unknown:
    """Work out the tariff over claims that stand in one letter: they are added first (BW 6:96(7)).

    What was paid within the free term is taken off before the tariff is applied (HR
    25-11-2016, ECLI:NL:HR:2016:2704); paid in full or more means no costs. Raises
    ValueError for a negative amount.
    """
    amounts = tuple(principals)
    if paid_in_term < 0 or any(amount < 0 for amount in amounts):
        raise ValueError("principals and payments must not be negative")
    return collection_costs(Cents(max(0, sum(amounts) - paid_in_term)), law, on=on, has_vat=has_vat)


def _tariff(principal: Cents, value: dict[str, Fraction]) -> Cents:
    if principal == 0:
        return _NOTHING
    rest = Fraction(principal, 100)
    costs = Fraction(0)
    for width, rate in zip(_WIDTHS, _RATES, strict=False):
        part = min(rest, value[width])
        costs += part * value[rate]
        rest -= part
    costs += rest * value[_RATES[-1]]
    minimum, maximum = (value[limit] for limit in _LIMITS)
    return in_cents(min(max(costs, minimum), maximum))
