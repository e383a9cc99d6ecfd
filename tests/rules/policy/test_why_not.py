"""Why not the next heavier step, told on the shipped policy."""

from datetime import date

from gewoon.gateways.policy_files import shipped_policy
from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.facts import FactType
from gewoon.rules.policy.why_not import why_not

POLICY = shipped_policy(date(2026, 11, 22))
CALM = {
    fact.name: None
    if fact.may_be_unknown
    else {FactType.BOOL: False, FactType.CHOICE: fact.values[:1] and fact.values[0]}.get(fact.type, 0)
    for fact in POLICY.facts.values()
}
LATE = {
    "arrears": 60_000, "principal_arrears": 60_000, "rent_arrears": 60_000, "arrears_months": 100,
    "oldest_due_days": 20, "episode_days": 20,
}  # fmt: skip
REMINDED = {**LATE, "reminder_sent": True, "days_since_reminder": 2}
CALLED = {
    **REMINDED, "days_since_reminder": 15, "call_attempts": 1, "personal_contact_attempts": 1,
    "contact_channels": 1, "days_since_contact_attempt": 1,
}  # fmt: skip


def told(language="en", **facts):
    row = {**CALM, **facts}
    decision = decide(POLICY, [row])[0]
    return decision.step, why_not(decision, POLICY, row, language)


def test_the_first_days_lead_to_the_reminder_and_say_when():
    step, answer = told(**{**LATE, "oldest_due_days": 1, "episode_days": 1})
    assert (step, answer.step) == ("wait", "reminder")


def test_after_the_reminder_comes_the_call_not_the_reminder_again():
    step, answer = told(**REMINDED)
    assert step == "wait"
    assert answer.step == "call"
    assert not [lack for lack in answer.missing if "reminder was" in lack]


def test_what_time_brings_is_told_with_its_days():
    step, answer = told(**CALLED)
    assert (step, answer.step) == ("wait", "second_reminder")
    assert answer.missing == (
        "this goes first: The last step is fresh. The tenant gets time to respond (in 2 days)",
    )
    _, answer = told("nl", **{**CALLED, "oldest_due_days": 14})
    assert answer.missing == ("het aantal dagen dat de oudste rekening open staat is 15 of meer (morgen)",)


def test_a_step_beside_the_path_is_not_the_next_one():
    for facts in (LATE, REMINDED, CALLED):
        _, answer = told(**facts)
        assert answer.step not in {"find_address", "call_administrator", "settle_dispute", "answer_proposal"}


def test_what_never_ends_by_itself_goes_first_without_a_day():
    step, answer = told(**{**CALLED, "days_since_contact_attempt": 10, "pause_open": True})
    assert step == "wait"
    assert answer.missing == ("this goes first: A colleague agreed on a rest with the tenant",)


def test_duties_are_told_beside_conditions():
    step, answer = told(
        **{**REMINDED, "days_since_reminder": 20, "oldest_due_days": 40, "statement_gap": True}
    )
    assert step == "wait_statements"
    assert answer.missing


def test_where_no_rule_fits_nothing_goes_first(sound, small, row):
    policy = sound(
        small.replace('id = "ring"\nwhen = "call_attempts < 3', 'id = "ring"\nwhen = "call_attempts is 99')
    )
    facts = row(call_attempts=0, help="running")
    answer = why_not(decide(policy, [facts])[0], policy, facts, "en")
    assert answer is None or answer.missing


def test_what_time_does_not_end_is_looked_at_to_the_last_border():
    _, answer = told(**{**CALLED, "days_since_contact_attempt": 2, "days_since_arrangement_talk": 1})
    assert answer.missing
