"""The shipped policy in examples: a table that a policy officer can read.

Each line: what is different from a quiet tenancy, and the step (and what it would have been behind a gate).
"""

from datetime import date

import pytest

from gewoon.gateways.policy_files import shipped, shipped_policies, shipped_policy
from gewoon.rules.policy.check import check
from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.facts import FactType
from gewoon.rules.policy.policy import used_facts
from gewoon.rules.policy.reading import Text, read_policy

REMINDED = {"reminder_sent": True, "days_since_reminder": 30}
CALLED = {
    "call_attempts": 1,
    "personal_contact_attempts": 1,
    "contact_channels": 1,
    "days_since_contact_attempt": 8,
}
WARNED = {
    **REMINDED,
    **CALLED,
    "second_reminder_sent": True,
    "days_since_second_reminder": 20,
    "help_offer_made": True,
    "days_since_help_offer": 20,
    "debt_help_pointed": True,
}
SPOKEN = {"personal_contact_made": True, "days_since_personal_contact": 8}
OFFERED = {
    **WARNED,
    **SPOKEN,
    "days_since_arrangement_talk": 20,
    "arrangement_offered": True,
    "days_since_arrangement_offer": 12,
    "oldest_due_days": 40,
}
VISITED = {
    **OFFERED,
    "visit_attempts": 2,
    "personal_contact_attempts": 3,
    "contact_channels": 2,
    "guidance_status": "declined",
    "days_since_referral": 30,
    "social_review_done": True,
    "oldest_due_days": 95,
    "arrears_months": 300,
    "training_condition": "met",
    "days_since_training_invitation": 60,
    "household_known": True,
}
SIGNALLED = {
    **VISITED,
    "signal_sent": True,
    "days_since_signal": 70,
    "signal_answered": True,
    "signal_wait_over": True,
}
DEMANDED = {**SIGNALLED, "letter14_sent": True, "days_since_letter14": 25, "letter14_term_over": True}
LAST = {
    **DEMANDED,
    "visit_attempts": 3,
    "last_warning_sent": True,
    "days_since_last_warning": 20,
    "capacity_calculated": True,
}

PAYS = {"paid_since_last_step": True, "arrears_rising": False, "days_since_last_payment": 3}

STEPS = [
    (
        "no arrears",
        {"arrears": 0, "oldest_due_days": None, "episode_days": None, "arrears_months": 0, "rent_arrears": 0},
        "no_step",
    ),
    ("two days late", {"oldest_due_days": 2}, "wait"),
    ("three days late", {"oldest_due_days": 3}, "reminder"),
    ("first time in years", {"first_arrears_in_months": 72}, "reminder"),
    ("ten euros short", {"arrears": 1000}, "wait"),
    ("ten euros short for two months", {"arrears": 1000, "oldest_due_days": 60}, "reminder"),
    ("three letters this month", {"letters_this_month": 3}, "call"),
    ("a bank statement is missing", {"statement_gap": True}, "wait_statements"),
    ("reminded five days ago", {"reminder_sent": True, "days_since_reminder": 5}, "wait"),
    ("reminded eight days ago", {"reminder_sent": True, "days_since_reminder": 8}, "call"),
    ("direct debit came back twice", {"direct_debit": True, "reversals_in_a_row": 2}, "call"),
    ("called, two weeks late", {**REMINDED, **CALLED, "oldest_due_days": 15}, "second_reminder"),
    ("written twice, not spoken", {**WARNED, "oldest_due_days": 25}, "call"),
    ("three calls, not spoken", {**WARNED, "call_attempts": 3, "oldest_due_days": 25}, "home_visit"),
    ("spoken, no arrangement", {**WARNED, **SPOKEN, "oldest_due_days": 25}, "arrangement_talk"),
    (
        "talked, no offer in writing",
        {**OFFERED, "arrangement_offered": False, "days_since_arrangement_offer": None},
        "arrangement_offer",
    ),
    ("offered, a month late", OFFERED, "social_worker"),
    ("money is coming in", {**OFFERED, "paid_since_last_step": True, "arrears_rising": False}, "wait"),
    ("a departed tenant", {**OFFERED, "tenancy_ended": True}, "ask_a_person"),
    (
        "two months, spoken two weeks ago",
        {**OFFERED, "arrears_months": 200, "days_since_personal_contact": 14},
        "home_visit",
    ),
    (
        "two months, social worker asked",
        {**OFFERED, "arrears_months": 200, "days_since_referral": 15},
        "training_invitation",
    ),
    ("no seat in the training yet", {**VISITED, "training_condition": "not_offered"}, "wait"),
    ("signal answered, three months", SIGNALLED, "letter14"),
    ("the tenant declined the signal", {**VISITED, "help_offer_declined": True}, "letter14"),
    ("14-day letter running", {**DEMANDED, "letter14_term_over": False}, "wait"),
    ("three months, visited twice", DEMANDED, "home_visit"),
    ("three months, visited three times", {**DEMANDED, "visit_attempts": 3}, "last_warning"),
    ("the tenant asked for help", {**LAST, "tenant_asked_help": True}, "call_back"),
    ("under administration", {**LAST, "under_administration": True}, "call_administrator"),
    ("administrator called", {"under_administration": True, "days_since_administrator_call": 5}, "wait"),
    ("a dispute", {**LAST, "dispute_open": True}, "settle_dispute"),
    ("a promise", {**LAST, "promise_open": True}, "wait"),
    ("a broken promise", {**REMINDED, "promise_broken": True}, "call"),
    ("a proposal of the tenant", {**LAST, "arrangement_status": "proposed"}, "answer_proposal"),
    (
        "an arrangement is kept",
        {**LAST, "arrangement_status": "kept", "arrangement_kept": True},
        "wait_arrangement",
    ),
    (
        "an instalment is late",
        {"arrangement_status": "kept", "arrangement_kept": True, "instalment_late": True},
        "call_instalment",
    ),
    ("guidance is running", {**LAST, "guidance_status": "running"}, "wait_help"),
    ("debt help, rent unpaid", {**LAST, "debt_help_running": True, "current_rent_paid": False}, "call"),
    ("paid, and spoken to lately", {**LAST, **PAYS, "days_since_contact_attempt": 29}, "wait"),
    ("paid, and nobody called for a month", {**LAST, **PAYS, "days_since_contact_attempt": 30}, "call"),
    ("the training is running", {**LAST, "training_running": True}, "wait"),
    ("the law stops us", {**LAST, "legal_stop": True}, "wait"),
    ("a letter came back", {**REMINDED, "delivery_failed": True}, "find_address"),
    ("summoned", {**LAST, "court_status": "summoned"}, "court_contact"),
    (
        "the debt is gone",
        {
            "arrears": 0,
            "oldest_due_days": None,
            "episode_days": None,
            "arrears_months": 0,
            "rent_arrears": 0,
            "debt_cleared": True,
            "months_on_time": 3,
        },
        "good_news",
    ),
]

GATES = [
    ("all of article 2 is done", VISITED, "signal", {"S8", "S9", "S10"}),
    ("everything was tried", LAST, "bailiff", {"B7", "B8", "B9", "B10"}),
    (
        "with the bailiff for long",
        {**LAST, "court_status": "bailiff", "children_at_home": False},
        "summons",
        None,
    ),
    (
        "a judgment of a month ago",
        {**LAST, "court_status": "judgment", "days_since_judgment": 31, "children_at_home": False},
        "eviction",
        None,
    ),
]


@pytest.fixture(scope="module")
def policy():
    return shipped_policy(date(2026, 11, 22))


def quiet(policy):
    """A tenancy that is twelve days late with one month of rent, and nothing else is the matter."""
    first = {FactType.BOOL: False, FactType.CHOICE: "none"}
    row = {fact.name: None if fact.may_be_unknown else first.get(fact.type, 0) for fact in used_facts(policy)}
    return row | {
        "arrears": 60000,
        "rent_arrears": 60000,
        "arrears_months": 100,
        "oldest_due_days": 12,
        "episode_days": 12,
        "current_rent_paid": True,
        "arrears_rising": True,
    }


@pytest.mark.parametrize(("story", "differs", "step"), STEPS, ids=[line[0] for line in STEPS])
def test_the_shipped_policy_gives_the_step(policy, story, differs, step):
    decision = decide(policy, [quiet(policy) | differs])[0]
    assert decision.step == step
    assert decision.held_back is None
    assert decision.impossible == ()


@pytest.mark.parametrize(("story", "differs", "gate", "unmet"), GATES, ids=[line[0] for line in GATES])
def test_a_gate_is_shown_and_stays_shut(policy, story, differs, gate, unmet):
    decision = decide(policy, [quiet(policy) | differs])[0]
    assert decision.held_back.step == gate
    assert decision.held_back.is_closed
    assert decision.step == "ask_a_person"
    assert unmet is None or set(decision.held_back.unmet) == unmet
    assert decision.impossible == ()


def test_refusing_the_training_opens_nothing(policy):
    kept = LAST | {"arrangement_status": "kept", "arrangement_kept": True, "training_condition": "not_met"}
    assert decide(policy, [quiet(policy) | kept])[0].step == "wait_arrangement"


@pytest.mark.parametrize("days", [0, 7, 29, 30, 31, 90, 400])
def test_who_pays_and_keeps_a_debt_comes_back_to_a_person_within_a_month(policy, days):
    row = quiet(policy) | LAST | PAYS | {"days_since_contact_attempt": days}
    is_left_alone = decide(policy, [row])[0].step == "wait"
    assert is_left_alone == (days < 30)


MUTATIONS = [
    ("help_offer_made and days_since_help_offer >= 14", "help_offer_made", "breakable_guarantee", "S7"),
    ("reminder_sent and debt_help_pointed", "reminder_sent", "breakable_guarantee", "S4"),
    ("not signal_sent and not help_offer_declined", "not signal_sent", "breakable_guarantee", "S7"),
    (
        'when = "statement_gap"',
        'when = "statement_gap and arrears < 50"',
        "breakable_guarantee",
        "letters-need",
    ),
    ('when = "pause_open"', 'when = "pause_open and reminder_sent"', "breakable_guarantee", "letters-leave"),
    ('when = "arrears is 0"', 'when = "arrears < 5"', "dead_end", "no_step"),
    (
        'when = "rest_of_heavy_steps"',
        'when = "rest_of_heavy_steps and arrears is 0"',
        "dead_rule",
        "rest_of_heavy",
    ),
    ('establishes = ["delivery_failed"]\n', "", "none", ""),
    ('establishes = ["tenant_asked_help"]', 'establishes = ["congratulated"]', "none", ""),
    ('establishes = ["congratulated"]\n', "", "unreachable_fact", "congratulated"),
]


@pytest.mark.parametrize(("old", "new", "kind", "said"), MUTATIONS, ids=[line[1][:40] for line in MUTATIONS])
def test_a_slip_in_the_shipped_policy_is_found(old, new, kind, said):
    text = shipped_policies()[-1].content
    assert text.count(old) >= 1
    reading = read_policy(Text(file="p.toml", content=text.replace(old, new, 1)), shipped(date(2026, 11, 22)))
    findings = check(reading.policy)
    if kind == "none":
        assert findings == ()
    else:
        assert any(finding.kind == kind and said in finding.message for finding in findings)
