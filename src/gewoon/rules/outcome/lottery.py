"""What the offer of a seat changed, where seats were drawn by lot: strata, intention to treat."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from gewoon.rules.outcome.values import (
    Dates,
    Days,
    Estimate,
    Floats,
    Truth,
    Whole,
    around,
    days,
    floats,
    same_length,
)

StratumWeights = Literal["size", "precision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lottery:
    """The difference between drawn and waiting, with both means and a test by drawing again."""

    difference: Estimate
    mean_drawn: float
    mean_waiting: float
    p_value: float
    drawn_again_p: float
    drawn: int
    waiting: int
    strata: int
    left_out: int
    """People in draws in which everybody or nobody was drawn: they say nothing."""


def lottery(  # noqa: PLR0913  the choices of one analysis
    stratum: ArrayLike,
    drawn: ArrayLike,
    outcome: ArrayLike,
    *,
    weights: StratumWeights = "size",
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> Lottery | None:
    """Compare who was drawn (n,) with who was not, within each draw (stratum, n), whatever they did after.

    The difference of the means of `outcome` (n,) per draw, weighted by the size of the draw, or by
    `precision` n1 n0 / n (then it is the regression with a term per draw); Neyman's variance (Imbens and
    Rubin, Causal Inference, ch. 9). `drawn_again_p` draws the lots again `draws` times (Fisher). None when
    no draw has both. Seats given outside the draw do not belong in the columns.
    """
    _, codes = np.unique(np.asarray(stratum), return_inverse=True)
    won, y = np.asarray(drawn).astype(bool), floats(outcome, "outcome")
    same_length(stratum=codes, drawn=won, outcome=y)
    n1, n0 = np.bincount(codes, won), np.bincount(codes, ~won)
    used = ((n1 > 0) & (n0 > 0))[codes]
    if not used.any():
        return None
    _, codes = np.unique(codes[used], return_inverse=True)
    won, y = won[used], y[used]
    n1, n0 = np.bincount(codes, won), np.bincount(codes, ~won)
    share = n1 + n0 if weights == "size" else n1 * n0 / (n1 + n0)
    share = share / share.sum()
    m1, m0 = np.bincount(codes, won * y) / n1, np.bincount(codes, ~won * y) / n0
    variance = _variance(codes, won, y, m1, n1) + _variance(codes, ~won, y, m0, n0)
    value, se = float(share @ (m1 - m0)), float(np.sqrt(share**2 @ variance))
    again = _again(codes, won, y, share, draws, seed)
    return Lottery(
        difference=around(value, se, level),
        mean_drawn=float(share @ m1),
        mean_waiting=float(share @ m0),
        p_value=float(2 * ndtr(-abs(value) / se)) if se else (1.0 if value == 0 else 0.0),
        drawn_again_p=float((1 + (np.abs(again) >= abs(value) - 1e-12).sum()) / (draws + 1)),
        drawn=int(won.sum()),
        waiting=int((~won).sum()),
        strata=len(n1),
        left_out=int((~used).sum()),
    )


def within(event_on: Dates, from_on: Dates, *, months: int, until: date) -> tuple[Truth, Truth]:
    """Say per person whether the event came within some months of a day, and whether all were followed.

    The answer of who was not yet followed so long is not known: leave them out of every analysis.
    """
    event, begin = days(event_on), days(from_on)
    end = _months_later(begin, months)
    followed = end <= np.datetime64(until, "D")
    return (event >= begin) & (event < end), followed


def _months_later(day: Days, months: int) -> Days:
    month = day.astype("datetime64[M]")
    within_month = day - month.astype("datetime64[D]")
    later = (month + months).astype("datetime64[D]") + within_month
    beyond = (month + months + 1).astype("datetime64[D]")
    found: Days = np.minimum(later, beyond)  # 31 January and a month is 1 March, never later
    return found


def _variance(codes: Whole, arm: Truth, y: Floats, mean: Floats, number: Whole) -> Floats:
    """Answer the variance of each draw's mean; one person alone borrows the spread of all others."""
    squares = np.bincount(codes, arm * (y - mean[codes]) ** 2)
    alone = number < 2
    degrees = float((number - 1).sum())
    pooled = float(squares.sum()) / degrees if degrees else float(y.var())
    spread = np.where(alone, pooled, squares / np.maximum(number - 1, 1))
    found: Floats = spread / number
    return found


def _again(codes: Whole, won: Truth, y: Floats, share: Floats, draws: int, seed: int) -> Floats:
    """Draw the same number of seats in each draw again, and answer the difference of each time."""
    source = np.random.default_rng(seed)
    order = np.argsort(codes, kind="stable")
    codes, won, y = codes[order], won[order], y[order]
    n1, size = np.bincount(codes, won), np.bincount(codes)
    place = np.arange(codes.size) - (np.cumsum(size) - size)[codes]
    gets_one = place < n1[codes]
    each = share / n1, share / (size - n1)
    found = np.empty(draws)
    for i in range(draws):
        mixed = y[np.lexsort((source.random(codes.size), codes))]
        signed = np.where(gets_one, each[0][codes], -each[1][codes])
        found[i] = signed @ mixed
    return found
