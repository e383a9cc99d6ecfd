"""Each participant beside four look-alikes of that month: the second opinion, and the picture."""

from dataclasses import dataclass

import numpy as np

from gewoon.rules.outcome.balance import Difference, standardised
from gewoon.rules.outcome.trials import Trials
from gewoon.rules.outcome.values import Estimate, Floats, Whole, around


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matched:
    """Rows of who started (m,) with the rows of their look-alikes (m, 4), and the difference in risk."""

    started: Whole
    look_alikes: Whole
    difference: Estimate
    risk_with: float
    risk_without: float
    unmatched: int
    balance: Difference


def match(trials: Trials, *, controls: int = 4, level: float = 0.95) -> Matched | None:
    """Give each participant the nearest controls of the same month and stage (risk-set matching).

    Nearest by Mahalanobis' distance, each control once per trial, in the order of the rows (Li, Propert
    and Rosenbaum, JASA 96 (2001) 870). Who has too few to choose from is left out and counted; None when
    that is everybody. Look-alikes who start later count until then only: of each set those who are known
    stand for all. The standard error is that of the differences between participant and set; it takes
    the sets as given. Use it beside `sequential_effect`, not instead.
    """
    pool = np.flatnonzero(trials.counts & ~trials.treated)
    started = np.flatnonzero(trials.counts & trials.treated)
    if not started.size:
        return None
    turned = _turned(trials.x, np.concatenate([pool, started]))
    order = pool[np.argsort(trials.stratum[pool], kind="stable")]
    sets: list[Whole] = []
    used = np.zeros(len(trials.person), bool)
    for row in started:
        low, high = (
            int(np.searchsorted(trials.stratum[order], trials.stratum[row], side))
            for side in ("left", "right")
        )
        there = order[low:high]
        there = there[~used[there]]
        near = there[_nearest(turned[there] - turned[row], controls)] if there.size >= controls else there[:0]
        used[near] = True
        sets.append(near)
    has_set = np.array([near.size == controls for near in sets])
    if not has_set.any():
        return None
    alike = np.stack([near for near in sets if near.size == controls])
    return _matched(trials, started[has_set], alike, int((~has_set).sum()), level)


def _matched(trials: Trials, started: Whole, alike: Whole, unmatched: int, level: float) -> Matched:
    known, events = trials.is_known[alike].astype(float), trials.event[alike].astype(float)
    number = known.sum(axis=1)
    has_known = number > 0
    of_set = (known * events).sum(axis=1)[has_known] / number[has_known]
    difference = trials.event[started][has_known].astype(float) - of_set
    se = float(difference.std(ddof=1)) / difference.size**0.5 if difference.size > 1 else float("inf")
    rows = alike.ravel()
    return Matched(
        started=started,
        look_alikes=alike,
        difference=around(float(difference.mean()), se, level)
        if difference.size
        else around(0.0, float("inf")),
        risk_with=float(trials.event[started][has_known].mean()) if difference.size else float("nan"),
        risk_without=float(of_set.mean()) if difference.size else float("nan"),
        unmatched=unmatched,
        balance=standardised(trials.x[started], trials.x[rows], np.ones(rows.size)),
    )


def _turned(x: Floats, rows: Whole) -> Floats:
    """Turn the covariates so that plain distance is Mahalanobis' distance."""
    covariance = np.atleast_2d(np.cov(x[rows].T)) + np.eye(x.shape[1]) * 1e-9
    found: Floats = x @ np.linalg.cholesky(np.linalg.inv(covariance))
    return found


def _nearest(offsets: Floats, number: int) -> Whole:
    distance = (offsets**2).sum(axis=1)
    found: Whole = np.argsort(distance, kind="stable")[:number]
    return found
