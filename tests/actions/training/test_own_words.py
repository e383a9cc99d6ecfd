"""What participants say of themselves, and who may see it."""

from datetime import date, time

import pytest

from gewoon.actions.rights import CONSOLE, Actor, NotAllowed, NotFound, Refused
from gewoon.actions.training import (
    attendance,
    certificates,
    consenting,
    enrolling,
    evaluating,
    planning,
    strengths,
)
from gewoon.actions.training.attendance import Mark
from gewoon.actions.training.enrolling import Wishes
from gewoon.records.events import Event
from gewoon.records.people import Role
from gewoon.records.queries.rights import Hidden
from gewoon.records.queries.training import classroom
from gewoon.records.training import (
    Enrolment,
    EvaluationAnswer,
    EvaluationRemark,
    PeerChoice,
    Profile,
)
from stories import association, at, officer, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
DAYS = (date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))
TENANT = Actor(None, "tenant", "tenant")


@pytest.fixture
def tess():
    return officer("tess", Role.TRAINER, first_name="Tess", last_name="Verzonnen")


@pytest.fixture
def group(tess):
    plan = planning.Plan(
        programme="geluk",
        name="Dinsdagavond",
        place="Buurthuis",
        days=DAYS,
        begins_at=time(19),
        seats=3,
        part_of_day="evening",
        by_lot=False,
        trainer_id=tess.pk,
    )
    return planning.plan_cohort(plan=plan, by=CONSOLE, now=at(TODAY))


def enrols(who, group=None, way_in="condition", **wishes):
    return enrolling.enrol(
        who.pk,
        programme="geluk",
        way_in=way_in,
        wishes=Wishes(cohort_id=group and group.pk, **wishes),
        by=CONSOLE,
        now=at(TODAY),
    )


def attends(group, number, marks, by, on=None):
    given = {enrolment.pk: Mark(presence=presence, seen=seen) for enrolment, presence, seen in marks}
    return attendance.record_attendance(
        group.pk, number=number, marks=given, by=by, now=at(on or DAYS[number - 1], 20)
    )


def follows(group, enrolment, by):
    for number in (1, 2, 3):
        attends(group, number, [(enrolment, "present", 0)], by)
    enrolment.refresh_from_db()


def test_strengths_are_seen_by_participant_and_trainer_and_by_others_only_when_shared(group, tess):
    enrolment = enrols(tenancy(), group)
    anouk = officer("anouk", Role.SOCIAL_WORKER)
    Enrolment.objects.update(guide=anouk)
    strengths.write_own_words(enrolment.pk, kind="strength", text="Ik kan koken.", by=tess, now=at(TODAY))
    assert classroom.own_words(tess, enrolment.pk, on=TODAY)[2][0].text == "Ik kan koken."
    with pytest.raises(Hidden):
        classroom.own_words(anouk, enrolment.pk, on=TODAY)
    with pytest.raises(NotAllowed):
        strengths.share_strengths(enrolment.pk, shares=True, by=tess, now=at(TODAY))
    strengths.share_strengths(enrolment.pk, shares=True, by=TENANT, now=at(TODAY))
    assert classroom.own_words(anouk, enrolment.pk, on=TODAY)[2]
    strengths.rate(enrolment.pk, moment="before", scores={"overview": 2}, by=TENANT, now=at(TODAY))
    with pytest.raises(Refused, match="1 to 5"):
        strengths.rate(enrolment.pk, moment="before", scores={"overview": 6}, by=TENANT, now=at(TODAY))


def test_peers_find_each_other_by_choice_and_can_stop(group):
    one, two = enrols(tenancy(101), group), enrols(tenancy(102), group)
    strengths.choose_peer(one.pk, chosen_id=two.pk, reach_me="06-verzonnen", by=TENANT, now=at(TODAY))
    with pytest.raises(NotFound):
        strengths.choose_peer(one.pk, chosen_id=one.pk, reach_me="06", by=TENANT, now=at(TODAY))
    strengths.revoke_peer(one.pk, chosen_id=two.pk, by=TENANT, now=at(TODAY))
    assert PeerChoice.objects.get().reach_me == ""
    with pytest.raises(NotAllowed):
        strengths.choose_peer(one.pk, chosen_id=two.pk, reach_me="06", by=officer(), now=at(TODAY))


def test_nobody_is_found_in_an_evaluation_also_by_looking_after_each_answer(group):
    people = [enrols(tenancy(100 + place), None) for place in range(11)]
    Enrolment.objects.update(state="declined", ended_on=TODAY)
    Enrolment.objects.update(state="dropped_out")
    views = []
    for place, each in enumerate(people):
        evaluating.evaluate(
            each.pk,
            answers={"heard": "yes"},
            remark=f"woord {place}",
            may_show=place == 3,
            by=TENANT,
            now=at(TODAY),
        )
        views.append(classroom.evaluation_page(officer(f"o{place}"), "geluk", ("heard",)))
    assert [view.forms for view in views] == [0] * 9 + [10, 10]
    assert views[9].shares == views[10].shares
    assert views[9].remarks == ("woord 3",)
    assert {field.name for field in EvaluationAnswer._meta.fields} == {"id", "programme", "pool", "answers"}
    assert EvaluationRemark.objects.count() == 1
    with pytest.raises(Refused, match="filled in this form already"):
        evaluating.evaluate(people[0].pk, answers={}, by=TENANT, now=at(TODAY))
    assert set(Event.objects.filter(deed="training.evaluate").values_list("subject", "tenancy_id")) == {
        ("", None)
    }


def test_three_coarse_answers_stand_apart_and_may_be_left_empty(group):
    enrolment = enrols(tenancy(), group)
    answers = {"household": "single_parent", "income_source": "", "own_way_in": "own_initiative"}
    enrolling.answer_profile(enrolment.pk, answers=answers, by=CONSOLE, now=at(TODAY))
    found = Profile.objects.get()
    assert (found.household, found.income_source, found.notice) == ("single_parent", "", enrolling.NOTICE)
    with pytest.raises(Refused, match="no answer"):
        enrolling.answer_profile(enrolment.pk, answers={"household": "castle"}, by=CONSOLE, now=at(TODAY))


def test_consent_for_an_interview_is_the_tenants_own_and_gone_at_once(group):
    who, robin = tenancy(), officer("robin", Role.COMMUNICATIONS)
    given = {"medium": "radio", "scope": "first_name", "text_version": consenting.TEXT_VERSION}
    with pytest.raises(NotAllowed):
        consenting.give_consent(who.pk, **given, by=robin, now=at(TODAY))
    consenting.give_consent(who.pk, **given, by=TENANT, now=at(TODAY))
    assert [(row.name, row.medium) for row in classroom.interview_list(robin)] == [("Proef", "radio")]
    consenting.withdraw_consent(who.pk, by=TENANT, now=at(TODAY))
    assert classroom.interview_list(robin) == ()
    with pytest.raises(Hidden):
        classroom.interview_list(officer("noor"))
    with pytest.raises(Refused, match="read it again"):
        consenting.give_consent(who.pk, **given | {"text_version": "old"}, by=TENANT, now=at(TODAY))


def test_a_certificate_bears_the_first_name_for_the_trainer_and_exists_only_for_who_finished(group, tess):
    association()
    enrolment = enrols(tenancy(), group)
    with pytest.raises(NotFound):
        certificates.certificate(enrolment.pk, language="nl", by=tess, on=TODAY)
    follows(group, enrolment, tess)
    assert certificates.certificate(enrolment.pk, language="nl", by=tess, on=DAYS[2]).startswith(b"%PDF")
    with pytest.raises(NotFound):
        certificates.certificate(enrolment.pk, language="nl", by=officer(), on=DAYS[2])
