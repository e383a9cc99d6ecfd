"""Bailiff and court from the first proposal to the end, each step through its gate."""

from datetime import date, timedelta

import pytest

from gewoon.actions.court import bailiff, cases, costs, decisions, evictions, evidence, last_chance, past
from gewoon.actions.court.cases import Ruling
from gewoon.actions.court.past import PastCase
from gewoon.actions.policy.gates import GateShut
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.records.court import Eviction, HandOver, Summons
from gewoon.records.ledger import Entry
from gewoon.records.policy import Passage
from gewoon.rules.ledger.kinds import Kind
from stories import at, facts, night, pays, sent, tenancy

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


# --- Costs ---


def test_costs_are_booked_over_the_rest_of_the_letter(anna, olga, opened):
    sent(anna, "fourteen_day", date(2026, 10, 20))
    pays(anna, 60_000, date(2026, 10, 25))
    opened()
    key = costs.charge_costs(anna.pk, by=olga, now=at(TODAY))
    entry = Entry.objects.get(pk=int(key))
    assert (entry.cents, entry.kind) == (27_000, Kind.COSTS)  # 15 % of three rents of 600
    assert Passage.objects.get().gate == "costs"


def test_costs_are_not_booked_without_a_letter(anna, olga, opened):
    opened()
    with pytest.raises(Refused, match="No costs may be charged"):
        costs.charge_costs(anna.pk, by=olga, now=at(TODAY))
    assert not Passage.objects.exists()


# --- Bailiff ---


def test_a_claim_is_handed_over_reported_on_and_recalled(anna, olga, opened):
    opened()
    made = handed_over(anna, olga)
    assert (made.principal_cents, made.costs_cents, made.interest_cents) == (300_000, 0, 0)
    assert facts(anna, TODAY)["court_status"] == "bailiff"
    assert facts(anna, TODAY)["bailiff_gate_passed"] is True
    bailiff.report_back(anna.pk, status="in_contact", by=olga, now=at(LATER))
    bailiff.recall(anna.pk, reason="er is een regeling", by=olga, now=at(LATER))
    assert facts(anna, LATER)["court_status"] == "none"
    assert facts(anna, LATER)["bailiff_gate_passed"] is False


def test_a_claim_lies_with_one_collector_who_was_looked_up(anna, olga, opened):
    opened()
    handed_over(anna, olga)
    with pytest.raises(Refused, match="lies with a collector already"):
        handed_over(anna, olga)
    old = collector()
    old.checked_on, old.checked_until = date(2024, 1, 1), date(2025, 1, 1)
    old.save()
    with pytest.raises(Refused, match="too long ago"):
        bailiff.hand_over(tenancy(102).pk, collector_id=old.pk, by=olga, now=at(TODAY))
    assert facts(anna, TODAY)["collector_registered"] is False


def test_an_agency_needs_its_number(olga):
    with pytest.raises(Refused, match="number in the register"):
        bailiff.check_collector(name="Incasso Verzonnen", kind="agency", by=olga, now=at(TODAY))


# --- Court ---


def test_a_case_goes_from_summons_to_judgment_to_the_day(anna, olga, marit, sanne, opened):
    opened()
    handed_over(anna, olga)
    case = summoned(anna, olga)
    cases.serve(anna.pk, on=TODAY, by=olga, now=at(TODAY))
    with pytest.raises(Refused, match="at least 7 days"):
        cases.plan_hearing(anna.pk, on=TODAY + timedelta(days=7), by=olga, now=at(TODAY))
    hearing = cases.plan_hearing(anna.pk, on=TODAY + timedelta(days=8), by=olga, now=at(TODAY))
    day = TODAY + timedelta(days=22)
    cases.record_hearing(anna.pk, hearing_id=hearing.pk, result="vonnis volgt", by=olga, now=at(day))
    made = judged(anna, olga, on=day, conditions=("opvang voor de kinderen",))
    assert made.appeal_until == date(2027, 3, 15)
    assert Eviction.objects.get(summons=case).ordered_on == day
    cases.serve_judgment(anna.pk, on=day, by=olga, now=at(day))
    after = day + timedelta(days=15)
    assert facts(anna, after)["judge_conditions_met"] is False
    cases.meet_condition(
        anna.pk, condition_id=made.terms.get().pk, evidence="brief opvang", by=olga, now=at(after)
    )
    told = facts(anna, after)
    names = ("judgment_enforceable", "judgment_served", "judge_conditions_met", "grace_period_over")
    assert [told[name] for name in names] == [True] * 4
    assert (told["court_status"], told["days_since_judgment"]) == ("judgment", 15)


def test_an_eviction_is_carried_out_on_its_own_day_through_its_gate(anna, olga, opened):
    opened()
    handed_over(anna, olga)
    summoned(anna, olga)
    judged(anna, olga)
    day = TODAY + timedelta(days=20)
    with pytest.raises(Refused, match="at least three days"):
        evictions.plan(anna.pk, on=LATER, served_on=TODAY, by=olga, now=at(TODAY))
    evictions.plan(anna.pk, on=day, served_on=TODAY, by=olga, now=at(TODAY))
    evictions.tell_municipality(anna.pk, on=TODAY, by=olga, now=at(TODAY))
    told = facts(anna, TODAY)
    assert told["eviction_writ_served"] and told["municipality_informed"]
    assert told["court_status"] == "eviction_dated"
    with pytest.raises(Refused, match="on the day that was announced"):
        evictions.carry_out(anna.pk, by=olga, now=at(LATER))
    opened(eviction_signed=False)
    with pytest.raises(GateShut, match="Not met: E12"):
        evictions.carry_out(anna.pk, by=olga, now=at(day))
    opened()
    evictions.carry_out(anna.pk, by=olga, now=at(day))
    done = Eviction.objects.get()
    assert (done.end, done.carried_out_on, done.cancelled_on) == ("carried_out", day, None)
    assert HandOver.objects.get().end == "carried_out"


def test_a_new_day_has_to_be_told_to_the_municipality_again(anna, olga, opened):
    opened()
    summoned(anna, olga)
    judged(anna, olga)
    evictions.plan(anna.pk, on=TODAY + timedelta(days=5), served_on=TODAY, by=olga, now=at(TODAY))
    evictions.tell_municipality(anna.pk, on=TODAY, by=olga, now=at(TODAY))
    evictions.plan(anna.pk, on=TODAY + timedelta(days=9), served_on=TODAY, by=olga, now=at(TODAY))
    assert facts(anna, TODAY)["municipality_informed"] is False
    passed = TODAY + timedelta(days=10)
    assert facts(anna, passed)["eviction_writ_served"] is False


@pytest.mark.parametrize("end", ["cancelled", "lapsed", "keys_handed_in"])
def test_a_case_that_is_not_carried_out_returns_to_the_flow(anna, olga, opened, end):
    opened()
    handed_over(anna, olga)
    summoned(anna, olga)
    judged(anna, olga)
    evictions.cancel(anna.pk, reason="betaald", end=end, by=olga, now=at(TODAY))
    assert facts(anna, TODAY)["court_status"] == "none"
    assert Eviction.objects.get().cancelled_on == TODAY
    assert cases.case_of(anna) is None


def test_a_judge_who_refuses_ends_the_case(anna, olga, opened):
    opened()
    summoned(anna, olga)
    cases.record_judgment(anna.pk, ruling=Ruling(on=TODAY, payment_cents=100), by=olga, now=at(TODAY))
    assert Eviction.objects.get().end == "refused"
    assert facts(anna, TODAY)["court_status"] == "none"


def test_a_case_is_withdrawn_before_the_judgment_only(anna, olga, opened):
    opened()
    summoned(anna, olga)
    cases.withdraw(anna.pk, reason="er is een regeling", by=olga, now=at(TODAY))
    assert Eviction.objects.get().end == "withdrawn"
    summoned(anna, olga)
    judged(anna, olga)
    with pytest.raises(Refused, match="has decided already"):
        cases.withdraw(anna.pk, reason="spijt", by=olga, now=at(TODAY))


def test_a_grace_period_lasts_a_month_at_most(anna, olga, opened):
    opened()
    summoned(anna, olga)
    with pytest.raises(Refused, match="at most a month"):
        judged(anna, olga, grace_until=TODAY + timedelta(days=31))
    judged(anna, olga, grace_until=TODAY + timedelta(days=30))
    assert facts(anna, TODAY)["grace_period_over"] is False


# --- Last chance ---


def test_a_last_chance_has_conditions_and_ends(anna, olga):
    with pytest.raises(Refused, match="at least one condition"):
        last_chance.offer(anna.pk, conditions=(" ",), until=LATER, by=olga, now=at(TODAY))
    made = last_chance.offer(
        anna.pk, conditions=("huur op tijd", "begeleiding"), until=date(2028, 11, 1), by=olga, now=at(TODAY)
    )
    assert facts(anna, TODAY)["last_chance_offered"] is True
    last_chance.agree(anna.pk, by=olga, now=at(TODAY))
    with pytest.raises(Refused, match="which condition"):
        last_chance.end(anna.pk, is_kept=False, reason="niet betaald", by=olga, now=at(LATER))
    last_chance.break_condition(
        anna.pk, condition_id=made.conditions.first().pk, reason="niet betaald", by=olga, now=at(LATER)
    )
    last_chance.end(anna.pk, is_kept=False, reason="niet betaald", by=olga, now=at(LATER))
    made.refresh_from_db()
    assert (made.is_kept, made.ended_on) == (False, LATER)


# --- Taken over ---


def test_cases_of_before_are_history_and_no_passage(anna):
    done = PastCase(
        tenancy_id=anna.pk, asked_on=date(2025, 1, 6), ordered_on=date(2025, 3, 3),
        ended_on=date(2025, 4, 7), end="cancelled",
    )  # fmt: skip
    assert past.take_over(cases=[done], by=CONSOLE, now=at(TODAY)) == 1
    found = Eviction.objects.get()
    assert (found.is_taken_over, found.cancelled_on, found.home_id) == (True, date(2025, 4, 7), anna.home_id)
    assert not Passage.objects.exists()
    assert facts(anna, TODAY)["court_status"] == "none"


def test_a_running_case_is_taken_over_before_the_first_night_only(anna):
    running = PastCase(tenancy_id=anna.pk, asked_on=date(2026, 9, 7), ordered_on=None, ended_on=None)
    past.take_over(cases=[running], by=CONSOLE, now=at(TODAY))
    told = facts(anna, TODAY)
    assert told["court_status"] == "summoned" and told["bailiff_gate_passed"] is False
    night(TODAY)
    late = PastCase(tenancy_id=tenancy(102).pk, asked_on=LATER, ordered_on=None, ended_on=None)
    with pytest.raises(Refused, match="after the first night here"):
        past.take_over(cases=[late], by=CONSOLE, now=at(LATER))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"tenancy_id": 0}, "not known here"),
        ({"ordered_on": date(2024, 1, 1)}, "run backward"),
        ({"end": ""}, "a day and a kind"),
        ({"end": "gone"}, "no end of a case"),
        ({"end": "carried_out", "ordered_on": None}, "without a judgment"),
    ],
)
def test_a_case_that_does_not_hold_together_is_refused_whole(anna, more, why):
    given = {
        "tenancy_id": anna.pk, "asked_on": date(2025, 1, 6), "ordered_on": date(2025, 3, 3),
        "ended_on": date(2025, 4, 7), "end": "cancelled",
    }  # fmt: skip
    with pytest.raises(Refused, match=f"Case 2.*{why}"):
        past.take_over(cases=[PastCase(**given), PastCase(**given | more)], by=CONSOLE, now=at(TODAY))
    assert not Summons.objects.exists()
