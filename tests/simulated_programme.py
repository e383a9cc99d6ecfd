"""People for whom a training was open, with accounts whose truth is known; no database."""

from datetime import date

import numpy as np

from gewoon.actions.outcome import people as rows
from gewoon.actions.outcome.people import People
from gewoon.gateways.outcome_files import definition, shipped_protocol
from gewoon.records.queries.outcome import Books, Candidate

PROTOCOL = shipped_protocol()
RULE = definition(PROTOCOL)
MONTHS, UNTIL = 48, date(2025, 12, 31)
FIRST = np.datetime64("2022-01", "M")


def day(month: int, number: int = 10) -> date:
    return ((FIRST + month).astype("datetime64[D]") + number - 1).astype(date)


def made_up(count: int, *, with_it=0.3, without=0.5, joins=0.4, drawn=False, seed=4) -> People:
    """Everybody owes two months when the training opens, pays it back, and may fall back within a year."""
    source = np.random.default_rng(seed)
    owed, rent = np.zeros((count, MONTHS)), np.full((count, MONTHS), 60_000.0)
    found = []
    for place in range(count):
        month, joined = int(source.integers(6, 30)), bool(source.random() < joins)
        start = month + int(source.integers(1, 3))
        owed[place, month - 2 : month + 1] = 120_000
        if source.random() < (with_it if joined else without):
            fall = month + int(source.integers(5, 13))
            owed[place, fall : fall + 2] = 60_000
        found.append(
            Candidate(
                tenancy_id=place,
                way_in=rows.WAYS[place % 3],
                open_on=day(month),
                started_on=day(start, 14) if joined else None,
                last_session_on=day(start + 1, 11) if joined else None,
                left_on=None,
                ordered_on=None,
                cohort_id=1,
                draw=(joined, day(month)) if drawn else None,
            )
        )
    months = np.arange(FIRST, FIRST + MONTHS)
    return People(candidates=tuple(found), books=Books(months=months, owed=owed, rent=rent), until=UNTIL)
