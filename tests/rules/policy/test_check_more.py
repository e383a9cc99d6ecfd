"""What else is checked: silence, waiting for each other, less than the law, and a grid that is too large."""

import pytest

from gewoon.rules.policy.check import check

OWN = """
[policy]
name = "own"
valid_from = 2020-01-01
otherwise = "nothing"
in_arrears = "arrears > 0"
[[fact]]
name = "arrears"
type = "money"
label = "the arrears"
[[fact]]
name = "weeks"
type = "count"
unknown = true
label = "the weeks"
"""


def rule(identity, when, then):
    return f'[[rule]]\nid = "{identity}"\nwhen = "{when}"\nthen = "{then}"\n'


def guarantee(identity, protects, require):
    return f'[[guarantee]]\nid = "{identity}"\nprotects = {protects}\nrequire = "{require}"\n'


def messages(policy, kind):
    return [finding.message for finding in check(policy) if finding.kind == kind]


def test_a_policy_that_goes_quiet_only_when_it_does_not_know_is_told(sound):
    policy = sound(OWN + rule("late", "weeks >= 2", "letter") + rule("early", "weeks < 2", "call"))
    assert messages(policy, "goes_quiet_when_unknown") == [
        "every answer gives a step, but when the weeks is not known no rule does: the arrears is €0.01"
    ]


def test_answers_that_cannot_be_need_no_step(sound):
    few = OWN + rule("late", "weeks >= 2", "letter")
    assert messages(sound(few), "goes_quiet_when_unknown") == []
    never = few + '[[impossible]]\nwhen = "weeks < 2"\n'
    assert len(messages(sound(never), "goes_quiet_when_unknown")) == 1


def test_silence_without_arrears_told_of_needs_no_arrears(sound):
    bare = OWN.replace('in_arrears = "arrears > 0"\n', "")
    policy = sound(bare + rule("late", "weeks >= 2", "letter") + rule("early", "weeks < 2", "call"))
    assert messages(policy, "goes_quiet_when_unknown") == [
        "every answer gives a step, but when the weeks is not known no rule does"
    ]


def test_a_person_who_looks_is_no_silence(sound):
    asked = OWN.replace('"nothing"', '"ask_a_person"')
    policy = sound(asked + rule("late", "weeks >= 2", "letter") + rule("early", "weeks < 2", "call"))
    assert messages(policy, "goes_quiet_when_unknown") == []


def test_steps_that_wait_for_each_other_are_told(sound, small):
    more = guarantee("G3", '["call"]', "days_since_letter is known")
    found = messages(sound(small + more), "cycle_of_steps")
    assert found == [
        "rule out: the steps wait for each other and can never be taken: call -> letter -> call",
        "rule write: the steps wait for each other and can never be taken: letter -> call -> letter",
        "rule ring: the steps wait for each other and can never be taken: call -> letter -> call",
    ]


def test_a_step_that_no_path_reaches_is_told(sound, small):
    wrong = small.replace('require = "call_attempts >= 1"', 'require = "arrears > 0"').replace(
        'then = "call"', 'then = "ask_a_person"'
    )
    assert messages(sound(wrong), "unreachable_step") == [
        "rule out: no path ever reaches 'eviction': 'call_attempts' cannot be established before it"
    ]


def test_a_step_that_nobody_has_to_look_at_in_time_is_a_dead_end(sound, small):
    slow = small.replace(
        'id = "letter"\nowner = "officer"\nterm_days = 3', 'id = "letter"\nowner = "officer"\nterm_days = 93'
    )
    (found,) = messages(sound(slow), "dead_end")
    assert "nobody has to look for 93 days (at most 92)" in found


def test_what_may_be_held_back_needs_somebody_in_the_mean_time(sound, small):
    (found,) = messages(
        sound(small.replace('otherwise = "ask_a_person"', 'otherwise = "no_step"')), "dead_end"
    )[:1]
    assert "no owner" in found


@pytest.mark.parametrize(
    ("require", "is_weaker"),
    [("help is not offered", False), ("call_attempts >= 0", True), ("call_attempts >= 3", False),
     ("call_attempts >= 2", False), ("call_attempts >= 2 and not dispute", False),
     ("call_attempts >= 1", True)],
)  # fmt: skip
def test_an_association_can_only_ask_more_than_the_law(read_under, small, require, is_weaker):
    law = (
        '[[guarantee]]\nid = "E3"\nprotects = ["eviction"]\nrequire = "call_attempts >= 2"\n'
        'kind = "law"\nsource = "law"\nlabel = { nl = "a", en = "a" }\n'
    )
    policy = read_under(law, small + guarantee("E3-ours", '["eviction"]', require))
    found = [message for message in messages(policy, "weaker_than_law") if "E3-ours" in message]
    assert bool(found) == is_weaker


def test_a_guarantee_for_a_step_of_its_own_is_no_weaker_law(read_under, small):
    law = (
        '[[guarantee]]\nid = "E3"\nprotects = ["eviction"]\nrequire = "call_attempts >= 2"\n'
        'kind = "law"\nsource = "law"\nlabel = { nl = "a", en = "a" }\n'
    )
    policy = read_under(law, small + guarantee("own", '["eviction", "letter"]', "call_attempts >= 1"))
    assert not [message for message in messages(policy, "weaker_than_law") if "own" in message]


def test_a_gate_that_the_law_does_not_know_is_told(sound, small):
    gate = small.replace(
        'id = "letter"\nowner = "officer"', 'id = "letter"\nkind = "gate"\nowner = "officer"'
    )
    (found,) = messages(sound(gate), "weaker_than_law")
    assert found.startswith(
        "step 'letter' is a gate that no guarantee of the law protects; the gates are signal"
    )


def test_a_question_that_is_too_large_is_left_to_the_proof(sound, small):
    found = check(sound(small), most_work=0)
    assert {finding.kind for finding in found} == {"not_decided"}
    assert "use `gewoon policy prove`" in found[0].message
