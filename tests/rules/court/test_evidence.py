"""Which evidence stands on a day."""

from datetime import date, timedelta

import pytest

from gewoon.rules.court.evidence import EvidenceKind, Piece, Since, Starts, by_fact, standing

DAY = date(2026, 11, 23)
STARTS = Starts(episode=date(2026, 9, 1), judgment=date(2026, 10, 1))


def kind(since=Since.EPISODE, days=30):
    return EvidenceKind(
        fact="seen", recorded_by=("manager",), since=since, valid_days=days, needs_reference=False,
        is_restricted=False, label={}, hint={},
    )  # fmt: skip


def piece(on, key=1, *, until=None, fact="seen", is_met=True):
    return Piece(id=key, fact=fact, is_met=is_met, on=on, expires_on=until)


def test_evidence_expires_after_its_days():
    assert kind(days=7).expires_on(DAY) == DAY + timedelta(days=7)
    assert kind(days=None).expires_on(DAY) is None
    last = piece(DAY, until=DAY + timedelta(days=2))
    assert standing([last], kind(), starts=STARTS, on=DAY + timedelta(days=2)) == last
    assert standing([last], kind(), starts=STARTS, on=DAY + timedelta(days=3)) is None


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (Since.EPISODE, date(2026, 9, 1)),
        (Since.JUDGMENT, date(2026, 10, 1)),
        (Since.TENANCY, date(2000, 1, 1)),
    ],
)
def test_older_evidence_than_it_may_be_does_not_count(since, first):
    assert standing([piece(first)], kind(since), starts=STARTS, on=DAY) is not None
    if since is not Since.TENANCY:
        assert standing([piece(first - timedelta(days=1))], kind(since), starts=STARTS, on=DAY) is None


def test_without_a_judgment_nothing_is_after_it():
    starts = Starts(episode=DAY, judgment=None)
    assert standing([piece(DAY)], kind(Since.JUDGMENT), starts=starts, on=DAY) is None


def test_the_newest_piece_of_the_fact_up_to_the_day_decides():
    pieces = [
        piece(DAY, 1), piece(DAY, 3, is_met=False), piece(DAY, 2), piece(DAY, 9, fact="other"),
        piece(DAY + timedelta(days=1), 8),
    ]  # fmt: skip
    assert standing(pieces, kind(), starts=STARTS, on=DAY).id == 3
    assert standing([], kind(), starts=STARTS, on=DAY) is None


def test_an_expired_newest_piece_does_not_bring_an_older_one_back():
    pieces = [piece(DAY, 1), piece(DAY + timedelta(days=1), 2, until=DAY + timedelta(days=1))]
    assert standing(pieces, kind(), starts=STARTS, on=DAY + timedelta(days=2)) is None


def test_two_kinds_of_one_fact_are_a_mistake():
    with pytest.raises(ValueError, match="seen is described twice"):
        by_fact([kind(), kind()])
