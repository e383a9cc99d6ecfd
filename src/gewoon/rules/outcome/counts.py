"""Counts of rare events: exact limits, exact comparison of two years, dispersion and shares."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, chdtrc, gammaincinv, gammaln, ndtri, xlog1py, xlogy

from gewoon.rules.outcome.values import Floats, floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Events per `per` of exposure, with exact (Garwood) limits."""

    count: int
    exposure: float
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One period against another: ratio of the rates, exact limits, exact two-sided p-value."""

    ratio: float
    lower: float
    upper: float
    p_value: float
    is_noise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """Pearson's statistic over its degrees of freedom; a small `p_value` says: more than chance."""

    value: float
    p_value: float
    degrees: int
    is_wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of a group, between 0 and 1, with its limits."""

    count: int
    base: int
    value: float
    lower: float
    upper: float


def poisson_limits(count: int, level: float = 0.95) -> tuple[float, float]:
    """Answer the exact limits of the expected number behind a Poisson count.

    Garwood, Biometrika 28 (1936) 437: chi-squared quantiles. 0 gives (0, 3.69) at 95%.
    """
    _must_be_a_count(count)
    tail = (1 - level) / 2
    lower = float(gammaincinv(count, tail)) if count else 0.0
    return lower, float(gammaincinv(count + 1, 1 - tail))


def rate(count: int, exposure: float, *, per: float = 1000, level: float = 0.95) -> Rate:
    """Answer the rate per `per` of exposure (homes, person-years) with exact limits."""
    if exposure <= 0:
        raise ValueError(f"exposure of {exposure}: expected more than 0 homes or years")
    lower, upper = poisson_limits(count, level)
    scale = per / exposure
    return Rate(count=count, exposure=exposure, value=count * scale, lower=lower * scale, upper=upper * scale)


def compare(
    before: int,
    after: int,
    *,
    exposure_before: float = 1,
    exposure_after: float = 1,
    level: float = 0.95,
) -> Change:
    """Compare two Poisson counts exactly, given their sum (Przyborowski and Wilenski, 1940).

    The p-value is two-sided by the likelihood of each outcome, the limits are Clopper-Pearson's.
    A ratio of infinity has nothing before; two zeros have a p-value of 1.
    """
    _must_be_a_count(before)
    _must_be_a_count(after)
    total = before + after
    share = exposure_after / (exposure_before + exposure_after)
    low, high = proportion_limits(after, total, level) if total else (0.0, 1.0)
    scale = exposure_before / exposure_after
    p_value = _two_sided(after, total, share)
    return Change(
        ratio=_odds(after, before) * scale,
        lower=_odds(low, 1 - low) * scale,
        upper=_odds(high, 1 - high) * scale,
        p_value=p_value,
        is_noise=p_value >= 1 - level,
    )


def dispersion(counts: ArrayLike, exposures: ArrayLike | None = None, *, level: float = 0.95) -> Dispersion:
    """Say whether counts (n,) vary more around their common rate than Poisson counts do.

    With fewer than two counts, or none of anything, it is 1 and says nothing.
    """
    found = floats(counts, "counts")
    weights = np.ones_like(found) if exposures is None else floats(exposures, "exposures")
    degrees = found.size - 1
    if degrees < 1 or not found.sum():
        return Dispersion(value=1.0, p_value=1.0, degrees=max(degrees, 0), is_wide=False)
    expected = weights * found.sum() / weights.sum()
    statistic = float(((found - expected) ** 2 / expected).sum())
    p_value = float(chdtrc(degrees, statistic))
    return Dispersion(
        value=statistic / degrees, p_value=p_value, degrees=degrees, is_wide=p_value < 1 - level
    )


def proportion_limits(count: int, base: int, level: float = 0.95) -> tuple[float, float]:
    """Answer the exact limits of a proportion (Clopper and Pearson, Biometrika 26 (1934) 404)."""
    _must_be_part(count, base)
    tail = (1 - level) / 2
    lower = float(betaincinv(count, base - count + 1, tail)) if count else 0.0
    upper = float(betaincinv(count + 1, base - count, 1 - tail)) if count < base else 1.0
    return lower, upper


def wilson(count: int, base: int, level: float = 0.95) -> Share:
    """Answer a share with Wilson's limits (JASA 22 (1927) 209): 60 of 100 is 50% to 69%."""
    _must_be_part(count, base)
    z = float(ndtri((1 + level) / 2))
    value, spread = count / base, z * z / base
    middle = (value + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * float(np.sqrt(value * (1 - value) / base + spread / (4 * base)))
    return Share(
        count=count, base=base, value=value, lower=max(0.0, middle - reach), upper=min(1.0, middle + reach)
    )


def _two_sided(count: int, total: int, share: float) -> float:
    """Add the chances of all outcomes that are no likelier than this one."""
    chances = _binomial(total, share)
    return float(min(1.0, chances[chances <= chances[count] * (1 + 1e-7)].sum()))


def _binomial(total: int, share: float) -> Floats:
    k = np.arange(total + 1)
    ways = gammaln(total + 1) - gammaln(k + 1) - gammaln(total - k + 1)
    found: Floats = np.exp(ways + xlogy(k, share) + xlog1py(total - k, -share))
    return found


def _odds(part: float, rest: float) -> float:
    if rest:
        return part / rest
    return float("inf") if part else float("nan")


def _must_be_a_count(count: int) -> None:
    if count < 0 or count != int(count):
        raise ValueError(f"{count} is no count: expected a whole number of 0 or more")


def _must_be_part(count: int, base: int) -> None:
    if base < 1 or not 0 <= count <= base:
        raise ValueError(f"{count} of {base}: expected a part of a group of at least 1")
