"""The route on the phone: planned, made, sent once, and a conflict that is said."""

import pytest
from django.urls import reverse

from actions.casework.guided import NOW, SECRET, TODAY
from gewoon.actions.casework import reading, visits
from gewoon.records.casework import CaseNote, Visit
from gewoon.records.contact import ContactAttempt
from gewoon.records.people import Role
from web.guidance.conftest import browser

DATA = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def visit(case, anouk):
    return Visit.objects.get(pk=visits.plan_visit(case.tenancy_id, on=TODAY, by=anouk, now=NOW))


def report(client, visit, **more):
    given = {"version": "1", "reached": "1", "said": "Aan de keukentafel.", "children": "yes", "key": "k1"}
    where = reverse("guidance:report_visit", args=[visit.tenancy_id, visit.pk])
    return client.post(where, given | more, **DATA)


def test_a_report_counts_as_a_try_and_its_words_go_into_the_case(visit, case, anouk):
    assert report(browser(anouk), visit).json() == {"kept": True}
    attempt = ContactAttempt.objects.get()
    assert (attempt.kind, attempt.reached, attempt.on) == ("visit", True, TODAY)
    notes = reading.read_case(case.pk, by=anouk, now=NOW).notes
    assert notes[0].text == "Aan de keukentafel."
    assert Visit.objects.get().agreed == ""
    assert case.tenancy.circumstances.get().kind == "children"


def test_a_report_that_is_sent_again_after_the_connection_broke_counts_once(visit, anouk):
    client = browser(anouk)
    assert [report(client, visit).status_code for _ in range(3)] == [200, 200, 200]
    assert (ContactAttempt.objects.count(), Visit.objects.get().version) == (1, 2)


def test_a_report_on_a_visit_that_was_called_off_is_a_conflict_and_keeps_nothing(visit, anouk):
    visits.cancel_visit(visit.tenancy_id, visit_id=visit.pk, by=anouk, now=NOW)
    before = CaseNote.objects.count()
    answer = report(browser(anouk), visit)
    assert (answer.status_code, answer.json()["state"]) == (409, "cancelled")
    assert "veranderd" in answer.json()["why"]
    assert (CaseNote.objects.count(), ContactAttempt.objects.count()) == (before, 0)


def test_without_a_script_the_form_is_a_form(visit, anouk):
    where = reverse("guidance:report_visit", args=[visit.tenancy_id, visit.pk])
    client = browser(anouk)
    assert client.post(where, {"version": "1", "reached": "0"}).url == "/bezoeken/"
    assert client.post(where, {"version": "1", "reached": "0"}).status_code == 409


def test_the_route_shows_what_to_adapt_to_and_nothing_of_the_case(visit, anouk):
    shown = browser(anouk).get(f"/bezoeken/?day={TODAY}").content.decode()
    assert "Nergensweg 101" in shown
    assert SECRET not in shown
    assert "Plan een bezoek" in shown


def test_a_visit_is_planned_by_number_and_wrong_answers_are_said(case, at):
    noor = at(Role.COLLECTION_OFFICER)
    where = reverse("guidance:plan_visit")
    assert noor.post(where, {"number": "101", "day": "2026-10-06", "at": "14:30"}).status_code == 302
    assert noor.post(where, {"number": "999", "day": "2026-10-06"}).status_code == 400
    assert noor.post(where, {"number": "101", "day": "2026-10-06", "at": "half drie"}).status_code == 400
    assert noor.post(where, {"number": "101", "day": "2026-10-06"}).status_code == 409
    assert "14:30" in noor.get("/bezoeken/?day=2026-10-06").content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "nooit"])
def test_any_day_can_be_asked_for(day, anouk):
    assert browser(anouk).get(f"/bezoeken/?day={day}").status_code == 200
