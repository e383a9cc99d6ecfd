"""When there is not enough to say, and how many more are needed: a refusal is a result."""

from math import ceil

from gewoon.rules.outcome.effect import Effect
from gewoon.rules.outcome.values import Refusal

FEWEST_FOLLOWED = 30
SMALLEST_EFFECTIVE = 50.0
WORST_BALANCE = 0.1
MOST_UNCOMPARED = 0.2
"""Share of participants without anybody comparable above which nothing is said of the rest."""


def refusals(effect: Effect | None, *, followed: int) -> tuple[Refusal, ...]:
    """Answer every reason not to give an estimate; none means that it may be shown.

    `followed` counts participants who were followed for the whole time, compared or not.
    """
    found = []
    if followed < FEWEST_FOLLOWED:
        more = FEWEST_FOLLOWED - followed
        found.append(
            Refusal(reason="too_few_followed", found=followed, needed=FEWEST_FOLLOWED, more_needed=more)
        )
    if effect is None:
        return (*found, Refusal(reason="no_comparable_group", found=0, needed=1))
    return (*found, *_of(effect, followed))


def _of(effect: Effect, followed: int) -> tuple[Refusal, ...]:
    found = []
    uncompared = 1 - effect.started / followed if followed else 1.0
    if uncompared > MOST_UNCOMPARED:
        found.append(Refusal(reason="no_comparable_group", found=uncompared, needed=MOST_UNCOMPARED))
    if effect.effective_controls < SMALLEST_EFFECTIVE:
        more = ceil(SMALLEST_EFFECTIVE - effect.effective_controls)
        found.append(
            Refusal(
                reason="too_few_effective",
                found=effect.effective_controls,
                needed=SMALLEST_EFFECTIVE,
                more_needed=more,
            )
        )
    if not effect.is_balanced or effect.balance.worst > WORST_BALANCE:
        found.append(Refusal(reason="not_alike", found=effect.balance.worst, needed=WORST_BALANCE))
    return tuple(found)
