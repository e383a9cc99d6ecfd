"""What a household says of itself, in the words of the authorities: strict, in whole cents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gewoon.rules.money import Cents, parse_euros

MOST_EUROS = 10_000_000
MOST_AGE = 120
MOST_PEOPLE = 30
_WHOLE = re.compile(r"[0-9]{1,3}", re.ASCII)
INCOME_NAMES = ("toetsingsinkomen", "rekeninkomen")
AGE_NAMES = ("age", "oldest_age")


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What an allowance asks; None is "not said". Amounts in cents, a year for income, a month for rent."""

    income: Cents | None = None
    has_partner: bool = False
    partner_is_insured: bool | None = None
    assets: Cents | None = None
    age: int | None = None
    is_insured: bool | None = None
    persons: int | None = None
    children: int | None = None
    children_ages: tuple[int, ...] | None = None
    has_child: bool | None = None
    is_disabled: bool | None = None
    bare_rent: Cents | None = None
    service_costs: Cents | None = None
    has_child_benefit: bool | None = None

    @property
    def child_count(self) -> int | None:
        """Count the children under 18, by their ages where those are known."""
        if self.children_ages is not None:
            return sum(age < 18 for age in self.children_ages)
        return self.children


def read_household(given: Mapping[str, Any]) -> Household:
    """Read the answers of a household; raises ValueError with everything that is wrong, at once.

    Amounts are euros: whole numbers, or text like "713.02" (a JSON number with a point must come as its
    own text, never as a float). A partner is "no" unless said.
    """
    problems = [
        f"{name}: unknown; choose from {', '.join(_READERS)}" for name in given if name not in _READERS
    ]
    read: dict[str, Any] = {}
    for name, raw in given.items():
        if name in _READERS:
            field, reader = _READERS[name]
            try:
                value = reader(raw)
            except ValueError as error:
                problems.append(f"{name}: {error}")
                continue
            if field in read and read[field] != value:
                problems.append(f"{name}: says something else than the other name for it")
            read[field] = value
    problems += _contradictions(read)
    if problems:
        raise ValueError("; ".join(problems))
    return Household(**read)


def _contradictions(read: Mapping[str, Any]) -> list[str]:
    ages, children, persons = read.get("children_ages"), read.get("children"), read.get("persons")
    problems = []
    if ages is not None and children is not None and children != len(ages):
        problems.append(f"children_ages: gives {len(ages)} ages, children says {children}: correct one")
    least = 1 + bool(read.get("has_partner"))
    if persons is not None and persons < least:
        problems.append(f"persons: expected at least {least}: the tenant and a partner count")
    return problems


def money(raw: object) -> Cents:
    """Read an amount in euros that is not negative."""
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise ValueError(f"expected an amount in euros like 713.02, found {_shown(raw)}")
    cents = parse_euros(str(raw))
    if cents < 0:
        raise ValueError(f"expected an amount of zero or more, found {_shown(raw)}")
    if cents > MOST_EUROS * 100:
        raise ValueError(f"expected at most {MOST_EUROS} euros, found {_shown(raw)}")
    return cents


def yes_or_no(raw: object) -> bool:
    """Read true or false."""
    if not isinstance(raw, bool):
        raise ValueError(f"expected true or false, found {_shown(raw)}")
    return raw


def age(raw: object) -> int:
    """Read an age in whole years."""
    return _whole(raw, MOST_AGE, "an age in whole years")


def people(raw: object) -> int:
    """Read a number of people."""
    return _whole(raw, MOST_PEOPLE, "a number of people")


def ages(raw: object) -> tuple[int, ...]:
    """Read a list of ages."""
    if not isinstance(raw, list | tuple):
        raise ValueError(f"expected a list of ages like [4, 13], found {_shown(raw)}")
    if len(raw) > MOST_PEOPLE:
        raise ValueError(f"expected at most {MOST_PEOPLE} ages, found {len(raw)}")
    return tuple(age(each) for each in raw)


def _whole(raw: object, most: int, what: str) -> int:
    if isinstance(raw, str) and _WHOLE.fullmatch(raw):
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= most:
        raise ValueError(f"expected {what} from 0 to {most}, found {_shown(raw)}")
    return raw


def _shown(raw: object) -> str:
    return "nothing" if raw is None else repr(raw)[:40]


_READERS: Mapping[str, tuple[str, Any]] = {
    "toetsingsinkomen": ("income", money),
    "rekeninkomen": ("income", money),
    "toeslagpartner": ("has_partner", yes_or_no),
    "partner_insured": ("partner_is_insured", yes_or_no),
    "vermogen": ("assets", money),
    "age": ("age", age),
    "oldest_age": ("age", age),
    "insured": ("is_insured", yes_or_no),
    "persons": ("persons", people),
    "children": ("children", people),
    "children_ages": ("children_ages", ages),
    "child_in_home": ("has_child", yes_or_no),
    "disabled": ("is_disabled", yes_or_no),
    "kale_huur": ("bare_rent", money),
    "servicekosten": ("service_costs", money),
    "receives_kinderbijslag": ("has_child_benefit", yes_or_no),
}
