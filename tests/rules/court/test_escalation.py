"""What a further step would cost, and what is not known."""

from datetime import date

import pytest

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.court import escalation

LAW = shipped_law()
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("principal", "fee"),
    [
        (50_000, 13_900),
        (50_001, 35_000),
        (195_000, 39_700),
        (500_000, 52_900),
        (1_250_000, 55_900),
        (1_250_001, 150_400),
    ],
)
def test_the_court_fee_follows_the_claim(principal, fee):
    found = escalation.of_step("summons", principal=principal, law=LAW, on=DAY)
    assert (found[0].name, found[0].cents, found[0].is_unverified) == ("court_fee", fee, True)


def test_what_was_not_found_is_not_known_and_neither_is_the_sum():
    found = escalation.of_step("summons", principal=195_000, law=LAW, on=DAY)
    assert [item.cents for item in found] == [39_700, None]
    assert escalation.total(found) is None


def test_the_writ_of_a_year_that_was_found_is_told():
    found = escalation.of_step("summons", principal=195_000, law=LAW, on=date(2024, 5, 1))
    assert [item.cents for item in found] == [None, 11_237]
    evicted = escalation.of_step("eviction", principal=1, law=LAW, on=date(2024, 5, 1))
    assert [item.name for item in evicted] == ["writ_service", "writ_order", "writ_eviction"]
    assert [item.cents for item in evicted] == [12_234, 8_933, None]


def test_the_tariff_is_the_cost_of_the_costs():
    found = escalation.of_step("costs", principal=195_000, law=LAW, on=DAY)
    assert [(item.cents, item.is_unverified) for item in found] == [(29_250, False)]
    assert escalation.total(found) == 29_250
    unknown = escalation.of_step("costs", principal=1, law=LAW, on=date(2000, 1, 1))
    assert unknown[0].cents is None and unknown[0].is_unverified


@pytest.mark.parametrize("step", ["bailiff", "signal"])
def test_a_step_that_costs_nothing_says_so(step):
    assert escalation.of_step(step, principal=1, law=LAW, on=DAY) == () and escalation.total(()) == 0
