"""The facts of contact: the 14-day letter against the law, the plain warning, the signal."""

from datetime import date, timedelta

import pytest

from actions.contact.municipal import DAY, Municipality, agrees, ready, signals
from gewoon.actions.contact import letters
from gewoon.actions.rights import CONSOLE
from gewoon.gateways.erp.model import PartyRow
from gewoon.records.contact import Letter
from stories import association, at, claim, facts, officer, pays, rent, sent, tenancy

pytestmark = pytest.mark.django_db
WRITTEN = date(2026, 10, 5)
LATER = date(2026, 10, 30)
OF_THE_LAW = (
    "letter14_to_all_parties",
    "letter14_exact",
    "letter14_wording_safe",
    "letter14_all_claims",
)


def _left(who, name="fourteen_day", **changed):
    """Let a letter of ours have left, with its values as they were or changed."""
    filled = letters.values(who, name, language="nl", by=CONSOLE, on=WRITTEN) | changed
    return Letter.objects.create(
        tenancy=who, name=name, language="nl", values=filled, state="sent", sent_on=WRITTEN,
        written_at=at(WRITTEN), leaves_at=at(WRITTEN), ended_at=at(WRITTEN), sha256="0" * 64,
    )  # fmt: skip


@pytest.fixture
def owing(db):
    association()
    who = tenancy()
    rent(who, date(2026, 9, 1), date(2026, 10, 1))
    return who


def _told(who, *names):
    found = facts(who, LATER)
    return [found[name] for name in names]


def test_a_letter_of_ours_is_held_against_the_law_and_stands(owing):
    _left(owing)
    assert _told(owing, *OF_THE_LAW) == [True] * 4


def test_without_a_letter_or_with_one_from_before_nothing_is_known(owing):
    assert _told(owing, *OF_THE_LAW) == [None] * 4
    sent(owing, "fourteen_day", WRITTEN)
    assert _told(owing, *OF_THE_LAW) == [None] * 4


def test_costs_that_are_a_cent_off_are_not_exact(owing):
    letter = _left(owing)
    letter.values["costs"] += 1
    letter.save()
    assert _told(owing, "letter14_exact", "letter14_all_claims") == [False, True]


def test_a_letter_that_left_out_a_claim_is_seen(owing):
    letter = _left(owing)
    letter.values["open_items"] = letter.values["open_items"][:1]
    letter.save()
    assert _told(owing, "letter14_all_claims", "letter14_wording_safe") == [False, False]


def test_a_claim_that_was_known_only_later_is_not_held_against_it(owing):
    _left(owing)
    claim(owing, 500, date(2026, 9, 20), known=date(2026, 10, 20))
    assert _told(owing, "letter14_all_claims") == [True]


def test_a_letter_that_came_back_reached_nobody(owing):
    _left(owing)
    Letter.objects.update(state="returned")
    assert _told(owing, "letter14_to_all_parties") == [False]


def test_every_tenant_must_stand_in_the_address(db):
    association()
    two = tuple(PartyRow(role="tenant", name=name, first_name="Proef") for name in ("Een", "Twee"))
    who = tenancy(parties=two)
    rent(who, date(2026, 10, 1))
    letter = _left(who)
    assert _told(who, "letter14_to_all_parties") == [True]
    letter.values["addressee"] = [letter.values["addressee"][0], *letter.values["addressee"][2:]]
    letter.save()
    assert _told(who, "letter14_to_all_parties") == [False]


def test_a_plain_warning_counts_when_it_left_and_did_not_come_back(owing):
    assert _told(owing, "tenant_warned_plainly") == [False]
    _left(owing, "last_warning")
    assert _told(owing, "tenant_warned_plainly") == [True]
    Letter.objects.update(state="returned")
    assert _told(owing, "tenant_warned_plainly") == [False]


def test_what_would_be_sent_is_minimal_only_when_it_is_complete_and_agreed(owing):
    names = ("municipality_agreement", "signal_payload_minimal", "signal_receipt_kept")
    assert _told(owing, *names) == [False, None, True]
    made = agrees()
    assert _told(owing, *names) == [True, True, True]
    made.mapping = "weg"
    made.save()
    assert _told(owing, *names) == [True, False, True]


def test_a_signal_of_an_earlier_time_of_arrears_counts_no_more():
    who = ready()
    signals(who, officer(), Municipality())
    assert facts(who, DAY + timedelta(days=60))["signal_sent"] is True
    pays(who, 120_000, DAY + timedelta(days=61))
    rent(who, DAY + timedelta(days=70))
    assert facts(who, DAY + timedelta(days=80))["signal_sent"] is False
