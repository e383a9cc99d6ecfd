"""Facts: what a policy may ask about a tenancy, and how each answer is written as a whole number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gewoon.rules.money import Cents, display

Words = Mapping[str, str]
FactValue = bool | int | str | None

UNKNOWN = -(2**63)
"""The whole number that stands for an unknown fact in a column of 64-bit integers."""
LOWEST, HIGHEST = -(2**62), 2**62

_HUNDREDTHS = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,2})0*)?", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)


class FactType(StrEnum):
    """The kinds of answer a fact can have."""

    BOOL = "bool"
    CHOICE = "choice"
    MONEY = "money"
    DAYS = "days"
    MONTHS = "months"
    COUNT = "count"


UNITS: Mapping[FactType, tuple[str, ...]] = {
    FactType.MONEY: ("euro", "euros"),
    FactType.DAYS: ("day", "days"),
    FactType.MONTHS: ("month", "months"),
}
IN_HUNDREDTHS = frozenset({FactType.MONEY, FactType.MONTHS})
NUMBERS = frozenset({FactType.MONEY, FactType.DAYS, FactType.MONTHS, FactType.COUNT})
WIDEST: Mapping[FactType, tuple[int, int]] = {
    FactType.MONEY: (-1_000_000_000, 1_000_000_000),
    FactType.DAYS: (-100_000, 100_000),
    FactType.MONTHS: (-10_000, 10_000),
    FactType.COUNT: (0, 1_000_000_000),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact with its type, its range (as encoded, both ends included) and its words.

    `label` names the fact; `words` has a sentence for `true` and `false`, or for each value of a choice.
    `established_by` names the importer, a person, steps, `evidence` for what is recorded beside a gate, or
    `later` for what no release records yet.
    """

    name: str
    type: FactType
    lowest: int
    highest: int
    values: tuple[str, ...] = ()
    may_be_unknown: bool = False
    label: Words = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    established_by: tuple[str, ...] = ()
    window: str = ""
    is_own: bool = False

    @property
    def is_later(self) -> bool:
        """Say whether no release records this fact yet, so that it is always unknown."""
        return "later" in self.established_by

    @property
    def is_evidence(self) -> bool:
        """Say whether the fact is evidence of a duty: the gate asks for it, so a rule need not."""
        return "evidence" in self.established_by

    @property
    def is_number(self) -> bool:
        """Say whether the fact is compared with numbers."""
        return self.type in NUMBERS


def fact_from_table(table: Mapping[str, Any], *, is_own: bool) -> Fact:
    """Make a fact from its TOML table; raises ValueError with what is wrong in it."""
    kind = _type(table)
    values = tuple(_texts(table, "values"))
    if (kind is FactType.CHOICE) != bool(values):
        raise ValueError("'values' is a list of words, for a choice and for nothing else")
    if len(set(values)) != len(values) or not all(re.fullmatch(r"[A-Za-z_]\w*", word) for word in values):
        raise ValueError("each of 'values' is a different word of letters, digits and underscores")
    if not isinstance(table.get("unknown", False), bool):
        raise ValueError("'unknown' is true or false")
    lowest, highest = _range(table, kind, values)
    words = {word: _words(text) for word, text in _table(table, "words").items()}
    words |= {key: _words(table[name]) for name, key in (("yes", "true"), ("no", "false")) if name in table}
    return Fact(
        name=table["name"],
        type=kind,
        lowest=lowest,
        highest=highest,
        values=values,
        may_be_unknown=table.get("unknown", False),
        label=_words(table.get("label", {})),
        words=words,
        established_by=tuple(_texts(table, "established_by")),
        window=str(table.get("window", "")),
        is_own=is_own,
    )


def encode(fact: Fact, value: FactValue) -> int:
    """Write one answer as a whole number: cents, hundredths of months, 0/1, or the place in the list.

    Raises ValueError when the answer does not fit the fact.
    """
    if value is None:
        if not fact.may_be_unknown:
            raise ValueError(f"{fact.name} is unknown, and it cannot be")
        return UNKNOWN
    if fact.type is FactType.CHOICE:
        if value not in fact.values:
            raise ValueError(f"{fact.name} cannot be {value!r}; choose one of {', '.join(fact.values)}")
        return fact.values.index(str(value))
    if isinstance(value, bool) != (fact.type is FactType.BOOL) or not isinstance(value, int):
        raise ValueError(f"{fact.name} is {a_type(fact.type)}, not {value!r}")
    if not fact.lowest <= value <= fact.highest:
        raise ValueError(f"{value} is outside the range of {fact.name} ({spoken_range(fact)})")
    return int(value)


def decode(fact: Fact, number: int) -> FactValue:
    """Turn a whole number back into the answer that `encode` wrote."""
    if number == UNKNOWN:
        return None
    if fact.type is FactType.CHOICE:
        return fact.values[number]
    return bool(number) if fact.type is FactType.BOOL else number


def parse_cell(fact: Fact, text: str) -> FactValue:
    """Read one cell of a file of facts; raises ValueError with what was expected.

    Money is whole cents, yes/no is `true` or `false`, months may have two decimals, an empty cell is unknown.
    """
    if not text:
        value: FactValue = None
    elif fact.type is FactType.BOOL:
        if text not in {"true", "false"}:
            raise ValueError(f"{fact.name} is true or false, not {text[:40]!r}")
        value = text == "true"
    elif fact.type is FactType.CHOICE:
        value = text
    elif fact.type is FactType.MONTHS:
        value = hundredths(text)
    elif _WHOLE.fullmatch(text):
        value = int(text)
    else:
        unit = "whole cents" if fact.type is FactType.MONEY else "a whole number"
        raise ValueError(f"{fact.name} is written in {unit}, not as {text[:40]!r}")
    encode(fact, value)
    return value


def hundredths(text: str) -> int:
    """Read `2.5` as 250; raises ValueError for anything but digits with a point and at most two decimals."""
    match = _HUNDREDTHS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is no number with at most two decimals")
    sign, whole, decimals = match.groups()
    number = int(whole) * 100 + int((decimals or "").ljust(2, "0"))
    return -number if sign else number


def parse_number(fact: Fact, text: str) -> int:
    """Read a number in a condition in the unit of the fact; raises ValueError with what was expected."""
    number = hundredths(text) if fact.type in IN_HUNDREDTHS else None
    if number is None and not _WHOLE.fullmatch(text):
        raise ValueError(f"'{fact.name}' is {a_type(fact.type)}: whole numbers only, not {text}")
    number = int(text) if number is None else number
    if not fact.lowest <= number <= fact.highest:
        raise ValueError(f"{text} is outside the range of '{fact.name}' ({spoken_range(fact)})")
    return number


def show_value(fact: Fact, value: FactValue, language: str) -> str:
    """Write an answer as a person reads it, in `nl` or `en`."""
    if value is None:
        return "niet bekend" if language == "nl" else "not known"
    if isinstance(value, bool):
        return {True: ("ja", "yes"), False: ("nee", "no")}[value][language != "nl"]
    if isinstance(value, str):
        return fact.words.get(value, {}).get(language, value.replace("_", " "))
    if fact.type is FactType.MONEY:
        return display(Cents(value), language)
    return _decimals(value, language) if fact.type is FactType.MONTHS else str(value)


def name_of(fact: Fact, language: str) -> str:
    """Answer the label of a fact, or its name in words when it has none."""
    return fact.label.get(language) or fact.label.get("en") or fact.name.replace("_", " ")


def a_type(kind: FactType) -> str:
    """Name a type with its article, for messages."""
    return {
        FactType.BOOL: "a yes/no fact",
        FactType.CHOICE: "a choice",
        FactType.MONEY: "an amount of money",
        FactType.DAYS: "a number of days",
        FactType.MONTHS: "a number of months",
        FactType.COUNT: "a count",
    }[kind]


def spoken_range(fact: Fact) -> str:
    """Write the range of a number fact in its own unit."""
    scale = 100 if fact.type in IN_HUNDREDTHS else 1
    return f"{fact.lowest // scale}..{fact.highest // scale}"


def _decimals(value: int, language: str) -> str:
    whole, rest = divmod(abs(value), 100)
    text = f"{'-' if value < 0 else ''}{whole}" + (f".{rest:02}".rstrip("0") if rest else "")
    return text.replace(".", ",") if language == "nl" else text


def _type(table: Mapping[str, Any]) -> FactType:
    kind = table.get("type")
    if kind not in list(FactType):
        raise ValueError(f"'type' is one of {', '.join(FactType)}, not {kind!r}")
    return FactType(kind)


def _range(table: Mapping[str, Any], kind: FactType, values: Sequence[str]) -> tuple[int, int]:
    if kind is FactType.BOOL:
        return 0, 1
    if kind is FactType.CHOICE:
        return 0, len(values) - 1
    match table.get("range", list(WIDEST[kind])):
        case [int(low), int(high)] if low < high and WIDEST[kind][0] <= low and high <= WIDEST[kind][1]:
            scale = 100 if kind in IN_HUNDREDTHS else 1
            return low * scale, high * scale
        case other:
            raise ValueError(
                f"'range' is two whole numbers, low and high, within {WIDEST[kind]}, not {other!r}"
            )


def _texts(table: Mapping[str, Any], key: str) -> list[str]:
    texts = table.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"'{key}' is a list of words")
    return texts


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = table.get(key, {})
    if not isinstance(inner, dict):
        raise ValueError(f"'{key}' is a table")
    return inner


def _words(texts: Any) -> Words:
    if isinstance(texts, str):
        return {"nl": texts, "en": texts}
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError('a label is a text, or { nl = "...", en = "..." }')
    return texts
