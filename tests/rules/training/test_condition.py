"""The one status of the training, as of any day."""

from datetime import date

import pytest

from gewoon.rules.training.condition import Path, invited_on, is_running, status

SINCE = date(2026, 1, 1)
INVITED, CAME, SEATED, LAST, ENDED = (date(2026, month, 1) for month in (2, 3, 4, 5, 6))


def path(**more):
    given = {
        "key": 1,
        "way_in": "condition",
        "invited_on": INVITED,
        "came_forward_on": CAME,
        "seated_on": SEATED,
        "last_session_on": LAST,
        "ended_on": ENDED,
        "ends_as": "finished",
        "end_reason": "",
    }
    return Path(**given | more)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 31), "none"),
        (INVITED, "offered"),
        (CAME, "not_offered"),
        (SEATED, "open"),
        (LAST, "open"),
        (ENDED, "met"),
    ],
)
def test_each_day_has_its_status(on, expected):
    assert status([path()], on=on, since=SINCE) == expected


@pytest.mark.parametrize(
    ("ends_as", "reason", "expected"),
    [
        ("finished", "", "met"),
        ("excused", "health", "excused"),
        ("declined", "does_not_want", "not_met"),
        ("dropped_out", "work", "not_met"),
        ("declined", "no_answer", "offered"),
        ("declined", "no_seat", "not_offered"),
    ],
)
def test_an_end_says_how_it_ended(ends_as, reason, expected):
    assert status([path(ends_as=ends_as, end_reason=reason)], on=ENDED, since=SINCE) == expected


def test_own_initiative_obliges_to_nothing_but_does_run():
    own = path(way_in="own_initiative", ended_on=None)
    assert status([own], on=SEATED, since=SINCE) == "none"
    assert is_running([own], on=LAST)
    assert not is_running([own], on=date(2026, 5, 2))


def test_what_ended_before_these_arrears_began_counts_no_more():
    later = date(2026, 7, 1)
    assert status([path()], on=later, since=later) == "none"
    assert invited_on([path()], on=later, since=later) is None
    assert invited_on([path()], on=later, since=SINCE) == INVITED


def test_the_newest_path_speaks():
    again = path(key=2, invited_on=date(2026, 8, 1), came_forward_on=None, seated_on=None, ended_on=None)
    assert status([path(), again], on=date(2026, 8, 2), since=SINCE) == "offered"


def test_nothing_runs_before_a_seat_after_an_end_or_without_sessions():
    assert not is_running([path()], on=CAME)
    assert not is_running([path(ended_on=date(2026, 4, 20))], on=LAST)
    assert not is_running([path(last_session_on=None)], on=LAST)
    assert not is_running([], on=LAST)


def test_a_path_on_which_nothing_happened_says_nothing():
    empty = path(invited_on=None, came_forward_on=None, seated_on=None, ended_on=None)
    assert status([empty], on=LAST, since=SINCE) == "none"
