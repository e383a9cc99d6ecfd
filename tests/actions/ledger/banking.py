"""Statements as a bank would write them, and what the books say afterwards."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from django.db import transaction
from django.db.models import Sum

from gewoon.actions.ledger import statements
from gewoon.actions.rights import CONSOLE
from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite, StatementToWrite, write_statements
from gewoon.records import models
from gewoon.records.ledger import Account, BankDetail, Entry
from stories import OWN_ACCOUNT, at, iban, own_account

DAY = date(2026, 3, 2)
OPENING = 1_000_00
PAYER = iban("TSTA", 7)


def paid(cents: int, text: str = "", *, reference: str = "", on: date = DAY, **more: object) -> EntryToWrite:
    """Write one line with one payment; fields of the payment or of the line around it."""
    fields = PaymentToWrite.__dataclass_fields__
    inside = {name: value for name, value in more.items() if name in fields}
    around = {name: value for name, value in more.items() if name not in fields}
    payment = PaymentToWrite(cents=cents, remittance=text, **inside)  # type: ignore[arg-type]
    return EntryToWrite(reference=reference, booked_on=on, payments=(payment,), **around)  # type: ignore[arg-type]


def statement(
    *entries: EntryToWrite,
    opening: int = OPENING,
    first: date = DAY,
    last: date | None = None,
    account: str = OWN_ACCOUNT,
    currency: str = "EUR",
    number: int = 1,
) -> StatementToWrite:
    """Write one statement; it closes with what its entries add up to."""
    moved = sum(payment.cents for entry in entries for payment in entry.payments)
    return StatementToWrite(
        account=account,
        id=f"S{number}",
        sequence=number,
        created_on=last or first,
        opening_on=first,
        closing_on=last or first,
        opening_cents=opening,
        closing_cents=opening + moved,
        entries=entries,
        currency=currency,
    )


def content(*written: StatementToWrite) -> bytes:
    stream = BytesIO()
    write_statements(stream, written)
    return stream.getvalue()


class Bank:
    """Hands files over, each under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = 0

    def file(self, data: bytes, name: str | None = None) -> Path:
        self.files += 1
        path = self.folder / (name or f"statement-{self.files}.xml")
        path.write_bytes(data)
        return path

    def tells(self, *written: StatementToWrite, on: date = DAY) -> statements.Report:
        """Import one file with these statements."""
        return self.take(self.file(content(*written)), on=on)

    def take(self, path: Path, *, on: date = DAY) -> statements.Report:
        return statements.import_statements(path=path, by=CONSOLE, now=at(on, 20))


@contextmanager
def fresh_books(folder: Path) -> Iterator[Bank]:
    """Give books of its own to one example of many; what it writes is rolled back."""
    with transaction.atomic():
        own_account()
        yield Bank(folder)
        transaction.set_rollback(True)


def counted() -> dict[str, int]:
    """Count the rows of every table."""
    return {name: getattr(models, name)._default_manager.count() for name in models.__all__}


def balance(account: Account, **which: object) -> int:
    """What an account holds: debit less credit."""

    def side(**filters: object) -> int:
        return Entry.objects.filter(**which, **filters).aggregate(sum=Sum("cents"))["sum"] or 0

    return side(debit=account) - side(credit=account)


def owes(tenancy: models.Tenancy) -> int:
    return balance(Account.TENANT, tenancy=tenancy)


def waiting() -> BankDetail:
    """Give the newest payment."""
    found = BankDetail.objects.order_by("-pk").first()
    if found is None:
        raise LookupError("there is no payment yet")
    return found


def entries_of(tenancy: models.Tenancy) -> Sequence[Entry]:
    return list(Entry.objects.filter(tenancy=tenancy).order_by("pk"))
