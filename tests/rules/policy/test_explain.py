"""Explanations for three readers."""

import pytest

from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.explain import explain, tree


@pytest.fixture(scope="module")
def told(policy):
    def one(row, language, reader):
        return explain(decide(policy, [row])[0], policy, row, language, reader)

    return one


def test_the_tenant_hears_what_we_do_what_we_saw_and_what_changes_it(told, row):
    sentences = told(row(), "nl", "tenant").sentences
    assert sentences == (
        "Wij bellen u.",
        "Wij keken hiernaar: het aantal belpogingen is 0; er is geen hulp.",
        "Dit verandert als dit klopt: het aantal belpogingen is 3 of meer.",
    )


def test_money_is_named_first_among_what_can_change(told, row):
    sentences = told(row(arrears=0, arrears_months=0), "en", "tenant").sentences
    assert sentences[-1] == "This changes when this is no longer so: the arrears is €0.00."


def test_a_term_can_change_as_well(told, row):
    heavy = row(arrears_months=300, days_since_letter=20, call_attempts=1)
    assert told(heavy, "en", "tenant").sentences[-1].endswith("the arrears in months is less than 2.5.")


def test_of_what_would_do_the_tenant_hears_only_what_is_so(sound):
    policy = sound(
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "none"\n'
        '[[fact]]\nname = "x"\ntype = "bool"\n[[fact]]\nname = "y"\ntype = "bool"\n'
        '[[term]]\nid = "t"\nwhen = "x or y"\n'
        '[[rule]]\nid = "r"\nwhen = "t"\nthen = "look_twice"\n'
    )
    row = {"x": False, "y": True}
    said = explain(decide(policy, [row])[0], policy, row, "en", "tenant").sentences
    assert said == ("look twice.", "We looked at this: y: yes.")


def test_without_a_rule_the_tenant_hears_that_a_person_looks(told, row):
    assert told(row(help="running"), "nl", "tenant").sentences == ("Laat iemand kijken.",)


def test_a_rule_that_only_asks_what_is_unknown_says_no_more_than_it_knows(sound, row):
    policy = sound(
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "none"\n'
        '[[fact]]\nname = "x"\ntype = "bool"\nunknown = true\n'
        '[[rule]]\nid = "r"\nwhen = "x is not known"\nthen = "look_twice"\n'
    )
    row = {"x": None}
    decision = decide(policy, [row])[0]
    assert explain(decision, policy, row, "en", "tenant").sentences == ("look twice.",)
    assert explain(decision, policy, row, "en", "officer").sentences == ()


def test_the_officer_sees_the_rule_as_a_tree_with_values(told, row):
    found = told(row(call_attempts=1), "en", "officer").tree
    assert (found.truth, len(found.parts)) == ("yes", 3)
    assert found.parts[0].value == "the attempts to call is 1"
    assert [part.truth for part in found.parts[2].parts] == ["yes", "yes"]


def test_a_tree_opens_terms_that_hold_more_than_one_test(sound, small, row):
    policy = sound(small.replace('"arrears_months >= 2.5"', '"arrears_months >= 2.5 or dispute"'))
    found = tree(policy.rules[1].condition, row(dispute=None), "nl")
    assert found.parts[0].text == "de achterstand is zwaar"
    assert [part.truth for part in found.parts[0].parts[0].parts] == ["no", "unknown"]


def test_the_officer_hears_why_not_the_next_heavier_step(told, row):
    why_not = told(row(), "nl", "officer").why_not
    assert (why_not.step, why_not.rule) == ("letter", "write")
    assert why_not.missing == ("het aantal belpogingen is 1 of meer", "G1: Eerst bellen.")


def test_what_must_not_be_is_named_among_what_is_missing(told, row):
    why_not = told(row(call_attempts=1, dispute=True), "en", "officer").why_not
    assert "there is no dispute" in why_not.missing
    assert "G2: the days since the letter is 15 or more" in why_not.missing


def test_the_heaviest_step_has_no_heavier_one(told, row):
    assert told(row(help="running"), "en", "officer").why_not is None


def test_the_officer_hears_when_no_rule_fits_and_what_holds_a_step_back(told, row):
    assert "kijkt een medewerker" in told(row(help="running"), "nl", "officer").sentences[0]
    held = told(row(arrears_months=300, days_since_letter=20, call_attempts=1), "nl", "officer").sentences
    assert held == (
        "Niets hielp.",
        "De regel gaf 'eviction'. Dat mag nog niet.",
        "Deze poort is dicht.",
        "Nog niet zeker (E1): De rechter is akkoord.",
    )


def test_a_step_held_back_by_a_promise_of_our_own_is_no_closed_gate(sound, small, row):
    careless = sound(small.replace("call_attempts >= 1 and days_since_letter is", "days_since_letter is"))
    decision = decide(careless, [row()])[0]
    sentences = explain(decision, careless, row(), "en", "officer").sentences
    assert sentences[1:] == (
        "The rule gave 'Send a letter', which may not be taken yet.",
        "Not certain yet (G1): Call first.",
    )


def test_the_auditor_sees_version_rule_facts_and_guarantees(told, policy, row):
    sentences = told(row(call_attempts=1), "en", "auditor").sentences
    assert sentences[0] == f"small 2026-07-01, sha256 {policy.content_hash}"
    assert sentences[1].startswith("write -> letter: call_attempts >= 1 and") and sentences[1].endswith("[3]")
    assert sentences[-1] == "G1: yes: call_attempts >= 1 [5]"
    assert told(row(arrears_months=300, days_since_letter=20, call_attempts=1), "en", "auditor").sentences[
        -3:
    ] == (
        "E2: yes: help is not offered [practice]",
        "G1: yes: call_attempts >= 1 [5]",
        "G2: yes: days_since_letter >= 15 []",
    )
    assert len(told(row(help="running"), "en", "auditor").sentences) == 1
