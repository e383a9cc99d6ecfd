"""What the tests promise each other about the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from gewoon.records import guards
from gewoon.records.events import Event
from stories import LONG_AGO, at


def _write_event() -> None:
    Event.objects.create(at=at(LONG_AGO), deed="test", by_name="test", role="system")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_with_real_transactions_finds_empty_tables_and_standing_guards(turn):
    assert Event.objects.count() == 0
    assert guards.missing(connection) == ()
    _write_event()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()
