"""Allowances against published tables and worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.arrangement.allowances import Allowance, Assumed, Why, allowance
from gewoon.rules.arrangement.household import read_household
from gewoon.rules.law.parameters import Unknown

# Published in November 2025 (metronieuws.nl, from Rijksoverheid): single, income a year -> a month.
ZORG_2026 = {
    29_500: 129,
    30_000: 126,
    30_500: 120,
    31_000: 114,
    31_500: 109,
    32_000: 103,
    32_500: 97,
    33_000: 91,
    33_500: 86,
    34_000: 80,
    34_500: 74,
    35_000: 69,
    35_500: 63,
    36_000: 57,
    36_500: 51,
    37_000: 46,
    37_500: 40,
    38_000: 34,
    38_500: 28,
    39_000: 23,
    39_500: 17,
    40_000: 11,
    40_500: 6,
    41_000: 0,
}


def worked(name: str, year: int, **given: object) -> Allowance:
    found = allowance(name, read_household(given), shipped_law(), year=year)
    assert isinstance(found, Allowance)
    return found


@pytest.mark.parametrize(("income", "month"), ZORG_2026.items())
def test_every_point_of_the_published_table_of_zorgtoeslag_comes_out(income, month):
    assert worked("zorgtoeslag", 2026, toetsingsinkomen=income).month == month * 100


@pytest.mark.parametrize(
    ("year", "has_partner", "most", "limit"),
    [
        (2025, False, 131, 39_719),
        (2025, True, 250, 50_206),
        (2026, False, 129, 40_857),
        (2026, True, 246, 51_142),
    ],
)
def test_zorgtoeslag_has_the_published_maximum_and_ends_at_the_published_income(
    year, has_partner, most, limit
):
    def of(income):
        return worked("zorgtoeslag", year, toetsingsinkomen=income, toeslagpartner=has_partner)

    assert of(10_000).month == most * 100
    assert of(limit).year == 24_00 and of(limit).is_entitled
    assert of(limit + 1).month == 0 and of(limit + 1).why == Why.INCOME


def test_a_partner_without_insurance_halves_zorgtoeslag():
    whole = worked("zorgtoeslag", 2026, toetsingsinkomen=20_000, toeslagpartner=True, partner_insured=True)
    half = worked("zorgtoeslag", 2026, toetsingsinkomen=20_000, toeslagpartner=True, partner_insured=False)
    assert (whole.year, half.year) == (2963_00, 1481_00)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"age": 17}, Why.AGE),
        ({"age": 18, "insured": False}, Why.NOT_INSURED),
        ({"vermogen": "146011.01"}, Why.ASSETS),
        ({"vermogen": "184633.01", "toeslagpartner": True}, Why.ASSETS),
    ],
)
def test_zorgtoeslag_says_why_there_is_nothing(given, why):
    found = worked("zorgtoeslag", 2026, toetsingsinkomen=20_000, **given)
    assert (found.month, found.why, found.is_entitled) == (0, why, False)


def test_assets_of_exactly_the_limit_do_not_matter():
    assert worked("zorgtoeslag", 2026, toetsingsinkomen=20_000, vermogen=146_011).is_entitled
    assert worked("huurtoeslag", 2026, rekeninkomen=20_000, kale_huur=600, vermogen=38_479).is_entitled


RENT = [
    # one person at the pivot: 498.20 - 202.52, 65% of 600 - 498.20
    ({"rekeninkomen": 23_425, "kale_huur": 600, "persons": 1}, 361),
    # 65% up to 713.02, 40% above it
    ({"rekeninkomen": 20_000, "kale_huur": 800, "persons": 1}, 470),
    # a rent above the cap counts up to the cap
    ({"rekeninkomen": 20_000, "kale_huur": 1_200, "persons": 1}, 523),
    ({"rekeninkomen": 20_000, "kale_huur": "932.93", "persons": 1}, 523),
    # 27% a year of what is above the pivot
    ({"rekeninkomen": 26_425, "kale_huur": 600, "persons": 1}, 294),
    # three people: other base, pivot, limit and taper
    ({"rekeninkomen": 33_000, "kale_huur": 760, "persons": 3}, 440),
    ({"rekeninkomen": 33_000, "kale_huur": 760, "persons": 2}, 428),
    # young: at most 498.20 of the rent
    ({"rekeninkomen": 15_000, "kale_huur": 700, "persons": 1, "oldest_age": 20}, 295),
    ({"rekeninkomen": 15_000, "kale_huur": 700, "persons": 1, "oldest_age": 21}, 426),
    ({"rekeninkomen": 15_000, "kale_huur": 700, "persons": 1, "oldest_age": 20, "disabled": True}, 426),
    ({"rekeninkomen": 15_000, "kale_huur": 700, "persons": 2, "oldest_age": 20, "child_in_home": True}, 428),
]


@pytest.mark.parametrize(("given", "month"), RENT)
def test_huurtoeslag_of_2026_by_hand(given, month):
    assert worked("huurtoeslag", 2026, **given).month == month * 100


def test_service_costs_do_not_count_for_huurtoeslag():
    plain = worked("huurtoeslag", 2026, rekeninkomen=20_000, kale_huur=600, persons=1)
    assert plain == worked(
        "huurtoeslag", 2026, rekeninkomen=20_000, kale_huur=600, persons=1, servicekosten=48
    )


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"rekeninkomen": 20_000, "kale_huur": 202}, Why.RENT),
        ({"rekeninkomen": 60_000, "kale_huur": 600}, Why.INCOME),
        ({"rekeninkomen": 20_000, "kale_huur": 600, "oldest_age": 17}, Why.AGE),
        ({"rekeninkomen": 20_000, "kale_huur": 600, "vermogen": 38_480}, Why.ASSETS),
    ],
)
def test_huurtoeslag_says_why_there_is_nothing(given, why):
    assert worked("huurtoeslag", 2026, persons=1, **given).why == why


def test_who_lives_there_is_counted_when_nobody_said_so():
    found = worked(
        "huurtoeslag", 2026, rekeninkomen=33_000, kale_huur=760, toeslagpartner=True, children_ages=[4]
    )
    assert found.month == 440_00 and Assumed.PERSONS in found.assumed


@pytest.mark.parametrize(
    ("year", "given", "month"),
    [
        (2026, {"toetsingsinkomen": 30_000, "children": 1}, 497),  # the example of the brochure
        (2026, {"toetsingsinkomen": 20_000, "children": 1}, 499),
        (2026, {"toetsingsinkomen": 20_000, "children_ages": [12, 15, 16, 17, 18]}, 1426),
        (2026, {"toetsingsinkomen": 39_141, "children": 2, "toeslagpartner": True}, 430),
        (2026, {"toetsingsinkomen": 49_141, "children": 2, "toeslagpartner": True}, 366),
        (2025, {"toetsingsinkomen": 28_406, "children": 1}, 491),
        (2025, {"toetsingsinkomen": 37_545, "children_ages": [3, 13], "toeslagpartner": True}, 477),
    ],
)
def test_kindgebonden_budget_by_hand(year, given, month):
    assert worked("kindgebonden_budget", year, **given).month == month * 100


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"children": 0}, Why.NO_CHILDREN),
        ({"children_ages": [18]}, Why.NO_CHILDREN),
        ({"children": 1, "receives_kinderbijslag": False}, Why.NO_CHILD_BENEFIT),
        ({"children": 1, "vermogen": 200_000}, Why.ASSETS),
        ({"children": 1, "toetsingsinkomen": 200_000}, Why.INCOME),
    ],
)
def test_kindgebonden_budget_says_why_there_is_nothing(given, why):
    found = worked("kindgebonden_budget", 2026, **{"toetsingsinkomen": 20_000, **given})
    assert (found.month, found.year, found.why) == (0, 0, why)


@pytest.mark.parametrize(
    ("name", "year"),
    [("huurtoeslag", 2025), ("huurtoeslag", 2027), ("zorgtoeslag", 2024), ("kindgebonden_budget", 2027)],
)
def test_outside_the_years_that_are_known_there_is_no_amount(name, year):
    household = read_household({"toetsingsinkomen": 20_000, "kale_huur": 600, "children": 1})
    found = allowance(name, household, shipped_law(), year=year)
    assert isinstance(found, Unknown) and "no amount known" in found.why


def test_an_amount_is_verified_only_when_all_it_rests_on_is():
    assert not worked("zorgtoeslag", 2026, toetsingsinkomen=20_000).is_unverified
    assert worked("zorgtoeslag", 2026, toetsingsinkomen=20_000, toeslagpartner=True).is_unverified
    assert worked("huurtoeslag", 2026, rekeninkomen=20_000, kale_huur=600).is_unverified


@pytest.mark.parametrize(
    ("name", "given", "what"),
    [
        ("zorgtoeslag", {}, "toetsingsinkomen is missing"),
        ("huurtoeslag", {"rekeninkomen": 1}, "kale_huur is missing"),
        ("kindgebonden_budget", {"toetsingsinkomen": 1}, "children"),
        ("loontoeslag", {}, "choose from"),
    ],
)
def test_what_cannot_be_missing_is_asked_for(name, given, what):
    with pytest.raises(ValueError, match=what):
        allowance(name, read_household(given), shipped_law(), year=2026)


@given(st.integers(0, 80_000), st.integers(0, 80_000), st.booleans())
def test_more_income_never_gives_more(one, other, has_partner):
    low, high = sorted((one, other))
    for name in ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget"):
        of = [
            worked(name, 2026, toetsingsinkomen=each, toeslagpartner=has_partner, children=1, kale_huur=700)
            for each in (low, high)
        ]
        assert of[0].month >= of[1].month >= 0
        assert of[0].month % 100 == 0
