"""What the association itself chose about arrangements, as one dated value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gewoon.rules.arrangement.assistance import HOUSEHOLDS
from gewoon.rules.arrangement.terms import Limits
from gewoon.rules.money import Cents, parse_euros

_DAYS = ("tolerance_days", "word_days", "word_again_days", "answer_days")
_LIMITS = ("most_months", "most_instalments", "debt_help_months")
_MINIMUM = (*HOUSEHOLDS, "child")
MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The association's own rules from a day on; `minimum` is living costs, by household and child."""

    valid_from: date
    tolerance_days: int
    tolerance_cents: Cents
    word_days: int
    word_again_days: int
    answer_days: int
    limits: Limits
    minimum: Mapping[str, Cents]
    source: str


def read_house(content: Mapping[str, Any], *, valid_from: date) -> House:
    """Read the parsed file; raises ValueError with everything that is wrong."""
    if set(content) != {"arrangement", "minimum"}:
        raise ValueError("expected exactly [arrangement] and [minimum]")
    table, minimum = content["arrangement"], content["minimum"]
    problems = _problems(table, minimum)
    if problems:
        raise ValueError("; ".join(problems))
    return House(
        valid_from=valid_from,
        tolerance_cents=parse_euros(table["tolerance_euros"]),
        limits=Limits(**{name: table[name] for name in _LIMITS}),
        minimum={name: parse_euros(text) for name, text in minimum.items()},
        source=table["source"],
        **{name: table[name] for name in _DAYS},
    )


def minimum_for(house: House, household: str, children: int) -> Cents | None:
    """Find the minimum a household needs a month; None where the association chose none."""
    base = house.minimum.get(household)
    each = house.minimum.get("child")
    if base is None or (children and each is None):
        return None
    return Cents(base + children * (each or 0))


def _problems(table: Mapping[str, Any], minimum: Mapping[str, Any]) -> list[str]:
    known = {*_DAYS, *_LIMITS, "tolerance_euros", "source"}
    problems = [f"{name}: unknown" for name in sorted(set(table) - known)]
    problems += [f"{name}: missing" for name in sorted(known - set(table))]
    for name in (*_DAYS, *_LIMITS):
        if name in table and (type(table[name]) is not int or not 0 <= table[name] <= MOST):
            problems.append(f"{name}: expected a whole number from 0 to {MOST}, found {table[name]!r}")
    amounts = {"tolerance_euros": table.get("tolerance_euros", "0"), **minimum}
    problems += [f"{name}: unknown household" for name in minimum if name not in _MINIMUM]
    for name, text in amounts.items():
        if not _is_amount(text):
            problems.append(f'{name}: expected euros between quotes like "540.00", found {text!r}')
    return problems


def _is_amount(text: object) -> bool:
    try:
        return isinstance(text, str) and parse_euros(text) >= 0
    except ValueError:
        return False
