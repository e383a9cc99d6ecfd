"""Whose signatures suffice."""

import pytest

from gewoon.rules.court.deciding import DEMANDS, Signed, lacking

SOCIAL, BOSS = "social_worker", "manager"


@pytest.mark.parametrize(
    ("subject", "signed", "missing"),
    [
        ("costs", [], ()),
        ("bailiff", [], ("person", BOSS)),
        ("bailiff", [(2, BOSS)], ()),
        ("bailiff", [(2, SOCIAL)], (BOSS,)),
        ("summons", [], ("person", "person", SOCIAL)),
        ("summons", [(2, SOCIAL)], ("person",)),
        ("summons", [(2, BOSS), (3, BOSS)], (SOCIAL,)),
        ("summons", [(2, SOCIAL), (3, BOSS)], ()),
        ("summons", [(1, SOCIAL), (3, BOSS)], ("person", SOCIAL)),  # the proposer does not count
        ("summons", [(2, SOCIAL), (2, SOCIAL)], ("person",)),  # nor the same person twice
        ("eviction", [(2, SOCIAL), (3, SOCIAL)], (BOSS,)),
        ("eviction", [(2, SOCIAL), (3, BOSS)], ()),
        ("shelter_not_needed", [(2, BOSS)], (SOCIAL,)),
    ],
)
def test_a_decision_lacks_whoever_did_not_sign(subject, signed, missing):
    assert lacking(subject, proposer=1, signed=[Signed(*each) for each in signed]) == missing


def test_what_nobody_decides_on_is_a_mistake():
    with pytest.raises(KeyError):
        lacking("signal", proposer=1, signed=[])
    assert DEMANDS["eviction"].others == 2
