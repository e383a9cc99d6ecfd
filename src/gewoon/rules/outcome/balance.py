"""Weights that make a comparison group look like the participants, and how alike the two are."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gewoon.rules.outcome.values import Floats, Whole, floats

_ROUNDS = 60
_SHORT_ROUNDS = 25
_FAR = 5.0
Spread = Literal["pooled", "treated"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Balanced:
    """Weights of the controls (n0,), adding up to the number of treated, and whether the means agree."""

    weights: Floats
    is_exact: bool
    effective: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """Standardised differences per covariate (k,), before and after weighting."""

    before: Floats
    after: Floats

    @property
    def worst(self) -> float:
        """The largest after weighting, whatever its sign."""
        return float(np.abs(self.after).max(initial=0.0))


class Strata(NamedTuple):
    """Rows sorted by stratum: the code of each row and where each stratum begins."""

    codes: Whole
    begins: Whole


class Tilt(NamedTuple):
    """What solving gave: exponents (k,), weights (r,), whether the targets were met, the inverse Hessian."""

    exponents: Floats
    weights: Floats
    is_exact: bool
    inverse: Floats


class _Pass(NamedTuple):
    loss: float
    weights: Floats
    gap: Floats
    hessian: Floats


def entropy_balance(
    treated: ArrayLike,
    controls: ArrayLike,
    *,
    base_weights: ArrayLike | None = None,
    moments: int = 1,
) -> Balanced:
    """Weigh controls (n0, k) so that their means equal those of the treated (n1, k).

    Entropy balancing for the effect on the treated (Hainmueller, Political Analysis 20 (2012) 25): of all
    weights that balance exactly, those nearest to `base_weights` (n0,). `moments` 2 or 3 balances also
    squares or cubes. When no weights exist (the treated lie outside the controls) `is_exact` is false and
    nothing may be estimated with the weights.
    """
    one, other = floats(treated, "treated"), floats(controls, "controls")
    one, other = one.reshape(len(one), -1), other.reshape(len(other), -1)
    if one.shape[1] != other.shape[1]:
        raise ValueError(
            f"treated have {one.shape[1]} covariates, controls {other.shape[1]}: expected the same"
        )
    both = np.concatenate([one, other])
    scale = np.where((sd := both.std(axis=0)) > 0, sd, 1.0)
    centre = one.mean(axis=0)
    one, other = _powers((one - centre) / scale, moments), _powers((other - centre) / scale, moments)
    base = np.ones(len(other)) if base_weights is None else floats(base_weights, "base_weights")
    strata = Strata(np.zeros(len(other), np.int64), np.zeros(1, np.int64))
    found = tilt(other, base, strata, np.array([float(len(one))]), one.sum(axis=0))
    return Balanced(weights=found.weights, is_exact=found.is_exact, effective=effective_sample(found.weights))


def tilt(
    x: Floats,
    base: Floats,
    strata: Strata,
    counts: Floats,
    targets: Floats,
    tolerance: float = 1e-8,
) -> Tilt:
    """Find weights base * exp(x b) that add up to `counts` (s,) per stratum and to `targets` (k,) in x.

    The dual of entropy balancing within strata; with everybody at risk as rows it is also the partial
    likelihood (Breslow) of who starts. Rows (r, k) are sorted by stratum and of about unit scale.
    `tolerance` is the largest difference of a mean that is let stand.
    """
    beta = np.zeros(x.shape[1])
    total = max(float(counts.sum()), 1e-300)
    current = _evaluate(x, base, strata, counts, targets, beta)
    for _ in range(_ROUNDS):
        if np.abs(current.gap).max(initial=0.0) / total < tolerance:
            return Tilt(beta, current.weights, True, _inverse(current.hessian))
        step = _inverse(current.hessian) @ current.gap
        for _ in range(25):
            following = _evaluate(x, base, strata, counts, targets, beta - step)
            if following.loss <= current.loss + 1e-12 * abs(current.loss):
                break
            step = step / 2
        beta, current = beta - step, following
        if np.abs(beta).max(initial=0.0) > 200:
            break
    is_exact = bool(np.abs(current.gap).max(initial=0.0) / total < 1e-4)
    return Tilt(beta, current.weights, is_exact, _inverse(current.hessian))


def retilt(  # noqa: PLR0913, PLR0917  kernel: as tilt
    x: Floats,
    base: Floats,
    strata: Strata,
    counts: Floats,
    targets: Floats,
    begin: Tilt,
    tolerance: float = 1e-4,
) -> Tilt:
    """Find the weights again for a problem near one that was solved, from its answer and Hessian on.

    No second moments are needed then, so that a draw of a bootstrap takes a fraction of the time. Where
    that does not lead there, the problem is solved from the beginning.
    """
    beta, total, inverse = begin.exponents, max(float(counts.sum()), 1e-300), begin.inverse
    step = before = np.zeros_like(beta)
    for _ in range(_SHORT_ROUNDS):
        linear = np.einsum(
            "ij,j->i", x, beta
        )  # not `@`: many small products, which threads of BLAS slow down
        raw = base * np.exp(linear - (linear.max() if linear.size else 0.0))
        sums = np.add.reduceat(raw, strata.begins)
        weights = raw * (counts / np.maximum(sums, 1e-300))[strata.codes]
        gap = np.einsum("i,ij->j", weights, x) - targets
        if np.abs(gap).max(initial=0.0) / total < tolerance:
            return Tilt(beta, weights, True, begin.inverse)
        inverse = _corrected(inverse, step, gap - before)
        step, before = -inverse @ gap, gap
        beta = beta + step
        if not np.abs(beta - begin.exponents).max(initial=0.0) < _FAR:
            break
    return tilt(x, base, strata, counts, targets, tolerance)


def standardised(
    treated: Floats, controls: Floats, weights: Floats, *, spread: Spread = "pooled"
) -> Difference:
    """Answer the differences of means in standard deviations (Austin, Stat Med 28 (2009) 3083).

    The deviation is that of both groups before weighting (root of the mean of the variances), or of the
    treated alone; a covariate that does not vary has no difference unless the means differ.
    """
    variance = treated.var(axis=0, ddof=1 if len(treated) > 1 else 0)
    if spread == "pooled":
        variance = (variance + controls.var(axis=0, ddof=1 if len(controls) > 1 else 0)) / 2
    deviation = np.where(variance > 0, np.sqrt(variance), 1.0)
    mean = treated.mean(axis=0)
    weighted = weights @ controls / weights.sum()
    return Difference(before=(mean - controls.mean(axis=0)) / deviation, after=(mean - weighted) / deviation)


def effective_sample(weights: Floats) -> float:
    """Answer how many equally weighted people would be as precise (Kish): (sum w)^2 / sum w^2."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def sorted_strata(codes: Whole) -> tuple[Whole, Strata]:
    """Answer the order that sorts rows by stratum, and the strata of the sorted rows."""
    order = np.argsort(codes, kind="stable")
    _, begins, numbered = np.unique(codes[order], return_index=True, return_inverse=True)
    return order, Strata(numbered.astype(np.int64), begins.astype(np.int64))


def _corrected(inverse: Floats, step: Floats, change: Floats) -> Floats:
    """Correct the inverse Hessian by what a step changed (Broyden, Fletcher, Goldfarb and Shanno)."""
    along = float(step @ change)
    if along <= 0:
        return inverse
    turn = np.eye(step.size) - np.outer(step, change) / along
    found: Floats = turn @ inverse @ turn.T + np.outer(step, step) / along
    return found


def _inverse(hessian: Floats) -> Floats:
    firm = hessian + np.eye(len(hessian)) * (1e-10 * np.trace(hessian) + 1e-12)
    found: Floats = np.linalg.inv(firm)
    return found


def _powers(x: Floats, moments: int) -> Floats:
    if moments not in (1, 2, 3):
        raise ValueError(f"{moments} moments: expected 1, 2 or 3")
    several = [values for values in x.T if np.unique(values).size > 2]
    more = [values**power for power in range(2, moments + 1) for values in several]
    return np.column_stack([x, *more]) if more else x


def _evaluate(
    x: Floats, base: Floats, strata: Strata, counts: Floats, targets: Floats, beta: Floats
) -> _Pass:
    linear = x @ beta
    top = float(linear.max(initial=-np.inf)) if linear.size else 0.0
    raw = base * np.exp(linear - top)
    sums = np.add.reduceat(raw, strata.begins)
    scale = counts / np.maximum(sums, 1e-300)
    weights = raw * scale[strata.codes]
    spread = x * weights[:, None]
    means = np.add.reduceat(spread, strata.begins, axis=0)
    gap = means.sum(axis=0) - targets
    hessian = spread.T @ x - (means / np.maximum(counts, 1e-300)[:, None]).T @ means
    loss = float(counts @ (np.log(np.maximum(sums, 1e-300)) + top)) - float(targets @ beta)
    return _Pass(loss, weights, gap, hessian)
