"""Days of a group: every two weeks, past public and school holidays."""

from datetime import date

import pytest

from gewoon.rules.training.dates import Holiday, SchoolHolidays, plan, too_close, why_not

CHRISTMAS = Holiday(name="kerstvakantie", from_on=date(2026, 12, 19), to_on=date(2027, 1, 3))
SCHOOL = SchoolHolidays(
    region="midden",
    known_from=date(2026, 10, 1),
    known_to=date(2027, 8, 29),
    source="made up",
    holidays=(CHRISTMAS,),
)


def days(planned):
    return [each.on for each in planned]


def test_a_group_meets_every_two_weeks():
    found = plan(date(2026, 11, 3), sessions=3, interval_days=14, school=SCHOOL)
    assert days(found) == [date(2026, 11, 3), date(2026, 11, 17), date(2026, 12, 1)]
    assert all(each.is_known and not each.skipped for each in found)


def test_school_holidays_move_a_session_by_weeks_and_the_rhythm_goes_on_from_there():
    found = plan(date(2026, 12, 8), sessions=3, interval_days=14, school=SCHOOL)
    assert days(found) == [date(2026, 12, 8), date(2027, 1, 5), date(2027, 1, 19)]
    assert found[1].skipped == ("kerstvakantie", "kerstvakantie")


def test_a_public_holiday_is_avoided_without_any_list():
    found = plan(date(2028, 4, 17), sessions=1, interval_days=14, school=None)
    assert days(found) == [date(2028, 4, 24)]
    assert found[0].skipped == ("public_holiday",)
    assert not found[0].is_known


def test_outside_the_list_school_holidays_are_not_known():
    assert not plan(date(2027, 9, 7), sessions=1, interval_days=14, school=SCHOOL)[0].is_known
    assert why_not(date(2027, 9, 7), SCHOOL) is None
    assert why_not(date(2026, 12, 25), SCHOOL) == "public_holiday"
    assert why_not(date(2026, 12, 22), SCHOOL) == "kerstvakantie"


def test_a_weekday_that_is_never_free_is_refused():
    always = Holiday(name="always", from_on=date(2026, 1, 1), to_on=date(2030, 1, 1))
    school = SchoolHolidays(
        region="zuid", known_from=always.from_on, known_to=always.to_on, source="-", holidays=(always,)
    )
    with pytest.raises(ValueError, match="choose another weekday"):
        plan(date(2026, 11, 3), sessions=1, interval_days=14, school=school)


def test_sessions_out_of_order_are_found():
    assert too_close([date(2026, 11, 3), date(2026, 11, 3)])
    assert not too_close([date(2026, 11, 3), date(2026, 11, 4)])
