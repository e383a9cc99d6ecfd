"""A month that is named in words designates; a date or a person's name does not."""

from datetime import date

import pytest

from gewoon.rules.calendar import month_text
from gewoon.rules.ledger import named_month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("huur maart", "2026-03"),
        ("Huur mrt 2026", "2026-03"),
        ("hurr december", "2025-12"),
        ("RENT FOR MAY", "2026-05"),
        ("rent 3-2026", "2026-03"),
        ("huur 03/2026, dank", "2026-03"),
        ("2026-02 huur", "2026-02"),
        ("huur jan 2026", "2026-01"),
        ("huur maart; maart 2026", "2026-03"),
        ("huur Jan Vermeulen", None),
        ("betaald op 28-02-2026", None),
        ("2026-02-28", None),
        ("huur maart 2026 en april 2026", None),
        ("13-2026", None),
        ("", None),
    ],
)
def test_only_what_can_be_nothing_else_is_a_month(text, month):
    found = named_month.find(text, paid_on=date(2026, 1, 31))
    assert (found and month_text(found)) == month
