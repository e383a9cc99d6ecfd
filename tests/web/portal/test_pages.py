"""The tenant's own page: what is seen of the own home, and what each button does."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.contact import sign_in
from gewoon.actions.rights import CONSOLE
from gewoon.gateways.erp.model import PartyRow
from gewoon.records.arrangement import Arrangement, ArrangementState, CapacityCheck
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Circumstance, CodeChannel
from gewoon.records.training import Attendance, Enrolment, InterviewConsent, OwnWords
from gewoon.rules.arrangement.terms import Part, Rhythm
from gewoon.rules.money import Cents
from gewoon.web.shared import moment
from stories import officer, sends, tenancy
from web.portal.entering import entered, page, running, seated, send

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)


def test_the_page_says_what_is_open_why_and_both_ways_on(samira):
    told = page(samira, "home").content.decode()
    assert "Dag Proef" in told and "€ 600" in told.replace("\xa0", " ")
    assert told.index("Betaal ") < told.index("Betalen lukt niet")
    assert "btn btn--main btn--wide" in told and 'class="btn btn--wide" href="/mijn/lukt-niet/"' in told
    assert "Wat doen wij nu, en waarom?" in told


def test_an_arrangement_shows_what_is_next_and_what_is_promised(late):
    running(late)
    told = page(entered(late), "home").content.decode()
    assert "Mijn betaalregeling" in told and "20 oktober" in told
    assert "om deze huurschuld niet naar de rechter" in told
    assert "20 november" in page(entered(late), "arrangement").content.decode()


def test_paying_shows_account_amount_and_number_as_text_that_can_be_copied(samira):
    told = page(samira, "pay").content.decode()
    assert 'data-copy="600,00"' in told and "NL" in told and "data-copy" in told
    assert "<script>" not in told  # what can be copied by hand needs no script


def test_who_owes_nothing_reads_so_and_has_nothing_to_pay(house, clock):
    paid = entered(tenancy(104))
    assert "geen achterstand" in page(paid, "home").content.decode()
    assert "niets te betalen" in page(paid, "pay").content.decode()
    assert "niets af te spreken" in page(paid, "propose").content.decode()


def test_all_amounts_stand_on_a_page(samira):
    told = page(samira, "account").content.decode()
    assert "Huur" in told and "1 oktober 2026" in told and "Dit staat nog open" in told


def test_asking_for_a_call_puts_the_tenant_first_in_the_worklist(samira, late):
    send(samira, "call", about="na vijf uur", key="een")
    send(samira, "call", about="na vijf uur", key="een")
    assert Step.objects.get(tenancy=late, state=StepState.OPEN).name == "call_back"
    assert "U vroeg ons om te bellen" in page(samira, "not_able").content.decode()


def test_a_dispute_is_looked_into_first(samira, late):
    assert page(samira, "dispute").status_code == 200
    assert send(samira, "dispute", why="", key="nul").status_code == 400
    assert send(samira, "dispute", item="Huur oktober", why="is betaald", key="een").status_code == 302
    found = Circumstance.objects.get(tenancy=late)
    assert (found.kind, found.reason) == ("dispute", "Huur oktober is betaald")
    assert "Zolang krijgt u geen herinnering" in page(samira, "home").content.decode()
    assert send(samira, "dispute", why="nog eens", key="twee").status_code == 400


def test_what_can_be_paid_keeps_only_the_amount_and_leads_to_a_proposal(samira, late):
    told = {
        "household": "single",
        "age": "34",
        "children": "",
        "in_work": "2100",
        "out_rent": "600",
        "key": "k",
    }
    assert send(samira, "room", **told).url == reverse("portal:propose")
    assert CapacityCheck.objects.get().monthly_cents > 0
    assert "kunt" in page(samira, "propose").content.decode()
    given = {"each": "100", "rhythm": "monthly", "first_on": "1 nov", "key": "p"}
    assert send(samira, "propose", **given).status_code == 302
    made = Arrangement.objects.get(tenancy=late)
    assert (made.origin, made.state) == ("tenant", ArrangementState.PROPOSED)
    assert "U deed een voorstel" in page(samira, "home").content.decode()
    assert send(samira, "answer", answer="no", key="terug").status_code == 302
    made.refresh_from_db()
    assert made.state == ArrangementState.WITHDRAWN


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("room", {"household": "castle"}),
        ("room", {"household": "single", "age": "oud"}),
        ("room", {"household": "single", "age": "34", "in_work": "veel"}),
        ("propose", {"each": "veel", "first_on": "1 nov", "rhythm": "monthly"}),
        ("propose", {"each": "-5", "first_on": "1 nov", "rhythm": "monthly"}),
        ("propose", {"each": "50", "first_on": "straks", "rhythm": "monthly"}),
        ("propose", {"each": "50", "first_on": "1 nov", "rhythm": "ooit"}),
        ("propose", {"each": "50", "first_on": "1 sep", "rhythm": "monthly"}),
    ],
)
def test_what_is_not_understood_is_said_beside_what_was_typed(samira, name, given):
    answer = send(samira, name, **given)
    assert answer.status_code == 400 and 'role="alert"' in answer.content.decode()


def test_an_offer_is_agreed_to_on_the_page(late):
    parts = (Part(due_on=date(2026, 11, 1), cents=Cents(60_000)),)
    offer = Offer(parts=parts, rhythm=Rhythm.MONTHLY, reason="afgesproken")
    agreeing.propose(late.pk, offer=offer, by=CONSOLE, now=moment.now())
    samira = entered(late)
    assert "Bekijk het en geef antwoord" in page(samira, "home").content.decode()
    send(samira, "answer", answer="yes", key="ja")
    assert Arrangement.objects.get().state == ArrangementState.RUNNING


def test_the_training_is_joined_by_own_choice(samira, late):
    assert "Ik wil meedoen" in page(samira, "home").content.decode()
    assert send(samira, "come_forward", programme="nothing").status_code == 400
    send(samira, "come_forward", programme="geluk", barrier=["childcare"], part_of_day="evening", key="mee")
    found = Enrolment.objects.get(tenancy=late)
    assert (found.way_in, found.origin, found.barriers) == ("own_initiative", "portal", ["childcare"])
    assert "U staat op de lijst" in page(samira, "home").content.decode()


def test_own_days_come_as_a_calendar_and_can_be_said_off(late):
    enrolment, samira = seated(late), entered(late)
    assert "6 oktober, 19.00 tot" in page(samira, "home").content.decode()
    events = [each for each in Calendar.from_ical(page(samira, "calendar").content).walk("VEVENT")]
    assert len(events) == 3
    assert page(samira, "cannot_come", 2).status_code == 200
    send(samira, "cannot_come", 2, reason="work")
    assert Attendance.objects.get(enrolment=enrolment).presence == "excused"
    assert page(samira, "cannot_come", 9).status_code == 404


def test_own_words_are_written_shared_and_taken_away(late):
    enrolment, samira = seated(late), entered(late)
    send(samira, "write", kind="strength", text="Ik <b>zet</b> door")
    assert "Ik &lt;b&gt;zet&lt;/b&gt; door" in page(samira, "home").content.decode()
    send(samira, "share", share="yes")
    enrolment.refresh_from_db()
    assert enrolment.shares_strengths
    send(samira, "take_away", words=OwnWords.objects.get().pk)
    assert not OwnWords.objects.exists()


def test_consent_for_an_interview_is_given_and_gone_in_one_click(samira, late):
    text = page(samira, "data").content.decode()
    version = text.split('name="text_version" value="')[1].split('"')[0]
    send(samira, "agree", medium="radio", scope="first_name", text_version=version)
    assert InterviewConsent.objects.filter(tenancy=late, revoked_at=None).count() == 1
    send(samira, "withdraw", medium="radio", scope="first_name")
    assert not InterviewConsent.objects.filter(revoked_at=None).exists()


def test_letters_that_left_can_be_opened_and_others_not(late):
    letter = sends(late, officer(), TODAY)
    samira = entered(late)
    assert page(samira, "letter", letter.pk).headers["Content-Type"] == "application/pdf"
    assert "Open" in page(samira, "letters").content.decode()
    other = tenancy(102)
    assert page(entered(other), "letter", letter.pk).status_code == 404


def test_the_own_data_are_a_file_with_everything_and_nobody_else(late):
    seated(late)
    tenancy(102, name="Iemand Anders")
    answer = page(entered(late), "file")
    told = json.loads(answer.content)
    assert told["me"][0]["name"] == "Verzonnen" and told["account"][0]["cents"] == 60_000
    assert told["training"][0]["programme"] == "geluk" and told["decisions"]
    assert "Iemand Anders" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_housemate_does_not_read_own_words_nor_change_the_training(house, clock):
    rows = (
        PartyRow(role="tenant", name="Een", first_name="Proef"),
        PartyRow(role="co_tenant", name="Twee", first_name="Model"),
    )
    home = tenancy(105, parties=rows)
    first, second = home.parties.order_by("pk")
    enrolment = seated(home, first)
    OwnWords.objects.create(enrolment=enrolment, kind="strength", text="Geheim", written_at=moment.now())
    code = sign_in.new_code(second, CodeChannel.LETTER, now=moment.now())
    client = Client()
    client.post(reverse("portal:code"), {"number": 105, "code": code})
    assert "Geheim" not in page(client, "home").content.decode()
    assert "Geheim" not in page(client, "file").content.decode()
    assert send(client, "write", kind="strength", text="x").status_code == 404
