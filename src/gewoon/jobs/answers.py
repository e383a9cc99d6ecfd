"""What a question of law yields on the command line, and how a day is read there."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question of law yields: fields for a machine, a sentence for a person."""

    fields: dict[str, Any]
    sentence: str
    is_unverified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The law's numbers do not reach what was asked."""

    why: str


def day_of(text: str) -> date:
    """Read `2026-02-28`; years far away are typing errors."""
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year < 2200:
        raise ValueError(f"{text[:40]!r} is no day: expected year, month and day like 2026-02-28")
    return day
