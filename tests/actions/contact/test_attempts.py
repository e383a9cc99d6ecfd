"""Calls and visits: what was tried, when, and whether it does a step."""

from datetime import date, timedelta

import pytest

from gewoon.actions.contact import attempts
from gewoon.actions.rights import NotAllowed, NotFound, Refused
from gewoon.records.contact import ContactAttempt
from gewoon.records.people import Role
from gewoon.records.policy import StepState
from stories import at, calls, night, officer, open_step, sends

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
CALL_DAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("day", "hour", "part"),
    [
        (5, 9, "morning"),
        (5, 12, "afternoon"),
        (5, 17, "afternoon"),
        (5, 18, "evening"),
        (10, 9, "weekend"),
        (25, 2, "weekend"),
    ],
)
def test_the_part_of_the_day_is_the_one_of_amsterdam(day, hour, part):
    assert attempts.part_of_day(at(date(2026, 10, day), hour)) == part


def test_a_call_that_was_due_does_its_step(late):
    olga = officer()
    sends(late, olga, TODAY)
    night(CALL_DAY)
    step = open_step(late)
    assert attempts.kind_of(step) == "call"
    calls(late, olga, at(CALL_DAY, 19))
    step.refresh_from_db()
    assert (step.state, step.outcome, step.ended_by) == (StepState.DONE, "not_reached", "olga")
    assert attempts.kind_of(step) is None
    attempt = ContactAttempt.objects.get()
    assert (attempt.step, attempt.part_of_day, attempt.reached) == (step, "evening", False)


def test_a_call_unasked_counts_and_leaves_the_step_open(late):
    step = open_step(late)
    calls(late, officer(), at(TODAY), reached=True)
    assert open_step(late) == step
    night(TODAY + timedelta(days=4))
    assert ContactAttempt.objects.get().step is None


def test_a_step_that_asks_for_something_else_is_not_done_by_a_call(late):
    with pytest.raises(Refused, match="asks for something else"):
        attempts.record_attempt(
            late.pk, kind="call", reached=True, by=officer(), now=at(TODAY), step_id=open_step(late).pk
        )
    assert open_step(late).name == "reminder"


def test_an_unknown_way_of_contact_and_an_unknown_tenancy_are_refused(late):
    olga = officer()
    with pytest.raises(Refused, match="no way of contact"):
        attempts.record_attempt(late.pk, kind="telepathy", reached=True, by=olga, now=at(TODAY))
    with pytest.raises(NotFound, match="tenancy does not exist"):
        attempts.record_attempt(0, kind="call", reached=True, by=olga, now=at(TODAY))


def test_a_trainer_records_no_call(late):
    with pytest.raises(NotAllowed):
        calls(late, officer("tom", Role.TRAINER), at(TODAY))
