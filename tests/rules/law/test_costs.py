"""The tariff for collection costs, with figures worked out by hand."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.law.costs import collection_costs, costs_of_one_letter
from gewoon.rules.law.parameters import Unknown
from gewoon.rules.money import Cents, euros, parse_euros

ON = date(2026, 11, 22)
amounts = st.integers(0, 200_000_000).map(Cents)


def by_hand(principal: Cents) -> Cents:
    """Apply the tariff with decimals, as a jurist would on paper."""
    left, total = Decimal(principal) / 100, Decimal(0)
    for width, percentage in ((2500, "15"), (2500, "10"), (5000, "5"), (190_000, "1"), (10**9, "0.5")):
        total += min(left, Decimal(width)) * Decimal(percentage) / 100
        left = max(Decimal(0), left - width)
    total = min(max(total, Decimal(40)), Decimal(6775)) if principal else Decimal(0)
    return Cents(int((total * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))


@pytest.mark.parametrize(
    ("principal", "costs"),
    [
        ("100", "40.00"),  # minimum
        ("266.67", "40.00"),  # 15% is 40.0005
        ("266.70", "40.01"),  # 40.005, half a cent up
        ("500", "75.00"),
        ("1234.56", "185.18"),
        ("1950", "292.50"),
        ("2500", "375.00"),  # end of the first slice
        ("4321.09", "557.11"),
        ("5000", "625.00"),
        ("7500", "750.00"),
        ("10000", "875.00"),
        ("25000", "1025.00"),
        ("200000", "2775.00"),
        ("500000", "4275.00"),
        ("1000000", "6775.00"),  # reaches the maximum exactly
        ("1500000", "6775.00"),
        ("0", "0.00"),  # nothing open, nothing to ask
        ("0.01", "40.00"),
    ],
)
def test_worked_examples(law, principal, costs):
    assert euros(collection_costs(parse_euros(principal), law, on=ON).total) == costs


@pytest.mark.parametrize(("months", "costs"), [(1, "97.50"), (3, "292.50"), (5, "450.00")])
def test_claims_in_one_letter_are_added_before_the_tariff(law, months, costs):
    assert euros(costs_of_one_letter([parse_euros("650")] * months, law, on=ON).total) == costs


@pytest.mark.parametrize(
    ("paid", "costs"), [("0", "292.50"), ("650", "195.00"), ("1950", "0.00"), ("2000", "0.00")]
)
def test_what_is_paid_within_the_term_bears_no_costs(law, paid, costs):
    letter = costs_of_one_letter([parse_euros("1950")], law, on=ON, paid_in_term=parse_euros(paid))
    assert euros(letter.total) == costs


@pytest.mark.parametrize(
    ("principal", "total"), [("100", "48.40"), ("1950", "353.93"), ("2000000", "8197.75")]
)
def test_vat_is_added_only_when_asked_for(law, principal, total):
    asked = collection_costs(parse_euros(principal), law, on=ON, has_vat=True)
    plain = collection_costs(parse_euros(principal), law, on=ON)
    assert euros(asked.total) == total
    assert (plain.vat, plain.costs) == (0, asked.costs)


def test_the_tariff_is_verified_but_the_rate_of_vat_is_not(law):
    assert not collection_costs(Cents(100), law, on=ON).is_unverified
    assert collection_costs(Cents(100), law, on=ON, has_vat=True).is_unverified


def test_the_tariff_is_unverified_after_the_last_check(law):
    assert collection_costs(Cents(100), law, on=date(2027, 7, 1)).is_unverified


def test_before_the_tariff_existed_the_answer_is_not_known(law):
    assert collection_costs(Cents(100), law, on=date(2012, 6, 30)) == Unknown(
        why="bik.slice.1.rate is not known on 2012-06-30"
    )


def test_an_answer_names_the_numbers_it_rests_on(law):
    basis = collection_costs(Cents(100), law, on=ON).basis
    assert {"bik.slice.1.rate", "bik.minimum", "bik.maximum"} <= {number.id for number in basis}
    assert all(number.source for number in basis)


def test_negative_amounts_are_refused(law):
    with pytest.raises(ValueError, match="principal must not be negative"):
        collection_costs(Cents(-1), law, on=ON)
    with pytest.raises(ValueError, match="principals and payments"):
        costs_of_one_letter([Cents(5), Cents(-1)], law, on=ON)
    with pytest.raises(ValueError, match="principals and payments"):
        costs_of_one_letter([Cents(5)], law, on=ON, paid_in_term=Cents(-1))


@given(amounts)
def test_the_tariff_equals_the_sum_on_paper(principal):
    assert collection_costs(principal, shipped_law(), on=ON).total == by_hand(principal)


@given(amounts, amounts)
def test_a_higher_principal_never_costs_less_and_never_more_than_the_maximum(one, other):
    low, high = (collection_costs(each, shipped_law(), on=ON).total for each in sorted((one, other)))
    assert 0 <= low <= high <= 677_500


@given(st.lists(st.integers(0, 500_000).map(Cents), min_size=1, max_size=6))
def test_one_letter_never_costs_more_than_letters_apart(principals):
    """Rounding can favour the letters apart by half a cent each, never by more."""
    together = costs_of_one_letter(principals, shipped_law(), on=ON).total
    apart = sum(collection_costs(each, shipped_law(), on=ON).total for each in principals)
    assert together <= apart + len(principals)
