"""What the ledger and people tell of a tenancy, each fact by a small story."""

from datetime import date, timedelta
from typing import Any

import pytest

from gewoon.gateways import policy_files
from gewoon.gateways.erp.model import PartyRow
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.policy.facts import encode
from gewoon.rules.policy.reading import read_catalogue
from stories import RENT, claim, comes_back, did, facts, knows, pays, rent, tenancy, tried

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
    assert told["social_review_done"] is True
    assert told["children_assessed"] is False  # only a case can show that


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
