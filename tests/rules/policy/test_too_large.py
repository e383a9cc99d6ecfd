"""What happens where the grid is too large: nothing is guessed, and what can be said is said."""

import pytest

from gewoon.rules.policy import difference as comparing
from gewoon.rules.policy.check import GridSolver, check
from gewoon.rules.policy.difference import difference
from gewoon.rules.policy.difference_in_words import difference_in_words, in_policy_language
from gewoon.rules.policy.grid import IS_TRUE, Grid, TooMuchWork
from gewoon.rules.policy.questions import Questions

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


@pytest.fixture
def exhausted(monkeypatch):
    def give_up(*_):
        raise TooMuchWork

    monkeypatch.setattr(Grid, "_find", give_up)


def test_a_check_that_is_too_large_finds_nothing_else(exhausted, sound, small):
    extra = '[[guarantee]]\nid = "own"\nprotects = ["eviction"]\nrequire = "call_attempts >= 2"\n'
    assert {one.kind for one in check(sound(small + extra))} == {"not_decided"}


def test_silence_that_cannot_be_found_is_not_told(exhausted, sound):
    policy = sound(OWN + rule("late", "weeks >= 2", "letter") + rule("early", "weeks < 2", "call"))
    assert {one.kind for one in check(policy)} == {"not_decided"}


def test_a_law_that_cannot_be_compared_is_not_called_weaker(exhausted, read_under, small):
    law = (
        '[[guarantee]]\nid = "E3"\nprotects = ["eviction"]\nrequire = "call_attempts >= 2"\n'
        'kind = "law"\nsource = "law"\nlabel = { nl = "a", en = "a" }\n'
    )
    own = '[[guarantee]]\nid = "own"\nprotects = ["eviction"]\nrequire = "help is none"\n'
    assert "weaker_than_law" not in {one.kind for one in check(read_under(law, small + own))}


def test_a_difference_says_what_it_found_until_it_was_too_much(sound, monkeypatch):
    find, asked = Grid.find, []

    def find_once(grid, state):
        asked.append(state)
        if len(asked) > 1:
            raise TooMuchWork
        return find(grid, state)

    old = sound(OWN + rule("r", "weeks >= 2 and arrears > 5 or arrears > 9", "letter"))
    new = sound(OWN + rule("r", "weeks >= 2 and arrears > 5 or arrears > 9", "call"))
    monkeypatch.setattr(Grid, "find", find_once)
    (change,) = difference(old, new)
    assert (len(change.kinds), change.is_whole) == (1, False)


def test_more_kinds_than_are_told_get_an_example(sound, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_KINDS", 1)
    old = sound(OWN + rule("r", "weeks >= 2 and arrears > 5 or arrears > 9", "letter"))
    new = sound(OWN + rule("r", "weeks >= 2 and arrears > 5 or arrears > 9", "call"))
    changes = difference(old, new)
    assert not changes[0].is_whole
    assert "and for more tenancies; for example: " in "\n".join(difference_in_words(changes, old, new, "en"))


def test_questions_may_be_asked_in_any_order(policy):
    questions = Questions(policy)
    all_of_them, solver = list(questions), GridSolver(questions.table)
    forward = [solver.find(one) for one in all_of_them]
    assert [solver.find(one) for one in reversed(all_of_them)] == forward[::-1]


def test_regions_that_contradict_the_wishes_leave_nothing(sound):
    policy = sound(OWN + rule("r", "arrears > 5 and weeks is known", "letter"))
    grid = Grid(policy.table)
    state = grid.start({policy.table.lines[0]: IS_TRUE})
    assert grid.within(state, [0 for _ in policy.table.facts]) is None
    assert grid.within(state, state.regions).regions == state.regions


def test_terms_and_knowing_are_written_as_in_a_policy(sound):
    term = '[[term]]\nid = "much"\nwhen = "arrears > 5"\n'
    policy = sound(OWN + term + rule("r", "much and weeks is known and weeks >= 0 or arrears < 1", "letter"))
    assert in_policy_language(policy.rules[0].condition) == (
        "(much and weeks is known and weeks >= 0) or arrears < 1"
    )


def test_each_change_is_told_under_its_own_steps(sound):
    old = sound(OWN + rule("r", "arrears > 9", "letter") + rule("s", "arrears > 5", "call"))
    new = sound(OWN + rule("r", "arrears > 9", "call") + rule("s", "arrears > 5", "letter"))
    told = "\n".join(difference_in_words(difference(old, new), old, new, "en"))
    assert "1. now: letter; then: call" in told
    assert "2. now: call; then: letter" in told
