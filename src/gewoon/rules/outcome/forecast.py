"""How many there will be by the end of the year, from the year so far and the own months of other years."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc

from gewoon.rules.outcome.values import Floats, floats

_EVENLY = 2.0
"""Events that each month counts before any was seen: a short history then says little about the months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The whole year: what is expected and between what it will lie, with the chance of each number."""

    so_far: int
    share_of_year: float
    expected: float
    lower: int
    upper: int
    level: float
    chances: Floats
    """Chance of `so_far`, `so_far` + 1, …"""

    def chance_of_at_most(self, number: int) -> float:
        """Answer the chance that the year ends with this number or fewer."""
        return float(self.chances[: max(0, number - self.so_far + 1)].sum())


def monthly_pattern(by_month: ArrayLike) -> Floats:
    """Answer the share of a year that falls in each month, shape (12,), from whole years (years, 12).

    Two events are added to each month, so that a few years of small counts do not look like a season.
    """
    counts = floats(by_month, "by_month").reshape(-1, 12).sum(axis=0) + _EVENLY
    shares: Floats = counts / counts.sum()
    return shares


def share_elapsed(on: date, pattern: ArrayLike | None = None) -> float:
    """Answer the share of the year that is over at the end of a day, by a pattern (12,) of months."""
    shares = np.full(12, 1 / 12) if pattern is None else floats(pattern, "pattern")
    whole = float(shares[: on.month - 1].sum())
    return whole + float(shares[on.month - 1]) * on.day / monthrange(on.year, on.month)[1]


def forecast(so_far: int, share_of_year: float, *, dispersion: float = 1.0, level: float = 0.95) -> Forecast:
    """Forecast a year's count from `so_far` after a share of the year (0 to 1).

    Gamma-Poisson with Jeffreys' prior: the remainder is negative binomial with size `so_far` + 1/2 and
    success `share_of_year` (Gelman, Bayesian Data Analysis, 2.6). A dispersion above 1 (Pearson's, of the
    own past) widens it by that factor in variance. 31 after three quarters gives 41.5, from 35 to 50.
    Assumes that the rest of the year runs as the year so far.
    """
    if not 0 < share_of_year <= 1:
        raise ValueError(f"share of the year {share_of_year}: expected more than 0 and at most 1")
    mean = (so_far + 0.5) * (1 - share_of_year) / share_of_year
    chances = _remainder(mean, max(dispersion, 1.0) / share_of_year) if mean else np.ones(1)
    below = np.cumsum(chances)
    tail = (1 - level) / 2
    lower, upper = (int(np.searchsorted(below, part, side="left")) for part in (tail, 1 - tail))
    return Forecast(
        so_far=so_far,
        share_of_year=share_of_year,
        expected=so_far + mean,
        lower=so_far + lower,
        upper=so_far + upper,
        level=level,
        chances=chances,
    )


def _remainder(mean: float, variance_ratio: float) -> Floats:
    """Answer the chances of 0, 1, 2, … by a negative binomial with this mean and variance over mean."""
    success = 1 / variance_ratio
    size = mean * success / (1 - success)
    most = int(mean + 12 * np.sqrt(mean * variance_ratio) + 12 * variance_ratio)
    below = betainc(size, np.arange(most + 1) + 1.0, success)
    chances: Floats = np.diff(below, prepend=0.0)
    return chances
