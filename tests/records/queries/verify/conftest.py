"""Gives books with a little of everything in them: sound, until a test damages them."""

from datetime import date, datetime

import pytest

from actions.ledger.banking import PAYER, Bank, paid, statement
from gewoon.records.ledger import BankDetail, DirectDebitBatch, DirectDebitItem
from stories import at, own_account

DAY = date(2026, 10, 5)
NEXT = date(2026, 10, 6)


@pytest.fixture
def bank(tmp_path):
    return Bank(tmp_path)


@pytest.fixture
def told():
    """Give the lines of two days as the bank writes them."""
    return [
        paid(60_101, "huurnummer 101", name="Proef Verzonnen", iban=PAYER, on=DAY, reference="R1"),
        paid(60_103, "huurnummer 103", name="Proef Verzonnen", on=DAY, reference="R2", end_to_end="E2"),
        paid(5_000, "bedankt", on=DAY, reference="R3"),
        paid(-700, "rekening", on=DAY, reference="R4"),
        paid(-60_103, on=NEXT, reference="R5", end_to_end="E2", reason_code="MD06"),
    ]


@pytest.fixture
def books(late, bank, told):
    """Give the tenancies: one paid, one paid and got it back; there is doubt, other traffic and a batch."""
    account = own_account()
    first, back = told[:4], told[4]
    bank.tells(statement(*first, opening=100_000, first=DAY), on=DAY)
    bank.tells(statement(back, opening=224_504, first=NEXT, number=2), on=NEXT)
    _batch(account, at(DAY))
    return late


@pytest.fixture
def payment():
    """Find a payment of the bank by its cents."""

    def find(cents: int) -> BankDetail:
        return BankDetail.objects.get(cents=cents)

    return find


def _batch(account: object, now: datetime) -> None:
    batch = DirectDebitBatch.objects.create(
        reference="B1", account=account, collected_on=DAY, cents=300, made_at=now
    )
    tenancy = BankDetail.objects.get(cents=60_101).ledger.get().tenancy
    for number in (1, 2):
        DirectDebitItem.objects.create(batch=batch, tenancy=tenancy, end_to_end=f"B1-{number}", cents=150)
