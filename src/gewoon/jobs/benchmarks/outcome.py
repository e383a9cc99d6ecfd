"""The figures: a full report over made-up people, and Cox's regression beside statsmodels."""

from datetime import date
from typing import Any

import numpy as np

from gewoon.jobs import environment
from gewoon.jobs.benchmarks.measure import Answer, Settings, Task

_TENANCIES, _YEARS, _STARTED = 100_000, 5, 1_000
_OPEN_TO = 5_700  # as in the demonstration: 57 of 1,000 households in five years
_ROWS = 20_000
_UNTIL = date(2026, 10, 31)


def report(_: Settings) -> Task:
    """Follow, compare and check for all who could take part: 500 draws for each estimate."""
    environment.attach()
    from gewoon.actions.outcome import people
    from gewoon.actions.outcome.effect import effect
    from gewoon.gateways.outcome_files import definition, shipped_protocol
    from gewoon.rules.outcome.counts import compare
    from gewoon.rules.outcome.forecast import forecast

    protocol = shipped_protocol()
    rule, everybody = definition(protocol), _everybody()

    def work() -> Answer:
        compare(400, 320)
        forecast(250, 0.8)
        people.course(everybody, rule)
        found = effect(everybody, rule, protocol)
        return {"started": found["flow"]["started"], "refused": len(found["refused"])}

    return Task(
        work=work, size=f"{_TENANCIES:,} tenancies, {_YEARS} years, {_STARTED:,} participants", calls=1
    )


def cox_ours(_: Settings) -> Task:
    """Fit with our own regression."""
    from gewoon.rules.outcome.cox import cox

    time, event, x = _rows()

    def work() -> Answer:
        return {"coefficients": [round(float(each), 3) for each in cox(time, event, x).coefficients]}

    return Task(work=work, size=f"{_ROWS:,} rows, 5 covariates", calls=1)


def cox_statsmodels(_: Settings) -> Task:
    """Fit the same with statsmodels."""
    from statsmodels.duration.hazard_regression import PHReg  # type: ignore[import-untyped]  # rival, dev only

    time, event, x = _rows()

    def work() -> Answer:
        fitted = PHReg(time, x, status=event.astype(int), ties="efron").fit(disp=0)
        return {"coefficients": [round(float(each), 3) for each in fitted.params]}

    return Task(work=work, size=f"{_ROWS:,} rows, 5 covariates", calls=1)


def _rows() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    source = np.random.default_rng(1)
    x = source.normal(size=(_ROWS, 5))
    return np.ceil(source.exponential(200, _ROWS) * np.exp(-0.3 * x[:, 0])), source.random(_ROWS) < 0.6, x


def _everybody() -> Any:
    """Make up who could take part: the debt when it opened, who joined, who fell back."""
    from gewoon.actions.outcome.people import WAYS, People
    from gewoon.records.queries.outcome import Books, Candidate

    source, months = np.random.default_rng(1), 12 * _YEARS
    first = np.datetime64("2021-11", "M")
    owed = np.zeros((_OPEN_TO, months))
    joined = source.permutation(_OPEN_TO) < _STARTED
    opens = source.integers(6, months - 15, _OPEN_TO)
    starts = opens + source.integers(1, 3, _OPEN_TO)
    falls = source.random(_OPEN_TO) < np.where(joined, 0.32, 0.45)
    back = opens + source.integers(5, 13, _OPEN_TO)
    found = []
    for place in range(_OPEN_TO):
        owed[place, opens[place] - 2 : opens[place] + 1] = source.integers(1, 4) * 60_000
        if falls[place]:
            owed[place, back[place] : back[place] + 2] = 60_000
        start = (first + starts[place]).astype("datetime64[D]").astype(date)
        found.append(
            Candidate(
                tenancy_id=place,
                way_in=WAYS[place % 3],
                open_on=(first + opens[place]).astype("datetime64[D]").astype(date),
                started_on=start if joined[place] else None,
                last_session_on=start if joined[place] else None,
                left_on=None,
                ordered_on=None,
                cohort_id=None,
                draw=None,
            )
        )
    books = Books(months=np.arange(first, first + months), owed=owed, rent=np.full_like(owed, 60_000.0))
    return People(candidates=tuple(found), books=books, until=_UNTIL)
