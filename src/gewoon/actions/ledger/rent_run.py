"""Charges the rent of a month to every tenancy, once."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from gewoon.actions.ledger.booking import Transfer, book
from gewoon.actions.ledger.statements import hold_books
from gewoon.actions.rights import Who, deed
from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import ComponentKind, RentComponent, Tenancy
from gewoon.rules.ledger import rent
from gewoon.rules.ledger.kinds import Kind


def charge_what_is_due(*, on: date, by: Who, now: datetime) -> int:
    """Go on with the rent runs up to the month of a day; answer how many charges were added.

    Nothing is charged before a person has charged a first month: until then another system may be
    the source of charges.
    """
    last = (
        Entry.objects.filter(month__isnull=False).order_by("-month").values_list("month", flat=True).first()
    )
    added = 0
    while last is not None and last < on.year * 100 + on.month:
        month = (date(last // 100, last % 100, 1) + timedelta(days=31)).replace(day=1)
        added += charge_rent(month=month, by=by, now=now)
        last = month.year * 100 + month.month
    return added


@deed("ledger.charge_rent", right="ledger.post_manual_entry")
def charge_rent(*, month: date, by: Who, now: datetime) -> int:
    """Charge the month that begins on `month` to every tenancy that runs in it; answer how many charges.

    A repeated run adds nothing: a month is charged once per tenancy and kind. In the month of moving
    the rent is charged by the day.
    """
    if month.day != 1:
        raise ValueError(f"{month} is not the first day of a month")
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    number = month.year * 100 + month.month
    hold_books()  # two runs at once charge a month once
    charged = set(Entry.objects.filter(month=number).values_list("tenancy_id", "kind"))
    transfers = [
        each for each in _charges(month, last, number) if (each.tenancy_id, int(each.kind)) not in charged
    ]
    return len(book(transfers, by=by, now=now))


def _charges(first: date, last: date, number: int) -> Iterator[Transfer]:
    """Walk over the components of the month, one charge per tenancy and kind."""
    running = Tenancy.objects.filter(starts_on__lte=last).exclude(ends_on__lt=first)
    rows = (
        RentComponent.objects.filter(tenancy__in=running, from_on__lte=last)
        .exclude(to_on__lt=first)
        .order_by("tenancy_id")
        .values_list(
            "tenancy_id",
            "kind",
            "cents",
            "from_on",
            "to_on",
            "tenancy__starts_on",
            "tenancy__ends_on",
            "tenancy__rent_day",
        )
    )
    for tenancy, group in groupby(rows.iterator(), key=lambda row: row[0]):
        parts = list(group)
        starts_on, ends_on, rent_day = parts[0][5:]
        due_on = max(first.replace(day=rent_day), starts_on)
        stay = rent.Period(max(first, starts_on), min(last, ends_on or last))
        for kind, counted in ((Kind.RENT, True), (Kind.OTHER_CHARGE, False)):
            components = [
                rent.Component(cents, rent.Period(from_on, to_on or last))
                for _, component, cents, from_on, to_on, *_ in parts
                if (component != ComponentKind.OTHER) is counted
            ]
            cents = rent.charge(components, stay, rent.Period(first, last))
            if cents > 0:
                yield Transfer(
                    Account.TENANT, Account.INCOME, cents, kind, due_on, tenancy_id=tenancy, month=number
                )
