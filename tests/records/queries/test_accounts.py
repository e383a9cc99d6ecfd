"""The accounts as columns, and the rent that counts as months."""

from datetime import date

import pytest

from gewoon.actions.rights import CONSOLE
from gewoon.actions.tenancy import take_in_rents
from gewoon.gateways.erp.model import ComponentRow
from gewoon.records.queries import accounts
from gewoon.rules import columns
from gewoon.rules.ledger.kinds import Kind
from stories import LONG_AGO, RENT, at, pays, rent, tenancy

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def test_a_claim_raises_the_debt_and_a_payment_lowers_it():
    anna = tenancy()
    rent(anna, OCTOBER)
    newest = pays(anna, 25_000, date(2026, 10, 9))
    found, last = accounts.account_columns([anna.pk])
    assert columns.find(found, anna.pk).cents == [RENT, -25_000]
    assert last == {anna.pk: newest}


def test_all_accounts_come_in_one_question(django_assert_num_queries):
    for number in (101, 102, 103):
        rent(tenancy(number), OCTOBER)
    with django_assert_num_queries(1):
        found, _ = accounts.account_columns()
    assert len(found) == 3


def test_only_net_rent_and_fixed_service_costs_count_as_months():
    anna = tenancy(cents=RENT)
    extra = [
        ComponentRow(tenancy=101, kind=kind, cents=cents, from_on=LONG_AGO)
        for kind, cents in (("service", 3_000), ("other", 9_999))
    ]
    take_in_rents(rows=extra, by=CONSOLE, now=at(LONG_AGO))
    assert accounts.monthly_rents([anna.pk], on=OCTOBER) == {anna.pk: RENT + 3_000}
    assert accounts.monthly_rents(None, on=date(2019, 12, 31)) == {}


def test_the_order_of_the_law_is_read_once():
    assert accounts.order() is accounts.order()
    assert accounts.order().rank[Kind.RENT] > 0
