"""Sound records are left in peace, and only an auditor or the console looks into all of them."""

from datetime import date

import pytest

from gewoon.gateways.policy_files import shipped_policy
from gewoon.records.people import Role
from gewoon.records.queries.rights import Hidden
from gewoon.records.queries.verify import verify
from records.queries.verify.damage import damage, erase, found, verified
from stories import at, officer

NEXT = date(2026, 10, 6)


def test_sound_records_give_no_finding(books):
    report = verified(NEXT)
    assert report.findings == ()
    assert report.checked["entries"] == 9
    assert report.checked["open steps"] == report.checked["receipts"] == 3


def test_empty_records_are_sound():
    assert verified(NEXT).findings == ()


def test_a_sample_looks_at_less_and_finds_sound_records_sound(books):
    report = verified(NEXT, is_complete=False)
    assert report.findings == ()
    assert report.checked["accounts settled again"] == 3


def test_damage_is_gone_afterwards(books):
    with damage(erase("workitem", "1 = 1")):
        assert found(NEXT) != set()
    assert found(NEXT) == set()


def test_each_part_is_announced(books):
    told = []
    verify(officer("ada", Role.AUDITOR), policies=shipped_policy, now=at(NEXT), show=told.append)
    assert told == ["database", "books", "accounts", "decisions"]


def test_an_officer_or_a_stranger_verifies_nothing(olga, strangers):
    for who in (olga, *strangers):
        with pytest.raises(Hidden):
            verify(who, policies=shipped_policy, now=at(NEXT))
