"""How strong something unseen would have to be to explain a figure away."""

from dataclasses import dataclass
from math import sqrt

from gewoon.rules.outcome.values import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class EValue:
    """For the estimate, and for the limit nearest to no difference (1: it includes no difference)."""

    point: float
    limit: float


def e_value(ratio: float, lower: float | None = None, upper: float | None = None) -> EValue:
    """Answer the E-value of a risk ratio (VanderWeele and Ding, Ann Intern Med 167 (2017) 268).

    The least risk ratio that something unmeasured must have with both joining and the outcome. 3.9 with
    limit 1.8 gives 7.26 and 3.0. It does not protect, it only translates.
    """
    if ratio <= 0:
        raise ValueError(f"risk ratio {ratio}: expected more than 0")
    near = lower if ratio >= 1 else upper
    crosses = near is None or (near <= 1 if ratio >= 1 else near >= 1)
    return EValue(point=_strength(ratio), limit=1.0 if crosses or near is None else _strength(near))


def of_risks(risk_with: float, risk_without: float, difference: Estimate) -> EValue | None:
    """Answer the E-value for a difference of risks, against the risk without; None when there is none."""
    if not 0 < risk_without < 1 or risk_with <= 0:
        return None
    ratio = risk_with / risk_without
    limits = [max(1e-9, 1 + limit / risk_without) for limit in (difference.lower, difference.upper)]
    return e_value(ratio, *limits)


def ratio_of_odds(odds_ratio: float, *, is_common: bool) -> float:
    """Answer the risk ratio that goes with an odds ratio: its root where common (above 15%)."""
    return sqrt(odds_ratio) if is_common else odds_ratio


def ratio_of_hazards(hazard_ratio: float, *, is_common: bool) -> float:
    """Answer the risk ratio that goes with a hazard ratio, where the outcome is common (above 15%)."""
    if not is_common:
        return hazard_ratio
    return float((1 - 0.5 ** sqrt(hazard_ratio)) / (1 - 0.5 ** sqrt(1 / hazard_ratio)))


def _strength(ratio: float) -> float:
    above = max(ratio, 1 / ratio)
    return float(above + sqrt(above * (above - 1)))
