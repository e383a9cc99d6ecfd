"""Divides money that a collector passed on over the claims that it pays: costs, interest, principal."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents

PARTS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("costs", (Kind.COSTS, Kind.COURT_COSTS)),
    ("interest", (Kind.INTEREST,)),
    ("principal", (Kind.RENT, Kind.OTHER_CHARGE)),
)
"""What each part of a remittance pays, in the order of BW 6:44."""


class Claim(NamedTuple):
    """A claim that is open, oldest first in its list."""

    entry_id: int
    kind: Kind
    cents: Cents


class Share(NamedTuple):
    """Cents of a part for one claim."""

    part: str
    entry_id: int
    cents: Cents


class TooMuch(ValueError):
    """A part is more than is open of its kind; `part` and `open_cents` say of which and how much is."""

    def __init__(self, part: str, open_cents: Cents) -> None:
        """Remember which part it is."""
        super().__init__(f"{part}: only {open_cents} cents are open")
        self.part, self.open_cents = part, open_cents


def split(parts: Sequence[tuple[str, Cents]], claims: Iterable[Claim]) -> tuple[Share, ...]:
    """Give each part to the open claims of its kind, the oldest first; not a cent is left over.

    Raises TooMuch when a part is more than is open of its kind, ValueError for a negative part and
    KeyError for one that is none of `PARTS`.
    """
    standing = list(claims)
    kinds = dict(PARTS)
    shares: list[Share] = []
    for part, cents in parts:
        if cents < 0:
            raise ValueError(f"{part} is negative")
        mine = [claim for claim in standing if claim.kind in kinds[part]]
        left = cents
        for claim in mine:
            taken = Cents(min(left, claim.cents))
            if taken:
                shares.append(Share(part, claim.entry_id, taken))
                left = Cents(left - taken)
        if left:
            raise TooMuch(part, Cents(sum(claim.cents for claim in mine)))
    return tuple(shares)
