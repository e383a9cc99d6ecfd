"""What an attachment must leave of a low income; above the assistance norm the answer is not known here."""

from dataclasses import dataclass
from datetime import date

from gewoon.rules.law.parameters import Law, Number, Unknown, in_cents
from gewoon.rules.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A month's net income with holiday pay, what is protected of it, and what is left; in cents."""

    income: Cents
    protected: Cents
    available: Cents
    basis: Number
    is_unverified: bool


def low_income(income: Cents, law: Law, *, on: date) -> Protected | Unknown:
    """Work out what is protected of a net income at or below the assistance norm: 95% (Rv 475d).

    Whether it is that low is for the caller to say. Raises ValueError for a negative income.
    """
    if income < 0:
        raise ValueError("an income is not negative")
    share = law.on("protected.share_low", on)
    if isinstance(share, Unknown):
        return share
    protected = in_cents(share.value * income / 100)
    return Protected(
        income=income,
        protected=protected,
        available=Cents(income - protected),
        basis=share,
        is_unverified=share.is_unverified_on(on),
    )
