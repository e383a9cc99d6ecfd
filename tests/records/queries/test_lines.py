"""The account line by line."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.ledger.banking import Bank, paid, statement
from gewoon.records.queries.accounts import order
from gewoon.records.queries.lines import book
from gewoon.rules.arrears.position import position
from gewoon.rules.ledger.kinds import Kind
from stories import OWN_ACCOUNT, claim, comes_back, own_account, pays, rent, tenancy

OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 10, 20)


def test_a_payment_says_what_it_settled_and_why():
    anna = tenancy()
    rent(anna, date(2026, 9, 1), OCTOBER)
    pays(anna, 80_000, date(2026, 10, 9))
    found = book(anna.pk, on=TODAY)
    assert [line.kind for line in found.lines] == ["rent", "rent", "payment"]
    assert [line.balance for line in found.lines] == [60_000, 120_000, 40_000]
    settled = found.lines[-1].settles
    assert [(each.due_on, each.cents) for each in settled] == [(date(2026, 9, 1), 60_000), (OCTOBER, 20_000)]
    assert {each.reason for each in settled} <= {"oldest", "only_due", "most_onerous"}
    assert [each.claim_id for each in settled] == [line.entry_id for line in found.lines[:2]]


def test_what_is_left_of_a_claim_is_an_open_item():
    anna = tenancy()
    rent(anna, date(2026, 9, 1), TODAY)
    pays(anna, 15_000, date(2026, 9, 9))
    items = book(anna.pk, on=TODAY).open_items
    assert [(each.due_on, each.cents, each.open_cents, each.is_overdue) for each in items] == [
        (date(2026, 9, 1), 60_000, 45_000, True),
        (TODAY, 60_000, 60_000, False),
    ]


def test_a_returned_payment_points_at_its_return_and_back():
    anna = tenancy()
    rent(anna, OCTOBER)
    payment = pays(anna, 60_000, date(2026, 10, 2))
    comes_back(payment, date(2026, 10, 6))
    _, there, back = book(anna.pk, on=TODAY).lines
    assert (there.undone_by.entry_id, there.undone_by.on) == (back.entry_id, date(2026, 10, 6))
    assert (back.undoes.entry_id, back.undoes.kind, back.kind) == (payment, "payment", "reversal")
    assert there.settles == ()
    assert back.reason == "returned MD06"
    assert back.balance == 60_000


def test_a_payment_from_the_bank_tells_how_it_was_matched(tmp_path):
    own_account()
    anna = tenancy()
    rent(anna, date(2026, 2, 1))
    Bank(tmp_path).tells(statement(paid(60_000, "huurnummer 101", name="P Verzonnen")))
    line = book(anna.pk, on=TODAY).lines[-1]
    if line.match is None:
        pytest.fail("the payment was not matched to its tenancy")
    assert line.match.score >= 70
    assert ("number", {"number": 101}) in line.match.reasons
    assert line.match.remittance == "huurnummer 101"
    assert OWN_ACCOUNT not in line.match.iban


def test_what_was_not_yet_known_or_due_does_not_stand_there():
    anna = tenancy()
    rent(anna, OCTOBER, date(2026, 11, 1))
    pays(anna, 60_000, OCTOBER, now=None)
    assert len(book(anna.pk, on=TODAY).lines) == 2
    assert book(anna.pk, on=OCTOBER - timedelta(days=1)).lines == ()


def test_the_month_of_a_rent_run_and_the_kind_stand_with_the_line():
    anna = tenancy()
    claim(anna, 500, OCTOBER, Kind.COSTS)
    line = book(anna.pk, on=TODAY).lines[0]
    assert (line.kind, line.month, line.is_opening, line.by) == ("costs", None, False, "console")


def test_an_account_is_read_in_one_question(django_assert_num_queries):
    anna = tenancy()
    rent(anna, *(date(2026, month, 1) for month in range(1, 10)))
    with django_assert_num_queries(1):
        assert len(book(anna.pk, on=TODAY).lines) == 9


DEEDS = st.lists(
    st.tuples(st.sampled_from(["rent", "costs", "pay", "back"]), st.integers(1, 90), st.integers(1, 99_999)),
    max_size=12,
)


@given(deeds=DEEDS)
@settings(max_examples=25)
def test_the_lines_always_lead_to_the_position_of_the_rules(deeds):
    with transaction.atomic():
        anna, payments = tenancy(), []
        for what, days, cents in deeds:
            on = date(2026, 7, 1) + timedelta(days=days)
            if what == "pay":
                payments.append((pays(anna, cents, on), on))
            elif what == "back" and payments:
                comes_back(*payments.pop())
            elif what in {"rent", "costs"}:
                claim(anna, cents, on, Kind.RENT if what == "rent" else Kind.COSTS)
        found = book(anna.pk, on=TODAY)
        told = position(found.rows, order(), monthly_rent=None, on=TODAY, known_on=TODAY)
        assert (found.lines[-1].balance if found.lines else 0) == told.balance
        assert sum(each.open_cents for each in found.open_items if each.is_overdue) == told.overdue
        assert sum(line.open_cents for line in found.lines) == told.balance
        transaction.set_rollback(True)
