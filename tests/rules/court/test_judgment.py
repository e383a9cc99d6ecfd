"""What a judgment allows on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.court.judgment import (
    Terms,
    conditions_met,
    grace_over,
    is_enforceable,
    is_served,
    writ_in_time,
)

LAW = shipped_law()
DAY = date(2026, 6, 1)
TERMS = Terms(
    on=DAY, orders_eviction=True, is_enforceable_at_once=False, appeal_until=date(2026, 9, 1),
    appealed_on=None, leave_days=14, grace_until=None, served_on=date(2026, 6, 8), open_conditions=0,
)  # fmt: skip


def test_a_judgment_is_carried_out_when_the_term_of_appeal_is_over_unused():
    assert not is_enforceable(TERMS, on=date(2026, 9, 1))
    assert is_enforceable(TERMS, on=date(2026, 9, 2))
    assert not is_enforceable(replace(TERMS, appealed_on=DAY), on=date(2026, 9, 2))
    assert not is_enforceable(replace(TERMS, appeal_until=None), on=date(2030, 1, 1))


def test_a_judgment_that_may_be_carried_out_at_once_is_and_another_never():
    assert is_enforceable(replace(TERMS, is_enforceable_at_once=True), on=DAY)
    assert not is_enforceable(replace(TERMS, is_enforceable_at_once=True, orders_eviction=False), on=DAY)


def test_a_judgment_is_served_from_its_service_on():
    assert not is_served(TERMS, on=date(2026, 6, 7)) and is_served(TERMS, on=date(2026, 6, 8))
    assert not is_served(replace(TERMS, served_on=None), on=date(2030, 1, 1))
    assert not is_served(replace(TERMS, served_on=DAY - timedelta(days=1)), on=date(2030, 1, 1))


def test_the_term_to_leave_runs_from_service_and_conditions_are_met_first():
    assert not conditions_met(TERMS, on=date(2026, 6, 22)) and conditions_met(TERMS, on=date(2026, 6, 23))
    assert not conditions_met(replace(TERMS, open_conditions=1), on=date(2026, 6, 23))
    assert not conditions_met(replace(TERMS, served_on=None), on=date(2030, 1, 1))


def test_a_grace_period_runs_through_its_last_day():
    running = replace(TERMS, grace_until=date(2026, 6, 30))
    assert not grace_over(running, on=date(2026, 6, 30)) and grace_over(running, on=date(2026, 7, 1))
    assert grace_over(TERMS, on=DAY)


@pytest.mark.parametrize(
    ("served", "planned", "on", "answer"),
    [
        (date(2026, 6, 1), date(2026, 6, 4), date(2026, 6, 4), True),
        (date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 3), False),
        (date(2026, 6, 1), date(2026, 6, 4), date(2026, 6, 5), False),  # the day has passed
        (date(2026, 6, 1), date(2026, 6, 4), date(2026, 5, 31), False),  # not served yet
        (None, date(2026, 6, 4), date(2026, 6, 4), False),
        (date(2026, 6, 1), None, date(2026, 6, 4), False),
        (date(1990, 1, 1), date(1990, 2, 1), date(1990, 1, 2), False),  # before the law's table
    ],
)
def test_a_writ_is_served_three_days_before(served, planned, on, answer):
    assert writ_in_time(served_on=served, planned_on=planned, law=LAW, on=on) is answer
