"""Reads what counts as evidence of a duty, as it is shipped."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gewoon.rules.court.evidence import EvidenceKind, Since, by_fact

_NEEDED = {"fact", "recorded_by", "since", "needs_reference", "label", "hint"}
_ALLOWED = _NEEDED | {"valid_days", "is_restricted"}


class EvidenceFileError(ValueError):
    """The shipped file cannot be trusted; says which row and what was expected."""


@cache
def shipped_evidence() -> Mapping[str, EvidenceKind]:
    """Read every kind of evidence by its fact, once. Raises EvidenceFileError when the file is damaged."""
    file = files("gewoon") / "data" / "court" / "evidence.toml"
    return read_evidence(file.read_text("utf-8"))


def read_evidence(text: str) -> Mapping[str, EvidenceKind]:
    """Read kinds of evidence from TOML. Raises EvidenceFileError with the row and what was expected."""
    try:
        return by_fact(_kind(place, row) for place, row in enumerate(tomllib.loads(text)["evidence"], 1))
    except (KeyError, TypeError) as error:
        raise EvidenceFileError(f"evidence.toml: expected [[evidence]] rows ({error})") from error
    except ValueError as error:
        raise EvidenceFileError(f"evidence.toml: {error}") from error


def _kind(place: int, row: Mapping[str, Any]) -> EvidenceKind:
    if missing := _NEEDED - set(row):
        raise ValueError(f"row {place}: add {', '.join(sorted(missing))}")
    if unknown := set(row) - _ALLOWED:
        raise ValueError(f"row {place}: remove {', '.join(sorted(unknown))}")
    return EvidenceKind(
        fact=row["fact"],
        recorded_by=tuple(row["recorded_by"]),
        since=Since(row["since"]),
        valid_days=row.get("valid_days"),
        needs_reference=row["needs_reference"],
        is_restricted=row.get("is_restricted", False),
        label=row["label"],
        hint=row["hint"],
    )
