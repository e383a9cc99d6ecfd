"""Money that a collector passed on goes from suspense to the claims it pays."""

from datetime import date

import pytest

from gewoon.actions.court import bailiff
from gewoon.actions.ledger.booking import Transfer, book
from gewoon.actions.rights import CONSOLE, NotFound, Refused
from gewoon.records.court import Remittance
from gewoon.records.ledger import Account, BankDetail, BankEntry, Entry, Statement, StatementFile
from gewoon.rules.ledger.kinds import Kind
from stories import at, claim, own_account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def waiting():
    """Money of the bailiff that waits in suspense."""
    account = own_account()
    file = StatementFile.objects.create(sha256="0" * 64, name="x", format="camt", imported_at=at(TODAY))
    statement = Statement.objects.create(file=file, account=account, identifier="1")
    entry = BankEntry.objects.create(
        statement=statement, account=account, key="1", cents=50_000, booked_on=TODAY, value_on=TODAY
    )
    detail = BankDetail.objects.create(bank_entry=entry, cents=50_000, name="Deurwaarder Verzonnen")
    money = Transfer(
        Account.BANK, Account.SUSPENSE, 50_000, Kind.PAYMENT, TODAY,
        bank_account_id=account.pk, bank_detail_id=detail.pk,
    )  # fmt: skip
    book([money], by=CONSOLE, now=at(TODAY))
    return detail


@pytest.fixture
def handed(anna, olga, opened):
    claim(anna, 27_000, date(2026, 11, 10), Kind.COSTS)
    opened()
    found = bailiff.check_collector(name="Verzonnen", kind="bailiff", by=CONSOLE, now=at(TODAY))
    bailiff.hand_over(anna.pk, collector_id=found.pk, by=olga, now=at(TODAY))
    return anna


def remits(who, detail, by, *, reference="R1", **parts):
    return bailiff.remit(detail.pk, tenancy_id=who.pk, reference=reference, parts=parts, by=by, now=at(TODAY))


def test_each_part_pays_its_own_kind_of_claim(handed, waiting, olga):
    made = remits(handed, waiting, olga, costs=27_000, principal=13_000)
    assert (made.costs_cents, made.interest_cents, made.principal_cents) == (27_000, 0, 13_000)
    paid = Entry.objects.filter(tenancy=handed, kind=Kind.PAYMENT, debit=Account.SUSPENSE)
    assert sorted(paid.values_list("refers__kind", "cents")) == [(Kind.RENT, 13_000), (Kind.COSTS, 27_000)]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"principal": 60_000}, r"Only 500\.00 euro of this payment"),
        ({"interest": 100}, r"Only 0\.00 euro of interest is open"),
        ({}, "euro of this payment"),
        ({"costs": -1, "principal": 2}, "euro of this payment"),
    ],
)
def test_more_than_there_is_is_refused(handed, waiting, olga, parts, why):
    with pytest.raises(Refused, match=why):
        remits(handed, waiting, olga, **parts)
    assert not Remittance.objects.exists()


def test_the_same_remittance_comes_in_once_and_only_for_a_claim_that_was_handed_over(
    handed, waiting, olga, anna
):
    remits(handed, waiting, olga, principal=100)
    with pytest.raises(Refused, match="booked already"):
        remits(handed, waiting, olga, principal=100)
    handed.pk = 0
    with pytest.raises(NotFound):
        remits(handed, waiting, olga, principal=100)


def test_a_claim_that_was_never_handed_over_receives_no_remittance(anna, waiting, olga):
    with pytest.raises(Refused, match="does not lie with a collector"):
        remits(anna, waiting, olga, principal=100)
