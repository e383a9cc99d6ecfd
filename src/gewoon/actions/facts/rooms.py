"""The rooms that add facts of their own; a module here reads one room's records, in bulk.

A room answers every fact it is responsible for, also where it holds nothing of a tenancy: what a room
says stands above what the history alone can say.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from gewoon.actions.facts import arrangement, casework, contact, court, training
from gewoon.actions.facts.history import Asked
from gewoon.rules.policy.facts import FactValue


class Room(Protocol):
    """What a module of this folder offers when it speaks for a room."""

    def load(self, tenancy_ids: Sequence[int], *, on: date) -> Mapping[int, Any]:
        """Read what the room holds of these tenancies, one query per kind of record."""

    def facts(self, found: Any, asked: Asked) -> dict[str, FactValue]:
        """Answer the room's facts; `found` is None where the room holds nothing of the tenancy."""

    def sources(self, found: Any, asked: Asked) -> dict[str, str]:
        """Name the records behind the facts."""


ROOMS: dict[str, Room] = {
    "contact": contact,
    "casework": casework,
    "arrangement": arrangement,
    "training": training,
    "court": court,
}
