"""The figures that mislead, and why they do, from the own data: shown only beside the proper one."""

from dataclasses import dataclass

import numpy as np

from gewoon.rules.outcome.trials import Trials
from gewoon.rules.outcome.values import Floats, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """The rate of participants before and after their start, and that of look-alikes who waited."""

    before: float
    after: float
    alike_before: float
    alike_after: float
    participants: int

    @property
    def change(self) -> float:
        """What a press release would call the result."""
        return self.after - self.before

    @property
    def change_without_joining(self) -> float:
        """What the same time did for who was as badly off and did not join: regression to the mean."""
        return self.alike_after - self.alike_before


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantsOthers:
    """The risk of participants against that of everybody else, and how different the two were before."""

    participants: float
    others: float
    worst_difference_before: float

    @property
    def difference(self) -> float:
        """What a press release would call the result."""
        return self.participants - self.others


def before_after(
    rate_before: Floats, rate_after: Floats, started: Whole, look_alikes: Whole
) -> BeforeAfter | None:
    """Compare rows (r,) before and after; `started` (m,) and `look_alikes` (m, 4) are rows of one match."""
    if not started.size:
        return None
    alike = look_alikes.ravel()
    return BeforeAfter(
        before=float(np.nanmean(rate_before[started])),
        after=float(np.nanmean(rate_after[started])),
        alike_before=float(np.nanmean(rate_before[alike])),
        alike_after=float(np.nanmean(rate_after[alike])),
        participants=int(started.size),
    )


def participants_others(trials: Trials, event: Floats, *, everybody: float) -> ParticipantsOthers | None:
    """Compare who started with everybody; `event` (r,) is 1 for who fell back within the follow-up.

    `everybody`: the share of all tenants who fell back in as long a time.
    """
    treated = trials.counts & trials.treated
    waiting = trials.counts & ~trials.treated
    if not treated.any() or not waiting.any():
        return None
    apart = trials.x[treated].mean(axis=0) - trials.x[waiting].mean(axis=0)
    return ParticipantsOthers(
        participants=float(event[treated].mean()),
        others=everybody,
        worst_difference_before=float(np.abs(apart).max(initial=0.0)),
    )
