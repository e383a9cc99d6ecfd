"""Transfers are written as they are, and never touched again."""

import pytest
from django.db import DatabaseError, transaction

from actions.ledger.banking import DAY
from gewoon.actions.ledger.booking import EntryKey, Transfer, book, book_one, lock_tenancies
from gewoon.actions.rights import CONSOLE, NotFound
from gewoon.records.ledger import Account, Entry
from gewoon.rules.ledger.kinds import Kind
from stories import at, claim, tenancy


def test_no_transfers_book_nothing():
    assert book([], by=CONSOLE, now=at(DAY)) == ()


def test_cents_that_are_not_positive_are_refused():
    who = tenancy()
    with pytest.raises(ValueError, match="turn the accounts round"):
        claim(who, 0, DAY)


def test_a_day_is_recorded_as_it_was_in_the_netherlands():
    moment = at(DAY, 0, 30)
    wrong = Transfer(Account.TENANT, Account.INCOME, 1, Kind.RENT, DAY, tenancy_id=tenancy().pk)
    key = book_one(wrong, by=CONSOLE, now=moment)
    entry = Entry.objects.get(pk=key)
    assert (entry.recorded_on, entry.recorded_at) == (DAY, moment)
    assert isinstance(key, EntryKey)


@pytest.mark.parametrize("attempt", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(attempt):
    claim(tenancy(), 1, DAY)
    entries = Entry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        entries.update(cents=2) if attempt == "update" else entries._raw_delete(entries.db)
    assert Entry.objects.get().cents == 1


def test_more_tenancies_than_fit_in_one_question_are_locked():
    with pytest.raises(NotFound):
        lock_tenancies(range(1, 40_000))
    lock_tenancies([None])
