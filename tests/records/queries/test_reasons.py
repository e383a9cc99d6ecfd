"""Why a step was decided, and what the next gate lacks."""

import dataclasses
from datetime import date

import pytest

from gewoon.records.policy import Decision
from gewoon.records.queries import reasons

TODAY = date(2026, 10, 5)


@pytest.fixture
def facts(late):
    """The facts of a tenancy that missed one rent."""
    return reasons.facts_in(Decision.objects.get(tenancy=late[0], on=TODAY).receipt)


def test_a_stored_decision_is_explained_as_it_was_made(late, policies):
    decision = Decision.objects.get(tenancy=late[0], on=TODAY)
    why = reasons.of_decision(decision, policies)
    assert (why.decided_on, why.rule, why.policy_hash) == (TODAY, decision.rule, decision.policy_hash)
    assert why.receipt == decision.receipt
    assert why.rule_text
    assert why.by_language["nl"].sentences != why.by_language["en"].sentences
    assert why.heavier["nl"]


def test_another_text_of_the_policy_explains_nothing(late, policies):
    decision = Decision.objects.get(tenancy=late[0], on=TODAY)
    decision.policy_hash = "another"
    assert reasons.of_decision(decision, policies) is None
    assert reasons.of_decision(decision, lambda on: None) is None


def test_the_facts_of_a_receipt_decide_the_same(late, policies):
    decision = Decision.objects.get(tenancy=late[0], on=TODAY)
    facts = reasons.facts_in(decision.receipt)
    assert facts["arrears"] == 60_101
    for reader in ("tenant", "officer", "auditor"):
        told = reasons.sentences(facts, policies(TODAY), language="nl", reader=reader)
        assert told.sentences


def test_unknown_is_not_met_and_a_gate_stays_shut(facts, policies):
    gate = reasons.why(facts, policies(TODAY), on=TODAY, receipt="").gate
    states = {duty.id: duty.state for duty in gate.duties}
    assert (gate.step, states["S5"], states["S7"]) == ("signal", "not_met", "unknown")
    assert set(states.values()) == {"met", "not_met", "unknown"}
    assert gate.open_count == sum(state != "met" for state in states.values())
    assert not gate.is_open
    assert all(duty.label["nl"] and duty.source for duty in gate.duties)


def test_what_no_rule_fits_is_told_without_a_rule(facts, policies):
    whole = policies(TODAY)
    table = dataclasses.replace(whole.table, lines=whole.table.lines[len(whole.rules) :])
    policy = dataclasses.replace(whole, rules=(), table=table)
    why = reasons.why(facts, policy, on=TODAY, receipt="")
    assert (why.rule, why.rule_text, why.rule_source, why.heavier) == ("", "", "", {})
    assert why.by_language["nl"].tree is None


def test_the_gate_after_the_step_is_shown_not_the_one_before(facts, policies):
    policy = policies(TODAY)
    assert reasons.gate_after("summons", policy, facts).step == "summons"
    heaviest = dataclasses.replace(policy.steps["eviction"], id="beyond", weight=99)
    beyond = dataclasses.replace(policy, steps={**policy.steps, "beyond": heaviest})
    assert reasons.gate_after("beyond", beyond, facts) is None
