"""Terms of law that run from one day to another: the fourteen-day letter, prescription, the signal."""

from dataclasses import dataclass
from datetime import date, timedelta

from gewoon.rules.calendar import add_months, postal_day_after, roll_to_working_day
from gewoon.rules.law.parameters import Law, Number, Unknown, all_on

_LETTER = ("letter14.days", "letter14.wording_days", "letter14.postal_days")
_PRESCRIPTION = "rent.prescription"
_SIGNAL = ("signal.summons_wait", "signal.stale_after")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTerm:
    """When a fourteen-day letter counts as delivered, and from when costs are due.

    The letter itself prints no date; these days are for our own use. `legal_last_day` is
    the law's fourteenth day; `last_free_day` is ours, later, and decides.
    """

    sent_on: date
    delivered_on: date
    legal_last_day: date
    last_free_day: date
    costs_from: date
    basis: tuple[Number, ...]
    is_unverified: bool


def letter_term(sent_on: date, law: Law) -> LetterTerm | Unknown:
    """Work out the free term of a letter by ordinary post (BW 6:96(6)).

    Delivery is presumed on a postal day after sending whose number is dated (HR
    25-11-2016, ECLI:NL:HR:2016:2704, and our cautious values since the post got slower).
    The letter says "within fifteen days after delivery"; a last day on a Saturday, Sunday
    or general holiday moves to the next working day (Algemene termijnenwet art. 1).
    """
    basis = all_on(law, _LETTER, sent_on)
    if isinstance(basis, Unknown):
        return basis
    legal_days, wording_days, postal_days = (int(number.value) for number in basis)
    delivered_on = postal_day_after(sent_on, postal_days)
    last_free_day = roll_to_working_day(delivered_on + timedelta(days=wording_days))
    return LetterTerm(
        sent_on=sent_on,
        delivered_on=delivered_on,
        legal_last_day=delivered_on + timedelta(days=legal_days),
        last_free_day=last_free_day,
        costs_from=last_free_day + timedelta(days=1),
        basis=basis,
        is_unverified=any(number.is_unverified_on(sent_on) for number in basis),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """The last day on which a claim can be demanded in law, unless it was interrupted in writing."""

    due_on: date
    last_day: date
    basis: Number
    is_unverified: bool


def prescription_of_rent(due_on: date, law: Law) -> Prescription | Unknown:
    """Work out when rent prescribes: five years from the day after it became due (BW 3:308)."""
    years = law.on(_PRESCRIPTION, due_on)
    if isinstance(years, Unknown):
        return years
    return Prescription(
        due_on=due_on,
        last_day=add_months(due_on, 12 * int(years.value)),
        basis=years,
        is_unverified=years.is_unverified_on(due_on),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalWindow:
    """When a summons may follow a signal to the municipality, and after which day the signal is old."""

    signal_on: date
    summons_not_before: date
    stale_after: date
    basis: tuple[Number, ...]
    is_unverified: bool


def signal_window(signal_on: date, law: Law) -> SignalWindow | Unknown:
    """Work out the wait between signal and summons (policy of the Rotterdam court since 1-5-2024).

    An old signal is a warning, no bar (Hof Den Haag 18-3-2025).
    """
    basis = all_on(law, _SIGNAL, signal_on)
    if isinstance(basis, Unknown):
        return basis
    wait, stale = (int(number.value) for number in basis)
    return SignalWindow(
        signal_on=signal_on,
        summons_not_before=add_months(signal_on, wait),
        stale_after=add_months(signal_on, stale),
        basis=basis,
        is_unverified=any(number.is_unverified_on(signal_on) for number in basis),
    )
