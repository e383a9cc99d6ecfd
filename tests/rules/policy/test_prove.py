"""The proof against the grid, whether duties are needed, and paths over time."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.gateways.policy_files import shipped, shipped_policies, shipped_policy
from gewoon.rules.policy import kernel
from gewoon.rules.policy.check import check
from gewoon.rules.policy.decide import decide, states
from gewoon.rules.policy.grid import TooMuchWork
from gewoon.rules.policy.paths import Paths, prove_paths
from gewoon.rules.policy.prove import ProofSolver, needed, prove
from gewoon.rules.policy.questions import Questions
from gewoon.rules.policy.reading import read_policy

OWN = """
[policy]
name = "own"
valid_from = 2020-01-01
otherwise = "no_action"
in_arrears = "arrears > 0"
[[fact]]
name = "arrears"
type = "money"
[[fact]]
name = "weeks"
type = "count"
unknown = true
[[fact]]
name = "court"
type = "choice"
values = ["none", "open", "lost"]
"""
ON = date(2026, 11, 22)
VOORBEELD = shipped_policy(ON)
DUTIES = [one.id for one in VOORBEELD.guarantees if one.is_blocking]
SAMPLE = DUTIES[::9]

TESTS = st.sampled_from(
    [
        "arrears > 0", "arrears < 25", "arrears between 10 and 20", "weeks >= 2", "weeks is known",
        "weeks < 4", "court is open", "court in (open, lost)", "not weeks is 3", "court is not none",
    ]
)  # fmt: skip
WHENS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, inner).map(" and ".join).map("({})".format),
        st.tuples(inner, inner).map(" or ".join).map("({})".format),
    ),
    max_leaves=5,
)


def rule(place, when):
    return f'[[rule]]\nid = "r{place}"\nwhen = "{when}"\nthen = "go"\n'


@settings(max_examples=60, deadline=None)
@given(st.lists(WHENS, min_size=1, max_size=4), WHENS)
def test_grid_and_proof_find_the_same(sound, whens, promise):
    promised = f'[[guarantee]]\nid = "g"\nprotects = ["go"]\nrequire = "{promise}"\n'
    policy = sound(OWN + "".join(rule(place, when) for place, when in enumerate(whens)) + promised)
    by_grid = {(one.place, one.kind) for one in check(policy)}
    assert {(one.place, one.kind) for one in prove(policy)} == by_grid


def test_a_tenancy_of_the_proof_is_one_for_the_kernel(policy):
    questions = Questions(policy)
    solver = ProofSolver(questions.table)
    for question in questions:
        row = solver.find(question)
        if row is not None:
            assert decide(policy, [row])[0].rule is not None


def test_grid_and_proof_find_the_same_in_the_shipped_policies():
    for text in shipped_policies():
        policy = read_policy(text, shipped(ON)).policy
        by_grid = {(one.place, one.kind) for one in check(policy)}
        assert {(one.place, one.kind) for one in prove(policy)} == by_grid


def tenancies_without(duty):
    return [one for one in needed(VOORBEELD, [duty]) if one.tenancy is not None]


def shows_who_is_hurt(duty):
    """Without the duty its step is free for a concrete tenancy, or other duties imply it."""
    guarantee = next(one for one in VOORBEELD.guarantees if one.id == duty)
    for one in needed(VOORBEELD, [duty]):
        if one.tenancy is None:
            continue
        row = {name: value for name, value in one.tenancy.items() if value is not None}
        others = [each for each in VOORBEELD.guarantees_of(one.step) if each.is_blocking and each.id != duty]
        assert states(guarantee.condition, row)[id(guarantee.condition)] != kernel.TRUE
        assert all(states(each.condition, row)[id(each.condition)] == kernel.TRUE for each in others)
    return bool(tenancies_without(duty))


IMPLIED = {"S3", "S6", "T1"}
"""Duties that other duties of the same steps ask for as well."""


@pytest.mark.parametrize("duty", SAMPLE)
def test_leaving_out_a_duty_hurts_somebody(duty):
    assert shows_who_is_hurt(duty) or duty in IMPLIED


@pytest.mark.long
@pytest.mark.parametrize("duty", DUTIES)
def test_leaving_out_any_duty_hurts_somebody(duty):
    assert shows_who_is_hurt(duty) or duty in IMPLIED


def test_a_duty_that_is_dropped_from_rule_and_gate_gives_a_path(read, small):
    careless = small.replace("call_attempts >= 1", "arrears > 0").replace("call_attempts < 3", "arrears > 0")
    duties = read(small).policy.guarantees
    path = Paths(read(careless).policy, 4, duties).lacking("letter")
    assert path.steps[-1] == "letter"
    assert "call" not in path.steps
    assert path.facts["call_attempts"] == 0
    assert Paths(read(small).policy, 4).lacking("letter") is None


def test_paths_reach_what_the_rules_want_and_take_what_is_needed_first(policy):
    findings, reached = prove_paths(policy, Paths(policy, 4))
    assert findings == []
    assert reached["letter"].steps == ("call", "letter")
    assert reached["eviction"].steps == ("call", "letter", "eviction")
    assert sum(reached["eviction"].days[1:]) >= 15


def test_a_step_beyond_the_bound_is_not_reached(policy):
    findings, reached = prove_paths(policy, Paths(policy, 2))
    assert "eviction" not in reached
    assert [one.message for one in findings] == ["rule out: no path of up to 2 steps reaches 'eviction'"]


def test_days_pass_between_the_steps_of_a_path(policy):
    path = Paths(policy, 4).reaching("eviction")
    assert len(path.days) == len(path.steps) - 1
    assert all(day >= 1 for day in path.days)
    assert path.facts["days_since_letter"] >= 15


def test_a_final_step_with_a_duty_missing_is_a_finding(sound, small):
    careless = small.replace("days_since_letter >= 15 and not dispute", "not dispute")
    policy = sound(careless.replace('require = "days_since_letter >= 15"', 'require = "arrears > 0"'))
    duties = sound(small).guarantees
    findings, _ = prove_paths(policy, Paths(policy, 3, duties))
    assert findings[0].kind == "breakable_guarantee"
    assert findings[0].message == "a path takes 'eviction' with a duty missing: call -> eviction"


@pytest.mark.long
def test_no_path_of_the_shipped_policy_takes_a_final_step_with_a_duty_missing():
    findings, reached = prove_paths(VOORBEELD, Paths(VOORBEELD))
    assert findings == []
    assert {"summons", "eviction"} <= set(reached)
    order = reached["summons"].steps
    assert order.index("reminder") < order.index("second_reminder") < order.index("summons")
    assert all(one <= 400 for one, _ in pairwise([*reached["summons"].days, 0]))


def test_a_proof_that_takes_too_long_says_so(policy, monkeypatch):
    import z3

    questions = Questions(policy)
    solver = ProofSolver(questions.table)
    monkeypatch.setattr(z3.Solver, "check", lambda *_: z3.unknown)
    with pytest.raises(TooMuchWork):
        solver.find(next(iter(questions)))
