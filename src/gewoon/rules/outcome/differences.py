"""Programmes that began at different times: group-time effects, doubly robust (Callaway and Sant'Anna)."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gewoon.rules.outcome.logistic import logistic, probability
from gewoon.rules.outcome.values import Estimate, Floats, Truth, Whole, around, floats, same_length

Control = Literal["never", "not_yet"]
Method = Literal["dr", "reg", "ipw"]
Base = Literal["varying", "universal"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupTime:
    """Effects per group (first treated period) and period, with what is needed to add them up."""

    group: Floats
    period: Floats
    effect: Floats
    se: Floats
    influence: Floats
    """Per unit and effect (n, cells)."""
    unit_group: Floats
    """First treated period of each unit (n,); infinity: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How to compare: with whom, by which method, against which period before, and how early people react."""

    control: Control = "never"
    method: Method = "dr"
    base: Base = "varying"
    anticipation: int = 0
    level: float = 0.95


class _Panel(NamedTuple):
    periods: Floats
    outcome: Floats  # (units, periods)
    x: Floats  # (units, periods, k), with a constant
    first: Floats


def group_time(
    unit: ArrayLike,
    period: ArrayLike,
    outcome: ArrayLike,
    first_treated: ArrayLike,
    *,
    covariates: ArrayLike | None = None,
    choice: Choice | None = None,
) -> GroupTime:
    """Estimate the effect on each group in each period from a balanced panel in rows (n,).

    `first_treated` (n,) is the first treated period of the unit; 0, infinity or not-a-number is never.
    Callaway and Sant'Anna, J Econometrics 225 (2021) 200; doubly robust by Sant'Anna and Zhao, ibid. 219
    (2020) 101: it holds when the model of treatment or that of the outcome does. Assumes parallel trends
    given `covariates` (n, k), read in the period before. Two-way fixed effects are not offered: they
    compare with who was treated earlier. Standard errors are from the influence function. Units that are
    treated from the first period on are left out.
    """
    chosen = choice or Choice()
    panel = _panel(unit, period, outcome, first_treated, covariates)
    groups = np.unique(panel.first[np.isfinite(panel.first)])
    groups = groups[groups > panel.periods[0] + chosen.anticipation]
    cells = [
        cell
        for group in groups
        for place in range(len(panel.periods))
        if (cell := _cell(panel, float(group), place, chosen)) is not None
    ]
    if not cells:
        raise ValueError("no group can be compared with one not yet treated: expected at least one such unit")
    influence = np.column_stack([each[3] for each in cells])
    return GroupTime(
        group=np.array([each[0] for each in cells]),
        period=np.array([each[1] for each in cells]),
        effect=np.array([each[2] for each in cells]),
        se=np.sqrt((influence**2).mean(axis=0) / len(influence)),
        influence=influence,
        unit_group=panel.first,
    )


def overall(found: GroupTime, level: float = 0.95) -> Estimate:
    """Answer the mean effect over all groups and their treated periods, by size of the group."""
    return _weighted(found, found.period >= found.group, level)


def by_length(found: GroupTime, level: float = 0.95) -> dict[int, Estimate]:
    """Answer the effect by periods since the start (the event study); below 0 it should be nothing."""
    since = found.period - found.group
    return {int(e): _weighted(found, since == e, level) for e in np.unique(since)}


def by_group(found: GroupTime, level: float = 0.95) -> dict[float, Estimate]:
    """Answer the mean effect per group over its treated periods."""
    answers = {}
    for group in np.unique(found.group):
        of = np.flatnonzero((found.group == group) & (found.period >= group))
        if of.size:
            answers[float(group)] = _plain(found, of, level)
    return answers


def by_period(found: GroupTime, level: float = 0.95) -> dict[float, Estimate]:
    """Answer the mean effect per period over the groups treated by then."""
    treated = found.period >= found.group
    times = np.unique(found.period[treated])
    return {float(t): _weighted(found, treated & (found.period == t), level) for t in times}


def mean_by_group(found: GroupTime, level: float = 0.95) -> Estimate:
    """Answer the mean over groups of their own mean effect, by size of the group."""
    groups = np.unique(found.group[found.period >= found.group])
    effects, influences = [], []
    for group in groups:
        of = np.flatnonzero((found.group == group) & (found.period >= group))
        effects.append(found.effect[of].mean())
        influences.append(found.influence[:, of].mean(axis=1))
    values, influence = np.array(effects), np.column_stack(influences)
    return _combine(found, values, influence, groups, level)


def mean_by_length(found: GroupTime, level: float = 0.95) -> Estimate:
    """Answer the plain mean over lengths of treatment of 0 periods and more."""
    since = found.period - found.group
    effects, influences = [], []
    for length in np.unique(since[since >= 0]):
        of = since == length
        value, influence = _value(found, found.effect[of], found.influence[:, of], found.group[of])
        effects.append(value)
        influences.append(influence)
    joined = np.column_stack(influences).mean(axis=1)
    return _estimate(float(np.mean(effects)), joined, level)


def mean_by_period(found: GroupTime, level: float = 0.95) -> Estimate:
    """Answer the plain mean over treated periods of the effect in each."""
    treated = found.period >= found.group
    effects, influences = [], []
    for period in np.unique(found.period[treated]):
        of = treated & (found.period == period)
        value, influence = _value(found, found.effect[of], found.influence[:, of], found.group[of])
        effects.append(value)
        influences.append(influence)
    return _estimate(float(np.mean(effects)), np.column_stack(influences).mean(axis=1), level)


def _panel(
    unit: ArrayLike, period: ArrayLike, outcome: ArrayLike, first: ArrayLike, covariates: ArrayLike | None
) -> _Panel:
    y, when = floats(outcome, "outcome"), floats(period, "period")
    starts = np.asarray(first, np.float64).copy()
    starts[~np.isfinite(starts) | (starts == 0)] = np.inf
    names, rows = np.unique(np.asarray(unit), return_inverse=True)
    periods, columns = np.unique(when, return_inverse=True)
    same_length(unit=rows, period=columns, outcome=y, first_treated=starts)
    shape = len(names), len(periods)
    if np.unique(rows * shape[1] + columns).size != y.size or y.size != shape[0] * shape[1]:
        raise ValueError(
            f"{y.size} rows for {shape[0]} units and {shape[1]} periods: expected each unit once in each"
        )
    ones = np.ones((y.size, 1))
    given = (
        ones
        if covariates is None
        else np.hstack([ones, floats(covariates, "covariates").reshape(y.size, -1)])
    )
    table, x, start = np.empty(shape), np.empty((*shape, given.shape[1])), np.empty(shape)
    table[rows, columns], x[rows, columns], start[rows, columns] = y, given, starts
    if (start != start[:, :1]).any():
        place = int(np.argmax((start != start[:, :1]).any(axis=1)))
        raise ValueError(f"unit {names[place]} has two first treated periods: expected one")
    beyond = start[:, 0] > periods[-1]
    return _Panel(periods, table, x, np.where(beyond, np.inf, start[:, 0]))


def _cell(
    panel: _Panel, group: float, place: int, choice: Choice
) -> tuple[float, float, float, Floats] | None:
    period = float(panel.periods[place])
    before = _before(panel.periods, group, place, choice)
    if before is None:
        return None
    if before == place:
        return group, period, 0.0, np.zeros(len(panel.first))
    treated = panel.first == group
    reached = max(period, float(panel.periods[before])) + choice.anticipation
    waits = np.isinf(panel.first)
    if choice.control == "not_yet":
        waits = waits | ((panel.first > reached) & ~treated)
    if not waits.any():
        return None
    used = treated | waits
    change = panel.outcome[used, place] - panel.outcome[used, before]
    x = panel.x[used, min(before, place)]
    effect, influence = _two_periods(change, treated[used].astype(float), x, choice.method)
    whole = np.zeros(len(panel.first))
    whole[used] = influence * len(panel.first) / used.sum()
    return group, period, effect, whole


def _before(periods: Floats, group: float, place: int, choice: Choice) -> int | None:
    """Answer the period to compare with: the last before the start, or the one just before."""
    last = np.flatnonzero(periods + choice.anticipation < group)
    if not last.size:
        return None
    if choice.base == "universal" or periods[place] >= group - choice.anticipation:
        return int(last[-1])
    return place - 1 if place else None


def _two_periods(change: Floats, d: Floats, x: Floats, method: Method) -> tuple[float, Floats]:
    """Answer the effect between two periods and its influence function (n,)."""
    if method == "reg":
        return _by_regression(change, d, x)
    chance = np.minimum(probability(x, beta := logistic(x, d)), 1 - 1e-6)
    odds = chance * (1 - d) / (1 - chance)
    fitted = np.zeros_like(change) if method == "ipw" else x @ _least_squares(change, d, x)
    rest = change - fitted
    treated, control = (d @ rest) / d.sum(), (odds @ rest) / odds.sum()
    score = ((d - chance)[:, None] * x) @ _inverse((x * (chance * (1 - chance))[:, None]).T @ x / len(d))
    of_treated = d * (rest - treated)
    of_control = odds * (rest - control) + score @ ((odds * (rest - control)) @ x / len(d))
    if method == "dr":
        lines = _line_influence(rest, d, x)
        of_treated = of_treated - lines @ (d @ x / len(d))
        of_control = of_control - lines @ (odds @ x / len(d))
    if not np.isfinite(beta).all():
        raise ValueError("the chance of treatment cannot be told")
    return float(treated - control), of_treated / d.mean() - of_control / odds.mean()


def _by_regression(change: Floats, d: Floats, x: Floats) -> tuple[float, Floats]:
    rest = change - x @ _least_squares(change, d, x)
    effect = float(d @ rest / d.sum())
    influence = d * (rest - effect) - _line_influence(rest, d, x) @ (d @ x / len(d))
    return effect, influence / d.mean()


def _least_squares(change: Floats, d: Floats, x: Floats) -> Floats:
    waits = d == 0
    if np.linalg.matrix_rank(x[waits]) < x.shape[1]:
        raise ValueError("too few units to compare with, or two covariates that say the same")
    found: Floats = np.linalg.lstsq(x[waits], change[waits], rcond=None)[0]
    return found


def _line_influence(rest: Floats, d: Floats, x: Floats) -> Floats:
    found: Floats = ((1 - d) * rest)[:, None] * x @ _inverse((x * (1 - d)[:, None]).T @ x / len(d))
    return found


def _inverse(square: Floats) -> Floats:
    return np.asarray(np.linalg.inv(square), np.float64)


def _weighted(found: GroupTime, chosen: Truth, level: float) -> Estimate:
    return _combine(found, found.effect[chosen], found.influence[:, chosen], found.group[chosen], level)


def _plain(found: GroupTime, of: Whole, level: float) -> Estimate:
    return _estimate(float(found.effect[of].mean()), found.influence[:, of].mean(axis=1), level)


def _combine(found: GroupTime, effects: Floats, influence: Floats, groups: Floats, level: float) -> Estimate:
    value, joined = _value(found, effects, influence, groups)
    return _estimate(value, joined, level)


def _value(found: GroupTime, effects: Floats, influence: Floats, groups: Floats) -> tuple[float, Floats]:
    """Weigh effects by the size of their groups; that the sizes are estimated is in the influence."""
    is_member = (found.unit_group[:, None] == groups[None, :]).astype(float)
    size = is_member.mean(axis=0)
    weights: Floats = size / size.sum()
    off = is_member - size
    of_weights = off / size.sum() - off.sum(axis=1)[:, None] * (size / size.sum() ** 2)[None, :]
    return float(weights @ effects), influence @ weights + of_weights @ effects


def _estimate(value: float, influence: Floats, level: float) -> Estimate:
    return around(value, float(np.sqrt((influence**2).mean() / len(influence))), level)
