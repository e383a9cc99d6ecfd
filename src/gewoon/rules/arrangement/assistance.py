"""The assistance norm of a household: net a month, with and without holiday allowance (Participatiewet)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from gewoon.rules.arrangement.household import age, people
from gewoon.rules.law.parameters import Law, Number, Unknown, all_on, in_cents
from gewoon.rules.money import Cents

HOUSEHOLDS = ("single", "single_parent", "couple")
_AGES = ("assistance.aow_age", "assistance.sharing_age")
_SHARING = ("assistance.sharing_fixed", "assistance.sharing_each")
_HOLIDAY = "assistance.holiday"
_ADULT = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Who the norm is for. `adults_sharing_costs` counts everybody of 27 or older in the home; None: nobody
    beside the household itself."""

    household: str
    age: int
    adults_sharing_costs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """The norm in cents a month: with the holiday allowance, and as it is paid each month."""

    incl_holiday: Cents
    excl_holiday: Cents
    is_unverified: bool


def read_situation(given: Mapping[str, Any]) -> Situation:
    """Read a situation from plain JSON; raises ValueError with all that is wrong, at once."""
    problems = [
        f"{name}: unknown; choose from household, age, adults_sharing_costs"
        for name in given
        if name not in {"household", "age", "adults_sharing_costs"}
    ]
    household = given.get("household")
    if household not in HOUSEHOLDS:
        problems.append(f"household: expected one of {', '.join(HOUSEHOLDS)}, found {household!r:.40}")
    read: dict[str, int | None] = {"age": 0, "adults_sharing_costs": None}
    for name, reader in (("age", age), ("adults_sharing_costs", people)):
        if name in given or name == "age":
            try:
                read[name] = reader(given.get(name))
            except ValueError as error:
                problems.append(f"{name}: {error}")
    if problems:
        raise ValueError("; ".join(problems))
    return Situation(
        household=str(household), age=read["age"] or 0, adults_sharing_costs=read["adults_sharing_costs"]
    )


def assistance_norm(situation: Situation, law: Law, *, on: date) -> Norm | Unknown:
    """Find the norm that holds on a day; Unknown where no number reaches, never a guess.

    Adults who share costs: (40% + n x 30%) / n of the couple's norm for each (Participatiewet art. 22a), a
    couple has that twice. Half a cent goes up.
    """
    limits = all_on(law, _AGES, on)
    if isinstance(limits, Unknown):
        return Unknown(why=f"no amount known: {limits.why}")
    aow_age, sharing_age = (number.value for number in limits)
    if situation.age < 18 or (situation.age < _ADULT and situation.household != "single"):
        return Unknown(why=f"no amount known for a {situation.household} of {situation.age} years")
    is_couple = situation.household == "couple"
    kind = "couple" if is_couple else "single"
    band = "18_20" if situation.age < _ADULT else "aow" if situation.age >= aow_age else "21"
    own = 2 if is_couple else 1
    adults = situation.adults_sharing_costs or 0
    if adults > own and situation.age >= aow_age:
        return Unknown(why="no amount known for people past the AOW age who share costs")
    if adults > own and situation.age >= sharing_age:
        return _shared(law, on=on, adults=adults, own=own, basis=limits)
    return _published(law, f"assistance.{kind}_{band}", on=on, basis=limits)


def _published(law: Law, name: str, *, on: date, basis: tuple[Number, ...]) -> Norm | Unknown:
    """Take what is published; the other form follows from it by the holiday allowance."""
    holiday = law.on(_HOLIDAY, on)
    incl, excl = _perhaps(law, f"{name}.incl", on), _perhaps(law, f"{name}.excl", on)
    if isinstance(holiday, Unknown) or (incl is None and excl is None):
        return Unknown(why=f"no amount known: {name} has no value on {on}")
    keeps = 1 - holiday.value
    if incl is None and excl is not None:
        whole, monthly = excl.value / keeps, excl.value
    elif incl is not None:
        whole, monthly = incl.value, excl.value if excl is not None else incl.value * keeps
    used = [number for number in (*basis, holiday, incl, excl) if number is not None]
    return Norm(
        incl_holiday=in_cents(whole),
        excl_holiday=in_cents(monthly),
        is_unverified=any(number.is_unverified_on(on) for number in used),
    )


def _shared(law: Law, *, on: date, adults: int, own: int, basis: tuple[Number, ...]) -> Norm | Unknown:
    couple = _published(law, "assistance.couple_21", on=on, basis=basis)
    sharing = all_on(law, _SHARING, on)
    if isinstance(couple, Unknown):
        return couple
    if isinstance(sharing, Unknown):
        return Unknown(why=f"no amount known: {sharing.why}")
    fixed, each = (number.value for number in sharing)
    part = own * (fixed + adults * each) / adults
    return Norm(
        incl_holiday=in_cents(part * Fraction(couple.incl_holiday, 100)),
        excl_holiday=in_cents(part * Fraction(couple.excl_holiday, 100)),
        is_unverified=couple.is_unverified or any(number.is_unverified_on(on) for number in sharing),
    )


def _perhaps(law: Law, name: str, on: date) -> Number | None:
    if name not in law.numbers:
        return None
    number = law.on(name, on)
    return None if isinstance(number, Unknown) else number
