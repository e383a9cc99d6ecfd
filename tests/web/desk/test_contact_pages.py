"""The pages of contact: a call on one screen, small tasks, cover, signals, and help."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actions.contact.municipal import open_gate
from gewoon.actions.contact import tasks
from gewoon.records.contact import (
    BalanceAnswer,
    ColleagueAbsence,
    ContactAttempt,
    ContactPreference,
    ContactTask,
    StepSwitch,
)
from gewoon.records.people import Role
from gewoon.records.tenancy import Circumstance
from stories import claim, next_step, officer
from web.desk.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_call_that_comes_in_is_note_promise_and_next_step_on_one_screen(noor, late):
    place = reverse("desk:called", args=[late.pk])
    assert "Wat vertelde de huurder?" in noor.get(place).text
    form = {
        "note": "salaris komt vrijdag",
        "promise_on": "9-10-2026",
        "follow_up": "nabellen",
        "follow_up_on": "12-10-2026",
    }
    assert noor.post(place, form).status_code == 302
    attempt, promise, task = (
        ContactAttempt.objects.get(),
        Circumstance.objects.get(),
        ContactTask.objects.get(),
    )
    assert (attempt.is_inbound, attempt.note, str(promise.to_on)) == (
        True,
        "salaris komt vrijdag",
        "2026-10-09",
    )
    assert (task.kind, task.text, str(task.due_on)) == ("follow_up", "nabellen", "2026-10-12")
    assert next_step(late) == "wait"


@pytest.mark.parametrize(
    "form",
    [
        {"note": ""},
        {"note": "x", "promise_on": "gisteren"},
        {"note": "x", "promise_on": "1-1-2020"},
        {"note": "x", "follow_up": "nabellen"},
        {"note": "x" * 501},
    ],
)
def test_a_call_that_cannot_be_kept_keeps_nothing_and_what_was_typed(noor, late, form):
    answer = noor.post(reverse("desk:called", args=[late.pk]), form)
    assert (answer.status_code, ContactAttempt.objects.count()) == (400, 0)
    assert form["note"][:20] in answer.text


def test_a_call_does_the_step_that_was_due(noor, to_call):
    noor.post(reverse("desk:called", args=[to_call.pk]), {"note": "belde zelf", "does_step": "1"})
    assert to_call.steps.get(name="call").outcome == "reached"


def test_the_way_somebody_likes_to_be_written_to_is_kept(noor, late):
    party = late.parties.get()
    party.email = "proef@voorbeeld.example"
    party.save()
    place = reverse("desk:prefer", args=[late.pk, party.pk])
    assert noor.post(place, {"channel": "email", "language": "en"}).status_code == 302
    party.refresh_from_db()
    assert (ContactPreference.objects.get().channel, party.language) == ("email", "en")
    assert noor.post(place, {"channel": "sms", "language": "nl"}).status_code == 409


def test_a_debt_helper_is_told_what_is_open_on_a_mandate(noor, late):
    place = reverse("desk:told_helper", args=[late.pk])
    form = {"helper": "Schuldhulp Waterrijk", "mandate": "map 3", "mandate_on": "1-10-2026"}
    assert noor.post(place, form | {"mandate": ""}).status_code == 400
    assert noor.post(place, form).status_code == 302
    told = BalanceAnswer.objects.get()
    assert (told.total_cents, [each["open_cents"] for each in told.content]) == (60_000, [60_000])
    assert "Schuldhulp Waterrijk" in noor.get(reverse("desk:contact_ways", args=[late.pk])).text


def test_the_card_for_the_door_says_no_word_of_rent(noor, late):
    assert noor.get(reverse("desk:visit_card", args=[late.pk])).content.startswith(b"%PDF")


def test_a_late_call_is_the_managers_and_is_done_by_the_manager(at_desk, late):
    tasks.open_task(late.pk, kind="overdue_contact", source="x", owner=Role.MANAGER, due_on=TODAY, on=TODAY)
    manager = at_desk(Role.MANAGER)
    assert "vijf dagen te laat" in manager.get(reverse("desk:to_do")).text
    place = reverse("desk:task_done", args=[late.pk, ContactTask.objects.get().pk])
    assert at_desk(Role.SOCIAL_WORKER).post(place).status_code == 404
    assert manager.post(place).status_code == 302
    assert ContactTask.objects.get().done_by


def test_a_stand_in_sees_the_rows_of_who_is_away(noor, noor_herself, at_desk, to_call):
    noor.post(reverse("desk:contact", args=[to_call.pk]), {"kind": "call", "reached": "0"})
    away = {"user": str(noor_herself.pk), "from_on": "1-10-2026", "to_on": "31-12-2026"}
    other = at_desk(Role.COLLECTION_OFFICER)
    stand_in = str(other.session["_auth_user_id"])
    assert noor.post(reverse("desk:cover_away"), away | {"stand_in": stand_in}).status_code == 302
    shown = other.get(reverse("desk:to_do")).text
    assert "U neemt waar voor Noor Verzonnen" in shown
    assert "Bel de huurder" in shown
    noor.post(reverse("desk:cover_back", args=[ColleagueAbsence.objects.get().pk]))
    assert "neemt waar" not in other.get(reverse("desk:to_do")).text


def test_nobody_stands_in_with_another_role(noor, noor_herself):
    worker = officer("sociaal", Role.SOCIAL_WORKER)
    form = {"user": str(noor_herself.pk), "stand_in": str(worker.pk), "from_on": "6-10", "to_on": "9-10"}
    answer = noor.post(reverse("desk:cover_away"), form)
    assert (answer.status_code, ColleagueAbsence.objects.count()) == (400, 0)


def test_only_a_manager_switches_letters_and_never_those_of_the_law(noor, at_desk, late):
    manager, switch = at_desk(Role.MANAGER), "desk:switch_step"
    assert noor.post(reverse(switch, args=["reminder"]), {"itself": "1"}).status_code == 404
    assert manager.post(reverse(switch, args=["reminder"]), {"itself": "1"}).status_code == 302
    assert manager.post(reverse(switch, args=["letter14"]), {"itself": "1"}).status_code == 409
    assert StepSwitch.objects.count() == 1
    assert "Gaat vanzelf" in manager.get(reverse("desk:cover")).text


def test_a_wrong_file_of_answers_is_told_line_by_line(noor, late):
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert "Nog geen meldingen" in noor.get(reverse("desk:signals")).text
    file = SimpleUploadedFile("a.csv", b"number;code;on\r\n2026-1-1;Onzin;2026-10-01")
    answer = noor.post(reverse("desk:signal_replies"), {"file": file})
    assert answer.status_code == 400
    assert "line 2" in answer.text
    assert noor.post(reverse("desk:signal_replies")).status_code == 400


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COMMUNICATIONS, Role.TENANT, Role.IT_ADMIN])
@pytest.mark.parametrize("name", ["to_do", "signals", "cover"])
def test_to_a_stranger_these_pages_do_not_exist(at_desk, role, name):
    assert at_desk(role).get(reverse(f"desk:{name}")).status_code == 404


@pytest.mark.parametrize("name", ["called", "contact_ways", "visit_card"])
def test_who_has_nothing_to_do_with_a_tenancy_sees_no_contact(at_desk, late, name):
    for role in (Role.SOCIAL_WORKER, Role.MANAGER, Role.AUDITOR):
        assert at_desk(role).get(reverse(f"desk:{name}", args=[late.pk])).status_code == 404


def test_a_helper_cannot_ask_about_the_future(noor, late):
    claim(late, 60_000, TODAY + timedelta(days=27))
    form = {"helper": "x", "mandate": "y", "mandate_on": "1-10-2026", "as_of": "1-11-2026"}
    assert noor.post(reverse("desk:told_helper", args=[late.pk]), form).status_code == 400


def test_the_signal_whose_gate_is_open_is_sent_from_its_step(noor, late, tmp_path, settings):
    settings.GEWOON_HOME = tmp_path
    step = open_gate(late, TODAY)
    assert reverse("desk:step_signal", args=[late.pk, step.pk]) in noor.get(f"/huurders/{late.pk}/").text


def test_the_letters_about_an_arrangement_are_switched_too(client, late):
    client.force_login(officer("mina", Role.MANAGER))
    assert "De afspraak is gestopt" in client.get(reverse("desk:cover")).text
    client.post(reverse("desk:switch_step", args=["breach"]), {"itself": "1"})
    assert StepSwitch.objects.get().step == "breach"
