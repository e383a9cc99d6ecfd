"""The page of one tenancy: it agrees with the rules, and only who may sees it."""

from datetime import date

import pytest

from gewoon.gateways.erp.model import PartyRow
from gewoon.records.people import CONSOLE, Role
from gewoon.records.policy import Step
from gewoon.records.queries import account
from gewoon.records.queries.rights import Hidden
from records.queries.verify.damage import damage, erase
from stories import at, calls, night, officer, open_step, pays, rent, tenancy

OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 10, 5)


def page(who, tenancy_, policies, on=TODAY):
    return account.account(who, tenancy_.pk, on=on, policies=policies)


def test_the_head_says_who_it_is(olga, policies):
    parties = (
        PartyRow(role="tenant", name="Verzonnen", first_name="Anna", phone="06-12345678", language="en"),
        PartyRow(role="co_tenant", name="Bas Proefman", first_name="Bas", email="bas@post.example"),
        PartyRow(role="administrator", name="Bewind Verzonnen"),
    )
    head = page(olga, tenancy(parties=parties), policies).head
    assert head.names == ("Anna Verzonnen", "Bas Proefman")
    assert (head.address, head.postcode, head.town) == ("Nergensweg 101", "1000 AB", "Waterrijk")
    assert (head.phone, head.email, head.language) == ("06-12345678", "bas@post.example", "en")
    assert (head.administrator, head.way_of_paying, head.monthly_rent) == (
        "Bewind Verzonnen",
        "transfer",
        60_000,
    )
    assert (head.since, head.ended, head.is_deceased) == (date(2020, 1, 1), None, False)


def test_the_position_is_that_of_the_rules_and_the_lines_lead_to_it(olga, policies, late):
    pays(late[0], 20_000, date(2026, 10, 3))
    found = page(olga, late[0], policies)
    assert found.position.overdue == 40_101
    assert found.lines[-1].balance == found.position.balance
    assert sum(item.open_cents for item in found.open_items if item.is_overdue) == found.position.overdue


def test_the_open_step_is_told_with_its_reasons_and_the_next_gate(olga, policies, late):
    step = page(olga, late[0], policies).step
    assert (step.step_id, step.name, step.is_gate) == (open_step(late[0]).pk, "reminder", False)
    assert step.label["nl"] == policies(TODAY).steps["reminder"].label["nl"]
    assert step.why.by_language["nl"].tree.truth == "yes"
    assert step.why.by_language["en"].why_not is not None
    assert step.why.gate.step == "signal"
    assert step.why.gate.is_open is False


def test_who_owes_nothing_has_no_step(olga, policies):
    found = page(olga, tenancy(), policies)
    assert (found.step, found.lines, found.timeline) == (None, (), ())
    assert found.position.overdue == 0


def test_a_step_of_a_policy_that_is_gone_stands_without_its_reasons(olga, late):
    with damage(erase("policytexts", "id > 0")):
        step = page(olga, late[0], lambda on: None).step
    assert (step.name, step.label, step.kind, step.why) == ("reminder", {}, "task", None)


def test_a_step_keeps_the_policy_it_was_decided_under(olga, late):
    step = page(olga, late[0], lambda on: None).step
    assert step.label["en"] == "Send a reminder"
    assert step.why.policy == "voorbeeld"


def test_the_length_of_a_history_costs_no_questions(olga, policies, late, django_assert_max_num_queries):
    for month in range(1, 10):
        rent(late[0], date(2026, month, 1))
        pays(late[0], 60_000, date(2026, month, 3))
        calls(late[0], olga, at(date(2026, month, 4), 12))
    with django_assert_max_num_queries(12):
        assert len(page(olga, late[0], policies).lines) == 19


def test_the_auditor_sees_all_of_it(policies, late):
    found = page(officer("ada", Role.AUDITOR), late[0], policies)
    assert found.lines
    assert found.step.why.receipt


def test_a_social_worker_sees_only_the_own(social, policies, late, give_to):
    give_to(late[0], Role.SOCIAL_WORKER)
    assert page(social, late[0], policies).head.number == 101
    with pytest.raises(Hidden):
        page(social, late[1], policies)


def test_nobody_else_sees_it_and_what_is_not_there_looks_the_same(olga, strangers, policies, late):
    for who in strangers:
        with pytest.raises(Hidden):
            page(who, late[0], policies)
    with pytest.raises(Hidden):
        account.account(olga, 999_999, on=TODAY, policies=policies)


def test_the_receipt_is_that_of_the_open_step(olga, late):
    key, decision = account.receipt(olga, 101)
    assert (key, decision.step) == (late[0].pk, "reminder")
    pays(late[0], 60_101, TODAY)
    night(date(2026, 10, 6))
    assert not Step.objects.filter(tenancy=late[0], state="open", name="reminder").exists()
    with pytest.raises(Hidden):
        account.receipt(CONSOLE, 77)
