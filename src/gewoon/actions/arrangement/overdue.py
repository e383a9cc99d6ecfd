"""Says what is overdue on many accounts at once, costs and interest included."""

from collections.abc import Sequence
from datetime import date

from gewoon.records.queries.accounts import account_columns, order
from gewoon.rules import columns
from gewoon.rules.ledger import allocation
from gewoon.rules.money import Cents


def overdue(tenancy_ids: Sequence[int], *, on: date) -> dict[int, Cents]:
    """Answer what was due before a day and is not paid, by tenancy, in cents."""
    accounts, _ = account_columns(tenancy_ids)
    found = {}
    for tenancy in tenancy_ids:
        rows = columns.find(accounts, tenancy)
        opened = allocation.open_cents(rows, order(), on=on.toordinal(), known_on=on.toordinal())
        due = zip(rows.day, opened, strict=True)
        found[tenancy] = Cents(sum(cents for day, cents in due if cents > 0 and day < on.toordinal()))
    return found
