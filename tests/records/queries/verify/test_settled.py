"""Accounts that cannot be, and accounts that are settled again."""

from collections import Counter
from datetime import date

import pytest

from gewoon.records.ledger import Entry
from gewoon.records.queries.verify import settled
from gewoon.rules.columns import Entry as Column
from gewoon.rules.ledger.kinds import Kind
from records.queries.verify.damage import change, damage, found

NEXT = date(2026, 10, 6)
DUE, PAID = date(2026, 10, 1).toordinal(), date(2026, 10, 2).toordinal()


def check(*entries):
    return [(each.invariant, each.record) for each in settled.account(7, entries, is_settled=True)]


def row(key, cents, kind, day=DUE, refers=None, tenancy=7):
    return Column(tenancy, key, day, day, cents, int(kind), refers)


def test_a_sound_account_gives_no_finding():
    assert check(row(1, 100, Kind.RENT), row(2, -40, Kind.PAYMENT, PAID)) == []


def test_i8_a_reference_to_another_tenancy(books, payment):
    own, other = payment(60_101).ledger.get(), Entry.objects.filter(tenancy=books[1]).first()
    with damage(change("entry", f"refers_id = {other.pk}", f"id = {own.pk}")):
        assert ("I8", f"entry {own.pk}") in found(NEXT)


def test_a_kind_that_does_not_exist_is_told_of_its_tenancy():
    assert check(row(1, 100, 77)) == [("I1", "tenancy 7")]


def test_two_rows_under_one_key_cannot_be_settled():
    assert check(row(1, 100, Kind.RENT), row(1, 100, Kind.RENT)) == [("I8", "tenancy 7")]


def test_what_is_lost_while_settling_is_named(monkeypatch):
    entries = (row(1, 100, Kind.RENT), row(2, -40, Kind.PAYMENT, PAID))
    whole = settled.allocate

    def loses(*args, **kwargs):
        found = whole(*args, **kwargs)
        return type(found)(open_cents=(59, 0), credit=0, settlements=found.settlements)

    monkeypatch.setattr(settled, "allocate", loses)
    assert check(*entries) == [("I8", "entry 1"), ("I1", "tenancy 7"), ("I8", "tenancy 7")]


def test_only_a_sample_is_settled_unless_all_is_asked(late, monkeypatch):
    monkeypatch.setattr(settled, "SAMPLE", 1)
    for is_complete, expected in ((False, 1), (True, 3)):
        checked = Counter()
        assert list(settled.check(checked, is_complete=is_complete)) == []
        assert (checked["accounts"], checked["accounts settled again"]) == (3, expected)


@pytest.mark.usefixtures("late")
def test_a_piece_is_read_in_one_question(django_assert_num_queries):
    with django_assert_num_queries(2):
        list(settled.check(Counter(), is_complete=True))
