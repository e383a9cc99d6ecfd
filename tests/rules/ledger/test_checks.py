"""Each invariant speaks when it is broken, and only then."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.columns import Entry
from gewoon.rules.ledger import allocation, checks
from gewoon.rules.ledger.checks import Receipt
from gewoon.rules.ledger.kinds import Kind
from rules.ledger.ledgers import BEGIN, ledgers, rows_of
from rules.ledger.story import order

RENT = Entry(1, 1, BEGIN, BEGIN, 65_000, Kind.RENT)
PAID = Entry(1, 2, BEGIN + 1, BEGIN + 1, -60_000, Kind.PAYMENT, 1)
BACK = Entry(1, 3, BEGIN + 2, BEGIN + 2, 60_000, Kind.REVERSAL, 2)


def broken(found):
    return [(each.invariant, each.record) for each in found]


def test_sound_rows_pass():
    assert checks.check_entries([RENT, PAID, BACK]) == ()


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (RENT._replace(id=9, cents=-1), [("I1", 9)]),
        (PAID._replace(id=9, cents=1), [("I1", 9)]),
        (PAID._replace(id=9, tenancy=2), [("I8", 9)]),
        (PAID._replace(id=9, refers_id=77), [("I8", 9)]),
        (PAID._replace(id=9, refers_id=2), [("I8", 9)]),
        (RENT._replace(id=9, refers_id=1), [("I8", 9)]),
        (BACK._replace(id=9, refers_id=None), [("I4", 9)]),
        (BACK._replace(id=9, refers_id=3, cents=-60_000), [("I8", 9)]),
        (BACK._replace(id=9, refers_id=1), [("I4", 9)]),
        (BACK._replace(id=9), [("I4", 2)]),
    ],
)
def test_a_row_that_cannot_be_is_named(wrong, expected):
    assert broken(checks.check_entries([RENT, PAID, BACK, wrong])) == expected


def test_messages_say_what_is_wrong_in_euros():
    (found,) = checks.check_entries([RENT, BACK._replace(refers_id=1)])
    assert found.message == "600.00 euro does not undo 650.00 euro of row 1"


def settled(entries, on=BEGIN + 9):
    rows = rows_of(entries)
    view = date.fromordinal(on)
    return rows, allocation.allocate(rows, order(), on=view, known_on=view)


@given(ledgers(), st.integers(0, 16))
def test_every_allocation_is_sound(entries, later):
    rows, answer = settled(entries, BEGIN + later)
    assert checks.check_allocation(rows, answer, on=BEGIN + later, known_on=BEGIN + later) == ()


def test_an_allocation_that_loses_a_cent_is_named():
    rows, answer = settled([RENT, PAID])
    lost = replace(answer, open_cents=(4_999, 0))
    assert broken(checks.check_allocation(rows, lost, on=BEGIN + 9, known_on=BEGIN + 9)) == [
        ("I8", 0),
        ("I1", None),
    ]
    stolen = replace(answer, open_cents=(5_000, -1))
    assert broken(checks.check_allocation(rows, stolen, on=BEGIN + 9, known_on=BEGIN + 9))[0] == ("I7", 1)


def test_settling_with_an_undone_payment_is_named():
    _, answer = settled([RENT, PAID])
    rows = rows_of([RENT, PAID, BACK])
    stale = replace(answer, open_cents=(5_000, 0, 0))
    found = broken(checks.check_allocation(rows, stale, on=BEGIN + 9, known_on=BEGIN + 9))
    assert ("I10", 1) in found


def test_accounts_add_up_to_nothing():
    assert checks.check_accounts({"tenants": 500, "income": -500}) == ()
    assert broken(checks.check_accounts({"tenants": 500, "income": -499})) == [("I1", None)]


def test_a_statement_closes_where_its_entries_lead():
    assert checks.check_statement("S1", opening=100, entries=[50, -20], closing=130) == ()
    assert broken(checks.check_statement("S1", opening=100, entries=[50], closing=130)) == [("I2", "S1")]


def test_the_same_money_comes_in_once():
    assert checks.check_once([("GWNB1", "a"), ("GWNB2", "a")]) == ()
    assert broken(checks.check_once([("GWNB1", "a"), ("GWNB1", "a")])) == [("I5", ("GWNB1", "a"))]


def test_a_file_is_booked_whole_or_not_at_all():
    assert checks.check_whole("F", said=[1, 2], booked=[2, 1]) == ()
    assert checks.check_whole("F", said=[1, 2], booked=[]) == ()
    assert broken(checks.check_whole("F", said=[1, 2], booked=[1])) == [("I6", "F")]


@pytest.mark.parametrize("places", [(100, 0, 0), (0, 100, 0), (0, 0, 100), (60, 30, 10)])
def test_every_cent_received_is_somewhere(places):
    assert checks.check_receipts([Receipt("R", 100, *places)]) == ()


@pytest.mark.parametrize("places", [(100, 1, 0), (99, 0, 0), (110, -10, 0)])
def test_a_cent_nowhere_or_twice_is_named(places):
    assert broken(checks.check_receipts([Receipt("R", 100, *places)])) == [("I7", "R")]


def test_instalments_add_up():
    assert checks.check_parts("A", total=100, parts=[34, 33, 33]) == ()
    assert broken(checks.check_parts("A", total=100, parts=[33, 33, 33])) == [("I9", "A")]


def test_what_was_told_is_told_again():
    assert checks.check_told_again(1, then=5, now=5) == ()
    assert broken(checks.check_told_again(1, then=5, now=6)) == [("I11", 1)]
