"""Steps done from the desk, and taken back."""

import re

import pytest

from gewoon.actions.contact import attempts
from gewoon.records.contact import ContactAttempt, Letter
from gewoon.records.policy import Step, StepState
from gewoon.web.desk import way
from stories import next_step, open_step, pays

UNDO = re.compile(r'class="undo" method="post" action="([^"]+)"')


def undo(client, address: str) -> str:
    """Answer where the undo bar of a page leads."""
    return UNDO.search(client.get(address).content.decode()).group(1)


def test_a_letter_is_approved_and_taken_back_from_the_bar(noor, late):
    step = open_step(late)
    answer = noor.post(f"/huurders/{late.pk}/stap/{step.pk}/brief/", {"next": "/werklijst/"})
    assert answer.url == "/werklijst/"
    assert Letter.objects.get().state == "waiting"
    back = noor.post(undo(noor, "/werklijst/"), {"next": "/werklijst/"})
    assert back.url == "/werklijst/"
    assert (Letter.objects.get().state, next_step(late)) == ("withdrawn", "reminder")


def test_a_letter_that_waits_stands_in_its_list_and_opens_as_pdf(noor, late):
    noor.post(f"/huurders/{late.pk}/stap/{open_step(late).pk}/brief/")
    assert "Proef Verzonnen" in noor.get("/brieven/").content.decode()
    letter = noor.get(f"/huurders/{late.pk}/brieven/{Letter.objects.get().pk}.pdf")
    assert letter["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF")


def test_a_letter_can_be_looked_at_before_it_is_written(noor, late):
    answer = noor.get(f"/huurders/{late.pk}/brief.pdf")
    assert answer.content.startswith(b"%PDF")
    assert not Letter.objects.exists()


def test_a_letter_of_before_is_told_and_not_made_up(noor, late):
    noor.post(f"/huurders/{late.pk}/stap/{open_step(late).pk}/brief/")
    letter = Letter.objects.get()
    Letter.objects.update(leaves_at=letter.written_at, sent_on=letter.written_at.date(), values={})
    answer = noor.get(f"/huurders/{late.pk}/brieven/{letter.pk}.pdf")
    assert answer.status_code == 404
    assert "voordat dit systeem er was" in answer.content.decode()


def test_a_letter_of_somebody_else_is_not_here(noor, late):
    assert noor.get(f"/huurders/{late.pk}/brieven/999.pdf").status_code == 404


@pytest.mark.parametrize(("reached", "outcome"), [("1", "reached"), ("0", "not_reached")])
def test_a_call_is_noted_and_taken_back(noor, to_call, reached, outcome):
    step = open_step(to_call)
    noor.post(f"/huurders/{to_call.pk}/stap/{step.pk}/contact/", {"reached": reached})
    step.refresh_from_db()
    assert (step.outcome, ContactAttempt.objects.get().kind) == (outcome, "call")
    noor.post(undo(noor, f"/huurders/{to_call.pk}/"))
    assert next_step(to_call) == "call"
    assert ContactAttempt.objects.get().taken_back_at is not None


def test_a_task_is_finished(noor, late):
    step = open_step(late)
    noor.post(f"/huurders/{late.pk}/stap/{step.pk}/klaar/")
    assert Step.objects.get(pk=step.pk).state == StepState.DONE


def test_a_payment_that_came_first_is_said(noor, late, clock):
    step = open_step(late)
    pays(late, 60_000, step.opened_on)
    answer = noor.post(f"/huurders/{late.pk}/stap/{step.pk}/brief/", {"next": "/werklijst/?view=all"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "er kwam een betaling binnen" in shown
    assert 'href="/werklijst/?view=all"' in shown


def test_a_closed_gate_is_never_passed_by_a_form(noor, late):
    step = open_step(late)
    Step.objects.filter(pk=step.pk).update(name="bailiff")
    for deed in ("klaar", "contact", "brief"):
        answer = noor.post(f"/huurders/{late.pk}/stap/{step.pk}/{deed}/", {"reached": "1"})
        assert answer.status_code == 409
    assert Step.objects.get(pk=step.pk).state == StepState.OPEN


def test_nobody_is_sent_to_another_site(noor, late):
    given = {"next": "https://elsewhere.example/"}
    answer = noor.post(f"/huurders/{late.pk}/stap/{open_step(late).pk}/klaar/", given)
    assert answer.url == f"/huurders/{late.pk}/"


def test_the_desk_offers_contact_where_the_deed_expects_it():
    for name, kind in way.CONTACTS.items():
        assert attempts.kind_of(Step(name=name)) == kind
