"""A made-up association with a true effect: who owes more joins sooner and falls back sooner."""

from datetime import date
from typing import NamedTuple

import numpy as np

from gewoon.rules.outcome.trials import Histories, Moments

BEGIN = np.datetime64("2020-01", "M")
NEVER = np.datetime64("NaT")
_FAR = 10**6


class Association(NamedTuple):
    """Columns for the trials, and the truth."""

    histories: Histories
    moments: Moments
    until: date
    truth: float  # the mean difference in risk that joining made to who joined


def association(
    seed: int, *, people=800, months=40, factor=1.0, seats=3, motivated=0.0, rare=0.06
) -> Association:
    """Live `months` months; joining multiplies the hazard of falling back by `factor` for good.

    `motivated`: how much more often somebody joins whom nothing records and who falls back less anyway.
    """
    source = np.random.default_rng(seed)
    trait, drive = source.normal(size=people), source.normal(size=people)
    owed, started = source.gamma(1.0, 1.0, people), np.full(people, -1)
    rows, hazards = [], []
    for month in range(months):
        owed = np.clip(0.8 * owed + 0.2 + 0.12 * trait + source.normal(0, 0.5, people), 0, None)
        eligible = owed > 1.2
        chance = np.exp(0.8 * np.minimum(owed, 3) + motivated * drive) * (eligible & (started < 0))
        number = min(seats, int((chance > 0).sum()))
        chosen = source.choice(people, number, replace=False, p=chance / chance.sum())
        there = np.flatnonzero(eligible)
        rows.append(
            np.column_stack([there, np.full(there.size, month), owed[there], owed[there] ** 2, trait[there]])
        )
        started[chosen] = month
        hazards.append(rare * np.exp(0.4 * np.minimum(owed, 3) - 1 + 0.3 * trait - motivated * drive * 0.5))
    hazard = np.minimum(np.array(hazards), 0.9)
    return _lived(np.concatenate(rows), started, hazard, factor, source)


def _lived(rows, started, hazard, factor, source) -> Association:
    months, people = hazard.shape
    joined = (started >= 0) & (np.arange(months)[:, None] >= started)
    lucky = source.random(hazard.shape)
    falls = lucky < hazard * np.where(joined, factor, 1.0)
    following = np.full((months + 1, people), _FAR)
    for month in range(months - 1, -1, -1):
        following[month] = np.where(falls[month], month, following[month + 1])
    person, month = rows[:, 0].astype(int), rows[:, 1].astype(int)
    event = following[month, person]
    return Association(
        Histories(started_on=_days(started, 4), left_on=np.full(people, NEVER)),
        Moments(
            person=person,
            known_on=_days(month, 0),
            covariates=rows[:, 2:],
            event_on=_days(np.where(event < _FAR, event, -1), 14),
        ),
        (BEGIN + months).astype("datetime64[D]").astype(date),
        _truth(started, hazard, factor),
    )


def _days(months, day):
    found = (BEGIN + np.maximum(months, 0)).astype("datetime64[D]") + day
    return np.where(months >= 0, found, NEVER)


def _truth(started, hazard, factor):
    effects = []
    for person in np.flatnonzero((started >= 0) & (started + 12 <= len(hazard))):
        year = hazard[started[person] : started[person] + 12, person]
        effects.append(np.prod(1 - year) - np.prod(1 - year * factor))
    return float(np.mean(effects))
