"""The training is never a weapon: what is shipped keeps who pays at home, whatever became of the training."""

from datetime import date

import pytest

from gewoon.gateways.policy_files import shipped_policy
from gewoon.rules.policy import kernel
from gewoon.rules.policy.decide import states

POLICY = shipped_policy(date(2026, 11, 22))
GATES = ("costs", "bailiff", "summons", "eviction")
STATUSES = ("none", "not_offered", "offered", "met", "excused", "open", "not_met")


def holds(guarantee, **facts):
    return states(guarantee.condition, facts)[id(guarantee.condition)] == kernel.TRUE


def duty(name):
    return next(each for each in POLICY.guarantees if each.id == name)


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("status", STATUSES)
def test_absence_never_ends_an_arrangement_that_is_paid_nor_opens_a_gate(gate, status):
    keeps_home = duty("T1")
    assert gate in keeps_home.protects and keeps_home.is_blocking
    assert not holds(keeps_home, arrangement_kept=True, training_condition=status, training_running=False)


@pytest.mark.parametrize("gate", ("bailiff", "summons", "eviction"))
def test_heavy_steps_rest_while_the_training_runs(gate):
    rests = duty("T2")
    assert gate in rests.protects and rests.is_blocking
    assert not holds(rests, training_condition="open", training_running=False)
    assert not holds(rests, training_condition="none", training_running=True)
    assert holds(rests, training_condition="not_met", training_running=False)


def test_no_gate_asks_whether_the_training_was_missed():
    for guarantee in POLICY.guarantees:
        if "training_condition" in guarantee.text:
            assert "not_met" not in guarantee.text
