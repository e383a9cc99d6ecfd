"""What goes together with a relapse coming sooner: Cox's regression on start-stop rows, Efron's ties."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr, ndtri

from gewoon.rules.outcome.values import Floats, Truth, Whole, floats, same_length

Ties = Literal["efron", "breslow"]
_ROUNDS = 50
_FAR = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regression:
    """Coefficients (k,) on the log scale with se, hazard ratios with limits, z, p, and the three tests."""

    coefficients: Floats
    se: Floats
    hazard_ratio: Floats
    lower: Floats
    upper: Floats
    z: Floats
    p_value: Floats
    covariance: Floats
    log_likelihood: float
    log_likelihood_null: float
    likelihood_ratio: float
    likelihood_ratio_p: float
    wald: float
    score: float
    events: int
    rounds: int


class _Rows(NamedTuple):
    """The rows in a form in which one pass needs no loop over times."""

    x: Floats
    first: Whole  # first event time at which the row is at risk
    beyond: Whole  # first event time at which it no longer is
    own: Whole  # event time of each event row
    is_event: Truth
    tied: Floats  # per event: its place among those at the same time, over their number
    at: Whole  # per event: its event time
    times: int


class _Pass(NamedTuple):
    log_likelihood: float
    gradient: Floats
    information: Floats


def cox(  # noqa: PLR0913  the columns of one table, and how ties are taken
    time: ArrayLike,
    event: ArrayLike,
    covariates: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    ties: Ties = "efron",
    level: float = 0.95,
) -> Regression:
    """Fit Cox's proportional hazards: time (n,), event (n,) 0 or 1, covariates (n,) or (n, k).

    Rows run from `entry` (not included) to `time` (included), so that somebody who starts later has a row
    before and a row after: see `risk_sets.start_stop`, which makes them from dates. Each stratum (n,) has
    its own baseline. Cox, JRSS B 34 (1972) 187; ties by Efron, JASA 72 (1977) 557. An association, no
    effect: say "goes together with". Raises ValueError when nothing or too much separates who had events.
    """
    stop, happened = floats(time, "time"), np.asarray(event).astype(bool)
    x = floats(covariates, "covariates").reshape(len(stop), -1)
    begin = np.full_like(stop, -np.inf) if entry is None else floats(entry, "entry")
    same_length(time=stop, event=happened, entry=begin)
    if not happened.any():
        raise ValueError("nobody had the event: there is nothing to estimate")
    if (begin >= stop).any():
        row = int(np.argmax(begin >= stop))
        raise ValueError(f"row {row} ends at {stop[row]} and begins at {begin[row]}: expected a later end")
    codes = np.zeros(len(stop), np.int64) if strata is None else np.unique(strata, return_inverse=True)[1]
    scale = x.std(axis=0)
    if not (scale > 0).all():
        raise ValueError(f"covariate {int(np.argmin(scale))} is the same for everybody: leave it out")
    rows = _rows((x - x.mean(axis=0)) / scale, begin, stop, happened, codes, ties)
    beta, last, null, rounds = _newton(rows)
    covariance = np.linalg.inv(last.information) / np.outer(scale, scale)
    return _regression(beta / scale, covariance, (last, null), int(happened.sum()), rounds, level)


def _rows(x: Floats, begin: Floats, stop: Floats, event: Truth, codes: Whole, ties: Ties) -> _Rows:
    moments = np.unique(stop[event])
    step = moments.size + 1
    keys, own = np.unique(codes[event] * step + np.searchsorted(moments, stop[event]), return_inverse=True)
    first = np.searchsorted(keys, codes * step + np.searchsorted(moments, begin, side="right"))
    beyond = np.searchsorted(keys, codes * step + np.searchsorted(moments, stop, side="right"))
    order = np.argsort(own, kind="stable")
    at = own[order]
    number = np.bincount(own, minlength=keys.size)
    begins = np.cumsum(number) - number
    tied = (np.arange(at.size) - begins[at]) / number[at] if ties == "efron" else np.zeros(at.size)
    used = first < beyond  # who is at risk at no event time says nothing
    place = np.full(len(stop), -1, np.int64)
    place[event] = own
    return _Rows(
        np.ascontiguousarray(x[used]),
        first[used],
        beyond[used],
        place[used & event],
        event[used],
        tied,
        at,
        keys.size,
    )


def _newton(rows: _Rows) -> tuple[Floats, _Pass, _Pass, int]:
    beta = np.zeros(rows.x.shape[1])
    null = current = _evaluate(rows, beta)
    for rounds in range(1, _ROUNDS):
        try:
            step = np.linalg.solve(current.information, current.gradient)
        except np.linalg.LinAlgError:
            break
        for _ in range(20):
            following = _evaluate(rows, beta + step)
            if following.log_likelihood >= current.log_likelihood - 1e-12:
                break
            step = step / 2
        beta, gain = beta + step, following.log_likelihood - current.log_likelihood
        current = following
        if np.abs(beta).max() > 25:
            break
        if np.abs(step).max() < 1e-9 or (gain < 1e-12 and np.abs(step).max() < 1e-6):
            return beta, current, null, rounds
    if np.abs(beta).max() < _FAR:
        raise ValueError("two covariates say the same: leave one out")
    raise ValueError("a covariate separates who had the event from who had not: no finite estimate exists")


def _evaluate(rows: _Rows, beta: Floats) -> _Pass:
    """Answer log-likelihood, gradient and information; sums over risk sets are differences of running sums.

    With phi = S0 - f E0 per event (f its place among ties), the second moments need only one weighted
    product of the rows: each row counts 1/phi for every event it was at risk for.
    """
    linear = rows.x @ beta
    weight = np.exp(linear - linear.max())
    weighted = rows.x * weight[:, None]
    s0, s1 = _running(rows, weight), np.column_stack([_running(rows, c) for c in weighted.T])
    e0 = np.bincount(rows.own, weights=weight[rows.is_event], minlength=rows.times)
    e1 = np.column_stack(
        [np.bincount(rows.own, weights=c, minlength=rows.times) for c in weighted[rows.is_event].T]
    )
    phi = s0[rows.at] - rows.tied * e0[rows.at]
    mean = (s1[rows.at] - rows.tied[:, None] * e1[rows.at]) / phi[:, None]
    whole = np.bincount(rows.at, weights=1 / phi, minlength=rows.times)
    part = np.bincount(rows.at, weights=rows.tied / phi, minlength=rows.times)
    until = np.concatenate([[0.0], np.cumsum(whole)])
    counted = weight * (until[rows.beyond] - until[rows.first])
    counted[rows.is_event] -= weight[rows.is_event] * part[rows.own]
    information = (rows.x * counted[:, None]).T @ rows.x - mean.T @ mean
    events = rows.x[rows.is_event]
    likelihood = float(linear[rows.is_event].sum() - (np.log(phi) + linear.max()).sum())
    return _Pass(likelihood, events.sum(axis=0) - mean.sum(axis=0), information)


def _running(rows: _Rows, values: Floats) -> Floats:
    """Sum values over who is at risk at each event time."""
    enter = np.bincount(rows.first, weights=values, minlength=rows.times + 1)
    leave = np.bincount(rows.beyond, weights=values, minlength=rows.times + 1)
    found: Floats = np.cumsum(enter - leave)[: rows.times]
    return found


def _regression(
    beta: Floats, covariance: Floats, passes: tuple[_Pass, _Pass], events: int, rounds: int, level: float
) -> Regression:
    last, null = passes
    se = np.sqrt(np.diag(covariance))
    z, reach = beta / se, float(ndtri((1 + level) / 2)) * se
    ratio = 2 * (last.log_likelihood - null.log_likelihood)
    return Regression(
        coefficients=beta,
        se=se,
        hazard_ratio=np.exp(beta),
        lower=np.exp(beta - reach),
        upper=np.exp(beta + reach),
        z=z,
        p_value=2 * ndtr(-np.abs(z)),
        covariance=covariance,
        log_likelihood=last.log_likelihood,
        log_likelihood_null=null.log_likelihood,
        likelihood_ratio=ratio,
        likelihood_ratio_p=float(chdtrc(beta.size, ratio)),
        wald=float(beta @ np.linalg.solve(covariance, beta)),
        score=float(null.gradient @ np.linalg.solve(null.information, null.gradient)),
        events=events,
        rounds=rounds,
    )
