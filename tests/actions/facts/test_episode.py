"""What was done since the arrears began, each fact by a small story."""

from datetime import date, timedelta
from typing import Any

import pytest

from gewoon.actions.facts import facts_of, histories
from gewoon.records.contact import LetterState
from stories import RENT, did, facts, knows, pays, rent, sent, tenancy, tried

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def october(day: int) -> date:
    return OCTOBER.replace(day=day)


@pytest.fixture
def late() -> Any:
    """Owes the rent of October."""
    who = tenancy()
    rent(who, OCTOBER)
    return who


@pytest.mark.parametrize(
    ("step", "fact"),
    [
        ("arrangement_offer", "days_since_arrangement_offer"),
        ("arrangement_talk", "days_since_arrangement_talk"),
        ("training_invitation", "days_since_training_invitation"),
        ("last_warning", "days_since_last_warning"),
        ("call_administrator", "days_since_administrator_call"),
    ],
)
def test_days_count_from_the_last_time_a_step_was_done_in_this_episode(late, step, fact):
    assert facts(late, october(9))[fact] is None
    did(late, step, october(4))
    did(late, step, october(6))
    assert facts(late, october(9))[fact] == 3
    pays(late, RENT, october(10))
    rent(late, NOVEMBER)
    assert facts(late, NOVEMBER + timedelta(days=4))[fact] is None


def test_steps_that_were_done_are_told(late):
    for step in ("arrangement_offer", "training_invitation", "last_warning"):
        did(late, step, october(4))
    told = facts(late, october(9))
    assert told["arrangement_offered"] is told["last_warning_sent"] is True
    assert told["training_condition"] == "offered"


def test_what_no_release_records_yet_is_told_as_not_so(late):
    told = facts(late, october(9))
    assert (told["arrangement_status"], told["court_status"]) == ("none", "none")
    assert not any(told[name] for name in ("arrangement_kept", "instalment_late", "training_running"))
    assert not any(told[name] for name in ("signal_sent", "signal_answered"))
    assert told["days_since_signal"] is told["days_since_judgment"] is None


@pytest.mark.parametrize(
    ("letter", "fact"),
    [("reminder", "reminder"), ("second_reminder", "second_reminder"), ("fourteen_day", "letter14")],
)
def test_a_letter_that_left_is_told_with_its_days(late, letter, fact):
    before = facts(late, october(5))
    assert (before[f"{fact}_sent"], before[f"days_since_{fact}"]) == (False, None)
    sent(late, letter, october(6))
    after = facts(late, october(9))
    assert (after[f"{fact}_sent"], after[f"days_since_{fact}"]) == (True, 3)


def test_a_letter_that_waits_counts_from_today_and_one_that_was_stopped_does_not(late):
    sent(late, "reminder", october(6), LetterState.STOPPED)
    assert facts(late, october(9))["reminder_sent"] is False
    sent(late, "reminder", october(7), LetterState.WAITING)
    assert facts(late, october(6))["reminder_sent"] is False
    assert facts(late, october(9))["days_since_reminder"] == 0


def test_the_second_reminder_offers_help(late):
    told = facts(late, october(5))
    assert not any(told[name] for name in ("help_offer_made", "debt_help_pointed"))
    sent(late, "second_reminder", october(6))
    told = facts(late, october(9))
    assert (told["help_offer_made"], told["days_since_help_offer"], told["debt_help_pointed"]) == (
        True,
        3,
        True,
    )


def test_the_term_of_the_law_s_letter_is_over_after_its_days(late):
    """Sent on the 5th; delivery is presumed two days later, and fifteen days begin then."""
    assert facts(late, october(5))["letter14_term_over"] is False
    sent(late, "fourteen_day", october(5))
    over = [day for day in range(5, 32) if facts(late, october(day))["letter14_term_over"]]
    assert over == list(range(over[0], 32))
    assert 21 <= over[0] <= 24


def test_letters_are_counted_per_month(late):
    for day in (20, 25):
        sent(late, "reminder", date(2026, 9, day))
    sent(late, "second_reminder", october(2))
    assert facts(late, october(9))["letters_this_month"] == 1
    assert facts(late, date(2026, 9, 30))["letters_this_month"] == 2


def test_a_letter_that_came_back_asks_for_the_address_until_it_was_looked_up(late):
    assert facts(late, october(5))["delivery_failed"] is False
    sent(late, "reminder", october(6), LetterState.RETURNED)
    assert facts(late, october(7))["delivery_failed"] is True
    sent(late, "second_reminder", october(8), LetterState.WAITING)
    assert facts(late, october(8))["delivery_failed"] is True
    did(late, "find_address", october(9))
    assert facts(late, october(9))["delivery_failed"] is False


def test_attempts_are_counted_by_kind_and_time(late):
    tried(late, october(5))
    tried(late, october(6), kind="visit", hour=19, reached=True)
    told = facts(late, october(9))
    assert [told[f"{kind}_attempts"] for kind in ("call", "visit", "personal_contact")] == [1, 1, 2]
    assert (told["contact_channels"], told["contact_outside_office_hours"]) == (2, True)
    assert (told["personal_contact_made"], told["days_since_personal_contact"]) == (True, 3)
    assert (told["days_since_contact_attempt"], told["debt_help_pointed"]) == (3, True)


def test_attempts_in_office_hours_that_reached_nobody(late):
    tried(late, october(5), hour=16)
    told = facts(late, october(9))
    assert told["contact_outside_office_hours"] is told["personal_contact_made"] is False
    assert told["days_since_personal_contact"] is None


def test_attempts_of_earlier_arrears_do_not_count(late):
    tried(late, october(5), reached=True)
    pays(late, RENT, october(6))
    rent(late, NOVEMBER)
    told = facts(late, NOVEMBER + timedelta(days=4))
    assert (told["personal_contact_attempts"], told["contact_channels"]) == (0, 0)


def test_each_fact_names_the_records_it_comes_from(late):
    letter = sent(late, "reminder", october(5))
    sent(late, "invitation", october(5))
    sent(late, "second_reminder", date(2026, 9, 1))
    tried(late, october(6))
    knows(late, "dispute", october(6))
    sources = facts_of(next(histories([late.pk], on=october(9))), on=october(9), has_gap=False).sources
    assert sources["reminder_sent"] == f"letter {letter.pk}"
    assert sources["arrears"] == f"entries to {late.entries.get().pk}"
    assert sources["personal_contact_attempts"].startswith("attempts ")
    assert sources["dispute_open"].startswith("circumstance ")
    assert "second_reminder_sent" not in sources


def test_histories_come_in_order_of_key_and_without_strangers():
    one, two = tenancy(2), tenancy(1)
    found = [each.tenancy_id for each in histories([two.pk, one.pk, 0], on=OCTOBER)]
    assert found == sorted([one.pk, two.pk])
