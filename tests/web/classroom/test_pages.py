"""The pages of the training: who may and who may not, and a group from plan to certificate."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from icalendar import Calendar

from gewoon.actions.rights import CONSOLE, Actor
from gewoon.actions.training import consenting, enrolling, planning
from gewoon.actions.training.enrolling import Wishes
from gewoon.records.people import Role
from gewoon.records.training import Cohort, Enrolment, TrainingTask
from gewoon.web.shared import moment
from stories import association, at, officer, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
DAYS = (date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))
GET, POST = "get", "post"
# The page, how it is asked, who may, and who may not.
PAGES = {
    "groups": (GET, Role.TRAINER, Role.COLLECTION_OFFICER),
    "group": (GET, Role.TRAINER, Role.COLLECTION_OFFICER),
    "attendance": (GET, Role.TRAINER, Role.SOCIAL_WORKER),
    "catch_up": (POST, Role.TRAINER, Role.SOCIAL_WORKER),
    "words": (GET, Role.TRAINER, Role.MANAGER),
    "calendar": (GET, Role.TRAINER, Role.COMMUNICATIONS),
    "group_calendar": (GET, Role.TRAINER, Role.COMMUNICATIONS),
    "evaluation": (GET, Role.MANAGER, Role.IT_ADMIN),
    "interviews": (GET, Role.COMMUNICATIONS, Role.COLLECTION_OFFICER),
    "certificate": (GET, None, Role.COLLECTION_OFFICER),
    "planning": (GET, Role.COLLECTION_OFFICER, Role.TRAINER),
    "plan": (GET, Role.MANAGER, Role.COLLECTION_OFFICER),
    "plan_group": (GET, Role.AUDITOR, Role.TRAINER),
    "move": (POST, Role.SOCIAL_WORKER, Role.COLLECTION_OFFICER),
    "assign": (POST, Role.SOCIAL_WORKER, Role.TRAINER),
    "cancel": (POST, Role.SOCIAL_WORKER, Role.COLLECTION_OFFICER),
    "sign": (POST, Role.MANAGER, Role.SOCIAL_WORKER),
    "give": (POST, Role.SOCIAL_WORKER, Role.MANAGER),
    "draw_log": (GET, None, Role.COLLECTION_OFFICER),
    "waiting": (GET, Role.COLLECTION_OFFICER, Role.TRAINER),
    "tasks": (GET, Role.SOCIAL_WORKER, Role.COLLECTION_OFFICER),
    "task_done": (POST, Role.COLLECTION_OFFICER, Role.MANAGER),
    "household": (GET, Role.COLLECTION_OFFICER, Role.TRAINER),
    "invite": (POST, Role.COLLECTION_OFFICER, Role.MANAGER),
    "enrol": (POST, Role.COLLECTION_OFFICER, Role.TRAINER),
    "end": (POST, Role.COLLECTION_OFFICER, Role.MANAGER),
    "absent": (POST, Role.COLLECTION_OFFICER, Role.TRAINER),
}


@pytest.fixture
def clock(monkeypatch):
    def set_to(day, hour=10):
        monkeypatch.setattr(moment, "now", lambda: at(day, hour))

    set_to(TODAY)
    return set_to


@pytest.fixture
def tess(db):
    return officer("tess", Role.TRAINER, first_name="Tess", last_name="Trainer")


@pytest.fixture
def group(tess, clock):
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


@pytest.fixture
def seated(group) -> Enrolment:
    return enrolling.enrol(
        tenancy().pk,
        programme="geluk",
        way_in="condition",
        wishes=Wishes(cohort_id=group.pk),
        by=CONSOLE,
        now=at(TODAY),
    )


def browser(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def role_browser(role, tess) -> Client:
    return browser(tess if role == Role.TRAINER else officer(f"made-up-{role}", role))


def address(name, seated):
    keys = {
        "cohort_id": seated.cohort_id,
        "enrolment_id": seated.pk,
        "tenancy_id": seated.tenancy_id,
        "task_id": TrainingTask.objects.first().pk,
        "number": 1,
        "programme": "geluk",
    }
    (room,) = (each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "classroom")
    (pattern,) = (each for each in room.url_patterns if each.name == name)
    return reverse(f"classroom:{name}", kwargs={key: keys[key] for key in pattern.pattern.converters})


def test_each_page_of_the_training_stands_here():
    (room,) = (each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "classroom")
    assert {each.name for each in room.url_patterns} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_who_may_gets_an_answer_and_a_stranger_sees_nothing(name, seated, tess):
    method, who_may, stranger = PAGES[name]
    given = {"number": "1", "task": "1"} if method == POST else {}
    where = address(name, seated)
    if who_may is not None:
        answer = getattr(role_browser(who_may, tess), method)(where, given)
        assert answer.status_code in {200, 302, 409}
    assert getattr(role_browser(stranger, tess), method)(where, given).status_code == 404
    assert getattr(Client(), method)(where, given).url.startswith("/sign-in/")


def test_no_page_of_the_trainer_says_more_than_a_first_name(seated, tess):
    mine = browser(tess)
    for name in ("groups", "group", "attendance", "words", "calendar", "group_calendar"):
        text = mine.get(address(name, seated)).content.decode()
        assert not any(word in text for word in ("Verzonnen", "Nergensweg", "regeling", "€"))
    assert mine.get(f"/huurders/{seated.tenancy_id}/").status_code == 404


def test_another_trainer_sees_nothing_of_this_group(seated):
    tom = browser(officer("tom", Role.TRAINER))
    for name in ("group", "attendance", "words", "group_calendar", "certificate"):
        assert tom.get(address(name, seated)).status_code == 404
    assert not list(Calendar.from_ical(tom.get(reverse("classroom:calendar")).content).walk("VEVENT"))


def test_a_calendar_follows_a_moved_session(seated, tess):
    where = address("group_calendar", seated)
    anouk = browser(officer("anouk", Role.SOCIAL_WORKER))
    anouk.post(address("move", seated), {"number": "2", "on": "2026-12-16", "begins_at": "18.30"})
    events = list(Calendar.from_ical(browser(tess).get(where).content).walk("VEVENT"))
    assert [(each["sequence"], each.decoded("dtstart").date()) for each in events] == [
        (0, DAYS[0]),
        (1, date(2026, 12, 16)),
        (0, DAYS[2]),
    ]


def test_a_group_runs_in_the_browser_from_plan_to_certificate(tess, clock):
    association()
    clock(TODAY)
    anouk = browser(officer("anouk", Role.SOCIAL_WORKER))
    first = {"programme": "geluk", "first": "1-12-2026", "begins_at": "19:00", "region": "midden"}
    proposed = anouk.post(reverse("classroom:plan"), first).content.decode()
    days = [each for each in ("2026-12-01", "2026-12-15", "2027-01-05") if f'value="{each}"' in proposed]
    assert len(days) == 3
    kept = first | {
        "is_kept": "1",
        "day": days,
        "name": "Wintergroep",
        "place": "Buurthuis",
        "seats": "8",
        "part_of_day": "evening",
        "trainer": tess.pk,
    }
    assert anouk.post(reverse("classroom:plan"), kept).status_code == 302
    cohort = Cohort.objects.get()
    who = tenancy()
    noor = browser(officer("noor"))
    given = {
        "programme": "geluk",
        "way_in": "own_initiative",
        "group": cohort.pk,
        "channel": "sms",
        "household": "alone",
    }
    noor.post(reverse("classroom:enrol", args=[who.pk]), given)
    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.profile.household) == ("seated", "alone")
    mine = browser(tess)
    for number, day in enumerate(days, start=1):
        clock(date.fromisoformat(day), 21)
        where = reverse("classroom:attendance", args=[cohort.pk, number])
        sent = {f"mark-{enrolment.pk}": "present", f"seen-{enrolment.pk}": "0"}
        assert mine.post(where, sent).status_code == 302
    answer = mine.get(reverse("classroom:certificate", args=[enrolment.pk]))
    assert answer.content.startswith(b"%PDF")


def test_a_conflict_is_shown_and_can_be_solved(seated, tess, clock):
    clock(DAYS[0], 21)
    mine, where = browser(tess), address("attendance", seated)
    key = seated.pk
    mine.post(where, {f"mark-{key}": "no_word", f"seen-{key}": "0"})
    late = mine.post(where, {f"mark-{key}": "present", f"seen-{key}": "0"})
    assert late.status_code == 409
    assert "Iemand noteerde intussen iets anders" in late.content.decode()
    assert mine.post(where, {f"mark-{key}": "present", f"seen-{key}": "1"}).status_code == 302


def test_communications_see_only_who_agreed_and_no_longer_who_withdrew(seated):
    robin, tenant = browser(officer("robin", Role.COMMUNICATIONS)), Actor(None, "tenant", "tenant")
    given = {"medium": "radio", "scope": "first_name", "text_version": consenting.TEXT_VERSION}
    consenting.give_consent(seated.tenancy_id, **given, by=tenant, now=at(TODAY))
    assert "Proef" in robin.get(reverse("classroom:interviews")).content.decode()
    consenting.withdraw_consent(seated.tenancy_id, by=tenant, now=at(TODAY))
    assert "Proef" not in robin.get(reverse("classroom:interviews")).content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_the_planner_draw_in_both_languages(language, seated, tess):
    noor = browser(officer("anouk", Role.MANAGER))
    noor.cookies["django_language"] = language
    for name in ("planning", "plan", "plan_group", "waiting"):
        assert noor.get(address(name, seated)).status_code == 200
