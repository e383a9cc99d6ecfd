"""Terms of law, beside a walk through the days with a list of holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.calendar import roll_to_working_day
from gewoon.rules.law.parameters import Unknown
from gewoon.rules.law.terms import letter_term, prescription_of_rent, signal_window

HOLIDAYS = {  # written out, so that the walk shares nothing with the calendar
    *("2025-01-01", "2025-04-18", "2025-04-21", "2025-04-26", "2025-05-05", "2025-05-29", "2025-06-09"),
    *("2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05"),
    *("2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26", "2027-01-01", "2027-03-26", "2027-03-29"),
    *("2027-04-27", "2027-05-05", "2027-05-06", "2027-05-17", "2027-12-25", "2027-12-26"),
}


def walk(sent_on):
    """Follow the letter day by day: the bag of the postman first, then the fifteen days."""
    presumption = 2 if sent_on < date(2026, 7, 1) else 3 if sent_on < date(2027, 7, 1) else 4
    day, postal_days = sent_on, 0
    while postal_days < presumption:
        day += timedelta(days=1)
        if day.strftime("%a") not in ("Sun", "Mon") and str(day) not in HOLIDAYS:
            postal_days += 1
    delivered_on = day
    for _ in range(15):
        day += timedelta(days=1)
    while day.strftime("%a") in ("Sat", "Sun") or str(day) in HOLIDAYS:
        day += timedelta(days=1)
    return delivered_on, day, day + timedelta(days=1)


@pytest.mark.parametrize(
    ("sent_on", "delivered_on", "legal", "legal_rolled", "last_free_day", "costs_from"),
    [
        # Monday, delivered on Wednesday
        ("2026-02-02", "2026-02-04", "2026-02-18", "2026-02-18", "2026-02-19", "2026-02-20"),
        # Friday: Sunday and Monday do not count
        ("2026-02-06", "2026-02-10", "2026-02-24", "2026-02-24", "2026-02-25", "2026-02-26"),
        # over Good Friday and Easter Monday
        ("2026-04-02", "2026-04-07", "2026-04-21", "2026-04-21", "2026-04-22", "2026-04-23"),
        # over Ascension; the fifteenth day is a Saturday
        ("2026-05-12", "2026-05-15", "2026-05-29", "2026-05-29", "2026-06-01", "2026-06-02"),
        # three postal days since 1 July 2026
        ("2026-12-10", "2026-12-15", "2026-12-29", "2026-12-29", "2026-12-30", "2026-12-31"),
        # over New Year; delivered on a Saturday
        ("2026-12-29", "2027-01-02", "2027-01-16", "2027-01-18", "2027-01-18", "2027-01-19"),
        # four postal days, in a leap year
        ("2028-02-14", "2028-02-18", "2028-03-03", "2028-03-03", "2028-03-06", "2028-03-07"),
    ],
)
def test_worked_examples(law, sent_on, delivered_on, legal, legal_rolled, last_free_day, costs_from):
    term = letter_term(date.fromisoformat(sent_on), law)
    assert (str(term.delivered_on), str(term.legal_last_day)) == (delivered_on, legal)
    assert str(roll_to_working_day(term.legal_last_day)) == legal_rolled
    assert (str(term.last_free_day), str(term.costs_from)) == (last_free_day, costs_from)


@given(st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 11, 30)))
def test_the_term_equals_the_walk_through_the_days(sent_on):
    term = letter_term(sent_on, shipped_law())
    assert (term.delivered_on, term.last_free_day, term.costs_from) == walk(sent_on)


@given(st.dates(min_value=date(2016, 11, 25), max_value=date(2199, 12, 31)))
def test_a_tenant_never_has_fewer_than_the_fourteen_days_of_the_law(sent_on):
    term = letter_term(sent_on, shipped_law())
    assert sent_on < term.delivered_on
    assert (term.last_free_day - term.delivered_on).days >= 15
    assert term.costs_from > roll_to_working_day(term.legal_last_day)


@given(st.dates(min_value=date(2016, 11, 25), max_value=date(2199, 12, 30)))
def test_a_letter_sent_later_is_never_delivered_earlier(sent_on):
    earlier, later = (letter_term(sent_on + timedelta(days=i), shipped_law()) for i in (0, 1))
    assert earlier.delivered_on <= later.delivered_on
    assert earlier.costs_from <= later.costs_from


def test_before_the_presumption_was_accepted_the_term_is_not_known(law):
    assert letter_term(date(2016, 11, 24), law) == Unknown(
        why="letter14.wording_days is not known on 2016-11-24"
    )


def test_the_presumption_that_was_only_announced_is_unverified(law):
    assert not letter_term(date(2027, 6, 30), law).is_unverified
    assert letter_term(date(2027, 7, 1), law).is_unverified


@pytest.mark.parametrize(("due_on", "last_day"), [("2021-11-01", "2026-11-01"), ("2024-02-29", "2029-02-28")])
def test_rent_prescribes_five_years_after_the_day_it_became_due(law, due_on, last_day):
    prescription = prescription_of_rent(date.fromisoformat(due_on), law)
    assert str(prescription.last_day) == last_day
    assert not prescription.is_unverified


def test_prescription_before_the_present_code_is_not_known(law):
    assert isinstance(prescription_of_rent(date(1991, 12, 31), law), Unknown)


@pytest.mark.parametrize(
    ("signal_on", "not_before", "stale_after"),
    [("2026-01-23", "2026-03-23", "2026-07-23"), ("2025-12-31", "2026-02-28", "2026-06-30")],
)
def test_a_summons_waits_two_months_after_the_signal(law, signal_on, not_before, stale_after):
    window = signal_window(date.fromisoformat(signal_on), law)
    assert (str(window.summons_not_before), str(window.stale_after)) == (not_before, stale_after)
    assert not window.is_unverified


def test_the_window_before_the_policy_of_the_court_is_not_known(law):
    assert isinstance(signal_window(date(2024, 4, 30), law), Unknown)
