"""The facts of guidance come from the case, and a circumstance counts beside it."""

from datetime import date, timedelta

import pytest

from actions.casework.guided import TODAY, case_of, worker, writes_in
from gewoon.actions.casework import cases, visits
from gewoon.actions.facts import facts_of, histories
from gewoon.actions.rights import NotFound, Refused
from gewoon.records.casework import Case, Visit
from gewoon.records.people import Role
from gewoon.records.policy import Step
from gewoon.records.tenancy import CircumstanceKind
from stories import association, at, facts, happens, officer, pays, rent, tenancy

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def anouk(db):
    return worker()


@pytest.fixture
def late(db):
    association()
    who = tenancy()
    rent(who, OCTOBER)
    return who


@pytest.fixture
def case(late, anouk):
    return case_of(late, anouk)


def told(who, *names, on=TODAY + timedelta(days=2)):
    found = facts(who, on)
    return tuple(found[name] for name in names)


def test_without_a_case_nothing_is_known(late):
    names = ("guidance_status", "days_since_referral", "social_review_done", "children_assessed")
    assert told(late, *names, "housing_alternatives_explored") == ("none", None, False, False, None)


def test_a_case_tells_how_guidance_goes_and_since_when(late, case, anouk):
    assert told(late, "guidance_status", "days_since_referral", "social_review_done") == ("offered", 2, False)
    cases.begin(late.pk, case_id=case.pk, by=anouk, now=at(TODAY))
    assert told(late, "guidance_status") == ("running",)
    writes_in(case, "causes", anouk, causes="illness")
    assert told(late, "social_review_done", "housing_alternatives_explored") == (True, False)


def test_a_case_that_closed_later_was_still_running(late, case, anouk):
    cases.close(
        late.pk, case_id=case.pk, result="declined", told="", by=anouk, now=at(TODAY + timedelta(days=9))
    )
    assert told(late, "guidance_status") == ("running",)
    assert told(late, "guidance_status", on=TODAY + timedelta(days=9)) == ("declined",)


def test_weighing_the_children_takes_words_and_a_day(late, case, anouk):
    writes_in(case, "household", anouk, children_at_home="yes", children_weighed="School is hier.")
    assert told(late, "household_known", "children_at_home", "children_assessed") == (True, True, False)
    given = {"children_weighed": "School is hier.", "children_weighed_on": "2026-10-05"}
    given |= {"housing_explored": "Bij familie.", "housing_explored_on": "2026-10-04"}
    writes_in(case, "household", anouk, version=1, children_at_home="yes", **given)
    assert told(late, "children_assessed", "housing_alternatives_explored") == (True, True)


def test_what_was_weighed_in_an_earlier_episode_is_not_weighed_now(late, case, anouk):
    writes_in(
        case,
        "household",
        anouk,
        children_at_home="yes",
        children_weighed="x",
        children_weighed_on="2026-10-05",
    )
    cases.close(late.pk, case_id=case.pk, result="solved", told="", by=anouk, now=at(date(2026, 10, 8)))
    pays(late, 60_000, date(2026, 10, 9))
    rent(late, date(2026, 11, 1))
    names = ("guidance_status", "children_assessed", "household_known", "children_at_home")
    assert told(late, *names, on=date(2026, 11, 5)) == ("none", False, True, True)


@pytest.mark.parametrize(("later", "has"), [("no_children", False), ("children", True)])
def test_who_was_seen_last_counts_wherever_it_was_noted(late, case, anouk, later, has):
    writes_in(case, "household", anouk, children_at_home="no" if has else "yes")
    happens(late, later, officer(), TODAY + timedelta(days=1))
    assert told(late, "household_known", "children_at_home") == (True, has)


def test_two_that_say_otherwise_on_one_day_mean_children(late, case, anouk):
    writes_in(case, "household", anouk, children_at_home="yes")
    happens(late, CircumstanceKind.NO_CHILDREN, officer(), TODAY)
    assert told(late, "children_at_home") == (True,)


def test_the_sources_name_the_case(late, case):
    found = facts_of(next(histories([late.pk], on=TODAY)), on=TODAY, has_gap=False)
    assert found.sources["guidance_status"] == f"case {case.pk}"


def _asked(late, name="social_worker"):
    """Let the policy have asked for social work."""
    from gewoon.actions.policy import deciding

    deciding.decide_now([late.pk], on=TODAY, now=at(TODAY), by=worker("system"))
    step = Step.objects.filter(tenancy=late).order_by("-pk").first()
    step.name, step.owner = name, Role.SOCIAL_WORKER
    step.save()
    return step


def test_the_step_of_the_policy_opens_the_intake(late, anouk):
    step = _asked(late)
    case = cases.open_case(late.pk, step_id=step.pk, by=anouk, now=at(TODAY))
    step.refresh_from_db()
    assert (step.state, step.outcome, case.worker, case.step) == ("done", "offered", anouk, step)
    assert told(late, "guidance_status") == ("offered",)


def test_another_step_opens_no_intake(late, anouk):
    step = _asked(late, "training_invitation")
    with pytest.raises(Refused, match="something else"):
        cases.open_case(late.pk, step_id=step.pk, by=anouk, now=at(TODAY))
    assert not Case.objects.exists()


def test_a_visit_counts_on_its_own_day_when_it_is_reported_later(late, case, anouk):
    visit = visits.plan_visit(late.pk, on=TODAY, by=anouk, now=at(TODAY))
    given = {"visit_id": visit, "version": 1, "reached": True, "said": "", "children": "", "by": anouk}
    visits.report_visit(late.pk, now=at(TODAY + timedelta(days=2)), **given)
    assert told(late, "visit_attempts", "days_since_personal_contact") == (1, 2)


@pytest.mark.parametrize(
    ("days", "more", "why"),
    [
        (-1, {}, "future"),
        (32, {}, "month ago"),
        (0, {"children": "misschien"}, "yes, no"),
        (0, {"said": "x" * 4001}, "4000"),
        (0, {"version": 2}, "changed"),
    ],
)
def test_a_visit_that_cannot_be_reported_keeps_nothing(late, case, anouk, days, more, why):
    visit = visits.plan_visit(late.pk, on=TODAY + timedelta(days=3), by=anouk, now=at(TODAY))
    given = {"visit_id": visit, "version": 1, "reached": True, "said": "", "children": "", "by": anouk} | more
    with pytest.raises(Refused, match=why):
        visits.report_visit(late.pk, now=at(TODAY + timedelta(days=3 + days)), **given)
    assert Visit.objects.get().state == "planned"


def test_visits_are_of_their_visitor(late, case, anouk):
    noor = officer("noor")
    visit = visits.plan_visit(late.pk, on=TODAY, by=noor, now=at(TODAY))
    given = {"version": 1, "reached": False, "children": "", "now": at(TODAY)}
    with pytest.raises(NotFound):
        visits.report_visit(late.pk, visit_id=visit, said="", by=anouk, **given)
    with pytest.raises(Refused, match="200"):
        visits.report_visit(late.pk, visit_id=visit, said="x" * 201, by=noor, **given)
    visits.report_visit(late.pk, visit_id=visit, said="Belt morgen.", by=noor, **given)
    assert Visit.objects.get().agreed == "Belt morgen."
    with pytest.raises(Refused, match="already"):
        visits.cancel_visit(late.pk, visit_id=visit, by=noor, now=at(TODAY))
    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=200)):
        with pytest.raises(Refused, match="half a year"):
            visits.plan_visit(late.pk, on=wrong, by=noor, now=at(TODAY))
