"""Costs over the unpaid rest, and the limit of small terms."""

from datetime import date

import pytest

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.court.costs import Charge, charge
from gewoon.rules.law.parameters import Unknown

LAW = shipped_law()
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("rests", "before", "cents"),
    [
        ((65_000, 65_000, 65_000), (), 29_250),
        ((60_000,), (), 9_000),
        ((), (), 0),
        ((26_668,), (), 4_000),  # 15 % and its minimum, no small term
        ((26_667, 60_000), (), 4_000),  # a small term among them: at most a first one
        ((20_000,), ((date(2026, 5, 24), 1_500),), 2_500),
        ((20_000,), ((date(2026, 5, 23), 4_000),), 4_000),  # six months ago: no longer counts
        ((20_000,), ((date(2026, 11, 23), 4_000),), 0),
        ((20_000,), ((date(2026, 10, 1), 4_000), (date(2026, 11, 1), 4_000)), 0),
        ((20_000,), ((date(2026, 11, 24), 4_000),), 4_000),  # still to come
    ],
)
def test_costs_are_charged_as_far_as_the_law_allows(rests, before, cents):
    assert charge(rests, charged_before=before, law=LAW, on=DAY) == Charge(cents=cents, rest=sum(rests))


def test_before_the_rule_small_terms_are_not_limited():
    found = charge((20_000, 60_000), charged_before=(), law=LAW, on=date(2024, 9, 30))
    assert isinstance(found, Charge) and found.cents == 12_000


def test_where_the_numbers_do_not_reach_nothing_is_charged():
    assert isinstance(charge((60_000,), charged_before=(), law=LAW, on=date(2010, 1, 1)), Unknown)
    late = charge((60_000,), charged_before=(), law=LAW, on=date(2030, 1, 1))
    assert isinstance(late, Unknown) and "not verified" in late.why
