"""Which number of law holds on a day, and when the answer is that we do not know."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.law.parameters import Number, Status, Unknown, all_on, in_cents, law_of, round_half_up


def number(value, valid_from, valid_to=None, *, status=Status.CONFIRMED, number_id="made.up"):
    return Number(
        id=number_id,
        value=Fraction(value),
        unit="days",
        valid_from=date.fromisoformat(valid_from),
        valid_to=date.fromisoformat(valid_to) if valid_to else None,
        status=status,
        source="made up",
        checked_until=date(2026, 12, 31),
    )


def test_the_number_of_the_day_is_found_whatever_the_order_of_rows():
    law = law_of([number(3, "2026-07-01"), number(2, "2026-01-01", "2026-06-30")])
    assert law.on("made.up", date(2026, 6, 30)).value == 2
    assert law.on("made.up", date(2026, 7, 1)).value == 3


def test_a_day_outside_validity_is_unknown_and_says_why():
    law = law_of([number(2, "2026-01-01", "2026-06-30")])
    for day in (date(2025, 12, 31), date(2026, 7, 1)):
        assert law.on("made.up", day) == Unknown(why=f"made.up is not known on {day}")


def test_a_gap_between_two_rows_is_unknown():
    law = law_of([number(2, "2026-01-01", "2026-05-31"), number(3, "2026-07-01")])
    assert isinstance(law.on("made.up", date(2026, 6, 15)), Unknown)


def test_two_values_on_one_day_are_refused():
    with pytest.raises(ValueError, match="two values on 2026-06-30"):
        law_of([number(2, "2026-01-01", "2026-06-30"), number(3, "2026-06-30")])


def test_an_open_row_leaves_no_place_for_a_successor():
    with pytest.raises(ValueError, match="end the earlier one"):
        law_of([number(2, "2026-01-01"), number(3, "2026-07-01")])


def test_an_id_that_no_file_has_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        law_of([]).on("made.up", date(2026, 1, 1))


def test_several_numbers_are_unknown_when_one_is():
    law = law_of([number(2, "2026-01-01"), number(3, "2026-07-01", number_id="other")])
    assert [each.value for each in all_on(law, ("made.up", "other"), date(2026, 7, 1))] == [2, 3]
    assert all_on(law, ("made.up", "other"), date(2026, 6, 30)) == Unknown(
        why="other is not known on 2026-06-30"
    )


@pytest.mark.parametrize("status", Status)
def test_only_confirmed_numbers_and_our_own_policy_count_as_verified(status):
    is_trusted = status in {Status.CONFIRMED, Status.POLICY}
    assert number(2, "2026-01-01", status=status).is_unverified_on(date(2026, 2, 1)) is not is_trusted


def test_a_number_becomes_unverified_the_day_after_its_check_ends():
    row = number(2, "2026-01-01")
    assert not row.is_unverified_on(date(2026, 12, 31))
    assert row.is_unverified_on(date(2026, 12, 31) + timedelta(days=1))


def test_half_a_cent_is_rounded_up():
    assert in_cents(Fraction("0.005")) == 1
    assert in_cents(Fraction("40.0005")) == 4000


@given(st.fractions(min_value=0, max_value=10**9))
def test_rounding_moves_at_most_half_a_cent(exact):
    assert -Fraction(1, 2) < round_half_up(exact) - exact <= Fraction(1, 2)
