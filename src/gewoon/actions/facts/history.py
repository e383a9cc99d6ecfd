"""What the facts of one tenancy are made of, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from gewoon.rules import columns
from gewoon.rules.arrears.position import Position
from gewoon.rules.money import Cents


class Done(NamedTuple):
    """A step that was done."""

    id: int
    name: str
    on: date
    outcome: str


class Sent(NamedTuple):
    """A letter that left; `state` says whether it came back.

    One that still waits counts as of the day that is asked about: it is not written twice meanwhile,
    and no term runs yet.
    """

    id: int
    name: str
    on: date
    state: str


class Attempt(NamedTuple):
    """A try at personal contact."""

    id: int
    kind: str
    on: date
    part_of_day: str
    reached: bool


class Known(NamedTuple):
    """A circumstance with its period."""

    id: int
    kind: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that the facts of one tenancy are made of."""

    tenancy_id: int
    starts_on: date
    ends_on: date | None
    has_direct_debit: bool
    has_administrator: bool
    is_deceased: bool
    monthly_rent: Cents | None
    rows: columns.Rows
    newest_entry: int
    done: tuple[Done, ...]
    sent: tuple[Sent, ...]
    attempts: tuple[Attempt, ...]
    circumstances: tuple[Known, ...]
    rooms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a room is asked: the tenancy, the day, and when this time of arrears (or without) began."""

    history: History
    on: date
    began: date
    position: Position
