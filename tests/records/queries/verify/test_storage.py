"""The database itself: triggers, pages, references."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gewoon.records import guards
from records.queries.verify.damage import change, damage, found

NEXT = date(2026, 10, 6)


def test_every_trigger_that_is_gone_is_named(books):
    with damage():
        names = {record for invariant, record in found(NEXT) if invariant == "I3"}
    assert names == {
        f"trigger {guards.name_of(table, operation)}"
        for table in guards.UNCHANGEABLE
        for operation in guards.OPERATIONS
    }


def test_a_reference_to_nothing_is_named_or_refused(books):
    key = books[0].steps.get().pk
    wrong = change("step", "decision_id = 999999", f"id = {key}")
    if connection.vendor == "postgresql":  # its constraints cannot be switched off: the row never comes in
        with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic(), damage(wrong):
            connection.check_constraints()
    else:
        with damage(wrong):
            assert ("database", f"records_step {key}") in found(NEXT)
