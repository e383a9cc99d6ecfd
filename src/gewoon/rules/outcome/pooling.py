"""Several associations together, from tables without persons: one estimate, and how far they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, stdtrit

from gewoon.rules.outcome.effect import Effect
from gewoon.rules.outcome.values import Estimate, around, floats

FORMAT = "gewoon-trials"
VERSION = 1
FEWEST = 10
_FIELDS = {
    "started": int,
    "relapsed": int,
    "risk_with": float,
    "risk_without": float,
    "difference": float,
    "se": float,
    "effective_controls": float,
    "worst_balance": float,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """The mean per participant, and the mean of associations that differ (random effects)."""

    per_participant: Estimate
    random: "RandomEffects"
    started: int
    associations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomEffects:
    """DerSimonian and Laird, with limits by Hartung and Knapp beside the normal ones."""

    estimate: Estimate
    widened: Estimate
    between_variance: float
    q: float
    q_p_value: float
    share_of_variation: float


class TableError(ValueError):
    """A table cannot be joined with the others; the text says which, where and why."""


def table_of(effect: Effect, *, way: str, relapsed: int) -> dict[str, Any] | None:
    """Answer one row of the table for others; None when fewer than 10 did, or did not, fall back."""
    if min(relapsed, effect.started - relapsed) < FEWEST:
        return None
    return {
        "way": way,
        "started": effect.started,
        "relapsed": relapsed,
        "risk_with": round(effect.risk_with, 6),
        "risk_without": round(effect.risk_without, 6),
        "difference": round(effect.difference.value, 6),
        "se": round(effect.difference.se, 6),
        "effective_controls": round(effect.effective_controls, 1),
        "worst_balance": round(effect.balance.worst, 6),
    }


def pool(tables: Sequence[tuple[str, Any]], *, way: str = "all", level: float = 0.95) -> Pooled:
    """Join tables (name, content) of one way in; the format is in docs/algorithms/outcome.md.

    The estimate per participant weighs each association by its participants and is the effect on who took
    part. Raises TableError for another format, another protocol than the first, a cell below 10, a figure
    that is missing, or fewer than two tables.
    """
    if len(tables) < 2:
        raise TableError(f"{len(tables)} table: expected at least 2 associations")
    rows = [_row(name, content, way) for name, content in tables]
    protocols = {content["protocol"]: name for name, content in tables}
    if len(protocols) > 1:
        names = " and ".join(protocols.values())
        raise TableError(f"{names} followed different protocols: pool only what was measured alike")
    started = np.array([row["started"] for row in rows], float)
    effects = np.array([row["difference"] for row in rows])
    ses = np.array([row["se"] for row in rows])
    share = started / started.sum()
    return Pooled(
        per_participant=around(float(share @ effects), float(np.sqrt(share**2 @ ses**2)), level),
        random=random_effects(effects, ses, level=level),
        started=int(started.sum()),
        associations=len(rows),
    )


def random_effects(effects: ArrayLike, ses: ArrayLike, *, level: float = 0.95) -> RandomEffects:
    """Pool effects (n,) with standard errors (n,): DerSimonian and Laird, Control Clin Trials 7 (1986) 177.

    `widened` has the limits of Hartung and Knapp (Stat Med 20 (2001) 3875), better for few associations.
    """
    y, se = floats(effects, "effects"), floats(ses, "ses")
    if y.size < 2 or not (se > 0).all():
        raise ValueError("expected at least two effects, each with a standard error above 0")
    fixed = 1 / se**2
    mean = float(fixed @ y / fixed.sum())
    q, degrees = float(fixed @ (y - mean) ** 2), y.size - 1
    between = max(0.0, (q - degrees) / float(fixed.sum() - (fixed**2).sum() / fixed.sum()))
    weights = 1 / (se**2 + between)
    value = float(weights @ y / weights.sum())
    spread = float(np.sqrt(weights @ (y - value) ** 2 / (degrees * weights.sum())))
    reach = float(stdtrit(degrees, (1 + level) / 2)) * spread
    return RandomEffects(
        estimate=around(value, float(1 / np.sqrt(weights.sum())), level),
        widened=Estimate(value=value, lower=value - reach, upper=value + reach, se=spread, level=level),
        between_variance=between,
        q=q,
        q_p_value=float(chdtrc(degrees, q)),
        share_of_variation=max(0.0, (q - degrees) / q) if q else 0.0,
    )


def _row(name: str, content: Any, way: str) -> dict[str, Any]:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise TableError(f'{name} is no table of trials: expected "format": "{FORMAT}"')
    if content.get("version") != VERSION:
        raise TableError(f"{name} has version {content.get('version')!r}: this program reads {VERSION}")
    if not isinstance(content.get("protocol"), str) or not isinstance(content.get("rows"), list):
        raise TableError(f"{name} lacks its protocol or its rows: export it again")
    row = next((r for r in content["rows"] if isinstance(r, dict) and r.get("way") == way), None)
    if row is None:
        raise TableError(f"{name} has no row for {way!r}: too few took part, or another way in was meant")
    for field, kind in _FIELDS.items():
        value = row.get(field)
        if isinstance(value, bool) or not isinstance(value, int | float) or not kind(value) == value:
            raise TableError(f"{name}, {way}, {field} is {value!r}: expected a number")
    if min(row["relapsed"], row["started"] - row["relapsed"]) < FEWEST or row["se"] <= 0:
        raise TableError(f"{name}, {way}: a cell is below {FEWEST} or there is no standard error")
    return row
