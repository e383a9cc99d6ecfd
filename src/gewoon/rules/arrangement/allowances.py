"""Works out the allowances a household may be missing: to the cent as published, or "no amount known".

zorgtoeslag: Wet op de zorgtoeslag art. 2; huurtoeslag: Wet op de huurtoeslag as of 2026; kindgebonden
budget: Wet op het kindgebonden budget art. 2. All numbers are dated and sourced in
`data/law/numbers/allowances.toml`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from gewoon.rules.arrangement.household import Household
from gewoon.rules.law.parameters import Law, Number, Unknown, all_on, in_cents
from gewoon.rules.money import Cents

NOTHING = Cents(0)


class Why(StrEnum):
    """Why there is an amount, or none."""

    AMOUNT = "amount"
    INCOME = "income"  # the income is too high for an amount
    ASSETS = "assets"  # more assets than the limit
    AGE = "age"  # too young
    NOT_INSURED = "not_insured"
    NO_CHILDREN = "no_children"
    NO_CHILD_BENEFIT = "no_child_benefit"
    RENT = "rent"  # the rent is below what everybody pays


class Assumed(StrEnum):
    """What was not said, and therefore taken to be so; it stands beside the amount."""

    ASSETS = "assets"  # at most the limit
    AGE = "age"  # an adult, for huurtoeslag past the young
    INSURED = "insured"
    PARTNER_INSURED = "partner_insured"
    PERSONS = "persons"  # the tenant, a partner and the children
    CHILD_AGES = "child_ages"  # all under 12
    CHILD_BENEFIT = "child_benefit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """An amount in cents with its reason. `year` is exact where the law rounds only the month."""

    month: Cents
    year: Cents
    why: Why
    assumed: tuple[Assumed, ...]
    is_unverified: bool

    @property
    def is_entitled(self) -> bool:
        """Say whether there is anything to receive."""
        return self.month > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """Exact euros a month and a year, or the reason why there is nothing."""

    month: Fraction
    year: Fraction
    why: Why


def allowance(name: str, household: Household, law: Law, *, year: int) -> Allowance | Unknown:
    """Work out one allowance for a calendar year, whole year, unchanged household.

    Unknown for a year outside the validity of the numbers. Raises ValueError for an unknown name, and when
    what the sum cannot do without was not said.
    """
    if name not in ALLOWANCES:
        raise ValueError(f"{name[:40]!r} is no allowance: choose from {', '.join(ALLOWANCES)}")
    on = date(year, 1, 1)
    names, work_out = ALLOWANCES[name]
    numbers = all_on(law, (f"{name}.{each}" for each in names), on)
    if isinstance(numbers, Unknown):
        return Unknown(why=f"no amount known: {name} of {year} cannot be worked out ({numbers.why})")
    found: list[Assumed] = []
    used = _Used(zip(names, numbers, strict=True))
    result = work_out(household, used, found)
    return Allowance(
        month=in_cents(result.month),
        year=in_cents(result.year),
        why=result.why,
        assumed=tuple(found),
        is_unverified=any(number.is_unverified_on(on) for number in used.asked),
    )


class _Used(Mapping[str, Fraction]):
    """The numbers of an allowance, remembering which were asked for: only those can make it unverified."""

    def __init__(self, numbers: Iterable[tuple[str, Number]]) -> None:
        self._numbers = dict(numbers)
        self.asked: list[Number] = []

    def __getitem__(self, name: str) -> Fraction:
        self.asked.append(self._numbers[name])
        return self._numbers[name].value

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _none(why: Why) -> _Sum:
    return _Sum(month=Fraction(0), year=Fraction(0), why=why)


def _given(value: Cents | None, name: str) -> Fraction:
    if value is None:
        raise ValueError(f"{name} is missing: without it there is no amount")
    return Fraction(value, 100)


def _has_too_much(household: Household, value: Mapping[str, Fraction], assumed: list[Assumed]) -> bool:
    """Assets up to the limit do not matter; a cent more takes everything."""
    if household.assets is None:
        assumed.append(Assumed.ASSETS)
        return False
    limit = value["assets_partner" if household.has_partner else "assets_single"]
    return Fraction(household.assets, 100) > limit


def _health(household: Household, value: Mapping[str, Fraction], assumed: list[Assumed]) -> _Sum:
    """Zorgtoeslag: the standard premium less the share of the household, a year in whole euros."""
    income = _given(household.income, "toetsingsinkomen")
    if bar := _bar_to_health(household, value, assumed):
        return _none(bar)
    people, share = (2, value["share_partner"]) if household.has_partner else (1, value["share_single"])
    own = share * value["threshold"] + value["taper"] * max(Fraction(0), income - value["threshold"])
    year = people * value["premium"] - own
    if household.has_partner and household.partner_is_insured is None:
        assumed.append(Assumed.PARTNER_INSURED)
    if household.has_partner and household.partner_is_insured is False:
        year /= 2
    whole = Fraction((2 * year + 1) // 2) if year > 0 else Fraction(0)  # to the nearest euro
    if whole < value["least"]:
        return _none(Why.INCOME)
    return _Sum(month=Fraction(whole // 12), year=whole, why=Why.AMOUNT)


def _bar_to_health(household: Household, value: Mapping[str, Fraction], assumed: list[Assumed]) -> Why | None:
    if household.age is None:
        assumed.append(Assumed.AGE)
    elif household.age < value["age"]:
        return Why.AGE
    if household.is_insured is None:
        assumed.append(Assumed.INSURED)
    elif not household.is_insured:
        return Why.NOT_INSURED
    return Why.ASSETS if _has_too_much(household, value, assumed) else None


def _rent(household: Household, value: Mapping[str, Fraction], assumed: list[Assumed]) -> _Sum:
    """Huurtoeslag as of 2026: shares of three slices of the bare rent, less what income takes off."""
    income = _given(household.income, "rekeninkomen")
    bare = _given(household.bare_rent, "kale_huur")
    if household.age is None:
        assumed.append(Assumed.AGE)
    elif household.age < value["age"]:
        return _none(Why.AGE)
    if _has_too_much(household, value, assumed):
        return _none(Why.ASSETS)
    persons = _persons(household, assumed)
    size = "one" if persons == 1 else "more"
    rent = min(bare, value["rent_cap_young" if _is_young(household, value) else "rent_cap"])
    middle, top = value["quality_limit"], value["topping_limit_1_2" if persons <= 2 else "topping_limit_3"]
    slices = (
        value["share_a"] * max(Fraction(0), min(rent, middle) - value[f"base_{size}"])
        + value["share_b"] * max(Fraction(0), min(rent, top) - middle)
        + value["share_c"] * max(Fraction(0), rent - top)
    )
    if slices == 0:
        return _none(Why.RENT)
    off = value[f"taper_{size}"] * max(Fraction(0), income - value[f"pivot_{size}"]) / 12
    month = Fraction(max(Fraction(0), slices - off) // 1)
    return _Sum(month=month, year=12 * month, why=Why.AMOUNT if month else Why.INCOME)


def _persons(household: Household, assumed: list[Assumed]) -> int:
    if household.persons is not None:
        return household.persons
    assumed.append(Assumed.PERSONS)
    known = household.child_count if household.child_count is not None else int(bool(household.has_child))
    return 1 + household.has_partner + known


def _is_young(household: Household, value: Mapping[str, Fraction]) -> bool:
    """Everybody under the age, no child and no disability: less of the rent counts."""
    has_child = bool(household.has_child or household.child_count)
    is_under = household.age is not None and household.age < value["young_under"]
    return is_under and not has_child and not household.is_disabled


def _children(household: Household, value: Mapping[str, Fraction], assumed: list[Assumed]) -> _Sum:
    """Kindgebonden budget: an amount per child and age, more for a single parent, less with income."""
    income = _given(household.income, "toetsingsinkomen")
    count = household.child_count
    if count is None:
        raise ValueError("children or children_ages is missing: without it there is no amount")
    if not count:
        return _none(Why.NO_CHILDREN)
    if household.has_child_benefit is None:
        assumed.append(Assumed.CHILD_BENEFIT)
    elif not household.has_child_benefit:
        return _none(Why.NO_CHILD_BENEFIT)
    if _has_too_much(household, value, assumed):
        return _none(Why.ASSETS)
    if household.children_ages is None:
        assumed.append(Assumed.CHILD_AGES)
    ages = household.children_ages or ()
    year = count * value["child"]
    year += sum(12 <= age <= 15 for age in ages) * value["age_12"]
    year += sum(16 <= age <= 17 for age in ages) * value["age_16"]
    if not household.has_partner:
        year += value["single_parent"]
    threshold = value["threshold_partner" if household.has_partner else "threshold_single"]
    year = max(Fraction(0), year - value["taper"] * max(Fraction(0), income - threshold))
    month = Fraction((year / 12) // 1)
    return _Sum(month=month, year=year if month else Fraction(0), why=Why.AMOUNT if month else Why.INCOME)


_WorkOut = Callable[[Household, Mapping[str, Fraction], list[Assumed]], _Sum]
_ASSETS = ("assets_single", "assets_partner")
ALLOWANCES: Mapping[str, tuple[tuple[str, ...], _WorkOut]] = {
    "zorgtoeslag": (
        ("premium", "threshold", "share_single", "share_partner", "taper", "least", "age", *_ASSETS),
        _health,
    ),
    "huurtoeslag": (
        (
            *("rent_cap", "rent_cap_young", "young_under", "base_one", "base_more", "quality_limit"),
            *("topping_limit_1_2", "topping_limit_3", "pivot_one", "pivot_more", "taper_one", "taper_more"),
            *("share_a", "share_b", "share_c", "age", *_ASSETS),
        ),
        _rent,
    ),
    "kindgebonden_budget": (
        (
            *("child", "single_parent", "age_12", "age_16", "threshold_single", "threshold_partner"),
            *("taper", *_ASSETS),
        ),
        _children,
    ),
}
