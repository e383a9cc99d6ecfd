"""The pages of gates and court: who may, who may not, and what they do."""

from datetime import date

import pytest
from django.test import Client

from gewoon.actions.court import bailiff, evidence
from gewoon.actions.rights import CONSOLE
from gewoon.records.court import Eviction, HandOver, Judgment, LastChance, Summons
from gewoon.records.people import Role
from gewoon.records.policy import Evidence, Proposal, Signature
from gewoon.rules.calendar import local_day
from gewoon.rules.policy.policy import RESERVED
from gewoon.web.shared import moment
from stories import association, at, officer, rent, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(moment, "now", lambda: at(TODAY))
    monkeypatch.setattr(moment, "today", lambda: local_day(at(TODAY)))


@pytest.fixture
def anna():
    association()
    who = tenancy()
    rent(who, *(date(2026, month, 1) for month in (7, 8, 9, 10, 11)))
    return who


def signed_in(role=Role.COLLECTION_OFFICER, name="olga"):
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer(name, role))
    client.cookies["django_language"] = "en"
    return client


def gate(who, name="bailiff", rest=""):
    return f"/huurders/{who.pk}/poorten/{name}/{rest}"


@pytest.mark.parametrize("name", RESERVED)
def test_each_gate_shows_its_duties_and_what_is_missing(anna, name):
    page = signed_in().get(gate(anna, name)).content.decode()
    assert "Closed:" in page and "not met" in page and "What this step would cost" in page


def test_a_page_speaks_dutch(anna):
    client = signed_in()
    client.cookies["django_language"] = "nl"
    page = client.get(gate(anna)).content.decode()
    assert "Zo komt dit in orde" in page and "niet voldaan" in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.AUDITOR, 200),
        (Role.MANAGER, 404),
        (Role.SOCIAL_WORKER, 404),
        (Role.TRAINER, 404),
        (Role.IT_ADMIN, 404),
    ],
)
def test_a_stranger_does_not_see_a_gate(anna, role, status):
    client = signed_in(role, "somebody")
    for path in (gate(anna), f"/huurders/{anna.pk}/zaak/", f"/api/tenancies/{anna.pk}/gates"):
        assert client.get(path).status_code == status
    assert client.get(gate(anna, "no-gate")).status_code == 404


def test_the_list_is_for_who_decides_or_visits(anna):
    assert signed_in(Role.MANAGER, "m").get("/rechtbank/").status_code == 200
    assert signed_in(Role.COMMUNICATIONS, "r").get("/rechtbank/").status_code == 404


def test_the_answer_in_json_has_five_gates_with_their_duties(anna):
    told = signed_in().get(f"/api/tenancies/{anna.pk}/gates").json()
    assert [each["gate"] for each in told["gates"]] == list(RESERVED)
    assert not any(each["is_open"] for each in told["gates"])
    duty = told["gates"][4]["duties"][0]
    assert (duty["id"], duty["verdict"], duty["lacking"]) == ("E1", "not_met", ["judgment_enforceable"])


def test_the_file_of_a_gate_is_a_tagged_pdf(anna):
    made = signed_in().get(gate(anna, "eviction", "dossier.pdf"))
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made.content and b"/Lang" in made.content


def test_evidence_is_recorded_and_withdrawn_on_the_page(anna):
    client = signed_in()
    sent = {"fact": "terms_fair", "text": "getoetst", "reference": "contract 3", "key": "k"}
    client.post(gate(anna, "costs", "bewijs/"), sent)
    client.post(gate(anna, "costs", "bewijs/"), sent)
    made = Evidence.objects.get()
    assert "getoetst" in client.get(gate(anna, "costs")).content.decode()
    client.post(gate(anna, "costs", f"bewijs/{made.pk}/terug/"), {"reason": "vergist"})
    made.refresh_from_db()
    assert made.withdrawn_why == "vergist"


def test_a_day_that_is_none_is_said_in_place(anna):
    sent = {"fact": "terms_fair", "text": "x", "reference": "y", "on": "soon"}
    page = signed_in().post(gate(anna, "costs", "bewijs/"), sent, follow=True).content.decode()
    assert "is no day" in page and not Evidence.objects.exists()


def test_what_the_social_worker_weighed_is_read_by_the_social_worker_alone(anna):
    client, social = signed_in(), signed_in(Role.SOCIAL_WORKER, "sanne")
    client.post(gate(anna, "summons", "voorstel/"), {"subject": "summons", "reason": "x"})
    sent = {"fact": "circumstances_weighed", "text": "heel persoonlijk"}
    social.post(gate(anna, "summons", "bewijs/"), sent)
    assert "heel persoonlijk" in social.get(gate(anna, "summons")).content.decode()
    assert "heel persoonlijk" not in client.get(gate(anna, "summons")).content.decode()


def test_a_manager_signs_what_an_officer_proposed(anna):
    client, boss = signed_in(), signed_in(Role.MANAGER, "marit")
    client.post(gate(anna, "bailiff", "voorstel/"), {"subject": "bailiff", "reason": "alles gedaan"})
    proposal = Proposal.objects.get()
    assert "Hand over to the bailiff" in boss.get("/rechtbank/").content.decode()
    page = boss.get(gate(anna))
    path = gate(anna, "bailiff", f"voorstel/{proposal.pk}/teken/")
    boss.post(path, {"reason": "gelezen", "sha256": page.context["file_print"], "answer": "yes"})
    assert Signature.objects.get().name == "marit"
    assert client.post(path, {"reason": "x", "answer": "yes"}).status_code == 404
    boss.post(path, {"reason": "toch niet", "answer": "no"})
    proposal.refresh_from_db()
    assert proposal.closed_why == "turned down: toch niet"


def test_the_file_is_drawn_up_and_a_proposal_withdrawn(anna):
    client = signed_in()
    page = client.post(gate(anna, "deurwaarder", "dossier/"), follow=True).content.decode()
    assert "not complete yet" in page and "Missing: whether there are children" in page
    client.post(gate(anna, "bailiff", "voorstel/"), {"subject": "bailiff", "reason": "x"})
    client.post(gate(anna, "bailiff", f"voorstel/{Proposal.objects.get().pk}/terug/"), {"reason": "betaald"})
    assert Proposal.objects.get().closed_why == "withdrawn: betaald"


@pytest.mark.parametrize("step", ["kosten", "deurwaarder", "dagvaarding", "ontruiming"])
def test_a_shut_gate_refuses_on_the_page(anna, step):
    found = bailiff.check_collector(name="Verzonnen", kind="bailiff", by=CONSOLE, now=at(TODAY))
    sent = {"collector": str(found.pk), "claim": "100"}
    answer = signed_in().post(f"/huurders/{anna.pk}/poorten/{step}/neem/", sent)
    assert answer.status_code == 409
    assert not HandOver.objects.exists() and not Summons.objects.exists()


@pytest.fixture
def in_court(anna):
    case = Summons.objects.create(
        tenancy=anna, on=date(2026, 11, 1), claim_cents=1, by_name="x", recorded_at=at(TODAY)
    )
    Eviction.objects.create(
        tenancy=anna, home=anna.home, summons=case, asked_on=case.on, by_name="x", recorded_at=at(TODAY)
    )
    return anna


def test_a_case_is_recorded_from_writ_to_the_day(in_court):
    client = signed_in()
    path = f"/huurders/{in_court.pk}/zaak/rechter/"
    client.post(f"{path}dagvaarding-betekend/", {"on": "2-11-2026"})
    client.post(f"{path}zitting/", {"on": "22-11-2026", "at": "10.30", "place": "Zaal 2"})
    hearing = Summons.objects.get().hearings.get()
    client.post(f"{path}zitting-gehouden/", {"hearing": hearing.pk, "result": "vonnis"})
    ruling = {
        "on": "23-11-2026", "payment": "1912,50", "orders_eviction": "1", "at_once": "1",
        "leave_days": "14", "conditions": "opvang\nregeling",
    }  # fmt: skip
    client.post(f"{path}vonnis/", ruling)
    judgment = Judgment.objects.get()
    assert (judgment.payment_cents, judgment.terms.count(), judgment.leave_days) == (191_250, 2, 14)
    client.post(f"{path}vonnis-betekend/", {"on": "23-11-2026"})
    client.post(f"{path}voorwaarde/", {"condition": judgment.terms.first().pk, "evidence": "brief"})
    client.post(f"{path}ontruiming/", {"on": "10-12-2026", "served_on": "23-11-2026"})
    client.post(f"{path}gemeente/", {"on": "23-11-2026"})
    assert Eviction.objects.get().planned_on == date(2026, 12, 10)
    page = client.get(f"/huurders/{in_court.pk}/zaak/").content.decode()
    assert "opvang" in page and "The municipality knows since" in page
    assert "Eviction" in client.get("/rechtbank/").content.decode()
    client.post(f"{path}hoger-beroep/", {"on": "23-11-2026"})
    client.post(f"{path}afblazen/", {"end": "cancelled", "reason": "betaald"})
    assert Eviction.objects.get().end == "cancelled"
    assert "Earlier cases" in client.get(f"/huurders/{in_court.pk}/zaak/").content.decode()


@pytest.mark.parametrize(
    ("deed", "sent", "said"),
    [
        ("zitting", {"on": "1-12-2026", "at": "soon"}, "is no time"),
        ("vonnis", {"on": "23-11-2026", "leave_days": "many"}, "whole number"),
        ("vonnis", {"on": "never"}, "is no day"),
    ],
)
def test_what_is_not_understood_is_said(in_court, deed, sent, said):
    path = f"/huurders/{in_court.pk}/zaak/rechter/{deed}/"
    assert said in signed_in().post(path, sent, follow=True).content.decode()


@pytest.mark.parametrize("place", ["rechter", "deurwaarder", "laatste-kans"])
def test_a_deed_that_does_not_exist_is_not_found(anna, place):
    assert signed_in().post(f"/huurders/{anna.pk}/zaak/{place}/niets/").status_code == 404


def test_a_case_is_withdrawn_on_the_page(in_court):
    signed_in().post(f"/huurders/{in_court.pk}/zaak/rechter/intrekken/", {"reason": "regeling"})
    assert Eviction.objects.get().end == "withdrawn"


def test_a_last_chance_goes_by_its_page(anna):
    client, path = signed_in(), f"/huurders/{anna.pk}/zaak/laatste-kans/"
    client.post(f"{path}aanbod/", {"conditions": "huur op tijd", "until": "1-12-2027"})
    client.post(f"{path}akkoord/")
    chance = LastChance.objects.get()
    assert "huur op tijd" in client.get(f"/huurders/{anna.pk}/zaak/").content.decode()
    client.post(f"{path}gebroken/", {"condition": chance.conditions.get().pk, "reason": "niet betaald"})
    client.post(f"{path}einde/", {"is_kept": "0", "reason": "niet betaald"})
    chance.refresh_from_db()
    assert chance.is_kept is False


def test_a_claim_with_the_bailiff_is_reported_on_and_taken_back(anna):
    found = bailiff.check_collector(name="Verzonnen", kind="bailiff", by=CONSOLE, now=at(TODAY))
    HandOver.objects.create(
        tenancy=anna, collector=found, on=TODAY, principal_cents=1, costs_cents=0, interest_cents=0,
        by_name="x", recorded_at=at(TODAY),
    )  # fmt: skip
    client, path = signed_in(), f"/huurders/{anna.pk}/zaak/deurwaarder/"
    client.post(f"{path}bericht/", {"status": "in_contact", "text": "gebeld"})
    page = client.get(f"/huurders/{anna.pk}/zaak/").content.decode()
    assert "In contact with the tenant" in page and "gebeld" in page
    assert "With the bailiff" in client.get("/rechtbank/").content.decode()
    client.post(f"{path}terughalen/", {"reason": "regeling"})
    assert HandOver.objects.get().end == "recalled"


def test_a_collector_is_looked_up_on_the_page(anna):
    client = signed_in()
    client.post(
        "/rechtbank/incassopartij/", {"name": "Bureau Verzonnen", "kind": "agency", "register_number": "1"}
    )
    assert "Bureau Verzonnen" in client.get("/rechtbank/").content.decode()


def test_the_way_to_the_gates_goes_to_the_first_that_is_not_passed(anna):
    assert signed_in().get(f"/huurders/{anna.pk}/poorten/")["Location"] == gate(anna, "signal")


def test_a_complete_file_says_so(anna, monkeypatch):
    monkeypatch.setattr(evidence, "file_of", lambda *_, **__: {"missing": []})
    page = signed_in().post(gate(anna, "deurwaarder", "dossier/"), follow=True).content.decode()
    assert "drawn up and complete" in page
