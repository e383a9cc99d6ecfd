"""Evidence that people record: whether it still counts on a day, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gewoon.rules.policy.facts import Words


class Since(StrEnum):
    """From when evidence counts."""

    TENANCY = "tenancy"
    EPISODE = "episode"
    JUDGMENT = "judgment"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """What evidence of a fact is: who records it, how long it counts, and whether a document shows it."""

    fact: str
    recorded_by: tuple[str, ...]
    since: Since
    valid_days: int | None
    needs_reference: bool
    is_restricted: bool
    label: Words
    hint: Words

    def expires_on(self, on: date) -> date | None:
        """Answer the last day on which evidence of a day counts; None while it has no end."""
        return None if self.valid_days is None else on + timedelta(days=self.valid_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence as it stands."""

    id: int
    fact: str
    is_met: bool
    on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """From which days evidence counts; None where there is no judgment."""

    episode: date
    judgment: date | None


def standing(pieces: Iterable[Piece], kind: EvidenceKind, *, starts: Starts, on: date) -> Piece | None:
    """Answer the newest piece that counts on a day: not older than it may be, and not expired.

    A newer piece replaces an older one, also when it says that the duty is not met; when the newest has
    expired nothing counts any more.
    """
    begins = _begins(kind.since, starts)
    if begins is None:
        return None
    mine = [each for each in pieces if each.fact == kind.fact and begins <= each.on <= on]
    newest = max(mine, key=lambda each: (each.on, each.id), default=None)
    if newest is None or (newest.expires_on is not None and newest.expires_on < on):
        return None
    return newest


def by_fact(kinds: Iterable[EvidenceKind]) -> Mapping[str, EvidenceKind]:
    """Arrange kinds by their fact. Raises ValueError when two speak of one."""
    found: dict[str, EvidenceKind] = {}
    for kind in kinds:
        if kind.fact in found:
            raise ValueError(f"evidence of {kind.fact} is described twice")
        found[kind.fact] = kind
    return found


def _begins(since: Since, starts: Starts) -> date | None:
    if since is Since.TENANCY:
        return date.min
    return starts.episode if since is Since.EPISODE else starts.judgment
