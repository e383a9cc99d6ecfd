"""The decision receipt."""

import json
from datetime import date

import pytest

from gewoon.rules.policy.reading import Shipped, Text
from gewoon.rules.policy.receipt import receipt, recompute

FROZEN = (
    b'{"catalogue_sha256":"9c14e6b0b2d4043fb507796ed53c5b2a7b38486d425f5463fe17561e82ac2bd0","en'
    b'gine":"1","facts":{"arrears":{"source":"ledger 2026-07-15","value":50000},"arrears_months"'
    b':{"source":"","value":100},"call_attempts":{"source":"","value":1},"days_since_letter":{"s'
    b'ource":"","value":null},"dispute":{"source":"","value":false},"help":{"source":"case 7","v'
    b'alue":"none"}},"gates_sha256":"cf537bb16b7e0e6a71a1a88ebfb69e645252dcbdc2007146c53312e140e'
    b'832a4","guarantees":{"G1":"met"},"held_back":null,"matches":["write","ring"],"on":"2026-07'
    b'-15","policy":{"name":"small","sha256":"ba8d6aba68c49432672c4836413ea1854baa234f59c6dc7a4d'
    b'dced274ac23720","valid_from":"2026-07-01"},"rule":"write","step":"letter"}'
)


@pytest.fixture(scope="module")
def made(policy, row):
    return receipt(
        policy, row(call_attempts=1), {"arrears": "ledger 2026-07-15", "help": "case 7"}, date(2026, 7, 15)
    )


def test_a_receipt_of_long_ago_recomputes_to_the_same_bytes(small, shipped):
    assert recompute(FROZEN, small, shipped) == FROZEN


def test_a_receipt_is_the_same_every_time(made):
    assert made == FROZEN


def test_a_receipt_holds_facts_with_sources_and_no_decimals(made):
    values = json.loads(made, parse_float=pytest.fail)
    assert values["facts"]["arrears"] == {"value": 50000, "source": "ledger 2026-07-15"}
    assert values["facts"]["days_since_letter"] == {"value": None, "source": ""}
    assert values["guarantees"] == {"G1": "met"}


def test_a_receipt_says_what_was_held_back(policy, row):
    heavy = row(arrears_months=300, days_since_letter=20, call_attempts=1)
    values = json.loads(receipt(policy, heavy, {}, date(2026, 7, 15)))
    assert values["held_back"] == {"step": "eviction", "unmet": ["E1"], "is_closed": True}
    assert values["guarantees"] == {"E1": "unknown", "E2": "met", "G1": "met", "G2": "met"}
    assert (values["step"], values["rule"]) == ("ask_a_person", "out")


def test_a_held_back_decision_recomputes_too(policy, row, small, shipped):
    made = receipt(policy, row(arrears=0), {}, date(2026, 7, 15))
    assert recompute(made, small, shipped) == made


def test_another_text_is_refused(made, small, shipped):
    with pytest.raises(ValueError, match="the policy is not the one"):
        recompute(made, small + "\n", shipped)
    other = Shipped(catalogue=Text(file="f", content="#"), gates=shipped.gates)
    with pytest.raises(ValueError, match="the catalogue of facts is not"):
        recompute(made, small, other)
    with pytest.raises(ValueError, match="the conditions of the gates"):
        recompute(made, small, Shipped(catalogue=shipped.catalogue, gates=()))


def test_a_policy_that_cannot_be_read_gives_no_answer(made, shipped):
    values = json.loads(made)
    values["policy"]["sha256"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with pytest.raises(ValueError, match="can no longer be read"):
        recompute(json.dumps(values).encode(), "", shipped)
