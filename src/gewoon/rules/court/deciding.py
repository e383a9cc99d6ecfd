"""Who must decide on a step behind a gate, and whether those who did suffice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SOCIAL_SIDE = "social_worker"
MANAGEMENT = "manager"


class Signed(NamedTuple):
    """Somebody's yes: who, and as what."""

    person: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a decision needs besides the person who proposes it: how many others, and from where."""

    others: int = 0
    roles: tuple[str, ...] = ()


DEMANDS: Mapping[str, Demand] = {
    "costs": Demand(),
    "bailiff": Demand(others=1, roles=(MANAGEMENT,)),
    "summons": Demand(others=2, roles=(SOCIAL_SIDE,)),
    "eviction": Demand(others=2, roles=(SOCIAL_SIDE, MANAGEMENT)),
    "structural_default_documented": Demand(others=1),
    "last_chance_excused": Demand(others=1, roles=(SOCIAL_SIDE,)),
    "shelter_not_needed": Demand(others=1, roles=(SOCIAL_SIDE,)),
}
"""A named person decides on costs, a manager on the bailiff; two others than the proposer on the rest."""


def lacking(subject: str, *, proposer: int, signed: Sequence[Signed]) -> tuple[str, ...]:
    """Say what a decision lacks: `person` for each one too few, and the roles that did not sign.

    A signature of the proposer, and a second one of the same person, count for nothing. Raises
    KeyError for what nobody decides on.
    """
    demand = DEMANDS[subject]
    others = {each.person: each for each in signed if each.person != proposer}
    missing = ["person"] * max(0, demand.others - len(others))
    roles = {each.role for each in others.values()}
    return (*missing, *(role for role in demand.roles if role not in roles))
