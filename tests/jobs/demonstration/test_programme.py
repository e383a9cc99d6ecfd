"""The programme's true effect is what the constants say, and nothing else tells participants apart."""

from datetime import date
from itertools import pairwise

import pytest

from gewoon.jobs.demonstration import programme
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.fates import Habit, Lot
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.spells import Spell
from gewoon.jobs.demonstration.tenancies import of_home
from gewoon.rules.calendar import Month

FRAME = Frame(years=3, today=date(2026, 10, 14))
MONTH = Month(2025 * 12 + 5)
TENANCY = of_home(1, Lot(Habit.PARTIAL, None), stream(3), FRAME)[-1]


def test_participants_fall_back_less_often_by_the_set_effect():
    drawn = [programme.offer(TENANCY, MONTH, "condition", stream(i), FRAME) for i in range(6000)]
    with_it = [relapses for chance, relapses in drawn if chance.joined]
    without = [relapses for chance, relapses in drawn if not chance.joined]
    assert sum(with_it) / len(with_it) == pytest.approx(programme.RELAPSE_WITH, abs=0.05)
    assert sum(without) / len(without) == pytest.approx(programme.RELAPSE_WITHOUT, abs=0.03)


def test_a_group_starts_after_somebody_comes_into_view_and_meets_three_times_on_tuesdays():
    drawn = (programme.offer(TENANCY, MONTH, "required", stream(i), FRAME)[0] for i in range(200))
    sessions = next(chance.sessions for chance in drawn if chance.joined)
    days = [session.on for session in sessions]
    assert [(b - a).days for a, b in pairwise(days)] == [14, 14]
    assert all(day.weekday() == 1 for day in days)
    assert date(2025, 6, 30) < days[0] < date(2025, 9, 1)


def test_a_missed_session_has_a_reason_and_a_coming_one_has_no_attendance():
    month = Month(2026 * 12 + 8)
    drawn = [programme.offer(TENANCY, month, "required", stream(i), FRAME)[0] for i in range(400)]
    sessions = [session for chance in drawn for session in chance.sessions]
    assert all((session.attended is None) == (session.on >= FRAME.today) for session in sessions)
    assert all(bool(session.absence) == (session.attended is False) for session in sessions)


def test_nobody_comes_into_view_below_half_a_month_of_rent():
    assert all(programme.way_in(TENANCY, MONTH, 0.4, stream(i)) is None for i in range(50))


@pytest.mark.parametrize("relapses", [True, False])
def test_new_arrears_come_within_the_year_or_not_at_all(relapses):
    spells = [Spell(first=MONTH - 3, last=MONTH + 6, share=0.5, cause="illness")]
    after = programme.course_after(spells, MONTH, relapses=relapses, random=stream(1))
    assert after[0].last == MONTH + 1
    assert [MONTH + 5 <= spell.first <= MONTH + 12 for spell in after[1:]] == [True] * relapses
