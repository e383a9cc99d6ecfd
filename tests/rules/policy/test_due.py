"""Decisions over time: remembered per region, and looked at again when a count of days crosses a border."""

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.due import Clock

ROWS = st.fixed_dictionaries(
    {
        "arrears": st.integers(0, 60_000),
        "arrears_months": st.none() | st.integers(0, 400),
        "call_attempts": st.integers(0, 4),
        "days_since_letter": st.none() | st.integers(0, 40),
        "help": st.sampled_from(["none", "offered", "running"]),
        "dispute": st.none() | st.booleans(),
    }
)


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_what_is_remembered_is_what_would_be_decided(policy, rows):
    clock = Clock(policy)
    assert [clock.decide(row) for row in rows * 2] == decide(policy, rows * 2)


@given(ROWS)
def test_nothing_changes_between_two_borders(policy, row):
    clock = Clock(policy)
    borders = clock.crossings(row, 30)
    for days in range(30):
        before = max((border for border in borders if border <= days), default=0)
        assert clock.decide(clock.later(row, days)) == clock.decide(clock.later(row, before))


def test_only_days_grow_and_never_beyond_their_range(policy, row):
    clock = Clock(policy)
    told = clock.later(row(days_since_letter=999), 5)
    assert told == row(days_since_letter=1000)
    assert clock.later(row(), 5) == row()
    assert clock.later(row(), 0) == row()


def test_a_border_that_lies_behind_is_not_crossed_again(policy, row):
    clock = Clock(policy)
    assert clock.crossings(row(days_since_letter=10), 30) == [5]
    assert clock.crossings(row(days_since_letter=15), 30) == []
    assert clock.crossings(row(), 30) == []


def test_the_borders_of_a_number_are_those_of_the_conditions(policy):
    clock = Clock(policy)
    assert 15 in clock.borders("days_since_letter")
    assert clock.borders("nothing") == ()
