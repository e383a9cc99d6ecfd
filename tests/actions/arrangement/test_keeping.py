"""A running arrangement: a word before a breach, a breach once, an end when all is paid."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from actions.arrangement.agreed import FIRST, TODAY, make
from gewoon.actions.arrangement import keeping
from gewoon.actions.rights import CONSOLE, NIGHT, Refused
from gewoon.records.arrangement import Breach, Instalment, Word
from stories import RENT, at, comes_back, facts, night, open_step, pays, rent

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
FIVE_LATE = FIRST + timedelta(5)


def word(who, made, on):
    return keeping.give_word(who.pk, arrangement_id=made.pk, by=CONSOLE, now=at(on))


def look(who, on):
    return keeping.look_after([who.pk], on=on, now=at(on, 3), by=NIGHT)


def test_on_the_day_itself_nothing_is_late(running, late):
    told = facts(late, FIRST)
    assert (told["arrangement_kept"], told["instalment_late"]) == (True, False)


def test_a_late_instalment_asks_for_a_word_first(running, late):
    told = facts(late, FIRST + timedelta(1))
    assert (told["arrangement_kept"], told["instalment_late"]) == (True, True)
    night(FIRST + timedelta(1))
    assert open_step(late).name == "call_instalment"


def test_after_the_word_it_is_quiet_for_some_days(running, late):
    word(late, running, FIRST + timedelta(1))
    assert facts(late, FIRST + timedelta(2))["instalment_late"] is False


def test_without_a_word_there_is_no_breach_however_late(running, late):
    assert look(late, FIRST + timedelta(90)) == 0
    assert facts(late, FIRST + timedelta(90))["arrangement_kept"] is True


def test_a_breach_is_found_after_the_word_and_both_tolerances(running, late):
    word(late, running, FIRST + timedelta(2))
    assert look(late, FIVE_LATE) == 0
    assert look(late, FIVE_LATE + timedelta(1)) == 1
    found = Breach.objects.get()
    assert (found.instalment.place, found.missing_cents, found.word_on) == (1, 10_000, FIRST + timedelta(2))
    running.refresh_from_db()
    assert (running.state, running.ended_on) == ("broken", FIVE_LATE + timedelta(1))
    told = facts(late, FIVE_LATE + timedelta(1))
    assert (told["arrangement_status"], told["arrangement_kept"]) == ("broken", False)


def test_a_breach_is_found_once(running, late):
    word(late, running, FIRST + timedelta(2))
    assert [look(late, FIRST + timedelta(days)) for days in (10, 10, 11)] == [1, 0, 0]


def test_the_tenant_has_three_days_after_the_word(running, late):
    word(late, running, FIRST + timedelta(20))
    assert [look(late, FIRST + timedelta(days)) for days in (21, 22, 23, 24)] == [0, 0, 0, 1]


def test_who_paid_before_we_looked_has_paid(running, late):
    word(late, running, FIRST + timedelta(2))
    pays(late, 10_000, FIRST + timedelta(8))
    assert look(late, FIRST + timedelta(9)) == 0
    assert facts(late, FIRST + timedelta(9))["arrangement_status"] == "kept"


def test_money_with_a_value_date_to_come_counts_before_a_breach(running, late):
    word(late, running, FIRST + timedelta(2))
    pays(late, 10_000, FIRST + timedelta(30), now=at(FIRST + timedelta(8)))
    assert look(late, FIRST + timedelta(9)) == 0


def test_a_payment_that_came_back_never_counted(running, late):
    payment = pays(late, 10_000, FIRST)
    assert facts(late, FIRST + timedelta(1))["instalment_late"] is False
    comes_back(payment, FIRST + timedelta(3))
    assert facts(late, FIRST + timedelta(3))["instalment_late"] is True
    word(late, running, FIRST + timedelta(3))
    assert look(late, FIRST + timedelta(7)) == 1


def test_a_little_short_is_no_breach(running, late):
    pays(late, 9_500, FIRST)
    assert facts(late, FIRST + timedelta(30))["instalment_late"] is False
    with pytest.raises(Refused, match="Nothing is late"):
        word(late, running, FIRST + timedelta(1))


def test_rent_that_is_paid_is_no_instalment(running, late):
    rent(late, NOVEMBER)
    pays(late, RENT, NOVEMBER)
    told = facts(late, NOVEMBER + timedelta(2))
    assert (told["arrangement_status"], told["instalment_late"]) == ("running", True)


def test_unpaid_rent_asks_for_a_word_but_breaks_nothing(running, late):
    pays(late, 10_000, FIRST)
    rent(late, NOVEMBER)
    late_on = NOVEMBER + timedelta(6)
    assert facts(late, late_on - timedelta(1))["instalment_late"] is False
    assert facts(late, late_on)["instalment_late"] is True
    word(late, running, late_on)
    assert facts(late, late_on + timedelta(13))["instalment_late"] is False
    assert facts(late, late_on + timedelta(14))["instalment_late"] is True
    assert look(late, NOVEMBER + timedelta(20)) == 0


def test_all_paid_ends_it(running, late):
    pays(late, 120_000, FIRST)
    assert look(late, FIRST) == 0
    running.refresh_from_db()
    assert running.state == "finished"
    assert facts(late, FIRST)["arrangement_status"] == "finished"


def test_a_night_after_a_night_changes_nothing(running, late):
    word(late, running, FIRST + timedelta(2))
    night(FIRST + timedelta(9))
    night(FIRST + timedelta(9))
    assert Breach.objects.count() == 1
    assert open_step(late).name != "wait_arrangement"


def test_what_was_agreed_and_found_stands_for_ever(running, late):
    word(late, running, FIRST + timedelta(2))
    look(late, FIRST + timedelta(9))
    for model in (Instalment, Word, Breach):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_a_new_arrangement_can_follow_a_broken_one(running, late):
    word(late, running, FIRST + timedelta(2))
    look(late, FIRST + timedelta(9))
    again = make(late, on=FIRST + timedelta(10), first_on=FIRST + timedelta(20), count=24)
    assert facts(late, FIRST + timedelta(10))["arrangement_status"] == "running"
    assert again.pk != running.pk


def test_the_day_of_the_past_is_told_as_it_was(running, late):
    word(late, running, FIRST + timedelta(2))
    look(late, FIRST + timedelta(9))
    assert facts(late, TODAY)["arrangement_status"] == "running"
    assert facts(late, TODAY - timedelta(1))["arrangement_status"] == "none"
