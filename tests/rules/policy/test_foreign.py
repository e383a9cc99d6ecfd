"""Another landlord's policy fits: a council with weekly rents, notices and courts, without any Python."""

from datetime import date

import pytest

from checkout import ROOT
from gewoon.gateways.policy_files import read_facts, read_text, shipped
from gewoon.rules.policy.check import check
from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.paths import Paths, prove_paths
from gewoon.rules.policy.prove import needed, prove
from gewoon.rules.policy.reading import read_policy

EXAMPLES = ROOT / "docs" / "examples"
STEPS = [
    "no_step", "call", "wait", "benefit_help", "letter_1", "wait", "call", "letter_2", "visit",
    "serve_notice", "serve_notice", "call", "review_case", "mend_agreement", "apply_to_court",
    "court_follow_up", "apply_for_warrant", "court_follow_up", "court_follow_up", "wait",
    "mend_agreement", "apply_for_warrant",
]  # fmt: skip


@pytest.fixture(scope="module")
def council():
    reading = read_policy(read_text(EXAMPLES / "riverbend-council.toml"), shipped(date(2026, 11, 22)))
    assert reading.findings == ()
    return reading.policy


def test_it_has_no_findings_by_grid_and_by_proof(council):
    assert check(council) == ()
    assert prove(council) == ()


def test_its_tenancies_get_their_steps(council):
    facts = read_facts(EXAMPLES / "riverbend-council.csv", council)
    assert facts.findings == ()
    assert [decision.step for decision in decide(council, facts.rows)] == STEPS


def test_every_step_is_reached_and_court_only_after_all_that_comes_first(council):
    findings, reached = prove_paths(council, Paths(council, 8))
    assert findings == []
    path = reached["apply_to_court"].steps
    assert {"letter_1", "letter_2", "visit", "serve_notice", "review_case"} <= set(path)
    assert path[-1] == "apply_to_court"


def test_each_of_its_promises_is_needed(council):
    assert all(one.tenancy is not None for one in needed(council))


def test_without_a_promise_in_its_rules_the_check_tells_who_would_be_hurt(council):
    text = council.text.replace("and weeks_owed >= 8 and visits_made >= 1", "and weeks_owed >= 8")
    source = read_text(EXAMPLES / "riverbend-council.toml")
    careless = read_policy(type(source)(file="x.toml", content=text), shipped(date(2026, 11, 22))).policy
    (found,) = check(careless)
    assert found.kind == "breakable_guarantee"
    assert "the visits made is 0" in found.message
