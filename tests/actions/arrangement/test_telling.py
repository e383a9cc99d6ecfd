"""The letters about an arrangement leave by themselves where that is switched on; else they are work."""

from datetime import timedelta

import pytest

from actions.arrangement.agreed import FIRST, make
from gewoon.actions.arrangement import keeping, telling
from gewoon.actions.contact import cover, dispatch
from gewoon.actions.rights import CONSOLE, NIGHT, NotAllowed, Refused
from gewoon.records.contact import ContactTask, Letter
from gewoon.records.people import Role
from stories import Post, at, night, officer, open_step, pays

pytestmark = pytest.mark.django_db
LATE = FIRST + timedelta(1)
BROKEN = FIRST + timedelta(9)


def tells(day):
    return telling.write_letters(on=day, by=NIGHT, now=at(day, 4))


def leave(day):
    return dispatch.dispatch(post=Post(), by=NIGHT, now=at(day, 12))


def breaks(who, made):
    keeping.give_word(who.pk, arrangement_id=made.pk, by=CONSOLE, now=at(LATE))
    keeping.look_after([who.pk], on=BROKEN, now=at(BROKEN, 3), by=NIGHT)


@pytest.fixture
def quiet(running, late):
    """The agreement is behind us."""
    Letter.objects.all().delete()
    return running


@pytest.fixture
def switched(db):
    for name in (telling.WORD, telling.BREACH):
        cover.switch_step(step=name, sends_itself=True, by=NIGHT, now=at(FIRST))


def test_nothing_is_due_while_all_is_paid(quiet, late):
    assert telling.due(on=FIRST) == []
    pays(late, 10_000, FIRST)
    assert telling.due(on=LATE) == []


def test_a_late_instalment_is_told_once(quiet, late, switched):
    assert (tells(LATE).written, tells(LATE).written) == (1, 0)
    letter = Letter.objects.get()
    assert (letter.name, letter.values["open_amount"]) == ("word_before_breach", 10_000)
    assert letter.values["instalment_due_on"] == FIRST.isoformat()


def test_without_the_switch_it_is_work_for_a_person_once(quiet, late):
    assert (tells(LATE).asked, tells(LATE).asked) == (1, 0)
    task = ContactTask.objects.get()
    assert (task.kind, task.text, Letter.objects.count()) == ("letter", "word_before_breach", 0)
    olga = officer()
    telling.send_letter(late.pk, arrangement_id=quiet.pk, by=olga, now=at(LATE))
    task.refresh_from_db()
    assert (task.done_by, Letter.objects.get().name) == ("olga", "word_before_breach")
    with pytest.raises(Refused, match="due any more"):
        telling.send_letter(late.pk, arrangement_id=quiet.pk, by=olga, now=at(LATE))


def test_who_was_spoken_with_gets_no_letter(quiet, late, switched):
    keeping.give_word(late.pk, arrangement_id=quiet.pk, by=CONSOLE, now=at(LATE))
    assert tells(LATE).written == 0


def test_a_call_that_is_due_comes_first(running, late, switched):
    Letter.objects.all().delete()
    night(LATE)
    assert open_step(late).name == "call_instalment"
    assert tells(LATE) == telling.Told(written=0, asked=0)


def test_a_breach_is_told_with_what_is_open(quiet, late, switched):
    breaks(late, quiet)
    assert (tells(BROKEN).written, tells(BROKEN).written) == (1, 0)
    letter = Letter.objects.get()
    assert letter.values["ended_on"] == BROKEN.isoformat()
    assert (letter.name, letter.values["open_amount"]) == ("breach", 120_000)


def test_a_breach_is_not_told_beside_a_new_arrangement_or_without_debt(quiet, late):
    breaks(late, quiet)
    assert len(telling.due(on=BROKEN)) == 1
    make(late, on=BROKEN, first_on=BROKEN + timedelta(5), count=24)
    assert telling.due(on=BROKEN) == []


def test_a_payment_before_it_leaves_stops_it_and_the_next_night_looks_again(quiet, late, switched):
    tells(LATE)
    pays(late, 4_000, LATE)
    assert leave(LATE) == (0, 1)
    assert tells(LATE + timedelta(1)).written == 1
    assert Letter.objects.last().values["open_amount"] == 6_000
    assert leave(LATE + timedelta(1)) == (1, 0)


def test_the_agreement_leaves_unless_everything_was_paid_first(running, late):
    day = running.started_on
    assert Letter.objects.get().name == "arrangement_agreement"
    pays(late, 120_000, day)
    assert leave(day) == (0, 1)
    assert Letter.objects.get().reason == "a payment came first"


def test_a_first_payment_does_not_stop_the_agreement(running, late):
    pays(late, 10_000, running.started_on)
    assert leave(running.started_on) == (1, 0)


def test_who_may_not_send_them(quiet, late):
    tom = officer("tom", Role.TRAINER)
    with pytest.raises(NotAllowed):
        telling.write_letters(on=LATE, by=tom, now=at(LATE))
    with pytest.raises(NotAllowed):
        telling.send_letter(late.pk, arrangement_id=quiet.pk, by=tom, now=at(LATE))
