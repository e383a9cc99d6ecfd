"""A claim is given up by two persons, and on the oldest claims first."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.ledger.banking import balance, entries_of, owes
from gewoon.actions.ledger import corrections, write_off
from gewoon.actions.rights import CONSOLE, NotAllowed, NotFound, Refused
from gewoon.records.events import Event
from gewoon.records.ledger import Account, WriteOff
from gewoon.records.people import Role
from gewoon.rules.ledger.kinds import Kind
from stories import at, claim, officer, pays, tenancy

NOW = at(date(2026, 3, 9))


@pytest.fixture
def anna():
    """January 600, February 600 and 100 not due yet."""
    who = tenancy(101)
    claim(who, 600_00, date(2026, 1, 1))
    claim(who, 600_00, date(2026, 2, 1))
    claim(who, 100_00, date(2026, 4, 1), known=date(2026, 3, 1))
    return who


def proposed(who, by, cents=700_00):
    return write_off.propose(who.pk, cents=cents, reason="niet te innen", by=by, now=NOW)


def test_a_proposal_books_nothing(anna, olga):
    proposal = proposed(anna, olga)
    assert (proposal.proposed_by, proposal.is_approved, owes(anna)) == (olga.pk, None, 1_300_00)
    assert Event.objects.get(deed="ledger.propose_write_off").reason == "niet te innen"


def test_an_approval_books_on_the_oldest_claims(anna, olga, manager):
    write_off.decide(proposed(anna, olga).pk, is_approved=True, by=manager, now=NOW)
    january, february, _, *booked = entries_of(anna)
    assert [(each.kind, each.cents, each.refers_id) for each in booked] == [
        (Kind.WRITE_OFF, 600_00, january.pk),
        (Kind.WRITE_OFF, 100_00, february.pk),
    ]
    assert (balance(Account.WRITTEN_OFF), owes(anna)) == (700_00, 600_00)


def test_all_that_is_due_can_be_given_up_but_no_more(anna, olga, manager):
    with pytest.raises(Refused, match=r"Only 1200\.00"):
        proposed(anna, olga, cents=1_200_01)
    write_off.decide(proposed(anna, olga, cents=1_200_00).pk, is_approved=True, by=manager, now=NOW)
    assert owes(anna) == 100_00


def test_a_rejection_books_nothing_and_makes_way_for_another(anna, olga, manager):
    write_off.decide(proposed(anna, olga).pk, is_approved=False, by=manager, now=NOW)
    assert (owes(anna), WriteOff.objects.get().is_approved) == (1_300_00, False)
    assert proposed(anna, olga).decided_by is None


def test_one_proposal_waits_at_a_time(anna, olga):
    proposed(anna, olga)
    with pytest.raises(Refused, match="already waits"):
        proposed(anna, olga)


def test_nobody_decides_twice(anna, olga, manager):
    proposal = proposed(anna, olga)
    write_off.decide(proposal.pk, is_approved=True, by=manager, now=NOW)
    with pytest.raises(Refused, match="already"):
        write_off.decide(proposal.pk, is_approved=True, by=manager, now=NOW)
    assert owes(anna) == 600_00


def test_who_proposed_cannot_decide_whatever_the_role(anna, olga):
    proposal = proposed(anna, olga)
    with pytest.raises(NotAllowed):
        write_off.decide(proposal.pk, is_approved=True, by=olga, now=NOW)
    olga.role = Role.MANAGER
    with pytest.raises(Refused, match="Somebody else"):
        write_off.decide(proposal.pk, is_approved=True, by=olga, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        WriteOff.objects.update(decided_by=olga.pk, decided_at=NOW, is_approved=True)


def test_the_command_line_is_no_person(anna, olga):
    with pytest.raises(Refused, match="two persons"):
        proposed(anna, CONSOLE)
    with pytest.raises(Refused, match="two persons"):
        write_off.decide(proposed(anna, olga).pk, is_approved=True, by=CONSOLE, now=NOW)


def test_what_was_paid_meanwhile_cannot_be_given_up(anna, olga, manager):
    proposal = proposed(anna, olga)
    pays(anna, 600_00, date(2026, 3, 8))
    with pytest.raises(Refused, match=r"Only 600\.00"):
        write_off.decide(proposal.pk, is_approved=True, by=manager, now=NOW)
    assert WriteOff.objects.get().decided_by is None


def test_an_amount_of_nothing_is_refused(anna, olga):
    with pytest.raises(Refused):
        proposed(anna, olga, cents=0)


def test_what_does_not_exist_is_refused(olga, manager):
    with pytest.raises(NotFound):
        write_off.propose(10**6, cents=1, reason="x", by=olga, now=NOW)
    with pytest.raises(NotFound):
        write_off.decide(10**6, is_approved=True, by=manager, now=NOW)


def test_who_may_not_propose_cannot(anna, manager):
    with pytest.raises(NotAllowed):
        proposed(anna, manager)
    with pytest.raises(NotAllowed):
        proposed(anna, officer("wim", Role.SOCIAL_WORKER))


def test_what_the_oldest_claim_takes_whole_leaves_the_others_alone(anna, olga, manager):
    write_off.decide(proposed(anna, olga, cents=600_00).pk, is_approved=True, by=manager, now=NOW)
    assert [each.refers_id for each in entries_of(anna)[3:]] == [entries_of(anna)[0].pk]


@pytest.fixture
def written(anna, olga, manager):
    """700 euro given up, on two claims."""
    return write_off.decide(proposed(anna, olga).pk, is_approved=True, by=manager, now=NOW)


def test_what_two_gave_up_two_take_back(anna, written, olga, manager):
    back = write_off.propose_undo(written.pk, reason="toch geld", by=olga, now=NOW)
    assert (owes(anna), back.undoes_id, back.cents) == (600_00, written.pk, 700_00)
    with pytest.raises(NotAllowed):
        write_off.decide(back.pk, is_approved=True, by=olga, now=NOW)
    write_off.decide(back.pk, is_approved=True, by=manager, now=NOW)
    assert (owes(anna), balance(Account.WRITTEN_OFF)) == (1_300_00, 0)


def test_taking_back_that_is_turned_down_changes_nothing(anna, written, olga, manager):
    back = write_off.propose_undo(written.pk, reason="x", by=olga, now=NOW)
    write_off.decide(back.pk, is_approved=False, by=manager, now=NOW)
    assert owes(anna) == 600_00
    assert write_off.propose_undo(written.pk, reason="x", by=olga, now=NOW).decided_by is None


def test_only_what_stands_can_be_taken_back(anna, written, olga, manager):
    back = write_off.propose_undo(written.pk, reason="x", by=olga, now=NOW)
    with pytest.raises(Refused, match="already waits"):
        write_off.propose_undo(written.pk, reason="x", by=olga, now=NOW)
    write_off.decide(back.pk, is_approved=True, by=manager, now=NOW)
    with pytest.raises(Refused, match="taken back already"):
        write_off.propose_undo(written.pk, reason="x", by=olga, now=NOW)
    with pytest.raises(Refused, match="that was approved"):
        write_off.propose_undo(back.pk, reason="x", by=olga, now=NOW)


def test_one_person_alone_cannot_undo_a_write_off(anna, written, olga):
    with pytest.raises(Refused, match="two persons"):
        corrections.reverse(entries_of(anna)[3].pk, reason="x", by=olga, now=NOW)


def test_a_proposal_that_is_sent_twice_waits_once(anna, olga):
    first, again = (
        write_off.propose(anna.pk, cents=1, reason="x", by=olga, now=NOW, key="k") for _ in range(2)
    )
    assert first == again
    assert WriteOff.objects.count() == 1
