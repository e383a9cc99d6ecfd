"""When there is not enough to say."""

from dataclasses import replace

import numpy as np
import pytest

from gewoon.rules.outcome.balance import Difference
from gewoon.rules.outcome.effect import Effect
from gewoon.rules.outcome.refusals import refusals
from gewoon.rules.outcome.trials import Flow
from gewoon.rules.outcome.values import around

ENOUGH = Effect(
    difference=around(-0.1, 0.05),
    percentile=(-0.2, 0.0),
    risk_with=0.3,
    risk_without=0.4,
    amount_difference=None,
    started=60,
    effective_controls=200.0,
    joined_later=0.1,
    balance=Difference(before=np.array([0.5]), after=np.array([0.0])),
    is_balanced=True,
    draws=500,
    flow=Flow(
        rows=1, already_started=0, already_left=0, not_yet_followed=0, no_comparable_group=0, started=60,
        controls=1, people=1,
    ),
)  # fmt: skip


def reasons(effect, followed=60):
    return [each.reason for each in refusals(effect, followed=followed)]


def test_enough_is_not_refused():
    assert reasons(ENOUGH) == []


def test_too_few_participants_says_how_many_more():
    found = refusals(replace(ENOUGH, started=20), followed=20)
    assert [(each.reason, each.more_needed) for each in found] == [("too_few_followed", 10)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"effective_controls": 40.2}, "too_few_effective"),
        ({"is_balanced": False}, "not_alike"),
        ({"balance": Difference(before=np.array([0.5]), after=np.array([-0.11]))}, "not_alike"),
        ({"started": 40}, "no_comparable_group"),
    ],
)
def test_each_reason_is_named(change, reason):
    assert reasons(replace(ENOUGH, **change)) == [reason]


def test_without_anybody_to_compare_with_there_is_no_estimate():
    assert reasons(None) == ["no_comparable_group"]
    assert reasons(None, 0) == ["too_few_followed", "no_comparable_group"]
