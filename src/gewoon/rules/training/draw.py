"""Seats by lot: strata by way in, every lot a hash that anybody can compute again.

The lot of an entrant is SHA-256 of `seed:lot:key`, as hexadecimal text; the lowest come first. Who has a
hearing or eviction before the next group ends gets a seat outside the draw; who was not drawn before
comes first; the other seats are divided over the three ways in, as equally as their numbers allow.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from gewoon.rules.training.programme import WAYS_IN

METHOD = "strata-by-way-in-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """Somebody who came forward, by the key of the enrolment; no name and nothing else."""

    key: int
    way_in: str
    losses: int
    is_urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the draw gave one entrant.

    `tier` is urgent (outside the draw), lost_before or draw; `rank` counts the reserves of the tier and
    way in from 1, 0 for a seat; `of` and `seats` are the people and seats of that stratum.
    """

    key: int
    way_in: str
    tier: str
    has_seat: bool
    lot: str
    rank: int
    seats: int
    of: int


def seed_of(secret: str, entrants: Iterable[Entrant]) -> str:
    """Make the seed from the secret that was committed to beforehand and the list as it was drawn from."""
    return sha256(f"{secret}|{list_hash(entrants)}".encode()).hexdigest()


def list_hash(entrants: Iterable[Entrant]) -> str:
    """Hash the list of entrants, in order of key."""
    rows = [asdict(each) for each in sorted(entrants, key=lambda each: each.key)]
    return sha256(_text(rows)).hexdigest()


def commitment(secret: str) -> str:
    """Hash the secret; this stands in the signed protocol."""
    return sha256(secret.encode()).hexdigest()


def draw(entrants: Sequence[Entrant], *, seats: int, seed: str) -> tuple[Result, ...]:
    """Give the seats. Answers every entrant once, those with a seat first, then the reserves in order.

    Raises ValueError for a negative number of seats, a key that comes twice, or an unknown way in.
    """
    _check(entrants, seats)
    found: list[Result] = []
    left = seats
    for tier, members in _tiers(entrants):
        given = _tier(tier, members, seats=left, seed=seed)
        left -= sum(each.has_seat for each in given)
        found += given
    return tuple(sorted(found, key=lambda each: not each.has_seat))


def divide(numbers: Mapping[str, int], *, seats: int, seed: str) -> dict[str, int]:
    """Divide seats over strata: one at a time to the smallest share that still has people.

    Equal shares go first to the stratum with the lowest hash of `seed:stratum:name`, so that nobody
    chooses who gets the odd seat.
    """
    given = dict.fromkeys(numbers, 0)
    order = sorted(numbers, key=lambda name: (_hash(seed, "stratum", name), name))
    for _ in range(seats):
        open_to = [name for name in order if given[name] < numbers[name]]
        if not open_to:
            break
        given[min(open_to, key=lambda name: given[name])] += 1
    return given


def log_of(
    entrants: Sequence[Entrant], results: Sequence[Result], *, seats: int, secret: str
) -> dict[str, Any]:
    """Write down all that an auditor needs to do the draw again."""
    return {
        "method": METHOD,
        "seats": seats,
        "secret": secret,
        "commitment": commitment(secret),
        "list_hash": list_hash(entrants),
        "seed": seed_of(secret, entrants),
        "entrants": [asdict(each) for each in sorted(entrants, key=lambda each: each.key)],
        "results": [asdict(each) for each in results],
    }


def log_hash(log: Mapping[str, Any]) -> str:
    """Hash a log in its one way of writing."""
    return sha256(_text(log)).hexdigest()


def problems(log: Mapping[str, Any], *, committed: str, seats: int) -> tuple[str, ...]:
    """Do a draw again from its log and name everything that differs; empty when it stands.

    `committed` and `seats` are what the signed protocol says.
    """
    try:
        return tuple(_problems(log, committed=committed, seats=seats))
    except (KeyError, TypeError, ValueError) as error:
        return (f"the log cannot be read: {error!r}",)


def _problems(log: Mapping[str, Any], *, committed: str, seats: int) -> Iterable[str]:
    if log["method"] != METHOD:
        yield f"method {log['method']!r} is not {METHOD!r}: verify it with the release that made it"
        return
    entrants = [Entrant(**row) for row in log["entrants"]]
    seed = seed_of(log["secret"], entrants)
    if commitment(log["secret"]) != committed:
        yield "the secret is not the one that the signed protocol committed to"
    if log["seats"] != seats:
        yield f"{log['seats']} seats were drawn, the signed protocol says {seats}"
    if log["list_hash"] != list_hash(entrants):
        yield "the list of entrants is not the one that was drawn from"
    if log["seed"] != seed:
        yield "the seed does not follow from the secret and the list"
    again = [asdict(each) for each in draw(entrants, seats=log["seats"], seed=seed)]
    if log["results"] != again:
        yield "another outcome follows from the seed and the list"


def _check(entrants: Sequence[Entrant], seats: int) -> None:
    if seats < 0:
        raise ValueError(f"cannot draw {seats} seats")
    if len({each.key for each in entrants}) < len(entrants):
        raise ValueError("somebody stands on the list twice")
    if unknown := {each.way_in for each in entrants} - set(WAYS_IN):
        raise ValueError(f"no way in: {', '.join(sorted(unknown))}; expected {', '.join(WAYS_IN)}")


def _tiers(entrants: Sequence[Entrant]) -> Iterable[tuple[str, list[Entrant]]]:
    yield "urgent", [each for each in entrants if each.is_urgent]
    yield "lost_before", [each for each in entrants if not each.is_urgent and each.losses]
    yield "draw", [each for each in entrants if not each.is_urgent and not each.losses]


def _tier(tier: str, members: Sequence[Entrant], *, seats: int, seed: str) -> list[Result]:
    """Give the seats of one tier over its strata, and rank the rest."""
    strata = {way: [each for each in members if each.way_in == way] for way in WAYS_IN}
    given = divide({way: len(group) for way, group in strata.items()}, seats=seats, seed=seed)
    found = []
    for way, group in strata.items():
        lots = sorted((_hash(seed, "lot", str(each.key)), each.key) for each in group)
        for place, (lot, key) in enumerate(lots):
            has_seat = place < given[way]
            found.append(
                Result(
                    key=key,
                    way_in=way,
                    tier=tier,
                    has_seat=has_seat,
                    lot=lot,
                    rank=0 if has_seat else place - given[way] + 1,
                    seats=given[way],
                    of=len(group),
                )
            )
    return sorted(found, key=lambda each: (each.rank, each.lot))


def _hash(*words: str) -> str:
    return sha256(":".join(words).encode()).hexdigest()


def _text(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
