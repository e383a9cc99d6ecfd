"""Answers in which nobody can be found, also not by looking twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.training.evaluation import POOL, check, pools, shares

QUESTIONS = ("heard", "recommend")


@given(st.integers(0, 60), st.integers(0, 5))
def test_only_full_tens_get_a_number(waiting, so_far):
    numbers = pools(waiting, so_far=so_far)
    assert len(numbers) == waiting
    full = [number for number in numbers if number]
    assert all(full.count(number) == POOL for number in set(full))
    assert len(numbers) - len(full) < POOL


def test_nine_answers_show_nothing():
    assert shares([{"heard": "yes"}] * 9, QUESTIONS) is None


def test_all_or_nobody_is_never_said():
    found = {
        each.question: each.yes for each in shares([{"heard": "yes", "recommend": "no"}] * 10, QUESTIONS)
    }
    assert found == {"heard": 90, "recommend": 10}


def test_a_question_that_few_answered_is_left_out():
    forms = [{"heard": "yes"}] * 10 + [{"recommend": "yes"}] * 9
    assert [each.question for each in shares(forms, QUESTIONS)] == ["heard"]


def test_shares_are_rounded_to_tens():
    forms = [{"heard": "yes"}] * 14 + [{"heard": "partly"}] * 6
    assert shares(forms, ("heard",))[0].yes == 70


def test_unknown_questions_and_answers_are_refused():
    assert check({"heard": "partly"}, QUESTIONS) == {"heard": "partly"}
    with pytest.raises(ValueError, match="no question"):
        check({"income": "yes"}, QUESTIONS)
    with pytest.raises(ValueError, match="no answer"):
        check({"heard": "maybe"}, QUESTIONS)
