"""Deciding."""

import pytest

from gewoon.rules.policy.decide import BLOCK, HeldBack, decide, establishing_step, unmet_asks


def test_the_first_rule_that_is_true_gives_the_step_and_all_that_hold_are_told(policy, row):
    decision = decide(policy, [row(call_attempts=1)])[0]
    assert (decision.step, decision.rule) == ("letter", "write")
    assert decision.matches == ("write", "ring")
    assert decision.held_back is None


def test_unknown_is_never_a_yes(policy, row):
    heavy = row(arrears_months=300, days_since_letter=20, call_attempts=5)
    assert decide(policy, [heavy])[0].rule == "out"
    assert decide(policy, [{**heavy, "dispute": None}])[0].rule is None
    assert decide(policy, [{**heavy, "arrears_months": None}])[0].rule is None


def test_otherwise_is_given_when_nothing_matches(policy, row):
    decision = decide(policy, [row(help="running")])[0]
    assert (decision.step, decision.rule, decision.matches) == ("ask_a_person", None, ())


def test_a_closed_gate_is_shown_and_never_taken(policy, row):
    decision = decide(
        policy, [row(arrears_months=300, days_since_letter=20, call_attempts=1, help="offered")]
    )[0]
    assert decision.step == "ask_a_person"
    assert decision.held_back == HeldBack(step="eviction", unmet=("E1",), is_closed=True)
    assert decision.warnings == ("E2",)


def test_an_unmet_guarantee_gives_the_step_that_would_meet_it(sound, small, row):
    careless = small.replace(
        "call_attempts >= 1 and days_since_letter is not known", "days_since_letter is not known"
    )
    decision = decide(sound(careless), [row(help="none")])[0]
    assert decision.step == "call"
    assert decision.held_back == HeldBack(step="letter", unmet=("G1",), is_closed=False)


def test_steps_that_hold_each_other_back_end_with_a_person(sound, small, row):
    circle = small.replace(
        "call_attempts >= 1 and days_since_letter is not known", "days_since_letter is not known"
    )
    circle += '[[guarantee]]\nid = "G3"\nprotects = ["call"]\nrequire = "days_since_letter >= 0"\n'
    assert decide(sound(circle), [row()])[0].step == "ask_a_person"


def test_a_clock_that_runs_is_not_started_again(policy, row):
    waiting = [guarantee for guarantee in policy.guarantees if guarantee.id == "G2"]
    assert establishing_step(policy, waiting, row(days_since_letter=3)) is None
    assert establishing_step(policy, waiting, row()) == "letter"


def test_a_clock_that_ran_too_long_is_started_again(sound, small, row):
    fresh = sound(
        small + '[[guarantee]]\nid = "G3"\nprotects = ["call"]\nrequire = "days_since_letter <= 7"\n'
    )
    guarantee = [one for one in fresh.guarantees if one.id == "G3"]
    assert establishing_step(fresh, guarantee, row(days_since_letter=30)) == "letter"


def test_what_is_unmet_is_found_through_not_and_terms(policy, row):
    rule = policy.rules[1]
    unmet = [(ask.fact.name, wanted) for ask, wanted in unmet_asks(rule.condition, row(dispute=True))]
    assert unmet == [("arrears_months", 2), ("days_since_letter", 2), ("dispute", 0), ("call_attempts", 2)]


def test_a_state_that_cannot_be_is_told(policy, row):
    assert decide(policy, [row(arrears=0)])[0].impossible == ("impossible-1",)
    assert decide(policy, [row(arrears=0, arrears_months=0)])[0].impossible == ()


def test_a_policy_on_its_own_facts_is_free_of_gates(sound, row):
    free = sound(
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "none"\n'
        '[[fact]]\nname = "late"\ntype = "bool"\n'
        '[[rule]]\nid = "r"\nwhen = "late"\nthen = "eviction"\n'
    )
    assert decide(free, [{"late": True}, {"late": False}])[0].step == "eviction"
    assert decide(free, [{"late": True}, {"late": False}])[1].step == "none"
    assert not free.is_bound


def test_many_rows_get_what_each_gets_alone(policy, row):
    rows = [row(call_attempts=number % 5, arrears=number) for number in range(BLOCK + 10)]
    assert decide(policy, rows) == [decide(policy, [one])[0] for one in rows]


def test_a_value_that_does_not_fit_is_refused(policy, row):
    with pytest.raises(ValueError, match="call_attempts is unknown"):
        decide(policy, [row(call_attempts=None)])


def test_no_rows_give_no_decisions(policy):
    assert decide(policy, []) == []
