"""What joining changed, by sequential monthly trials, with weights and a bootstrap of people."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from gewoon.rules.outcome.balance import (
    Difference,
    Strata,
    Tilt,
    effective_sample,
    retilt,
    sorted_strata,
    standardised,
    tilt,
)
from gewoon.rules.outcome.trials import Flow, Trials
from gewoon.rules.outcome.values import Estimate, Floats, Truth, Whole

FEWEST_DRAWS = 500
_MOST_WEIGHT = 20.0
"""A control who had one chance in twenty of not starting counts for at most twenty."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effect:
    """Risk with and without the programme and their difference, for who started; shares between 0 and 1."""

    difference: Estimate
    percentile: tuple[float, float]
    risk_with: float
    risk_without: float
    amount_difference: Estimate | None
    started: int
    effective_controls: float
    joined_later: float
    """Weighted share of the controls who started within the follow-up, and were censored there."""
    balance: Difference
    is_balanced: bool
    draws: int
    flow: Flow


class _Side(NamedTuple):
    """Rows of one kind sorted by stratum, with what solving needs of them."""

    rows: Whole
    x: Floats
    strata: Strata
    number: Whole  # the stratum's own number


class _Design(NamedTuple):
    trials: Trials
    risk: _Side
    controls: _Side
    treated: Whole
    before: Whole  # per control: running place after its own row
    after: Whole  # per control: running place at the end of its row
    after_all: Whole  # per control: running place at the end of the follow-up
    joins: Truth  # per control: censored by an own start


class _Solved(NamedTuple):
    start: Tilt
    balance: Tilt | None


class _Found(NamedTuple):
    with_it: float
    without: float
    amount: float
    weights: Floats
    is_balanced: bool
    joined_later: float
    solved: _Solved


def sequential_effect(
    trials: Trials,
    *,
    ways: Sequence[int] | None = None,
    draws: int = FEWEST_DRAWS,
    seed: int = 0,
    level: float = 0.95,
    workers: int = 2,
) -> Effect | None:
    """Estimate the difference in risk for who started; None when nobody who started has a comparable group.

    Per trial (month and stage) controls are weighted by entropy balancing to the participants; controls
    who start later are censored there and the others count for them, by the inverse of the chance of not
    having started (a proportional hazard of starting with a free baseline per trial). Limits come from a
    bootstrap of people, not rows (500 draws or more), with Student's t on the number of participants.
    `ways` keeps only participants by these ways in; the others remain controls until their own start.
    Repeats exactly for a seed, whatever the number of `workers`.
    """
    if draws < FEWEST_DRAWS:
        raise ValueError(f"{draws} draws: expected at least {FEWEST_DRAWS}, fewer gives limits by luck")
    design = _design(trials, ways)
    if not design.treated.size:
        return None
    point = _estimate(design, np.ones(trials.people), None)
    seeds = np.random.SeedSequence(seed).spawn(draws)
    involved = np.unique(trials.person)

    def draw(source: np.random.SeedSequence) -> tuple[float, float]:
        chosen = np.random.default_rng(source).integers(0, involved.size, involved.size)
        counts = np.zeros(trials.people)
        counts[involved] = np.bincount(chosen, minlength=involved.size)
        found = _estimate(design, counts, point.solved)
        return found.with_it - found.without, found.amount

    with ThreadPoolExecutor(max(1, workers)) as pool:
        drawn = np.array(list(pool.map(draw, seeds)))
    return _effect(design, point, drawn, level)


def _effect(design: _Design, point: _Found, drawn: Floats, level: float) -> Effect:
    trials, started = design.trials, int(design.treated.size)
    known = drawn[np.isfinite(drawn[:, 0])]
    tail = (1 - level) / 2 * 100
    spread = known[:, 0] if len(known) else np.array([np.nan])
    low, high = np.percentile(spread, [tail, 100 - tail])
    value = point.with_it - point.without
    has_amount = trials.amount is not None and np.isfinite(point.amount)
    controls = design.controls
    return Effect(
        difference=_with_limits(value, known[:, 0], started, level),
        percentile=(float(low), float(high)),
        risk_with=point.with_it,
        risk_without=point.without,
        amount_difference=_with_limits(point.amount, known[:, 1], started, level) if has_amount else None,
        started=started,
        effective_controls=effective_sample(_per_person(point.weights, trials.person[controls.rows])),
        joined_later=point.joined_later,
        balance=standardised(trials.x[design.treated], controls.x, point.weights),
        is_balanced=point.is_balanced,
        draws=len(known),
        flow=trials.flow,
    )


def _with_limits(value: float, drawn: Floats, started: int, level: float) -> Estimate:
    """Widen for few participants: Student's t, and the bootstrap's variance times n / (n - 1)."""
    if started < 2 or len(drawn) < 2:
        return Estimate(value=value, lower=-np.inf, upper=np.inf, se=np.inf, level=level)
    se = float(np.nanstd(drawn, ddof=1)) * (started / (started - 1)) ** 0.5
    reach = float(stdtrit(started - 1, (1 + level) / 2)) * se
    return Estimate(value=value, lower=value - reach, upper=value + reach, se=se, level=level)


def _per_person(weights: Floats, person: Whole) -> Floats:
    """Add the weights of somebody who is a control in several months: they are one person."""
    found: Floats = np.bincount(person, weights=weights).astype(np.float64)
    return found


def _design(trials: Trials, ways: Sequence[int] | None) -> _Design:
    chosen = trials.treated & trials.counts
    if ways is not None:
        chosen &= np.isin(trials.way, np.asarray(ways))
    treated = np.flatnonzero(chosen)
    starts = np.isin(trials.stratum, np.unique(trials.stratum[trials.treated]))
    risk = _side(trials, np.flatnonzero(starts))
    wanted = np.isin(trials.stratum, np.unique(trials.stratum[treated]))
    controls = _side(trials, np.flatnonzero(wanted & trials.counts & ~trials.treated))
    key, rows = _key(trials.person, trials.month), controls.rows
    last = trials.month[rows] + trials.months - 1
    return _Design(
        trials=trials,
        risk=risk,
        controls=controls,
        treated=treated,
        before=rows + 1,
        after=np.searchsorted(key, _key(trials.person[rows], trials.ends[rows]), side="right"),
        after_all=np.searchsorted(key, _key(trials.person[rows], last), side="right"),
        joins=~trials.is_known[rows],
    )


def _key(person: Whole, month: Whole) -> Whole:
    return person * 100_000 + month


def _side(trials: Trials, rows: Whole) -> _Side:
    order, strata = sorted_strata(trials.stratum[rows])
    rows = rows[order]
    number = trials.stratum[rows][strata.begins] if rows.size else np.zeros(0, np.int64)
    return _Side(rows, np.ascontiguousarray(trials.x[rows]), strata, number)


def _estimate(design: _Design, counts: Floats, begin: _Solved | None) -> _Found:
    """Estimate once, each person counting `counts` times."""
    trials, controls = design.trials, design.controls
    start, cumulative = _cumulative_hazard(design, counts, begin)
    base = counts[trials.person[controls.rows]]
    has_base = np.zeros(int(trials.stratum.max()) + 1, bool)
    has_base[controls.number] = np.add.reduceat(base, controls.strata.begins) > 0
    treated = design.treated[has_base[trials.stratum[design.treated]]]
    of_treated = counts[trials.person[treated]]
    number: Floats = np.bincount(trials.stratum[treated], weights=of_treated, minlength=has_base.size).astype(
        np.float64
    )
    if not of_treated.sum():
        return _Found(np.nan, np.nan, np.nan, base, False, np.nan, _Solved(start, None))
    solved = _solve(
        controls,
        base,
        number[controls.number],
        np.einsum("i,ij->j", of_treated, trials.x[treated]),
        begin and begin.balance,
    )
    waiting = np.exp(np.minimum(cumulative[design.after] - cumulative[design.before], np.log(_MOST_WEIGHT)))
    weights = solved.weights * waiting * ~design.joins
    amounts = (np.nan, np.nan)
    if trials.amount is not None:
        amounts = _amounts(design, trials.amount, cumulative, solved.weights, treated, of_treated)
    return _Found(
        with_it=_mean(trials.event[treated].astype(float), of_treated),
        without=_mean(trials.event[controls.rows].astype(float), weights),
        amount=amounts[0] - amounts[1],
        weights=solved.weights,
        is_balanced=solved.is_exact,
        joined_later=_mean(design.joins.astype(float), solved.weights),
        solved=_Solved(start, solved),
    )


def _amounts(
    design: _Design,
    amount: Floats,
    cumulative: Floats,
    weights: Floats,
    treated: Whole,
    of_treated: Floats,
) -> tuple[float, float]:
    """Answer the mean amount of who started and of the controls who had not started by the end."""
    trials, rows = design.trials, design.controls.rows
    whole = design.joins | (trials.ends[rows] < trials.month[rows] + trials.months - 1)
    never = ~design.joins if not whole.any() else _never_joined(design)
    waiting = np.exp(
        np.minimum(cumulative[design.after_all] - cumulative[design.before], np.log(_MOST_WEIGHT))
    )
    return (
        _mean(amount[treated], of_treated),
        _mean(amount[rows], weights * waiting * never),
    )


def _never_joined(design: _Design) -> Truth:
    """Say per control whether no own start falls within the follow-up, before or after an outcome."""
    trials, rows = design.trials, design.controls.rows
    start = np.full(trials.people, np.iinfo(np.int64).max)
    start[trials.person[trials.treated]] = trials.month[trials.treated]
    found: Truth = start[trials.person[rows]] >= trials.month[rows] + trials.months
    return found


def _cumulative_hazard(design: _Design, counts: Floats, begin: _Solved | None) -> tuple[Tilt, Floats]:
    """Answer the model of starting, and the running sum of each row's chance of starting."""
    trials, risk = design.trials, design.risk
    base = counts[trials.person[risk.rows]]
    starts = base * trials.treated[risk.rows]
    number = np.add.reduceat(starts, risk.strata.begins)
    solved = _solve(risk, base, number, np.einsum("i,ij->j", starts, risk.x), begin and begin.start)
    raw = np.exp(np.einsum("ij,j->i", risk.x, solved.exponents))
    sums = np.add.reduceat(raw * base, risk.strata.begins)
    rate = np.divide(number, sums, out=np.zeros_like(number), where=sums > 0)
    hazard = np.zeros(len(trials.person))
    hazard[risk.rows] = raw * rate[risk.strata.codes]
    return solved, np.concatenate([[0.0], np.cumsum(hazard)])


def _solve(side: _Side, base: Floats, number: Floats, targets: Floats, begin: Tilt | None) -> Tilt:
    if begin is None:
        return tilt(side.x, base, side.strata, number, targets)
    return retilt(side.x, base, side.strata, number, targets, begin)


def _mean(values: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float((weights * values).sum()) / total if total else float("nan")
