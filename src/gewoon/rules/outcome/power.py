"""What a number of participants can show, and how many it takes: normal approximation, unpooled variance."""

from collections.abc import Sequence
from math import ceil, sqrt

from scipy.special import ndtr, ndtri


def detectable(participants: int, base_risk: float, *, controls: float = 4, power: float = 0.8) -> float:
    """Answer the smallest fall in risk (0 to 1) that would be seen with this power at 5% two-sided.

    `controls` per participant. 100 participants see a fall from 50% to 35%, not to 45%.
    """
    _must_be_risk(base_risk)
    low, high = 0.0, base_risk
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (
            (low, middle) if _sees(participants, base_risk, middle, controls, power) else (middle, high)
        )
    return high


def needed(fall: float, base_risk: float, *, controls: float = 4, power: float = 0.8) -> int:
    """Answer how many participants it takes to see a fall in risk (0 to 1)."""
    _must_be_risk(base_risk)
    if not 0 < fall <= base_risk:
        raise ValueError(
            f"a fall of {fall} from {base_risk}: expected more than 0 and at most the risk itself"
        )
    return ceil(_factor(power) ** 2 * _variance(base_risk, fall, controls) / fall**2)


def chance_of_seeing(participants: int, fall: float, base_risk: float, *, controls: float = 4) -> float:
    """Answer the power: the chance that a true fall is told from chance."""
    spread = sqrt(_variance(base_risk, fall, controls) / participants)
    return float(ndtr(fall / spread - ndtri(0.975))) if spread else 1.0


def table(
    participants: Sequence[int] = (50, 100, 200, 500, 1000),
    base_risks: Sequence[float] = (0.5, 0.3, 0.1, 0.05),
    *,
    controls: float = 4,
) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """Answer per number of participants the fall that can be seen, for each base risk."""
    return tuple(
        (n, tuple(detectable(n, risk, controls=controls) for risk in base_risks)) for n in participants
    )


def _sees(participants: int, base_risk: float, fall: float, controls: float, power: float) -> bool:
    return fall >= _factor(power) * sqrt(_variance(base_risk, fall, controls) / participants)


def _variance(base_risk: float, fall: float, controls: float) -> float:
    risk = base_risk - fall
    return risk * (1 - risk) + base_risk * (1 - base_risk) / controls


def _factor(power: float) -> float:
    return float(ndtri(0.975) + ndtri(power))


def _must_be_risk(risk: float) -> None:
    if not 0 < risk < 1:
        raise ValueError(f"base risk {risk}: expected between 0 and 1")
