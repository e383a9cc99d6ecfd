"""An arrangement is proposed, answered, and runs once both agree."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.arrangement.agreed import DEBT, FIRST, TODAY, make, offer, propose, tenant_of
from gewoon.actions.arrangement import agreeing, agreement
from gewoon.actions.rights import CONSOLE, NotAllowed, NotFound, Refused
from gewoon.records.arrangement import Acceptance, Arrangement, CapacityCheck, Instalment, Terms
from gewoon.records.contact import Letter
from gewoon.records.people import Role
from gewoon.rules.arrangement.terms import Condition, Part, Rhythm
from stories import at, facts, night, officer, open_step, pays, tenancy

pytestmark = pytest.mark.django_db


def accepts(who, made, **more):
    given = {"how": "signed", "by": CONSOLE, "now": at(TODAY), **more}
    return agreeing.record_acceptance(who.pk, arrangement_id=made.pk, **given)


def test_an_offer_waits_until_the_tenant_agrees(late):
    made = propose(late)
    assert (made.state, made.started_on) == ("proposed", None)
    assert facts(late, TODAY)["arrangement_status"] == "none"
    accepts(late, made)
    made.refresh_from_db()
    assert (made.state, made.started_on) == ("running", TODAY)
    assert facts(late, TODAY)["arrangement_status"] == "running"


def test_both_acceptances_are_kept_with_day_and_way(running):
    kept = Acceptance.objects.order_by("party").values_list("party", "how", "on", "by_name")
    assert list(kept) == [
        ("association", "signed", TODAY, "console"),
        ("tenant", "signed", TODAY, "console"),
    ]


def test_the_instalments_add_up_to_what_is_overdue(running):
    assert sum(Instalment.objects.values_list("cents", flat=True)) == DEBT
    assert Terms.objects.get().total_cents == DEBT


def test_the_same_key_makes_one_offer(late):
    first = agreeing.propose(late.pk, offer=offer(), by=CONSOLE, now=at(TODAY), key="k1")
    again = agreeing.propose(late.pk, offer=offer(), by=CONSOLE, now=at(TODAY), key="k1")
    assert first == again == Arrangement.objects.get().pk


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "at least one instalment"),
        ([Part(due_on=FIRST, cents=DEBT - 1)], "do not add up"),
        ([Part(due_on=FIRST, cents=DEBT + 100), Part(due_on=FIRST + timedelta(7), cents=-100)], "above zero"),
        ([Part(due_on=date(2019, 1, 1), cents=DEBT)], "before the tenancy began"),
        ([Part(due_on=TODAY - timedelta(1), cents=DEBT)], "lies in the past"),
        ([Part(due_on=FIRST, cents=DEBT // 2)] * 2, "must go forward"),
        (
            [Part(due_on=FIRST + timedelta(day), cents=DEBT // 400) for day in range(400)],
            "too many instalments",
        ),
        ([Part(due_on=FIRST + timedelta(1200 * n), cents=DEBT // 2) for n in range(2)], "takes too long"),
        ([Part(due_on=FIRST, cents=100_000_001)], "above a million"),
    ],
)
def test_terms_that_cannot_be_are_refused_with_a_sentence(late, parts, said):
    with pytest.raises(Refused, match=said):
        agreeing.propose(late.pk, offer=replace(offer(), parts=tuple(parts)), by=CONSOLE, now=at(TODAY))
    assert not Arrangement.objects.exists() and not Terms.objects.exists()


def test_who_owes_nothing_gets_no_arrangement(late):
    pays(late, DEBT, TODAY)
    with pytest.raises(Refused, match="nothing to pay off"):
        propose(late)


def test_a_condition_that_is_not_in_the_list_is_refused(late):
    with pytest.raises(Refused, match="not in the list"):
        propose(late, conditions=("sing",))


def test_one_arrangement_at_a_time(running, late):
    with pytest.raises(Refused, match="runs already"):
        propose(late)


def test_one_proposal_at_a_time(late):
    propose(late)
    with pytest.raises(Refused, match="waits for an answer already"):
        propose(late)


def test_an_offer_needs_the_room_of_the_household_or_a_reason(late):
    with pytest.raises(Refused, match="was not worked out"):
        propose(late, reason=" ")
    worked_out(late, 9_999)
    with pytest.raises(Refused, match="more than the household can pay"):
        propose(late, reason="")
    worked_out(late, 10_000)
    assert propose(late, reason="").versions.get().capacity_cents == 10_000


def test_an_affordable_offer_counts_as_offered_and_an_unaffordable_one_does_not(late):
    propose(late)
    assert facts(late, TODAY)["arrangement_offered"] is False
    agreeing.decline(late.pk, arrangement_id=only().pk, reason="anders", by=CONSOLE, now=at(TODAY))
    worked_out(late, 10_000)
    propose(late)
    told = facts(late, TODAY + timedelta(3))
    assert (told["arrangement_offered"], told["days_since_arrangement_offer"]) == (True, 3)
    assert told["capacity_calculated"] is True


def test_a_tenants_proposal_is_answered_within_the_term(late):
    proposed(late)
    assert only().answer_by == TODAY + timedelta(5)
    assert facts(late, TODAY)["arrangement_status"] == "proposed"
    assert open_step(late).name == "answer_proposal"
    agreeing.agree(late.pk, arrangement_id=only().pk, by=CONSOLE, now=at(TODAY))
    assert only().state == "running"
    assert open_step(late).name == "wait_arrangement"


def test_a_no_to_a_tenant_needs_a_reason(late):
    made = proposed(late)
    with pytest.raises(Refused, match="why"):
        agreeing.decline(late.pk, arrangement_id=made, reason=" ", by=CONSOLE, now=at(TODAY))
    agreeing.decline(late.pk, arrangement_id=made, reason="te laag", by=CONSOLE, now=at(TODAY))
    assert (only().state, only().end_reason) == ("declined", "te laag")
    assert facts(late, TODAY)["arrangement_status"] == "none"


def test_a_tenant_can_say_no_and_take_back(late):
    tenant = tenant_of(late)
    made = propose(late)
    agreeing.decline_by_tenant(late.pk, arrangement_id=made.pk, by=tenant, now=at(TODAY))
    assert only().state == "declined"
    again = agreeing.propose_by_tenant(late.pk, offer=offer(), by=tenant, now=at(TODAY))
    agreeing.decline_by_tenant(late.pk, arrangement_id=again, by=tenant, now=at(TODAY))
    assert Arrangement.objects.get(pk=again).state == "withdrawn"


def test_a_tenant_agrees_on_the_own_page_and_only_there(late):
    tenant, made = tenant_of(late), propose(late)
    with pytest.raises(NotAllowed):
        agreeing.accept_by_tenant(late.pk, arrangement_id=made.pk, by=officer(), now=at(TODAY))
    agreeing.accept_by_tenant(late.pk, arrangement_id=made.pk, by=tenant, now=at(TODAY))
    assert only().state == "running"
    assert Acceptance.objects.get(party="tenant").how == "portal"


def test_nobody_agrees_twice(running, late):
    with pytest.raises(Refused, match="Nothing waits"):
        accepts(late, running)


def test_the_way_of_agreeing_comes_from_the_list(late):
    made = propose(late)
    with pytest.raises(Refused, match="choose one of the list"):
        accepts(late, made, how="portal")
    assert not Acceptance.objects.filter(party="tenant").exists()


def test_an_offer_whose_first_day_is_over_cannot_be_agreed_to(late):
    made = propose(late)
    with pytest.raises(Refused, match="in the past by now"):
        accepts(late, made, now=at(FIRST + timedelta(1)))
    assert only().state == "proposed"


def test_what_a_judge_ordered_runs_at_once_and_stands_apart(late):
    given = offer(150_000, first_on=date(2026, 9, 25))
    with pytest.raises(Refused, match="number of the judgment"):
        agreeing.record_court_ordered(late.pk, offer=given, judgment=" ", by=CONSOLE, now=at(TODAY))
    agreeing.record_court_ordered(late.pk, offer=given, judgment="VERZONNEN:1", by=CONSOLE, now=at(TODAY))
    assert (only().origin, only().state, only().court_reference) == ("court", "running", "VERZONNEN:1")


def test_a_social_worker_acts_only_on_the_own_tenancies(late):
    with pytest.raises(NotAllowed):
        propose(late, by=officer("sanne", Role.SOCIAL_WORKER))


def test_the_agreement_goes_on_paper_with_both_names(late):
    make(late, conditions=(Condition.TRAINING,))
    letter = Letter.objects.get()
    assert (letter.name, len(letter.values["open_items"])) == ("arrangement_agreement", 12)
    assert letter.values["tenant_agreed"] == "5\xa0oktober\xa02026, met een handtekening"
    assert letter.values["conditions"] == "u volgt de training"


def test_the_agreement_is_a_pdf_also_while_it_waits(late):
    made = propose(late, rhythm=Rhythm.FOUR_WEEKLY)
    assert agreement.pdf(late.pk, arrangement_id=made.pk, by=CONSOLE, on=TODAY).startswith(b"%PDF")
    with pytest.raises(NotFound):
        agreement.pdf(late.pk, arrangement_id=made.pk + 1, by=CONSOLE, on=TODAY)
    with pytest.raises(NotAllowed):
        agreement.pdf(late.pk, arrangement_id=made.pk, by=officer("tom", Role.TRAINER), on=TODAY)


def test_the_step_that_asked_for_it_is_done(late):
    night(TODAY)
    proposed(late)
    agreeing.agree(late.pk, arrangement_id=only().pk, by=CONSOLE, now=at(TODAY))
    done = late.steps.get(name="answer_proposal")
    assert (done.state, done.outcome) == ("done", "agreed")


def proposed(who):
    tenant = tenant_of(who, "tessa")
    return agreeing.propose_by_tenant(who.pk, offer=offer(), by=tenant, now=at(TODAY))


def worked_out(who, cents):
    CapacityCheck.objects.create(
        tenancy=who, monthly_cents=cents, rule="what_is_left", on=TODAY, at=at(TODAY), by_name="x"
    )


def only():
    return Arrangement.objects.order_by("-pk").first()


def test_a_tenant_acts_on_the_own_home_only(late):
    neighbour = tenancy(102, name="Buur")
    stranger = tenant_of(neighbour, "buur")
    made = propose(late)
    for deed in (agreeing.accept_by_tenant, agreeing.decline_by_tenant):
        with pytest.raises(NotAllowed):
            deed(late.pk, arrangement_id=made.pk, by=stranger, now=at(TODAY))
    with pytest.raises(NotAllowed):
        agreement.pdf(late.pk, arrangement_id=made.pk, by=stranger, on=TODAY)
    nobody = officer("zonder", Role.TENANT)
    with pytest.raises(NotAllowed):
        agreeing.propose_by_tenant(late.pk, offer=offer(), by=nobody, now=at(TODAY))
    made.refresh_from_db()
    assert made.state == "proposed"
