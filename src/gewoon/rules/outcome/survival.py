"""How many still have had no relapse, as time goes on: Kaplan-Meier, with limits and numbers at risk."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtri

from gewoon.rules.outcome.values import Floats, Refusal, Whole, floats, same_length

Limits = Literal["log-log", "log", "plain"]
FEWEST_FOR_A_CURVE = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A step curve: at each time with an event the number at risk, events, survival, se and limits."""

    times: Floats
    at_risk: Whole
    events: Whole
    survival: Floats
    se: Floats
    lower: Floats
    upper: Floats
    level: float

    def at(self, time: float) -> tuple[float, float, float]:
        """Answer survival with its limits at a time; 1 before the first event."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return 1.0, 1.0, 1.0
        return float(self.survival[place]), float(self.lower[place]), float(self.upper[place])

    def quantile(self, share: float = 0.5) -> float | None:
        """Answer the first time by which this share has had the event; None when it never came to that."""
        reached = np.flatnonzero(self.survival <= 1 - share + 1e-12)
        return float(self.times[reached[0]]) if reached.size else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRank:
    """Whether groups differ over the whole time: Mantel's chi-squared, and what was seen and expected."""

    statistic: float
    degrees: int
    p_value: float
    observed: Floats
    expected: Floats


def kaplan_meier(
    time: ArrayLike,
    event: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    level: float = 0.95,
    limits: Limits = "log-log",
) -> Curve:
    """Estimate survival from times (n,) and events (n,) of 0 or 1; `entry` (n,) for late entry.

    Kaplan and Meier, JASA 53 (1958) 457, with Greenwood's variance; limits on the scale log(-log S)
    (Kalbfleisch and Prentice), or as asked. Censoring must not depend on the coming event. At equal times
    events come before censorings; who enters at a time is not yet at risk at it.
    """
    stop, happened = floats(time, "time"), np.asarray(event).astype(bool)
    begin = np.full_like(stop, -np.inf) if entry is None else floats(entry, "entry")
    same_length(time=stop, event=happened, entry=begin)
    times, events = np.unique(stop[happened], return_counts=True)
    at_risk = at_risk_at(times, begin, stop)
    survival: Floats = np.cumprod(1 - events / at_risk).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events).astype(float))))
        se = np.where(survival > 0, survival * greenwood, 0.0)
    lower, upper = _limits(survival, greenwood, level, limits)
    return Curve(
        times=times,
        at_risk=at_risk,
        events=events.astype(np.int64),
        survival=survival,
        se=se,
        lower=lower,
        upper=upper,
        level=level,
    )


def at_risk_at(times: Floats, begin: Floats, stop: Floats) -> Whole:
    """Answer how many are under observation just before each time: entered before it, not yet left."""
    left = np.searchsorted(np.sort(stop), times, side="left")
    entered = np.searchsorted(np.sort(begin), times, side="left")
    found: Whole = (entered - left).astype(np.int64)
    return found


def enough_for_a_curve(people: int) -> Refusal | None:
    """Refuse a curve at 30 people or fewer: then only counts with their limits are shown."""
    if people >= FEWEST_FOR_A_CURVE:
        return None
    return Refusal(
        reason="too_few_for_a_curve",
        found=people,
        needed=FEWEST_FOR_A_CURVE,
        more_needed=FEWEST_FOR_A_CURVE - people,
    )


def log_rank(time: ArrayLike, event: ArrayLike, group: ArrayLike) -> LogRank:
    """Compare groups (n,) by Mantel's log-rank test (Cancer Chemother Rep 50 (1966) 163)."""
    stop, happened = floats(time, "time"), np.asarray(event).astype(bool)
    names, codes = np.unique(np.asarray(group), return_inverse=True)
    same_length(time=stop, event=happened, group=codes)
    times = np.unique(stop[happened])
    never = np.full_like(stop, -np.inf)
    risk = np.array([at_risk_at(times, never[codes == g], stop[codes == g]) for g in range(len(names))])
    seen = np.array([_events_at(times, stop[happened & (codes == g)]) for g in range(len(names))])
    n, d = risk.sum(axis=0).astype(float), seen.sum(axis=0)
    expected = risk * (d / n)
    spread = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0) / n**2
    covariance = np.diag((risk * n * spread).sum(axis=1)) - (risk * spread) @ risk.T
    difference = (seen - expected).sum(axis=1)[:-1]
    statistic = float(difference @ np.linalg.solve(covariance[:-1, :-1], difference))
    degrees = len(names) - 1
    return LogRank(
        statistic=statistic,
        degrees=degrees,
        p_value=float(chdtrc(degrees, statistic)),
        observed=seen.sum(axis=1).astype(float),
        expected=expected.sum(axis=1),
    )


def _events_at(times: Floats, stops: Floats) -> Whole:
    found: Whole = np.bincount(np.searchsorted(times, stops), minlength=times.size)
    return found


def _limits(survival: Floats, greenwood: Floats, level: float, limits: Limits) -> tuple[Floats, Floats]:
    z = float(ndtri((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if limits == "log-log":
            reach = z * greenwood / np.log(survival)
            lower, upper = survival ** np.exp(-reach), survival ** np.exp(reach)
        elif limits == "log":
            lower, upper = survival * np.exp(-z * greenwood), survival * np.exp(z * greenwood)
        else:
            lower, upper = survival * (1 - z * greenwood), survival * (1 + z * greenwood)
    gone = survival <= 0  # nobody left: no limits can be told
    lower, upper = np.where(gone, np.nan, lower), np.where(gone, np.nan, upper)
    return np.maximum(lower, 0.0), np.minimum(upper, 1.0)
