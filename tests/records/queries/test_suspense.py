"""Money that is not yet known for whom."""

from datetime import date, timedelta

import pytest
from django.db import connection

from actions.ledger.banking import DAY, PAYER, Bank, paid, statement, waiting
from gewoon.actions.ledger.booking import Transfer, book
from gewoon.actions.rights import CONSOLE
from gewoon.gateways.erp.model import PartyRow
from gewoon.records.ledger import Account
from gewoon.records.people import Role
from gewoon.records.queries import suspense
from gewoon.records.queries.rights import Hidden
from gewoon.rules.ledger.kinds import Kind
from stories import at, officer, own_account, rent, tenancy

LATER = DAY + timedelta(days=15)


@pytest.fixture
def bank(tmp_path):
    own_account()
    return Bank(tmp_path)


def test_money_without_an_owner_waits_with_its_age(olga, bank):
    bank.tells(statement(paid(12_345, "bedankt", name="Niemand", iban=PAYER)))
    (row,) = suspense.page(olga, on=LATER)
    assert (row.detail_id, row.cents, row.received) == (waiting().pk, 12_345, 12_345)
    assert (row.since, row.age_days, row.is_old) == (DAY, 15, True)
    assert (row.name, row.iban, row.remittance) == ("Niemand", PAYER, "bedankt")
    assert row.reasons == (("nothing_found", {}),)
    assert row.candidates == ()
    assert suspense.row(olga, row.detail_id, on=LATER) == row


def test_fourteen_days_are_no_alarm_yet(olga, bank):
    bank.tells(statement(paid(12_345), paid(1)))
    assert not any(row.is_old for row in suspense.page(olga, on=DAY + timedelta(days=14)))
    assert suspense.counts(olga, on=DAY + timedelta(days=14)) == {"all": 2, "old": 0, "cents": 12_346}
    assert suspense.counts(olga, on=LATER) == {"all": 2, "old": 2, "cents": 12_346}


def test_who_it_could_be_stands_there_with_the_evidence(olga, bank):
    for number in (101, 102):
        tenancy(number, parties=(PartyRow(role="tenant", name="P Verzonnen", iban=PAYER),))
    bank.tells(statement(paid(60_000, name="VERZONNEN P", iban=PAYER)))
    (row,) = suspense.page(olga, on=DAY)
    assert [each.number for each in row.candidates] == [101, 102]
    assert row.candidates[0].reasons == ("several_possible", "known_account", "name")
    assert row.candidates[0].address == "Nergensweg 101"


def test_a_number_that_proved_too_little_names_its_tenancy(olga, bank):
    tenancy(101)
    bank.tells(statement(paid(123, "huurnummer 101", name="Iemand Anders")))
    (row,) = suspense.page(olga, on=DAY)
    assert [(each.number, each.reasons) for each in row.candidates] == [(101, ("number",))]


def test_what_somebody_placed_is_taken_off(olga, bank):
    anna = tenancy()
    rent(anna, DAY)
    bank.tells(statement(paid(12_345, "bedankt")))
    place = Transfer(
        Account.SUSPENSE, Account.TENANT, 12_000, Kind.PAYMENT, DAY, tenancy_id=anna.pk,
        bank_detail_id=waiting().pk,
    )  # fmt: skip
    book([place], by=CONSOLE, now=at(DAY))
    assert [row.cents for row in suspense.page(olga, on=DAY)] == [345]
    book([place._replace(cents=345)], by=CONSOLE, now=at(DAY))
    assert suspense.page(olga, on=DAY) == ()
    with pytest.raises(Hidden):
        suspense.row(olga, waiting().pk, on=DAY)


def test_the_list_costs_the_same_whatever_its_length(olga, bank, django_assert_max_num_queries):
    tenancy(101, parties=(PartyRow(role="tenant", name="P Verzonnen", iban=PAYER),))
    tenancy(102, parties=(PartyRow(role="tenant", name="P Verzonnen", iban=PAYER),))
    bank.tells(statement(*(paid(100 + n, f"huurnummer {101 + n % 2}", name=f"N {n}") for n in range(9))))
    with django_assert_max_num_queries(8):
        assert len(suspense.page(olga, on=DAY)) == 9


def test_the_auditor_sees_it_too(bank):
    bank.tells(statement(paid(1)))
    assert suspense.counts(officer("ada", Role.AUDITOR), on=DAY)["all"] == 1


def test_nobody_else_sees_money_of_strangers(social, strangers, bank):
    for who in (social, *strangers):
        with pytest.raises(Hidden):
            suspense.page(who, on=date(2026, 10, 5))
        with pytest.raises(Hidden):
            suspense.counts(who, on=date(2026, 10, 5))


def test_the_list_is_read_by_its_own_index():
    if connection.vendor == "sqlite":  # on a small table PostgreSQL rightly reads all of it
        assert "entry_suspense" in suspense._left().explain()
