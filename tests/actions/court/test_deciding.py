"""Evidence counts as long as it may, and nobody decides alone."""

from datetime import date, timedelta

import pytest

from gewoon.actions.court import bailiff, cases, decisions, evidence
from gewoon.actions.court.cases import Ruling
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.records.policy import Proposal, PublishedPolicy
from stories import at, facts, happens, officer, pays

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=1)


def proposes(who, by, subject, on=TODAY):
    return decisions.propose(who.pk, subject=subject, reason="alles is geprobeerd", by=by, now=at(on))


def signs(who, by, proposal, on=TODAY):
    seen = decisions.file_of(who.pk, proposal.subject, at(on))
    return decisions.sign(who.pk, proposal_id=proposal.pk, reason="gelezen", sha256=seen, by=by, now=at(on))


def records(who, by, fact, on=TODAY, **more):
    given = {"text": "bekeken", "reference": "stuk 1"} | more
    return evidence.record(who.pk, fact=fact, by=by, now=at(on), **given)


def collector():
    return bailiff.check_collector(
        name="Gerechtsdeurwaarder Verzonnen", kind="bailiff", by=CONSOLE, now=at(TODAY)
    )


def handed_over(who, by):
    return bailiff.hand_over(who.pk, collector_id=collector().pk, by=by, now=at(TODAY))


def summoned(who, by, on=TODAY):
    return cases.summon(who.pk, court="Rechtbank Waterrijk", claim_cents=300_000, by=by, now=at(on))


def judged(who, by, on=TODAY, **more):
    ruling = Ruling(on=on, orders_eviction=True, is_enforceable_at_once=True, leave_days=14, **more)
    return cases.record_judgment(who.pk, ruling=ruling, by=by, now=at(on))


# --- Evidence ---


def test_evidence_counts_until_it_expires_or_is_withdrawn(anna, olga):
    made = records(anna, olga, "defendants_checked")
    assert facts(anna, TODAY)["defendants_checked"] is True
    assert facts(anna, TODAY + timedelta(days=30))["defendants_checked"] is True
    assert facts(anna, TODAY + timedelta(days=31))["defendants_checked"] is None
    evidence.withdraw(anna.pk, evidence_id=made.pk, reason="vergist", by=olga, now=at(LATER))
    assert facts(anna, LATER)["defendants_checked"] is None


def test_evidence_that_says_no_replaces_a_yes(anna, olga):
    records(anna, olga, "terms_fair")
    records(anna, olga, "terms_fair", is_met=False)
    assert facts(anna, TODAY)["terms_fair"] is False


def test_a_check_of_today_counts_today_only(anna, olga):
    records(anna, olga, "legal_stop_checked_today")
    assert facts(anna, TODAY)["legal_stop_checked_today"] is True
    assert facts(anna, LATER)["legal_stop_checked_today"] is None


def test_a_recheck_ages(anna, olga):
    records(anna, olga, "days_since_recheck")
    assert facts(anna, TODAY + timedelta(days=8))["days_since_recheck"] == 8


def test_evidence_from_before_these_arrears_does_not_count(anna, olga):
    evidence.record(
        anna.pk,
        fact="defendants_checked",
        text="oud",
        reference="x",
        on=date(2026, 6, 30),
        by=olga,
        now=at(TODAY),
    )
    assert facts(anna, TODAY)["defendants_checked"] is None


def test_evidence_after_a_judgment_needs_a_judgment(anna, sanne, opened, olga):
    happens(anna, "children", olga, TODAY)
    proposes(anna, olga, "summons")
    records(anna, sanne, "shelter_confirmed")
    assert facts(anna, TODAY)["shelter_confirmed"] is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"text": " "}, "Write down what you saw"),
        ({"reference": " "}, "Name the document"),
        ({"on": LATER}, "still to come"),
        ({"fact": "judgment_served"}, "not recorded by hand"),
    ],
)
def test_evidence_without_its_words_is_refused(anna, olga, more, why):
    given = {"fact": "terms_fair", "text": "gelezen", "reference": "contract 3"} | more
    with pytest.raises(Refused, match=why):
        evidence.record(anna.pk, by=olga, now=at(TODAY), **given)


def test_social_evidence_is_for_the_social_worker_of_the_tenancy(anna, olga, sanne):
    with pytest.raises(NotAllowed):
        records(anna, olga, "circumstances_weighed")
    with pytest.raises(NotAllowed):
        records(anna, sanne, "circumstances_weighed")  # not hers
    proposes(anna, olga, "summons")
    records(anna, sanne, "circumstances_weighed")
    assert facts(anna, TODAY)["circumstances_weighed"] is True


def test_nobody_unattended_records_evidence(anna):
    with pytest.raises(Refused, match="signed in"):
        records(anna, CONSOLE, "terms_fair")


def test_the_file_for_the_bailiff_names_what_is_missing(anna, olga):
    made = evidence.draw_up_file(anna.pk, by=olga, now=at(TODAY))
    assert made.text == "missing: children, contacts, letters, signal"
    assert facts(anna, TODAY)["handover_complete"] is False


# --- Decisions ---


def test_a_summons_needs_two_others_one_of_them_social(anna, olga, marit, sanne):
    proposal = proposes(anna, olga, "summons")
    assert facts(anna, TODAY)["summons_decided_by_two"] is False
    signs(anna, marit, proposal)
    assert facts(anna, TODAY)["summons_decided_by_two"] is False
    signs(anna, sanne, proposal)
    assert facts(anna, TODAY)["summons_decided_by_two"] is True


def test_two_managers_are_not_enough_for_a_summons(anna, olga, marit):
    proposal = proposes(anna, olga, "summons")
    signs(anna, marit, proposal)
    signs(anna, officer("mo", "manager"), proposal)
    assert facts(anna, TODAY)["summons_decided_by_two"] is False


def test_nobody_signs_twice_nor_the_own_proposal(anna, olga, marit):
    proposal = proposes(anna, olga, "bailiff")
    signs(anna, marit, proposal)
    assert facts(anna, TODAY)["bailiff_decided_by_person"] is True
    with pytest.raises(Refused, match="signed this already"):
        signs(anna, marit, proposal)
    olga.role = "manager"
    olga.save()
    with pytest.raises(Refused, match="You proposed this"):
        signs(anna, olga, proposal)


def test_a_payment_makes_a_decision_void(anna, olga):
    proposes(anna, olga, "costs")
    assert facts(anna, TODAY)["costs_decided_by_person"] is True
    pays(anna, 100, LATER)
    assert facts(anna, LATER)["costs_decided_by_person"] is False


def test_something_that_becomes_known_makes_a_decision_void(anna, olga):
    proposes(anna, olga, "costs")
    happens(anna, "help_asked", olga, LATER)
    assert facts(anna, LATER)["costs_decided_by_person"] is False


def test_a_decision_grows_old(anna, olga):
    proposes(anna, olga, "costs")
    assert facts(anna, TODAY + timedelta(days=30))["costs_decided_by_person"] is True
    assert facts(anna, TODAY + timedelta(days=31))["costs_decided_by_person"] is False


def test_a_file_that_changed_is_not_signed_unread(anna, olga, marit):
    proposal = proposes(anna, olga, "bailiff")
    seen = decisions.file_of(anna.pk, "bailiff", at(TODAY))
    evidence.draw_up_file(anna.pk, by=olga, now=at(TODAY))
    with pytest.raises(Refused, match="has changed since you read it"):
        decisions.sign(anna.pk, proposal_id=proposal.pk, reason="ja", sha256=seen, by=marit, now=at(TODAY))


def test_a_manager_signs_only_a_complete_file_for_an_eviction(anna, olga, marit):
    proposal = proposes(anna, olga, "eviction")
    with pytest.raises(Refused, match=r"not complete yet\. Not met: E1, E2"):
        signs(anna, marit, proposal)


def test_what_was_turned_down_or_withdrawn_decides_nothing(anna, olga, marit):
    first = proposes(anna, olga, "bailiff")
    signs(anna, marit, first)
    decisions.turn_down(anna.pk, proposal_id=first.pk, reason="eerst praten", by=marit, now=at(TODAY))
    assert facts(anna, TODAY)["bailiff_decided_by_person"] is None
    second = proposes(anna, olga, "bailiff")
    decisions.withdraw(anna.pk, proposal_id=second.pk, reason="betaald", by=olga, now=at(TODAY))
    with pytest.raises(Refused, match="closed already"):
        signs(anna, marit, second)
    assert not Proposal.objects.filter(closed_at=None).exists()


def test_a_proposal_is_made_once_by_a_person_for_something(anna, olga, marit):
    proposes(anna, olga, "bailiff")
    with pytest.raises(Refused, match="proposed already"):
        proposes(anna, olga, "bailiff")
    with pytest.raises(Refused, match="nothing to decide on"):
        proposes(anna, olga, "signal")
    with pytest.raises(Refused, match="signed in"):
        proposes(anna, CONSOLE, "summons")
    with pytest.raises(Refused, match="Give a reason"):
        decisions.propose(anna.pk, subject="summons", reason=" ", by=olga, now=at(TODAY))
    with pytest.raises(NotAllowed):
        proposes(anna, marit, "summons")


def test_a_duty_is_excused_by_two_persons_one_of_them_social(anna, olga, marit, sanne):
    proposal = proposes(anna, olga, "last_chance_excused")
    signs(anna, marit, proposal)
    assert facts(anna, TODAY)["last_chance_excused"] is False
    signs(anna, sanne, proposal)
    assert facts(anna, TODAY)["last_chance_excused"] is True


# --- What comes after a signature ---


def decided(who):
    return facts(who, LATER)["bailiff_decided_by_person"]


def test_evidence_that_is_withdrawn_after_a_signature_makes_the_decision_void(anna, olga, marit):
    made = records(anna, olga, "terms_fair")
    signs(anna, marit, proposes(anna, olga, "bailiff"))
    assert decided(anna) is True
    evidence.withdraw(anna.pk, evidence_id=made.pk, reason="vergist", by=olga, now=at(LATER))
    records(anna, olga, "terms_fair", on=LATER)
    assert decided(anna) is False


def test_evidence_that_says_no_after_a_signature_makes_the_decision_void(anna, olga, marit):
    signs(anna, marit, proposes(anna, olga, "bailiff"))
    records(anna, olga, "terms_fair", on=LATER, is_met=False)
    records(anna, olga, "terms_fair", on=LATER)
    assert decided(anna) is False


def test_evidence_that_is_renewed_after_a_signature_changes_nothing(anna, olga, marit):
    records(anna, olga, "terms_fair")
    signs(anna, marit, proposes(anna, olga, "bailiff"))
    records(anna, olga, "terms_fair", on=LATER)
    assert decided(anna) is True


def test_a_policy_that_begins_after_a_signature_makes_the_decision_void(anna, olga, marit):
    signs(anna, marit, proposes(anna, olga, "bailiff"))
    PublishedPolicy.objects.create(
        name="x", valid_from=LATER, file="x.toml", text="x", sha256="0" * 64, why="x", proposed_by="a",
        proposed_at=at(TODAY), state="published", decided_by="b", decided_at=at(TODAY),
    )  # fmt: skip
    assert facts(anna, TODAY)["bailiff_decided_by_person"] is True
    assert decided(anna) is False


def test_a_fresh_look_that_says_no_is_no_fresh_look(anna, olga):
    records(anna, olga, "days_since_recheck", is_met=False)
    assert facts(anna, TODAY)["days_since_recheck"] is None
