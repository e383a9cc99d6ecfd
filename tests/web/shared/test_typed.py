"""Amounts and days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.money import display
from gewoon.web.shared.typed import amount, day

NEAR = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1912,5", 191250),
        ("1912.50", 191250),
        ("€ 1.912,50", 191250),
        ("€1,912.50", 191250),
        ("85", 8500),
        ("-0,07", -7),
        ("1.234.567,00", 123456700),
        ("1.912", 191200),  # cents have two digits, so three after the sign are thousands
        ("1,912", 191200),
    ],
)
def test_an_amount_is_read_as_it_is_typed(text, cents):
    assert amount(text) == cents


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12,345,6", "1e3", "٣", "NaN"])
def test_an_amount_that_is_not_clear_is_refused(text):
    with pytest.raises(ValueError, match="1912,50"):
        amount(text)


@given(cents=st.integers(-(10**11), 10**11), language=st.sampled_from(["nl", "en"]))
def test_what_we_show_can_be_typed_back(cents, language):
    assert amount(display(cents, language)) == cents


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("1-12", date(2026, 12, 1)),
        ("1 dec", date(2026, 12, 1)),
        ("1 december 2025", date(2025, 12, 1)),
        ("1-12-25", date(2025, 12, 1)),
        ("01/12/2026", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("3 Jan", date(2027, 1, 3)),
        ("1 mrt.", date(2027, 3, 1)),
        ("29 feb", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_typed(text, on):
    near = date(2027, 12, 1) if text == "29 feb" else NEAR
    assert day(text, near=near) == on


@pytest.mark.parametrize(
    "text", ["", "32-1", "1-13", "30 feb", "gisteren", "1-12-206", "2026-02-30", "1 13 2026"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match="1-12-2026"):
        day(text, near=NEAR)


@given(days=st.integers(-170, 170))
def test_a_day_without_a_year_is_the_nearest(days):
    meant = NEAR + timedelta(days=days)
    assert day(f"{meant.day}-{meant.month}", near=NEAR) == meant
