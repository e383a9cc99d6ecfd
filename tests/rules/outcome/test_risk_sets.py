"""Rows from dates: nobody is a participant before the start."""

from datetime import date, timedelta

import numpy as np
import pytest

from gewoon.rules.outcome.cox import cox
from gewoon.rules.outcome.risk_sets import followed, start_stop

DAY = date(2024, 1, 1)


def on(days):
    return None if days is None else DAY + timedelta(days=days)


def test_days_before_the_start_are_days_without():
    """Somebody enters, joins after 100 days and falls back after 150; another never joins and leaves."""
    rows = start_stop([DAY, DAY], [on(100), None], [on(150), None], [None, on(80)], until=on(365))
    assert rows.person.tolist() == [0, 1, 0]
    assert rows.entry.tolist() == [0, 0, 100]
    assert rows.stop.tolist() == [100, 80, 150]
    assert rows.joined.tolist() == [0, 0, 1]
    assert rows.event.tolist() == [False, False, True]


def test_who_falls_back_before_the_start_did_so_without():
    rows = start_stop([DAY], [on(100)], [on(50)], [None], until=on(365))
    assert (rows.joined.tolist(), rows.event.tolist()) == ([0], [True])


def test_who_enters_on_the_day_of_the_start_has_one_row():
    rows = start_stop([DAY, DAY], [DAY, on(400)], [None, None], [None, DAY], until=on(365))
    assert (rows.joined.tolist(), rows.stop.tolist()) == ([1], [365])


def test_immortal_time_makes_a_wonder_of_nothing_and_rows_from_dates_do_not():
    source = np.random.default_rng(9)
    event, start = source.exponential(300, 3000), source.exponential(400, 3000)
    joined = start < event
    naive = cox(np.ceil(event), np.ones(3000), joined)
    rows = start_stop(
        [DAY] * 3000,
        [on(int(s)) if j else None for s, j in zip(start, joined, strict=True)],
        [on(int(np.ceil(e))) for e in event],
        [None] * 3000,
        until=on(100_000),
    )
    honest = cox(rows.stop, rows.event, rows.joined, entry=rows.entry)
    assert naive.hazard_ratio[0] < 0.6
    assert honest.lower[0] < 1 < honest.upper[0]


def test_relapse_leaving_and_still_there_are_three_ends():
    found = followed([DAY] * 3, [on(30), None, None], [on(30), on(40), None], until=on(365))
    assert found.cause.tolist() == [1, 2, 0]
    assert found.time.tolist() == [30, 40, 365]


def test_who_begins_later_than_the_books_go_is_refused():
    with pytest.raises(ValueError, match="row 0 begins on"):
        followed([on(400)], [None], [None], until=on(365))


def test_an_unknown_beginning_is_refused():
    with pytest.raises(ValueError, match="entered_on of row 1 is unknown"):
        start_stop([DAY, None], [None] * 2, [None] * 2, [None] * 2, until=on(9))
