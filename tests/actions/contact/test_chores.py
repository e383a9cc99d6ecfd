"""The night's chores: late calls to the manager, stops that ended, letters that leave by themselves."""

from datetime import date, timedelta

import pytest

from gewoon.actions.contact import chores, cover
from gewoon.actions.rights import NIGHT, NotAllowed, Refused
from gewoon.records.contact import ContactTask, Letter
from gewoon.records.people import Role
from stories import at, calls, happens, next_step, night, officer, sends

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)


def _chores(day):
    return chores.run(on=day, by=NIGHT, now=at(day, 4))


def _night(day):
    night(day)
    return _chores(day)


@pytest.fixture
def to_call(late):
    sends(late, officer(), TODAY)
    night(date(2026, 10, 12))
    assert next_step(late) == "call"
    return late


def test_a_call_five_days_late_goes_to_the_manager_once(to_call):
    due = to_call.steps.get(name="call").due_on
    assert _chores(due + timedelta(days=4)).overdue == 0
    assert _chores(due + timedelta(days=5)).overdue == 1
    assert _chores(due + timedelta(days=6)).overdue == 0
    task = ContactTask.objects.get()
    assert (task.kind, task.owner) == ("overdue_contact", Role.MANAGER)


def test_a_call_that_was_made_closes_what_lay_with_the_manager(to_call):
    due = to_call.steps.get(name="call").due_on
    _chores(due + timedelta(days=5))
    calls(to_call, officer("late"), at(due + timedelta(days=5)), reached=True)
    assert ContactTask.objects.get().done_by == "late"


@pytest.mark.parametrize("kind", ["debt_help", "moratorium", "restructuring", "dispute", "pause", "promise"])
def test_a_stop_that_ended_is_a_task_once(late, kind):
    happens(late, kind, officer(), TODAY, TODAY + timedelta(days=3))
    assert _night(TODAY + timedelta(days=3)).ended == 0
    assert _night(TODAY + timedelta(days=4)).ended == 1
    assert _night(TODAY + timedelta(days=5)).ended == 0
    assert ContactTask.objects.get().text == kind


def test_a_letter_is_prepared_unless_its_step_was_switched(late):
    assert _night(TODAY + timedelta(days=1)).written == 0
    manager = officer("mina", Role.MANAGER)
    cover.switch_step(step="reminder", sends_itself=True, by=manager, now=at(TODAY))
    assert chores.sends_itself("reminder")
    assert _night(TODAY + timedelta(days=2)).written == 1
    assert (Letter.objects.get().name, Letter.objects.get().state) == ("reminder", "waiting")
    cover.switch_step(step="reminder", sends_itself=False, by=manager, now=at(TODAY, 12))
    assert not chores.sends_itself("reminder")


def test_a_switched_letter_that_something_keeps_in_stays_a_step(late):
    cover.switch_step(step="reminder", sends_itself=True, by=NIGHT, now=at(TODAY))
    ContactTask.objects.create(
        tenancy=late, kind="follow_up", source="x", owner="collection_officer", opened_on=TODAY, due_on=TODAY
    )
    assert _night(TODAY + timedelta(days=1)).written == 0
    assert next_step(late) == "reminder"


@pytest.mark.parametrize("step", ["letter14", "last_warning", "call", "onbekend"])
def test_what_a_person_decides_on_or_has_no_letter_is_never_switched(step):
    with pytest.raises(Refused):
        cover.switch_step(step=step, sends_itself=True, by=NIGHT, now=at(TODAY))


def test_who_may_not_run_the_chores():
    with pytest.raises(NotAllowed):
        chores.run(on=TODAY, by=officer("tom", Role.TRAINER), now=at(TODAY))
