"""From invitation to certificate, and what reaches the policy on the way."""

from datetime import date, time, timedelta

import pytest

from gewoon.actions.facts import facts_of, histories
from gewoon.actions.rights import CONSOLE, Actor, NotAllowed, Refused
from gewoon.actions.training import (
    attendance,
    daily,
    enrolling,
    planning,
    seats,
    tasks,
    writing,
)
from gewoon.actions.training.attendance import Mark
from gewoon.actions.training.enrolling import Wishes
from gewoon.records.contact import Letter
from gewoon.records.people import Role
from gewoon.records.queries.rights import Hidden
from gewoon.records.queries.training import classroom, plans
from gewoon.records.training import (
    Attendance,
    Enrolment,
    TrainingTask,
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


def told(who, on):
    return facts_of(next(histories([who.pk], on=on)), on=on, has_gap=False).values


def open_tasks():
    return sorted(TrainingTask.objects.filter(done_on=None).values_list("kind", flat=True))


def test_the_status_follows_from_invitation_to_certificate(group, tess):
    who = tenancy()
    assert told(who, TODAY)["training_condition"] == "none"
    enrolling.invite(who.pk, programme="geluk", way_in="condition", by=CONSOLE, now=at(TODAY))
    found = told(who, TODAY)
    assert (found["training_condition"], found["days_since_training_invitation"]) == ("offered", 0)
    enrolment = enrols(who)
    assert told(who, TODAY)["training_condition"] == "not_offered"
    enrolling.choose_group(enrolment.pk, cohort_id=group.pk, by=CONSOLE, now=at(TODAY))
    found = told(who, DAYS[2])
    assert (found["training_condition"], found["training_running"]) == ("open", True)
    follows(group, enrolment, tess)
    found = told(who, DAYS[2])
    assert (enrolment.state, found["training_condition"], found["training_running"]) == (
        "finished",
        "met",
        False,
    )
    assert "good_news" in open_tasks()


def test_own_initiative_runs_and_obliges_to_nothing(group):
    who = tenancy()
    enrols(who, group, "own_initiative")
    found = told(who, TODAY)
    assert (found["training_condition"], found["training_running"]) == ("none", True)
    assert "start_care" not in open_tasks()


def test_barriers_become_tasks_and_the_obliged_get_a_talk_first(group):
    enrols(tenancy(), group, barriers=("childcare", "reading"))
    assert open_tasks() == ["barrier", "barrier", "start_care", "tell_result"]


def test_a_missed_session_is_a_friendly_call_and_can_be_caught_up(group, tess):
    enrolment = enrols(tenancy(), group)
    attends(group, 1, [(enrolment, "no_word", 0)], tess)
    assert {"friendly_call", "catch_up"} <= set(open_tasks())
    attends(group, 2, [(enrolment, "present", 0)], tess)
    attends(group, 3, [(enrolment, "present", 0)], tess)
    enrolment.refresh_from_db()
    assert enrolment.state == "seated"
    later = DAYS[2] + timedelta(days=3)
    attendance.catch_up(enrolment.pk, number=1, by=tess, now=at(later))
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.ended_on) == ("finished", later)
    assert not {"friendly_call", "catch_up"} & set(open_tasks())


def test_a_late_phone_hears_of_a_conflict_and_writes_nothing(group, tess):
    enrolment = enrols(tenancy(), group)
    attendance.report_absence(enrolment.pk, number=1, reason_code="ill", by=CONSOLE, now=at(DAYS[0], 9))
    (conflict,) = attends(group, 1, [(enrolment, "present", 0)], tess)
    assert (conflict.stands, conflict.wanted, conflict.version) == ("excused", "present", 1)
    assert attends(group, 1, [(enrolment, "present", 1)], tess) == ()
    assert attends(group, 1, [(enrolment, "present", 1)], tess) == ()
    assert Attendance.objects.get().presence == "present"


def test_a_trainer_writes_only_in_own_groups_and_for_sessions_that_were_held(group, tess):
    enrolment = enrols(tenancy(), group)
    with pytest.raises(Refused, match="not been held yet"):
        attends(group, 1, [(enrolment, "present", 0)], tess, on=TODAY)
    with pytest.raises(NotAllowed, match="not your group"):
        attends(group, 1, [(enrolment, "present", 0)], officer("tom", Role.TRAINER))
    with pytest.raises(NotAllowed):
        attends(group, 1, [(enrolment, "present", 0)], officer())
    with pytest.raises(Refused, match="not of this group"):
        attendance.record_attendance(
            group.pk, number=1, marks={0: Mark(presence="present", seen=0)}, by=tess, now=at(DAYS[0])
        )


def test_the_trainer_sees_first_names_and_no_reason_until_six_months_after(group, tess):
    enrolment = enrols(tenancy(), group)
    attendance.report_absence(enrolment.pk, number=1, reason_code="work", by=CONSOLE, now=at(TODAY))
    (person,) = classroom.participants(tess, group.pk, on=DAYS[2])
    assert person.first_name == "Proef"
    assert person.presences == ("excused", "", "")
    assert "Verzonnen" not in repr(person) and "work" not in repr(person)
    assert classroom.groups(tess, on=date(2027, 7, 12))
    assert classroom.groups(tess, on=date(2027, 7, 13)) == ()
    with pytest.raises(Hidden):
        classroom.group(tess, group.pk, on=date(2027, 7, 13))
    with pytest.raises(Hidden):
        plans.groups(tess, on=TODAY)


def test_an_officer_sees_how_full_a_group_is_and_nobody_in_it(group):
    enrols(tenancy(), group)
    noor = officer("noor")
    assert [row.taken for row in plans.groups(noor, on=TODAY)] == [1]
    assert plans.people(noor, group.pk) == ()
    with pytest.raises(Hidden):
        plans.tasks(noor, on=TODAY)


def test_a_social_worker_sees_the_own_people_by_name_and_others_by_number(group):
    anouk = officer("anouk", Role.SOCIAL_WORKER)
    mine, other = enrols(tenancy(101), group), enrols(tenancy(102), group)
    Enrolment.objects.filter(pk=mine.pk).update(guide=anouk)
    names = {row.enrolment_id: (row.name, row.tenancy_id is None) for row in plans.people(anouk, group.pk)}
    assert names == {mine.pk: ("Verzonnen", False), other.pk: ("", True)} or names[mine.pk][0].endswith(
        "Verzonnen"
    )
    assert names[other.pk] == ("", True)
    with pytest.raises(NotAllowed, match="not yours"):
        enrolling.drop_out(other.pk, reason_code="work", by=anouk, now=at(TODAY))
    task = TrainingTask.objects.filter(enrolment=mine).first()
    tasks.finish_task(task.pk, by=anouk, now=at(TODAY))
    with pytest.raises(Refused, match="done already"):
        tasks.finish_task(task.pk, by=anouk, now=at(TODAY))


def test_nobody_goes_without_a_reason(group):
    enrolment = enrols(tenancy(), group)
    with pytest.raises(Refused, match="Choose why"):
        enrolling.drop_out(enrolment.pk, reason_code="", by=CONSOLE, now=at(TODAY))
    with pytest.raises(Refused, match="in a few words why"):
        enrolling.excuse(enrolment.pk, reason_code="other", by=CONSOLE, now=at(TODAY))
    ended = enrolling.excuse(enrolment.pk, reason_code="health", by=CONSOLE, now=at(TODAY))
    assert (ended.state, ended.end_reason, open_tasks()) == ("excused", "health", [])
    assert told(ended.tenancy, TODAY)["training_condition"] == "excused"


def test_a_drop_out_stays_with_the_group_once_it_began(group, tess):
    enrolment = enrols(tenancy(), group)
    attends(group, 1, [(enrolment, "present", 0)], tess)
    ended = enrolling.drop_out(enrolment.pk, reason_code="work", by=CONSOLE, now=at(DAYS[0], 22))
    assert (ended.seat, ended.cohort_id, ended.planned_end_on) == (1, group.pk, DAYS[2])


def test_the_day_reminds_by_the_chosen_channel_once_and_asks_a_person_to_decide(group, tess):
    enrolment = enrols(tenancy(), group, channel="sms")
    before = DAYS[0] - timedelta(days=1)
    assert daily.daily(by=CONSOLE, now=at(before)).reminded == 1
    daily.daily(by=CONSOLE, now=at(before, 12))
    assert list(TrainingTask.objects.filter(kind="reminder").values_list("detail", flat=True)) == ["sms"]
    late = daily.daily(by=CONSOLE, now=at(DAYS[2] + timedelta(days=43)))
    enrolment.refresh_from_db()
    assert (late.to_decide, enrolment.state) == (1, "seated")


def test_a_moved_session_keeps_its_name_in_calendars_and_tells_everybody(group):
    enrolment = enrols(tenancy(), group)
    before = classroom.meetings(CONSOLE, on=TODAY)[1]
    planning.move_session(
        group.pk, number=2, on=date(2026, 12, 16), begins_at=time(18), by=CONSOLE, now=at(TODAY, 12)
    )
    after = classroom.meetings(CONSOLE, on=TODAY)[1]
    assert (after.uid, after.sequence, after.on) == (before.uid, before.sequence + 1, date(2026, 12, 16))
    assert after.changed_at > before.changed_at
    enrolment.refresh_from_db()
    assert enrolment.planned_end_on == DAYS[2]
    assert "session_moved" in open_tasks()
    with pytest.raises(Refused, match="day off"):
        planning.move_session(
            group.pk, number=3, on=date(2026, 12, 25), begins_at=time(18), by=CONSOLE, now=at(TODAY)
        )
    with pytest.raises(Refused, match="keep their order"):
        planning.move_session(
            group.pk, number=2, on=date(2026, 12, 1), begins_at=time(18), by=CONSOLE, now=at(TODAY)
        )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seats": 0}, "number of seats"),
        ({"days": DAYS[:2]}, "Give 3 days"),
        ({"days": (DAYS[0], DAYS[0], DAYS[2])}, "keep their order"),
        ({"days": (date(2026, 11, 1), DAYS[1], DAYS[2])}, "is over"),
        ({"days": (DAYS[0], DAYS[1], date(2027, 2, 23))}, "voorjaarsvakantie"),
        ({"begins_at": time(22)}, "after midnight"),
        ({"part_of_day": "night"}, "Choose the morning"),
        ({"name": " "}, "a name and a place"),
        ({"programme": "none"}, "no programme"),
        ({"trainer_id": 0}, "no trainer"),
        ({"draw_on": DAYS[0]}, "before the first session"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(change, said):
    given = {
        "programme": "geluk",
        "name": "Groep",
        "place": "Buurthuis",
        "days": DAYS,
        "begins_at": time(19),
        "seats": 8,
        "part_of_day": "evening",
    }
    with pytest.raises(Refused, match=said):
        planning.plan_cohort(plan=planning.Plan(**given | change), by=CONSOLE, now=at(TODAY))


def test_a_full_cycle_of_refusals_while_enrolling(group):
    who = tenancy()
    enrolment = enrols(who, group)
    with pytest.raises(Refused, match="enrolled already"):
        enrols(who)
    with pytest.raises(Refused, match="invited or enrolled"):
        enrolling.invite(who.pk, programme="geluk", way_in="condition", by=CONSOLE, now=at(TODAY))
    with pytest.raises(Refused, match="has a seat"):
        enrolling.decline(enrolment.pk, reason_code="work", by=CONSOLE, now=at(TODAY))
    other = tenancy(102)
    for wrong in ({"barriers": ("ghosts",)}, {"part_of_day": "night"}, {"channel": "pigeon"}):
        with pytest.raises(Refused):
            enrols(other, group, **wrong)
    with pytest.raises(Refused, match="three ways in"):
        enrols(other, group, "press")
    with pytest.raises(Refused, match="does not exist"):
        enrolling.enrol(
            other.pk,
            programme="geluk",
            way_in="condition",
            wishes=Wishes(cohort_id=0),
            by=CONSOLE,
            now=at(TODAY),
        )
    with pytest.raises(Refused, match="has begun"):
        enrolling.enrol(
            other.pk,
            programme="geluk",
            way_in="condition",
            wishes=Wishes(cohort_id=group.pk),
            by=CONSOLE,
            now=at(DAYS[0]),
        )
    assert seats.first_day(group) == DAYS[0]


def test_letters_tell_what_was_promised_and_speak_of_no_money(group, tess):
    association()
    enrolment = enrols(tenancy(), group)
    assert writing.write_letters(by=CONSOLE, now=at(TODAY)) == 1
    four_before = DAYS[0] - timedelta(days=4)
    assert daily.daily(by=CONSOLE, now=at(four_before)).reminded == 1
    assert writing.write_letters(by=CONSOLE, now=at(four_before)) == 1
    follows(group, enrolment, tess)
    assert writing.write_letters(by=CONSOLE, now=at(DAYS[2], 21)) == 1
    assert writing.write_letters(by=CONSOLE, now=at(DAYS[2], 22)) == 0
    letters = list(Letter.objects.order_by("pk"))
    assert [each.name for each in letters] == ["training_seat", "training_reminder", "training_finished"]
    assert not any("payment" in each.values for each in letters)
    assert "good_news" in open_tasks()


def test_who_chose_a_call_is_called_by_a_person(group):
    association()
    enrols(tenancy(), group, channel="call")
    daily.daily(by=CONSOLE, now=at(DAYS[0] - timedelta(days=1)))
    writing.write_letters(by=CONSOLE, now=at(DAYS[0] - timedelta(days=1)))
    assert "reminder" in open_tasks()


def test_two_with_one_first_name_are_told_apart_without_a_surname(group, tess):
    enrols(tenancy(101), group)
    enrols(tenancy(102), group)
    found = classroom.participants(tess, group.pk, on=TODAY)
    assert [row.first_name for row in found] == ["Proef 1", "Proef 2"]
