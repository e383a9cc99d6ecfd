"""Checking a policy, and the grid against a slow and obvious twin."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.rules.policy.check import check
from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.facts import UNKNOWN, decode
from gewoon.rules.policy.grid import IS_TRUE, NOT_TRUE, Grid, _answers, _cuts

OWN = """
[policy]
name = "own"
valid_from = 2020-01-01
otherwise = "no_action"
in_arrears = "arrears > 0"
[[fact]]
name = "arrears"
type = "money"
label = "the arrears"
[[fact]]
name = "weeks"
type = "count"
unknown = true
[[fact]]
name = "court"
type = "choice"
values = ["none", "open", "lost"]
"""


def rule(identity, when, then):
    return f'[[rule]]\nid = "{identity}"\nwhen = "{when}"\nthen = "{then}"\n'


def kinds(policy):
    return [finding.kind for finding in check(policy)]


def test_a_good_policy_has_no_findings(policy):
    assert check(policy) == ()


def test_a_rule_that_can_never_give_a_step_is_dead(sound, small):
    dead = small.replace("call_attempts < 3 and help", "call_attempts < 3 and arrears is 0 and help")
    assert "rule ring can never give a step" in check(sound(dead))[0].message
    assert kinds(sound(dead)) == ["dead_rule"]


def test_rules_behind_one_that_takes_everything_are_dead(sound):
    every = rule("all", "arrears > 0 or not arrears > 0", "go") + rule("late", "arrears > 5", "stop")
    assert kinds(sound(OWN + every)) == ["dead_rule"]


def test_a_guarantee_that_a_rule_does_not_keep_is_breakable(sound, small):
    careless = small.replace(
        "call_attempts >= 1 and days_since_letter is not known", "days_since_letter is not known"
    )
    found = check(sound(careless))
    assert [finding.kind for finding in found] == ["breakable_guarantee"]
    assert "gives 'letter' although guarantee G1 is not certain: " in found[0].message
    assert "the attempts to call is 0" in found[0].message


def test_an_unknown_fact_can_break_a_guarantee(sound, small):
    careless = small.replace(
        "days_since_letter >= 15 and not dispute", "not days_since_letter < 15 and not dispute"
    )
    assert kinds(sound(careless)) == []
    careless = small.replace(
        "days_since_letter >= 15 and not dispute", "days_since_letter is not known and not dispute"
    )
    assert "the days since the letter is not known" in check(sound(careless))[0].message


def test_otherwise_can_break_a_guarantee_as_well(sound, small):
    careless = small.replace('otherwise = "ask_a_person"', 'otherwise = "letter"')
    assert check(sound(careless))[0].message.startswith("otherwise gives 'letter' although guarantee G1")
    assert check(sound(careless))[0].place.line == 5


def test_a_state_in_arrears_without_owner_is_a_dead_end(sound):
    found = check(sound(OWN + rule("letter", "weeks >= 2", "letter")), "nl")
    assert [finding.kind for finding in found] == ["dead_end"]
    assert "weeks is 1; the arrears is €\u00a00,01" in found[0].message


def test_unknown_alone_is_a_dead_end_too(sound):
    found = check(sound(OWN + rule("late", "weeks >= 2", "letter") + rule("early", "weeks < 2", "call")))
    assert "weeks is not known" in found[0].message


def test_no_dead_end_when_every_case_has_a_step_or_a_person_looks(sound):
    gap = rule("letter", "weeks >= 2", "letter")
    assert kinds(sound(OWN + gap + rule("rest", "weeks < 2 or weeks is not known", "call"))) == []
    assert kinds(sound(OWN.replace('"no_action"', '"ask_a_person"') + gap)) == []
    assert kinds(sound(OWN.replace('in_arrears = "arrears > 0"\n', "") + gap)) == []


def test_no_step_is_for_who_owes_nothing(sound, small):
    found = check(
        sound(
            small.replace('when = "arrears is 0"\nthen = "no_step"', 'when = "arrears < 5"\nthen = "no_step"')
        )
    )
    assert [finding.kind for finding in found] == ["dead_end"]
    assert found[0].message.startswith("rule nothing gives 'no_step', which has no owner")


def test_impossible_states_are_left_out(sound):
    gap = OWN + rule("letter", "weeks >= 2", "letter")
    assert kinds(sound(gap + '[[impossible]]\nwhen = "weeks < 2 or weeks is not known"\n')) == []


def test_facts_that_nobody_gives_are_told(sound, small):
    later = small.replace("arrears between 25 and 500.50 euro", "judge_agrees")
    assert "nothing establishes 'judge_agrees'" in check(sound(later))[0].message
    without = small.replace('establishes = ["call_attempts"]\n', "")
    messages = [finding.message for finding in check(sound(without))]
    assert "rule ring: nothing establishes 'call_attempts', no import, person or step" in messages
    assert "guarantee G1: no step establishes 'call_attempts'" in messages


def test_a_guarantee_on_a_step_that_no_rule_gives_needs_nothing(sound, small):
    idle = small.replace('then = "letter"', 'then = "call"').replace(
        'protects = ["letter", "eviction"]', 'protects = ["letter"]'
    )
    assert kinds(sound(idle)) == []


def test_own_facts_under_a_guarantee_need_a_step_when_steps_establish(sound):
    steps = '[[step]]\nid = "go"\nowner = "o"\nterm_days = 1\nestablishes = ["weeks"]\n'
    more = rule("r", "arrears > 0 and court is open", "go") + rule("s", "arrears > 0", "ask_a_person")
    bound = '[[guarantee]]\nid = "g"\nprotects = ["go"]\nrequire = "court is open"\n'
    text = OWN.replace('"no_action"', '"no_step"') + steps + more + bound
    assert kinds(sound(text)) == ["unreachable_fact"]
    assert kinds(sound(text.replace('establishes = ["weeks"]', 'establishes = ["court"]'))) == []
    assert kinds(sound(text.replace('establishes = ["weeks"]\n', ""))) == []


def test_a_policy_on_the_catalogue_needs_steps_with_owners(sound):
    bare = '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "none"\n' + rule(
        "r", "arrears > 5", "go"
    )
    assert kinds(sound(bare)) == ["unowned_steps"]


@pytest.mark.parametrize("impossible", ["arrears >= 0", "weeks >= 0 or weeks is not known"])
def test_when_nothing_is_possible_every_rule_is_dead(sound, impossible):
    text = OWN + rule("a", "weeks > 5", "go") + f'[[impossible]]\nwhen = "{impossible} or arrears < 0"\n'
    assert kinds(sound(text)) == ["dead_rule"]


tests = st.sampled_from(
    [
        "arrears > 0", "arrears < 25", "arrears between 10 and 20", "weeks >= 2", "weeks is known",
        "weeks < 4", "court is open", "court in (open, lost)", "not weeks is 3", "court is not none",
    ]
)  # fmt: skip
whens = st.recursive(
    tests,
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, inner).map(" and ".join).map("({})".format),
        st.tuples(inner, inner).map(" or ".join).map("({})".format),
    ),
    max_leaves=6,
)


def every_row(policy):
    """The full product of the regions, which the real search never makes."""
    table = policy.table
    names = [fact.name for fact in table.facts]
    values = [
        [decode(fact, answer) for answer in _answers(fact, cuts)]
        for fact, cuts in zip(table.facts, _cuts(table), strict=True)
    ]
    return [dict(zip(names, row, strict=True)) for row in product(*values)]


@settings(max_examples=150, deadline=None)
@given(st.lists(whens, min_size=1, max_size=5))
def test_the_grid_finds_exactly_the_dead_rules_of_the_full_product(sound, conditions):
    policy = sound(OWN + "".join(rule(f"r{n}", when, "go") for n, when in enumerate(conditions)))
    alive = {decision.rule for decision in decide(policy, every_row(policy))}
    dead = {finding.message.split()[1] for finding in check(policy) if finding.kind == "dead_rule"}
    assert dead == {one.id for one in policy.rules} - alive


@settings(max_examples=100, deadline=None)
@given(st.lists(whens, min_size=2, max_size=5), st.data())
def test_what_the_grid_finds_is_true_for_the_kernel_and_its_example_says_enough(sound, conditions, data):
    policy = sound(OWN + "".join(rule(f"r{n}", when, "go") for n, when in enumerate(conditions)))
    lines = policy.table.lines
    wishes = {}
    for line in lines[:-1]:
        wishes[line] = NOT_TRUE
    wishes[lines[-1]] = wishes.get(lines[-1], IS_TRUE) & IS_TRUE
    grid = Grid(policy.table)
    state = grid.start(wishes)
    found = None if state is None else grid.find(state)
    rows = [row for row in every_row(policy) if decide(policy, [row])[0].rule == f"r{len(conditions) - 1}"]
    assert (found is None) == (rows == [])
    if found is not None:
        row = grid.row(found)
        assert decide(policy, [row])[0].rule == f"r{len(conditions) - 1}"
        other = data.draw(st.sampled_from(every_row(policy)))
        assert decide(policy, [{**other, **grid.example(found, wishes)}])[0].rule == f"r{len(conditions) - 1}"


def test_a_fact_without_constants_has_one_region(sound):
    policy = sound(OWN + rule("r", "weeks is known", "go"))
    assert _answers(policy.table.facts[0], _cuts(policy.table)[0]) == (policy.facts["weeks"].highest, UNKNOWN)
