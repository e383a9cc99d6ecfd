"""Each fact of the catalogue, told by a small story."""

from datetime import date, timedelta
from typing import Any

import pytest

from gewoon.actions.contact import attempts
from gewoon.actions.facts import facts_of, histories
from gewoon.gateways import policy_files
from gewoon.gateways.erp.model import PartyRow
from gewoon.records.contact import Letter, LetterState
from gewoon.records.people import Role
from gewoon.records.policy import Decision, Step
from gewoon.records.tenancy import Circumstance
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.policy.facts import encode
from gewoon.rules.policy.reading import read_catalogue
from stories import RENT, at, claim, comes_back, officer, pays, rent, tenancy

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def facts(who: Any, on: date, *, has_gap: bool = False) -> dict[str, Any]:
    return facts_of(next(histories([who.pk], on=on)), on=on, has_gap=has_gap).values


def october(day: int) -> date:
    return OCTOBER.replace(day=day)


def sent(who: Any, name: str, on: date, state: str = LetterState.SENT) -> Letter:
    """Let a letter have left on a day, or wait since."""
    left = on if state != LetterState.WAITING else None
    return Letter.objects.create(
        tenancy=who, name=name, language="nl", values={}, state=state, sent_on=left,
        written_at=at(on), leaves_at=at(on), ended_at=at(on),
    )  # fmt: skip


def tried(who: Any, on: date, *, kind: str = "call", hour: int = 10, reached: bool = False) -> None:
    """Seek contact."""
    by = officer(f"user{on}{kind}{hour}")
    attempts.record_attempt(who.pk, kind=kind, reached=reached, by=by, now=at(on, hour))


def did(who: Any, name: str, on: date, outcome: str = "done") -> None:
    """Let a step have been done on a day."""
    decision = Decision.objects.create(tenancy=who, on=on, step=name, policy_hash="", receipt="")
    Step.objects.create(
        tenancy=who, decision=decision, name=name, owner=Role.COLLECTION_OFFICER, opened_on=on, due_on=on,
        state="done", ended_at=at(on), ended_on=on, ended_by="olga", outcome=outcome,
    )  # fmt: skip


def knows(who: Any, kind: str, first: date, last: date | None = None) -> None:
    """Know something of a tenancy."""
    Circumstance.objects.create(
        tenancy=who, kind=kind, from_on=first, to_on=last, reason="x", by_name="olga", recorded_at=at(first)
    )


@pytest.fixture
def late() -> Any:
    """Owes the rent of October."""
    who = tenancy()
    rent(who, OCTOBER)
    return who


def test_every_fact_that_can_be_recorded_is_told_and_fits_the_catalogue(late):
    catalogue = read_catalogue(policy_files.shipped(OCTOBER).catalogue)
    for who in (late, tenancy(102), tenancy(103, cents=0)):
        told = facts(who, october(9))
        assert set(told) == {name for name, fact in catalogue.items() if not fact.is_later}
        for name, value in told.items():
            encode(catalogue[name], value)


def test_rent_is_overdue_from_the_day_after_its_due_date(late):
    assert facts(late, OCTOBER)["arrears"] == 0
    told = facts(late, october(2))
    assert (told["arrears"], told["oldest_due_days"], told["episode_days"]) == (RENT, 1, 0)


def test_arrears_count_costs_apart_from_principal(late):
    claim(late, 4_000, october(3), Kind.COSTS)
    claim(late, 500, october(3), Kind.INTEREST)
    claim(late, 9_000, october(3), Kind.COURT_COSTS)
    claim(late, 2_000, october(3), Kind.OTHER_CHARGE)
    told = facts(late, october(9))
    assert told["arrears"] == RENT + 15_500
    assert told["principal_arrears"] == RENT + 2_000
    assert told["rent_arrears"] == RENT
    assert told["arrears_months"] == 100
    assert told["costs_charged"] is True


def test_costs_that_were_taken_back_were_not_charged(late):
    comes_back(claim(late, 4_000, october(3), Kind.COSTS), october(5))
    assert facts(late, october(4))["costs_charged"] is True
    assert facts(late, october(9))["costs_charged"] is False


def test_months_of_arrears_are_unknown_without_a_rent():
    who = tenancy(cents=0)
    claim(who, RENT, OCTOBER)
    assert facts(who, october(9))["arrears_months"] is None


def test_nothing_overdue_has_no_days():
    told = facts(tenancy(), october(9))
    assert told["oldest_due_days"] is told["episode_days"] is told["days_since_last_payment"] is None
    assert told["first_arrears_in_months"] == 0


def test_the_last_payment_is_remembered(late):
    pays(late, 100, october(5))
    assert facts(late, october(9))["days_since_last_payment"] == 4


def test_paid_since_last_step_is_false_until_something_came_in_after_it(late):
    assert facts(late, october(9))["paid_since_last_step"] is False
    did(late, "call", october(6))
    pays(late, 100, october(6))
    assert facts(late, october(9))["paid_since_last_step"] is False
    pays(late, 100, october(7))
    assert facts(late, october(9))["paid_since_last_step"] is True


def test_arrears_rise_when_they_are_higher_than_thirty_days_ago(late):
    assert facts(late, october(9))["arrears_rising"] is True
    assert facts(late, NOVEMBER)["arrears_rising"] is False
    rent(late, NOVEMBER)
    assert facts(late, NOVEMBER + timedelta(days=1))["arrears_rising"] is True


def test_the_first_arrears_count_from_the_start_of_the_tenancy(late):
    assert facts(late, october(9))["first_arrears_in_months"] == 81


def test_arrears_after_arrears_count_the_months_between():
    who = tenancy()
    rent(who, date(2026, 6, 1), OCTOBER)
    pays(who, RENT, date(2026, 6, 20))
    assert facts(who, october(9))["first_arrears_in_months"] == 3


def test_the_rent_of_this_month_is_paid_or_not_due_yet(late):
    assert facts(late, OCTOBER)["current_rent_paid"] is True
    assert facts(late, october(2))["current_rent_paid"] is False
    pays(late, RENT, october(3))
    assert facts(late, october(4))["current_rent_paid"] is True


def test_old_arrears_are_not_the_rent_of_this_month(late):
    assert facts(late, NOVEMBER)["current_rent_paid"] is True


def test_debits_that_came_back_are_counted_from_the_newest():
    who = tenancy(way_of_paying="direct_debit")
    rent(who, date(2026, 8, 1), date(2026, 9, 1), OCTOBER)
    payments = [pays(who, RENT, date(2026, month, 1)) for month in (8, 9, 10)]
    assert facts(who, october(2))["reversals_in_a_row"] == 0
    for payment, day in zip(payments[1:], (4, 5), strict=True):
        comes_back(payment, october(day))
    told = facts(who, october(9))
    assert (told["direct_debit"], told["reversals_in_a_row"], told["arrears"]) == (True, 2, 2 * RENT)
    assert facts(who, october(4))["reversals_in_a_row"] == 0


def test_a_missing_statement_is_passed_on(late):
    assert facts(late, october(9), has_gap=True)["statement_gap"] is True


def test_a_debt_is_cleared_when_something_was_done_about_it(late):
    pays(late, RENT, october(5))
    assert facts(late, october(20))["debt_cleared"] is False
    did(late, "reminder", october(4))
    told = facts(late, october(20))
    assert (told["debt_cleared"], told["months_on_time"], told["congratulated"]) == (True, 0, False)


def test_months_on_time_are_whole_months_since_the_arrears_ended(late):
    pays(late, RENT, october(5))
    assert facts(late, date(2027, 1, 4))["months_on_time"] == 2
    assert facts(late, date(2027, 1, 5))["months_on_time"] == 3
    rent(late, date(2027, 1, 6))
    assert facts(late, date(2027, 1, 7))["months_on_time"] == 0


def test_good_news_is_told_once_per_debt(late):
    did(late, "reminder", october(4))
    pays(late, RENT, october(5))
    did(late, "good_news", date(2027, 1, 5))
    assert facts(late, date(2027, 1, 6))["congratulated"] is True
    rent(late, date(2027, 2, 1))
    assert facts(late, date(2027, 2, 2))["congratulated"] is False


def test_a_cleared_debt_is_forgotten_after_a_year(late):
    did(late, "reminder", october(4))
    pays(late, RENT, october(5))
    assert facts(late, date(2027, 10, 4))["debt_cleared"] is True
    assert facts(late, date(2027, 10, 7))["debt_cleared"] is False


def test_the_people_of_a_tenancy_are_told():
    dead = PartyRow(role="tenant", name="Een", deceased_on=october(3))
    guard = PartyRow(role="administrator", name="Twee")
    who = tenancy(parties=(dead, guard), ends_on=october(10))
    before, after = facts(who, october(2)), facts(who, october(11))
    assert (before["deceased"], before["tenancy_ended"], before["under_administration"]) == (
        False,
        False,
        True,
    )
    assert (after["deceased"], after["tenancy_ended"]) == (True, True)


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("legal_stop", "legal_stop"),
        ("dispute", "dispute_open"),
        ("pause", "pause_open"),
        ("promise", "promise_open"),
        ("debt_help", "debt_help_running"),
    ],
)
def test_a_circumstance_counts_from_its_first_to_its_last_day(late, kind, fact):
    knows(late, kind, october(5), october(7))
    told = [facts(late, october(day))[fact] for day in (4, 5, 7, 8)]
    assert told == [False, True, True, False]


def test_a_question_waits_until_somebody_calls_back(late):
    knows(late, "help_asked", october(5))
    assert [facts(late, october(day))["tenant_asked_help"] for day in (4, 5)] == [False, True]
    did(late, "call_back", october(6))
    assert facts(late, october(6))["tenant_asked_help"] is False
    knows(late, "help_asked", october(8))
    assert facts(late, october(8))["tenant_asked_help"] is True


def test_a_promise_is_broken_after_its_day_until_a_contact(late):
    knows(late, "promise", october(3), october(5))
    told = [facts(late, october(day))["promise_broken"] for day in (5, 6)]
    assert told == [False, True]
    tried(late, october(7))
    assert facts(late, october(7))["promise_broken"] is True
    tried(late, october(8), reached=True)
    assert facts(late, october(8))["promise_broken"] is False


def test_a_promise_that_was_kept_is_not_broken(late):
    knows(late, "promise", october(3), october(5))
    pays(late, RENT, october(4))
    assert facts(late, october(6))["promise_broken"] is False


def test_a_promise_of_an_earlier_debt_is_forgotten(late):
    knows(late, "promise", october(3), october(5))
    pays(late, RENT, october(9))
    rent(late, NOVEMBER)
    assert facts(late, NOVEMBER + timedelta(days=4))["promise_broken"] is False


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("done", "offered"), ("running", "running"), ("finished", "finished"), ("declined", "declined")],
)
def test_the_social_worker_tells_how_guidance_goes(late, outcome, status):
    assert facts(late, october(9))["guidance_status"] == "none"
    did(late, "social_worker", october(5), outcome)
    told = facts(late, october(9))
    assert (told["guidance_status"], told["days_since_referral"]) == (status, 4)
    assert told["social_review_done"] is told["children_assessed"] is True


def test_declined_guidance_and_help_count_within_the_present_arrears(late):
    knows(late, "guidance_declined", october(3))
    knows(late, "help_declined", october(3))
    told = facts(late, october(4))
    assert (told["guidance_status"], told["help_offer_declined"]) == ("declined", True)
    pays(late, RENT, october(9))
    rent(late, NOVEMBER)
    told = facts(late, NOVEMBER + timedelta(days=4))
    assert (told["guidance_status"], told["help_offer_declined"]) == ("none", False)


def test_what_was_last_seen_of_children_counts(late):
    assert facts(late, october(4))["children_at_home"] is None
    knows(late, "no_children", october(5))
    knows(late, "children", october(7))
    told = [facts(late, october(day)) for day in (4, 5, 7)]
    assert [each["children_at_home"] for each in told] == [None, False, True]
    assert [each["household_known"] for each in told] == [False, True, True]


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
