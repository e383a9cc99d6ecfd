"""Relapse where moving out or dying comes first for some: cumulative incidence by Aalen and Johansen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from gewoon.rules.outcome.survival import at_risk_at
from gewoon.rules.outcome.values import Floats, Whole, floats, same_length


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """The share that has had one kind of event by each time, with se and limits."""

    cause: int
    times: Floats
    at_risk: Whole
    events: Whole
    share: Floats
    se: Floats
    lower: Floats
    upper: Floats

    def at(self, time: float) -> tuple[float, float, float]:
        """Answer the share with its limits at a time; 0 before the first event of any kind."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return 0.0, 0.0, 0.0
        return float(self.share[place]), float(self.lower[place]), float(self.upper[place])


def aalen_johansen(
    time: ArrayLike, cause: ArrayLike, *, entry: ArrayLike | None = None, level: float = 0.95
) -> dict[int, Incidence]:
    """Estimate per cause (1, 2, …; 0 is censored) the cumulative incidence from times (n,).

    Aalen and Johansen, Scand J Stat 5 (1978) 141. The standard error is the delta method's (Marubini and
    Valsecchi 1995, formula 10.12), the limits are on the scale log(-log). One minus Kaplan-Meier would
    treat who moved out as somebody who can still relapse, and is too high.
    """
    stop, kind = floats(time, "time"), np.asarray(cause).astype(np.int64)
    begin = np.full_like(stop, -np.inf) if entry is None else floats(entry, "entry")
    same_length(time=stop, cause=kind, entry=begin)
    times = np.unique(stop[kind > 0])
    at_risk = at_risk_at(times, begin, stop)
    any_event = _count(times, stop[kind > 0])
    survival = np.cumprod(1 - any_event / at_risk)
    before = np.concatenate([[1.0], survival[:-1]])
    causes = [int(each) for each in np.unique(kind[kind > 0])]
    found = {}
    for each in causes:
        events = _count(times, stop[kind == each])
        share = np.cumsum(before * events / at_risk)
        se = _standard_error(share, events, any_event, at_risk.astype(float), before)
        lower, upper = _limits(share, se, level)
        found[each] = Incidence(
            cause=each,
            times=times,
            at_risk=at_risk,
            events=events,
            share=share,
            se=se,
            lower=lower,
            upper=upper,
        )
    return found


def _count(times: Floats, stops: Floats) -> Whole:
    found: Whole = np.bincount(np.searchsorted(times, stops), minlength=times.size)
    return found


def _standard_error(share: Floats, events: Whole, any_event: Whole, n: Floats, before: Floats) -> Floats:
    """Sum the three terms of the variance, with (F(t) - F(u)) written out so that one pass is enough."""
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.where(n > any_event, any_event / (n * (n - any_event)), 0.0)
    own = before**2 * events * (n - events) / n**3
    both = before * events / n**2
    first = (
        share**2 * np.cumsum(hazard) - 2 * share * np.cumsum(hazard * share) + np.cumsum(hazard * share**2)
    )
    third = share * np.cumsum(both) - np.cumsum(both * share)
    found: Floats = np.sqrt(np.maximum(first + np.cumsum(own) - 2 * third, 0.0))
    return found


def _limits(share: Floats, se: Floats, level: float) -> tuple[Floats, Floats]:
    z = float(ndtri((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        reach = z * se / (share * np.log(share))
        lower, upper = share ** np.exp(-reach), share ** np.exp(reach)
    inside = (share > 0) & (share < 1)
    return np.where(inside, lower, share), np.where(inside, upper, share)
