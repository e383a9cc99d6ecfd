"""Steps are done, taken back, and never through a closed gate; circumstances decide again at once."""

from datetime import date, timedelta

import pytest

from gewoon.actions.contact import letters
from gewoon.actions.policy import steps as policy
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.records.people import Role
from gewoon.records.policy import Step, StepState, WorkItem
from gewoon.rules.policy.policy import RESERVED
from stories import (
    association,
    at,
    calls,
    does,
    happens,
    next_step,
    night,
    officer,
    open_step,
    pays,
    rent,
    sends,
    tenancy,
    writes,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def late():
    association()
    who = tenancy()
    rent(who, date(2026, 10, 1))
    night(TODAY)
    return who


def _step_for(who, name: str, owner: str) -> Step:
    step = open_step(who)
    step.name, step.owner = name, owner
    step.save()
    return step


def test_a_step_that_was_done_leaves_the_worklist(late):
    step = does(late, officer(), TODAY)
    assert (step.state, step.ended_on, step.ended_by, step.outcome) == ("done", TODAY, "olga", "done")
    assert not WorkItem.objects.exists()


def test_a_step_is_done_once(late):
    olga, step = officer(), open_step(late)
    does(late, olga, TODAY)
    with pytest.raises(Refused, match="no longer open"):
        policy.finish_step(late.pk, step_id=step.pk, by=olga, now=at(TODAY))


def test_a_step_of_another_tenancy_is_not_done_through_this_one(late):
    other, step = tenancy(102), open_step(late)
    with pytest.raises(Refused, match="no longer open"):
        policy.finish_step(other.pk, step_id=step.pk, by=officer(), now=at(TODAY))


@pytest.mark.parametrize("gate", sorted(RESERVED))
@pytest.mark.parametrize("role", [Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER, None])
def test_a_closed_gate_cannot_be_finished_by_anybody(late, gate, role):
    by = officer(role=role) if role else CONSOLE
    step = _step_for(late, gate, role or "manager")
    for deed in (policy.finish_step, letters.write_letter):
        with pytest.raises(Refused):
            deed(late.pk, step_id=step.pk, by=by, now=at(TODAY))
    with pytest.raises(Refused, match="gate is closed"):
        policy.finish_step(late.pk, step_id=step.pk, by=CONSOLE, now=at(TODAY))
    assert open_step(late) == step


def test_a_social_worker_finishes_and_takes_back_steps_of_the_own_role_only(late):
    sanne, olga = officer("sanne", Role.SOCIAL_WORKER), officer()
    with pytest.raises(NotAllowed):
        does(late, sanne, TODAY)
    does(late, olga, TODAY)
    with pytest.raises(NotAllowed):
        policy.take_back_step(late.pk, step_id=late.steps.get().pk, by=sanne, now=at(TODAY))


def test_a_social_worker_finishes_an_own_step(late):
    step = _step_for(late, "social_worker", Role.SOCIAL_WORKER)
    does(late, officer("sanne", Role.SOCIAL_WORKER), TODAY, "running")
    step.refresh_from_db()
    assert (step.state, step.outcome) == (StepState.DONE, "running")


def test_a_step_that_was_taken_back_is_open_again(late):
    olga = officer()
    step = does(late, olga, TODAY)
    policy.take_back_step(late.pk, step_id=step.pk, by=olga, now=at(TODAY, 15))
    assert open_step(late) == step
    assert WorkItem.objects.get(tenancy=late).step == step


def test_a_call_that_was_taken_back_no_longer_counts(late):
    olga = officer()
    sends(late, olga, TODAY)
    day = date(2026, 10, 12)
    night(day)
    step = open_step(late)
    calls(late, olga, at(day))
    policy.take_back_step(late.pk, step_id=step.pk, by=olga, now=at(day, 15))
    assert late.attempts.filter(taken_back_at=None).count() == 0
    assert open_step(late) == step


def test_a_step_of_yesterday_is_not_taken_back(late):
    olga = officer()
    step = does(late, olga, TODAY)
    with pytest.raises(Refused, match="done today"):
        policy.take_back_step(late.pk, step_id=step.pk, by=olga, now=at(TOMORROW))


def test_a_step_that_became_a_letter_is_taken_back_with_the_letter(late):
    olga = officer()
    letter = writes(late, olga, at(TODAY))
    with pytest.raises(Refused, match="take back the letter"):
        policy.take_back_step(late.pk, step_id=letter.step_id, by=olga, now=at(TODAY))
    letters.take_back(late.pk, letter_id=letter.pk, by=olga, now=at(TODAY, 10, 5))
    step = does(late, olga, TODAY)
    policy.take_back_step(late.pk, step_id=step.pk, by=olga, now=at(TODAY))
    assert open_step(late) == step


def test_taking_back_after_a_payment_opens_nothing(late):
    olga = officer()
    step = does(late, olga, TODAY)
    pays(late, 60_000, TODAY, now=at(TODAY, 11))
    policy.take_back_step(late.pk, step_id=step.pk, by=olga, now=at(TODAY, 12))
    assert open_step(late) is None
    assert not WorkItem.objects.exists()


def test_taking_back_makes_room_for_the_step_that_came_after(late):
    olga = officer()
    first = does(late, olga, TODAY)
    happens(late, "dispute", olga, TODAY)
    assert next_step(late) == "settle_dispute"
    policy.take_back_step(late.pk, step_id=first.pk, by=olga, now=at(TODAY, 15))
    assert late.steps.filter(state=StepState.OPEN).count() == 1
    assert next_step(late) == "settle_dispute"


@pytest.mark.parametrize(
    ("kind", "until", "step"),
    [
        ("dispute", None, "settle_dispute"),
        ("legal_stop", None, "wait"),
        ("pause", None, "wait"),
        ("help_asked", None, "call_back"),
        ("promise", TODAY + timedelta(days=9), "wait"),
        ("debt_help", None, "wait_help"),
    ],
)
def test_what_a_person_knows_changes_the_next_step_at_once(late, kind, until, step):
    happens(late, kind, officer(), TODAY, until)
    expected = "call" if kind == "debt_help" else step  # this month's rent is unpaid: a word about it
    assert next_step(late) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "weather"}, "no circumstance"),
        ({"reason": "  "}, "in a few words"),
        ({"kind": "promise"}, "day by which"),
        ({"to_on": TODAY - timedelta(days=1)}, "before the first"),
    ],
)
def test_a_circumstance_that_says_too_little_is_refused(late, given, message):
    whole = {"kind": "pause", "reason": "rust", "by": officer(), "now": at(TODAY)}
    with pytest.raises(Refused, match=message):
        policy.record_circumstance(late.pk, **whole | given)


def test_who_may_not_raise_a_dispute_does_not(late):
    with pytest.raises(NotAllowed):
        happens(late, "dispute", officer("tom", Role.TRAINER), TODAY)


def test_a_circumstance_that_ended_counts_no_more(late):
    olga = officer()
    dispute = happens(late, "dispute", olga, TODAY)
    policy.end_circumstance(late.pk, circumstance_id=dispute.pk, by=olga, now=at(TOMORROW))
    assert next_step(late) == "reminder"
    with pytest.raises(Refused, match="ended already"):
        policy.end_circumstance(late.pk, circumstance_id=dispute.pk, by=olga, now=at(TOMORROW))
    with pytest.raises(Refused, match="does not exist"):
        policy.end_circumstance(late.pk, circumstance_id=0, by=olga, now=at(TOMORROW))
