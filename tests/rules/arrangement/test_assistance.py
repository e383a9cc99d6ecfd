"""Assistance norms as published."""

from datetime import date

import pytest

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.arrangement.assistance import Norm, assistance_norm, read_situation
from gewoon.rules.law.parameters import Unknown


def norm(on: str, **given: object) -> Norm | Unknown:
    return assistance_norm(read_situation(given), shipped_law(), on=date.fromisoformat(on))


PUBLISHED = [
    ("2024-01-01", {"household": "single", "age": 40}, 1283_83, 1219_64),
    ("2024-01-01", {"household": "couple", "age": 40}, 1834_04, 1742_34),
    ("2024-06-30", {"household": "couple", "age": 40}, 1834_04, 1742_34),
    ("2024-07-01", {"household": "single", "age": 40}, 1308_45, 1243_03),
    ("2024-07-01", {"household": "couple", "age": 21}, 1869_21, 1775_75),
    ("2024-07-01", {"household": "single", "age": 67}, 1456_85, 1384_01),
    ("2024-07-01", {"household": "couple", "age": 70}, 1976_64, 1877_81),
    ("2025-01-01", {"household": "single_parent", "age": 30}, 1345_45, 1278_18),
    ("2025-01-01", {"household": "couple", "age": 66}, 1922_07, 1825_97),
    ("2025-06-30", {"household": "single", "age": 67}, 1501_07, 1426_02),
    ("2025-01-01", {"household": "single", "age": 20}, 332_17, 315_56),
    ("2026-01-01", {"household": "single", "age": 40}, 1401_50, 1331_43),
    ("2026-07-01", {"household": "single", "age": 40}, 1419_46, 1348_49),
    ("2026-11-22", {"household": "couple", "age": 40}, 2027_79, 1926_40),
    ("2026-07-01", {"household": "single", "age": 67}, 1527_36, 1450_99),
    ("2026-07-01", {"household": "couple", "age": 67}, 2180_54, 2071_51),
]


@pytest.mark.parametrize(("on", "given", "incl", "excl"), PUBLISHED)
def test_the_norm_has_both_published_forms(on, given, incl, excl):
    found = norm(on, **given)
    assert isinstance(found, Norm)
    assert (found.incl_holiday, found.excl_holiday) == (incl, excl)
    assert found.is_unverified


@pytest.mark.parametrize(
    ("household", "adults", "incl"),
    [
        ("single", 1, 1345_45),
        ("single", 2, 961_04),
        ("single", 3, 832_90),
        ("couple", 2, 1922_07),
        ("couple", 3, 1665_79),
    ],
)
def test_adults_who_share_costs_get_less_each(household, adults, incl):
    found = norm("2025-01-01", household=household, age=40, adults_sharing_costs=adults)
    assert isinstance(found, Norm) and found.incl_holiday == incl


def test_under_27_costs_are_not_shared():
    found = norm("2025-01-01", household="single", age=26, adults_sharing_costs=4)
    assert isinstance(found, Norm) and found.incl_holiday == 1345_45


@pytest.mark.parametrize(
    ("on", "given"),
    [
        ("2025-07-01", {"household": "single", "age": 40}),
        ("2023-12-31", {"household": "single", "age": 40}),
        ("2027-01-01", {"household": "single", "age": 40}),
        ("2026-07-01", {"household": "single", "age": 20}),
        ("2024-01-01", {"household": "single", "age": 67}),
        ("2025-01-01", {"household": "couple", "age": 20}),
        ("2025-01-01", {"household": "single", "age": 17}),
        ("2025-07-01", {"household": "single", "age": 40, "adults_sharing_costs": 2}),
        ("2025-01-01", {"household": "single", "age": 70, "adults_sharing_costs": 2}),
    ],
)
def test_where_no_number_reaches_there_is_no_amount(on, given):
    found = norm(on, **given)
    assert isinstance(found, Unknown) and "no amount known" in found.why


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"household": "commune", "age": 4}, "expected one of single"),
        ({"household": "single"}, "age: expected"),
        ({"household": "single", "age": 30, "adults_sharing_costs": "two"}, "number of people"),
        ({"household": "single", "age": 30, "income": 3}, "income: unknown"),
    ],
)
def test_a_situation_that_cannot_be_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        read_situation(given)
