"""Columns hold what was put in, and refuse what would be read wrongly later."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules import columns
from gewoon.rules.columns import Entry, Rows
from gewoon.rules.ledger.kinds import CLAIMS, Kind

MARCH = date(2026, 3, 1).toordinal()


def row(tenancy, number, day, cents, kind, refers=None):
    return Entry(tenancy, number, MARCH + day, MARCH + day, cents, kind, refers)


def test_rows_come_back_by_tenancy_with_references_as_indexes():
    accounts = columns.build(
        [
            row(7, 40, 0, 65_000, Kind.RENT),
            row(9, 41, 0, 70_000, Kind.RENT),
            row(9, 42, 0, 2_500, Kind.OTHER_CHARGE),
            row(9, 55, 3, -2_500, Kind.PAYMENT, refers=42),
        ]
    )
    assert list(accounts.offsets) == [0, 1, 4]
    assert len(accounts) == 2
    assert columns.find(accounts, 9) == Rows(
        [MARCH, MARCH, MARCH + 3],
        [MARCH, MARCH, MARCH + 3],
        [70_000, 2_500, -2_500],
        [Kind.RENT, Kind.OTHER_CHARGE, Kind.PAYMENT],
        [-1, -1, 1],
    )


@pytest.mark.parametrize("tenancy", [1, 8, 10])
def test_a_tenancy_without_rows_has_none(tenancy):
    accounts = columns.build([row(7, 1, 0, 1, Kind.RENT), row(9, 2, 0, 1, Kind.RENT)])
    assert columns.find(accounts, tenancy) == Rows([], [], [], [], [])


def test_bare_tuples_of_a_query_will_do():
    accounts = columns.build([(7, 1, MARCH, MARCH, 100, 1, None)])
    assert [tenancy for tenancy, _ in columns.each(accounts)] == [7]


def test_a_reference_outside_the_tenancy_is_refused():
    rows = [row(7, 1, 0, 100, Kind.RENT), row(8, 2, 1, -100, Kind.PAYMENT, refers=1)]
    with pytest.raises(ValueError, match="row 2 of tenancy 8 refers to row 1"):
        columns.build(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [row(8, 1, 0, 100, Kind.RENT), row(7, 2, 0, 100, Kind.RENT)],
        [row(7, 1, 1, 100, Kind.RENT), row(7, 2, 0, 100, Kind.RENT)],
        [row(7, 1, 0, -100, Kind.PAYMENT), row(7, 2, 0, 100, Kind.RENT)],
    ],
)
def test_rows_out_of_order_are_refused(rows):
    with pytest.raises(ValueError, match="sort"):
        columns.build(rows)


def test_an_id_stands_once():
    with pytest.raises(ValueError, match="two rows with one id"):
        columns.build([row(7, 1, 0, 100, Kind.RENT), row(7, 1, 1, 100, Kind.RENT)])


def test_the_border_between_claims_and_the_rest_agrees_with_the_kinds():
    assert {kind for kind in Kind if kind < columns.FIRST_SETTLEMENT} == CLAIMS


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9), st.integers(-9, 9), st.sampled_from(Kind))))
def test_no_row_is_lost(drawn):
    entries = [row(t, number, day, cents, kind) for number, (t, day, cents, kind) in enumerate(drawn)]
    accounts = columns.build(sorted(entries, key=columns.sort_key))
    assert sorted((t, c) for t, rows in columns.each(accounts) for c in rows.cents) == sorted(
        (entry.tenancy, entry.cents) for entry in entries
    )
