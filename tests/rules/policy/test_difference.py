"""What changes between two policies, against the full product of the grid."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.rules.policy import kernel
from gewoon.rules.policy.decide import decide, states
from gewoon.rules.policy.difference import count_changes, difference
from gewoon.rules.policy.difference_in_words import (
    difference_as_json,
    difference_in_words,
    in_policy_language,
)
from gewoon.rules.policy.facts import decode
from gewoon.rules.policy.grid import Grid

HEAD = """
[policy]
name = "own"
valid_from = 2020-01-01
otherwise = "nothing"
[[fact]]
name = "arrears"
type = "money"
label = "the arrears"
[[fact]]
name = "months"
type = "months"
unknown = true
[[fact]]
name = "court"
type = "choice"
values = ["none", "open", "lost"]
[[fact]]
name = "asked"
type = "bool"
"""
TESTS = st.sampled_from(
    [
        "arrears > 0", "arrears < 25", "arrears between 10 and 20", "months >= 2.5", "months is known",
        "months < 4", "court is open", "court in (open, lost)", "not months is 3", "asked", "not asked",
    ]
)  # fmt: skip
WHENS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, inner).map(" and ".join).map("({})".format),
        st.tuples(inner, inner).map(" or ".join).map("({})".format),
    ),
    max_leaves=4,
)
STEPS = st.sampled_from(["call", "write", "nothing"])
POLICIES = st.lists(st.tuples(WHENS, STEPS), min_size=1, max_size=4)


def text(*rules, more=""):
    lines = [
        f'[[rule]]\nid = "r{place}"\nwhen = "{when}"\nthen = "{then}"\n'
        for place, (when, then) in enumerate(rules)
    ]
    return HEAD + more + "".join(lines)


def every_row(*policies):
    """One row per region of both policies together."""
    cuts = {}
    for policy in policies:
        grid = Grid(policy.table)
        for fact in policy.table.facts:
            cuts.setdefault(fact.name, set()).update(decode(fact, answer) for answer in grid.answers(fact))
    facts = policies[0].facts
    values = [sorted(cuts.get(name, {decode(fact, 0)}), key=str) for name, fact in facts.items()]
    return [dict(zip(facts, row, strict=True)) for row in product(*values)]


@settings(max_examples=60, deadline=None)
@given(POLICIES, POLICIES)
def test_exactly_the_tenancies_of_the_full_product_are_told(sound, old, new):
    one, other = sound(text(*old)), sound(text(*new))
    changes = difference(one, other)
    for row in every_row(one, other):
        was, becomes = decide(one, [row])[0], decide(other, [row])[0]
        told = [
            change
            for change in changes
            if any(states(kind, row)[id(kind)] == kernel.TRUE for kind in change.kinds)
        ]
        if was.step == becomes.step:
            assert told == []
        elif told:
            assert {(change.old_step, change.new_step) for change in told} == {(was.step, becomes.step)}
        else:
            pairs = [(change.old_rule, change.new_rule) for change in changes if not change.is_whole]
            assert (was.rule, becomes.rule) in pairs


def test_a_policy_is_not_different_from_itself(sound, policy):
    assert difference(policy, policy) == ()
    assert list(difference_in_words((), policy, policy, "nl")) == [
        "Geen enkele huurder krijgt een andere stap."
    ]


def test_a_change_is_told_in_words_and_in_the_language_of_the_policy(sound):
    old = sound(text(("arrears >= 25 and not asked", "write"), ("arrears > 0", "call")))
    new = sound(text(("arrears >= 50.50 and not asked", "write"), ("arrears > 0", "call")))
    (change,) = difference(old, new)
    assert (change.old_step, change.new_step, change.is_whole) == ("write", "call", True)
    assert [in_policy_language(kind) for kind in change.kinds] == [
        "arrears between 25 and 50.49 and not asked"
    ]
    told = "\n".join(difference_in_words((change,), old, new, "en", {("write", "call"): 3}))
    assert "1. now: write; then: call (3 of today's tenancies)" in told
    assert "for whom: the arrears is €25.00 to €50.49 and asked: no" in told


def test_changes_as_json_have_their_kinds_and_counts(sound):
    old, new = sound(text(("asked", "call"))), sound(text(("asked", "write")))
    changes = difference(old, new)
    rows = [{"asked": True}, {"asked": False}, {"asked": True}]
    answer = difference_as_json(changes, "nl", count_changes(old, new, rows))
    assert answer["changes"][0]["kinds"] == [{"when": "asked", "in_words": "asked: ja"}]
    assert answer["today"] == [{"old_step": "call", "new_step": "write", "tenancies": 2}]
    assert "today" not in difference_as_json(changes, "nl")


def test_the_words_of_every_kind_of_condition(sound):
    policy = sound(
        text(
            ("not (months is not known) and months <= 2.5", "a"),
            ("court in (open, lost) and not (asked or arrears is 5)", "b"),
            ("court is open and months between 1 and 2 or asked", "c"),
        )
    )
    assert [in_policy_language(rule.condition) for rule in policy.rules] == [
        "not (months is not known) and months <= 2.50",
        "court in (open, lost) and not (asked or arrears is 5)",
        "(court is open and months between 1 and 2) or asked",
    ]


def test_more_kinds_than_are_told_get_an_example(sound):
    scattered = " or ".join(f"arrears is {number}" for number in range(1, 40, 2))
    court = f"({scattered}) and months >= 1 or asked and ({scattered}) or court is open and ({scattered})"
    old, new = sound(text((court, "call"))), sound(text(("asked and not asked", "write")))
    changes = difference(old, new)
    assert changes[0].kinds
    told = "\n".join(difference_in_words(changes, old, new, "nl"))
    assert "call; straks: nothing" in told


def test_a_step_that_duties_hold_back_is_told(sound, small):
    old = sound(small)
    new = sound(
        small.replace(
            "call_attempts >= 1 and days_since_letter is not known", "days_since_letter is not known"
        )
    )
    changes = [change for change in difference(old, new) if change.proposed[1] != change.new_step]
    assert {(change.proposed[1], change.new_step) for change in changes} == {("letter", "call")}
    told = "\n".join(difference_in_words(changes, old, new, "en"))
    assert "the rule gives 'Send a letter', which may not be taken yet" in told


def test_facts_with_two_meanings_are_refused(sound):
    old = sound(text(("asked", "call")))
    new = sound(text(("asked", "call")).replace('"open", "lost"', '"open"'))
    with pytest.raises(ValueError, match="mean different things by 'court'"):
        difference(old, new)
