"""People race for the step behind a gate, on the database of the run."""

import pytest

import workshop


@pytest.fixture(scope="module")
def told():
    return workshop.run("gate_trials.py")


def test_a_claim_is_handed_over_once_however_many_try(told):
    assert told["twice"]["ends"].count("done") == 1
    assert told["twice"]["claims"] == told["twice"]["passages"] == 1


def test_evidence_that_is_withdrawn_meanwhile_counts_before_or_not_at_all(told):
    for trial in told["withdrawn"]:
        first = trial["deeds"][0]
        assert trial["taken"] == (first == "court.summon")
        assert trial["ends"][0] == ("done" if trial["taken"] else "This gate is shut. Not met: D7.")
        assert trial["ends"][1] == "done"
