"""Fees, summons and moratorium: dated, exact, and not known outside their years."""

from datetime import date

import pytest

from gewoon.rules.law.court import court_fee, eviction_day, moratorium, summons
from gewoon.rules.law.parameters import Law, Unknown
from gewoon.rules.law.protected import low_income

IN_2026 = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("claim", "organisation", "person"),
    [
        (0, 139_00, 93_00),
        (500_00, 139_00, 93_00),
        (500_01, 350_00, 233_00),
        (1500_00, 350_00, 233_00),
        (2500_00, 397_00, 265_00),
        (5000_00, 529_00, 265_00),
        (12500_00, 559_00, 265_00),
        (12500_01, 1504_00, 753_00),
    ],
)
def test_the_fee_is_that_of_the_first_limit_that_the_claim_does_not_pass(law, claim, organisation, person):
    assert court_fee(claim, law, on=IN_2026).cents == organisation
    assert court_fee(claim, law, on=IN_2026, party="natural_person").cents == person


def test_a_fee_that_was_read_in_an_indirect_source_is_unverified(law):
    assert court_fee(100, law, on=IN_2026).is_unverified


def test_outside_its_years_a_fee_is_not_known(law):
    assert isinstance(court_fee(100, law, on=date(2025, 12, 31)), Unknown)


def test_a_limit_without_a_fee_is_not_known(law):
    missing = Law(numbers={**law.numbers, "court.fee.1.organisation": ()})
    assert isinstance(court_fee(100, missing, on=IN_2026), Unknown)


def test_a_moratorium_lasts_half_a_year_and_bars_its_last_day(law):
    found = moratorium(date(2026, 3, 1), law)
    assert (found.last, found.is_unverified) == (date(2026, 9, 1), False)
    assert not eviction_day(found.last, moratorium_until=found.last)
    assert eviction_day(date(2026, 9, 2), moratorium_until=found.last)
    assert eviction_day(date(2026, 9, 1), moratorium_until=None)


def test_seven_days_lie_between_the_writ_and_the_court(law):
    assert summons(date(2026, 3, 2), law).last == date(2026, 3, 10)


def test_before_their_law_neither_is_known(law):
    assert isinstance(moratorium(date(2007, 12, 31), law), Unknown)
    assert isinstance(summons(date(2001, 12, 31), law), Unknown)
    assert isinstance(low_income(100_000, law, on=date(2020, 12, 31)), Unknown)


def test_what_cannot_be_negative_is_refused(law):
    with pytest.raises(ValueError, match="not negative"):
        court_fee(-1, law, on=IN_2026)
    with pytest.raises(ValueError, match="not negative"):
        low_income(-1, law, on=IN_2026)
