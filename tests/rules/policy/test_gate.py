"""A gate opens when every duty is certainly met, and each duty alone keeps it shut."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gate_rows
from gewoon.gateways.policy_files import shipped_policy
from gewoon.rules.policy import gate as rules
from gewoon.rules.policy.gate import Verdict
from gewoon.rules.policy.policy import RESERVED

TODAY = date(2026, 11, 22)
VOORBEELD = shipped_policy(TODAY)
FACTS = VOORBEELD.facts


def look(row, gate="eviction", policy=VOORBEELD, **sources):
    return rules.look(policy, gate, row, sources=sources, on=TODAY)


@pytest.mark.parametrize("gate", RESERVED)
def test_a_gate_is_open_when_every_duty_is_met(gate):
    state = look(gate_rows.open_row(FACTS), gate)
    assert state.is_open and state.unmet == () and state.gate == gate and state.on == TODAY


@pytest.mark.parametrize(("gate", "duty"), gate_rows.EACH)
def test_each_duty_alone_keeps_its_gate_shut(gate, duty):
    state = look(gate_rows.shut_row(FACTS, gate, duty), gate)
    assert not state.is_open
    assert [each.id for each in state.unmet if each.id in gate_rows.SHUT[gate]] == [duty]
    assert state.unmet[0].verdict is Verdict.NOT_MET and state.unmet[0].lacking


def test_there_are_fifty_six_conditions_and_each_is_timed():
    shipped = {one.id for one in VOORBEELD.guarantees if one.is_statutory and one.id[0] in "SCBDE"}
    assert len(shipped - {"D3-age"}) == 56
    assert shipped - {"D3-age", "D11"} == {duty for _, duty in gate_rows.EACH}


@pytest.mark.parametrize("gate", RESERVED)
def test_nothing_known_opens_nothing(gate):
    row = {
        name: None if fact.may_be_unknown else gate_rows.open_row(FACTS)[name] for name, fact in FACTS.items()
    }
    state = look(row, gate)
    assert not state.is_open


@pytest.mark.parametrize(
    ("duty", "changes"), [("D11", {"costs_proportional": False}), ("D3-age", {"days_since_signal": 184})]
)
def test_what_only_warns_leaves_the_gate_open(duty, changes):
    state = look(gate_rows.open_row(FACTS) | changes, "summons")
    assert state.is_open and [each.id for each in state.warnings] == [duty]
    assert not state.warnings[0].forbids


def test_a_met_warning_is_no_warning():
    assert look(gate_rows.open_row(FACTS), "summons").warnings == ()


EXCUSED = [
    ("bailiff", "B2", {"help_offer_declined": True, "signal_sent": False}),
    ("bailiff", "B3", {"help_offer_declined": True, "signal_answered": False, "days_since_signal": None}),
    ("summons", "D2", {"structural_default_documented": True, "arrears_months": 200}),
    ("summons", "D3", {"help_offer_declined": True, "signal_wait_over": False}),
    ("summons", "D5", {"children_at_home": False, "children_assessed": False}),
    ("summons", "D10", {"last_chance_excused": True, "last_chance_offered": None}),
    ("eviction", "E10", {"children_at_home": False, "shelter_confirmed": None, "shelter_not_needed": True}),
]


@pytest.mark.parametrize(("gate", "duty", "changes"), EXCUSED, ids=[line[1] for line in EXCUSED])
def test_a_duty_without_a_place_does_not_apply(gate, duty, changes):
    state = look(gate_rows.open_row(FACTS) | changes, gate)
    found = {each.id: each for each in state.duties}[duty]
    assert found.verdict is Verdict.NOT_APPLICABLE and state.is_open and not found.forbids
    assert found.lacking == ()
    assert {each.fact for each in found.shown} <= set(changes) | {"household_known"}


def test_a_duty_that_is_met_while_it_has_a_place_is_met():
    told = {each.id: each.verdict for each in look(gate_rows.open_row(FACTS), "summons").duties}
    assert [told[duty] for duty in ("D2", "D3", "D10")] == [Verdict.MET] * 3


def test_an_excuse_that_the_duty_itself_does_not_name_excuses_nothing():
    d2 = next(one for one in VOORBEELD.guarantees if one.id == "D2")
    d4 = next(one for one in VOORBEELD.guarantees if one.id == "D4")
    policy = replace(VOORBEELD, guarantees=(replace(d4, not_applicable=d2.not_applicable),))
    row = gate_rows.open_row(FACTS) | {"structural_default_documented": True, "exhibits_complete": False}
    state = look(row, "summons", policy)
    assert [each.verdict for each in state.duties] == [Verdict.NOT_MET] and not state.is_open


def test_every_other_duty_always_applies():
    excusable = {one.id for one in VOORBEELD.guarantees if one.not_applicable is not None}
    assert excusable == {duty for _, duty, _ in EXCUSED} | {"D3-age"}


def test_no_shelter_is_confirmed_by_words_where_children_live():
    row = gate_rows.open_row(FACTS) | {"shelter_confirmed": False, "shelter_not_needed": True}
    assert [each.id for each in look(row | {"children_at_home": True}).unmet] == ["E10"]


def test_a_duty_shows_its_facts_with_value_and_record():
    state = look(gate_rows.open_row(FACTS), legal_stop_checked_today="evidence 7")
    found = {each.id: each for each in state.duties}["E7"]
    told = {each.fact: (each.value, each.source) for each in found.shown}
    assert told == {"legal_stop": (False, ""), "legal_stop_checked_today": (True, "evidence 7")}
    assert found.basis == "Fw 287b, 305; Wgs 5" and found.kind == "law" and found.label["nl"]


def test_a_duty_that_is_not_met_names_each_fact_that_it_lacks_once():
    row = gate_rows.open_row(FACTS) | {"visit_attempts": 0, "reminder_sent": False}
    found = {each.id: each for each in look(row, "bailiff").duties}["B1"]
    assert found.lacking == ("reminder_sent", "visit_attempts")


@pytest.mark.parametrize("step", ["reminder", "ask_a_person", "no such step"])
def test_what_is_no_gate_is_refused(step):
    with pytest.raises(ValueError, match=f"'{step}' is no gate of the policy 'voorbeeld'"):
        look({}, step)


@pytest.mark.parametrize("kept", [(), ("D11",)])
def test_a_gate_without_a_duty_that_blocks_stays_shut(kept):
    duties = tuple(one for one in VOORBEELD.guarantees if one.id in kept)
    state = look(gate_rows.open_row(FACTS), "summons", replace(VOORBEELD, guarantees=duties))
    assert [each.id for each in state.duties] == list(kept) and not state.is_open


def test_a_gate_is_told_in_plain_values():
    told = rules.as_json(look(gate_rows.shut_row(FACTS, "eviction", "E5"), eviction_writ_served="eviction 3"))
    assert {key: told[key] for key in ("gate", "on", "is_open", "policy")} == {
        "gate": "eviction", "on": "2026-11-22", "is_open": False, "policy": "voorbeeld",
    }  # fmt: skip
    assert (told["policy_sha256"], told["gates_sha256"]) == (VOORBEELD.content_hash, VOORBEELD.gates_hash)
    duty = next(each for each in told["duties"] if each["id"] == "E5")
    assert duty == {
        "id": "E5",
        "label": {"nl": "De datum is op tijd aangezegd.", "en": "The date was announced in time."},
        "basis": "Rv 555", "kind": "law", "effect": "block", "verdict": "not_met",
        "evidence": [{"fact": "eviction_writ_served", "value": None, "source": "eviction 3"}],
        "lacking": ["eviction_writ_served"],
    }  # fmt: skip
    row = gate_rows.open_row(FACTS) | {"help_offer_declined": True, "signal_wait_over": False}
    verdicts = {each["id"]: each["verdict"] for each in rules.as_json(look(row, "summons"))["duties"]}
    assert (verdicts["D2"], verdicts["D3"]) == ("met", "not_applicable")
    effects = {
        each["id"]: each["effect"]
        for each in rules.as_json(look(gate_rows.open_row(FACTS), "summons"))["duties"]
    }
    assert effects["D11"] == "warn" and effects["D12"] == "block"


@given(st.data())
def test_a_gate_is_open_exactly_when_no_duty_that_blocks_is_missing(data):
    changed = data.draw(st.sets(st.sampled_from(gate_rows.EACH)))
    gate = data.draw(st.sampled_from(RESERVED))
    row = gate_rows.open_row(FACTS)
    for where, duty in sorted(changed):
        row |= gate_rows.SHUT[where][duty] if where == gate else {}
    state = look(row, gate)
    assert state.is_open == (not any(where == gate for where, _ in changed))
    assert {duty for where, duty in changed if where == gate} <= {each.id for each in state.unmet}
