"""Making an arrangement in the browser, and looking after it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actions.arrangement.agreed import make, offer, propose, tenant_of
from gewoon.actions.arrangement import agreeing
from gewoon.actions.rights import CONSOLE
from gewoon.records.arrangement import Arrangement, CapacityCheck, Terms, Word
from gewoon.records.contact import Letter
from gewoon.records.people import Role
from stories import association, at, officer, rent, tenancy

TODAY = date(2026, 10, 5)
ROUTES = ("accepted", "agreed", "declined", "word", "changed", "rested", "lump_sum", "ended", "told")


@pytest.fixture
def late(db, clock):
    association()
    who = tenancy()
    rent(who, date(2026, 9, 1), date(2026, 10, 1))
    return who


@pytest.fixture
def desk(client, late):
    client.force_login(officer())
    return client


@pytest.fixture
def running(late):
    return make(late, on=TODAY)


def to(name, who, *more):
    return reverse(f"desk:arrangement{name}", args=[who.pk, *more])


def terms(**more):
    return {"rhythm": "monthly", "first_on": "25-10", "count": "12", "reason": "samen", **more}


def test_the_terms_are_shown_before_they_are_offered(desk, late):
    page = desk.get(to("_make", late), terms())
    assert page.content.decode().count("100,00") >= 12 or b"100.00" in page.content
    assert not Arrangement.objects.exists()


def test_an_offer_is_made_and_agreed_to(desk, late):
    answer = desk.post(to("_make", late), terms(key="a", conditions=["training"]))
    made = Arrangement.objects.get()
    assert answer.url == to("", late, made.pk)
    desk.post(to("_accepted", late, made.pk), {"how": "signed", "key": "b"})
    made.refresh_from_db()
    assert made.state == "running"
    assert Terms.objects.get().conditions == ["training"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"count": "400"}, "te veel termijnen"),
        ({"count": "0"}, "geen aantal keer"),
        ({"count": "", "each": "-5"}, "bedrag boven nul"),
        ({"count": "", "each": "1e3"}, "niet duidelijk"),
        ({"first_on": "gisteren"}, "geen dag"),
        ({"first_on": "1-1-2019"}, "voor het begin van de huur"),
        ({"rhythm": "daily"}, "Kies uit de lijst"),
        ({"reason": ""}, "is niet uitgerekend"),
    ],
)
def test_what_cannot_be_is_said_on_the_same_page(desk, late, given, said):
    answer = desk.post(to("_make", late), terms(**given))
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not Arrangement.objects.exists()


def test_the_list_shows_who_needs_a_word_first(desk, late, running, clock):
    clock(date(2026, 10, 26))
    page = desk.get(reverse("desk:arrangements")).content.decode()
    assert "Eerst bellen" in page and "Proef Verzonnen" in page
    assert (
        "Hier staat geen regeling"
        in desk.get(reverse("desk:arrangements"), {"view": "broken"}).content.decode()
    )


def test_a_word_is_noted_from_the_page(desk, late, running, clock):
    clock(date(2026, 10, 26))
    assert "Ik vertelde de huurder" in desk.get(to("", late, running.pk)).content.decode()
    desk.post(to("_word", late, running.pk), {"key": "w"})
    assert Word.objects.get().on == date(2026, 10, 26)
    assert "Hierover was contact" in desk.get(to("", late, running.pk)).content.decode()


def test_a_running_one_is_changed_rested_and_stopped(desk, late, running):
    desk.post(to("_rested", late, running.pk), {"times": "1", "reason": "vakantie", "how": "spoken"})
    given = {"amount": "200", "paid_on": "20-10", "then": "lower", "reason": "meevaller", "how": "spoken"}
    desk.post(to("_lump_sum", late, running.pk), given)
    given = {"rhythm": "weekly", "first_on": "1-11", "count": "20", "reason": "ander werk", "how": ""}
    desk.post(to("_changed", late, running.pk), given)
    assert list(Terms.objects.order_by("number").values_list("kind", flat=True)) == [
        "first",
        "rest",
        "lump_sum",
        "change",
    ]
    assert "wacht op de huurder" in desk.get(to("", late, running.pk)).content.decode()
    desk.post(to("_ended", late, running.pk), {"reason": "verhuisd"})
    assert "Eerder gestopt" in desk.get(to("", late, running.pk)).content.decode()


def test_a_change_that_cannot_be_stands_on_the_page_in_words(desk, late, running):
    answer = desk.post(to("_rested", late, running.pk), {"times": "40", "reason": "x", "how": ""})
    assert answer.status_code == 400 and "Deze afspraak kan niet" in answer.content.decode()
    answer = desk.post(
        to("_lump_sum", late, running.pk), {"amount": "veel", "paid_on": "20-10", "reason": "x"}
    )
    assert answer.status_code == 400 and "niet duidelijk" in answer.content.decode()


def test_a_proposal_of_the_tenant_is_answered(desk, late):
    by = tenant_of(late)
    made = agreeing.propose_by_tenant(late.pk, offer=offer(), by=by, now=at(TODAY))
    assert "De huurder stelt dit voor" in desk.get(to("", late, made)).content.decode()
    desk.post(to("_agreed", late, made), {"key": "c"})
    assert Arrangement.objects.get().state == "running"


def test_an_offer_can_be_taken_back(desk, late):
    made = propose(late)
    desk.post(to("_declined", late, made.pk), {"reason": "vergissing"})
    assert Arrangement.objects.get().state == "withdrawn"


def test_what_a_judge_ordered_has_no_way_to_change(desk, late):
    made = agreeing.record_court_ordered(
        late.pk, offer=offer(), judgment="VERZONNEN:1", by=CONSOLE, now=at(TODAY)
    )
    page = desk.get(to("", late, made)).content.decode()
    assert "Alleen de rechter" in page and "VERZONNEN:1" in page


def test_the_agreement_comes_as_pdf(desk, late, running):
    assert desk.get(to("_pdf", late, running.pk)).content.startswith(b"%PDF")


def test_the_page_of_the_tenant_shows_it(desk, late):
    assert "Regeling maken" in desk.get(reverse("desk:tenancy", args=[late.pk])).content.decode()
    make(late, on=TODAY)
    assert "Bekijk de regeling" in desk.get(reverse("desk:tenancy", args=[late.pk])).content.decode()


def test_an_auditor_reads_and_changes_nothing(client, late, running):
    client.force_login(officer("yara", Role.AUDITOR))
    assert client.get(to("", late, running.pk)).status_code == 200
    for name in ROUTES:
        assert client.post(to(f"_{name}", late, running.pk), {"reason": "x"}).status_code == 404
    assert client.get(to("_make", late)).status_code == 404


def test_for_a_trainer_there_are_no_arrangements(client, late, running):
    client.force_login(officer("tess", Role.TRAINER))
    for address in (reverse("desk:arrangements"), to("", late, running.pk), to("_pdf", late, running.pk)):
        assert client.get(address).status_code == 404


def test_a_stranger_to_the_number_sees_nothing(desk, late, running):
    assert desk.get(to("", late, running.pk + 7)).status_code == 404


def test_the_officer_never_sees_a_budget(desk, late):
    assert desk.get(to("_budget", late)).status_code == 404


def budget(**more):
    return {
        "household": "single",
        "age": "35",
        "in_work": "2.000,00",
        "in_work_every": "month",
        "out_rent": "600",
        "out_rent_every": "month",
        "year_income": "24000",
        "bare_rent": "550",
        **more,
    }


@pytest.fixture
def worker(client, late, monkeypatch):
    """A social worker whose step is open for this tenancy."""
    from gewoon.records.policy import Decision, Step

    decision = Decision.objects.create(
        tenancy=late, on=TODAY, step="social_worker", policy_hash="x", receipt=""
    )
    Step.objects.create(
        tenancy=late,
        decision=decision,
        name="social_worker",
        owner=Role.SOCIAL_WORKER,
        opened_on=TODAY,
        due_on=TODAY + timedelta(5),
    )
    client.force_login(officer("anouk", Role.SOCIAL_WORKER))
    return client


def test_a_budget_is_worked_out_and_nothing_of_it_is_kept(worker, late):
    page = worker.post(to("_budget", late), budget()).content.decode()
    assert "860,00" in page and "Zorgtoeslag" in page and "beslagvrije voet" in page
    assert not CapacityCheck.objects.exists()


def test_only_the_amount_a_month_is_kept_when_asked(worker, late):
    answer = worker.post(to("_budget", late), budget(keep="1", key="k"))
    assert answer.url == to("_make", late)
    kept = CapacityCheck.objects.get()
    assert (kept.monthly_cents, kept.rule) == (86_000, "what_is_left")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"in_work": ""}, "Er komt niets binnen"),
        ({"out_rent": "-600"}, "lager dan nul"),
        ({"assets": "-1"}, "lager dan nul"),
        ({"in_work": "1e5"}, "niet duidelijk"),
        ({"age": "oud"}, "geen leeftijd"),
        ({"household": "commune"}, "wie er wonen"),
        ({"in_work_every": "day"}, "hoe vaak"),
    ],
)
def test_a_budget_that_cannot_be_is_said_in_words(worker, late, given, said):
    answer = worker.post(to("_budget", late), budget(**given))
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not CapacityCheck.objects.exists()


def judged(**more):
    given = {
        "judgment": "ECLI 12",
        "amount": "1.200",
        "count": "12",
        "rhythm": "monthly",
        "first_on": "1-9-2026",
    }
    return given | more


def test_what_a_judge_ordered_runs_at_once_and_is_not_changed_here(desk, late):
    assert "Wat de rechter bepaalde" in desk.get(to("_court", late)).content.decode()
    answer = desk.post(to("_court", late), judged(key="j"))
    made = Arrangement.objects.get()
    assert answer.url == to("", late, made.pk)
    assert (made.origin, made.state, made.court_reference) == ("court", "running", "ECLI 12")
    assert "ECLI 12" in desk.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"judgment": " "}, "nummer van het vonnis"),
        ({"amount": "veel"}, "niet duidelijk"),
        ({"amount": "0,01"}, "meer termijnen"),
        ({"rhythm": "x"}, "Kies uit de lijst"),
    ],
)
def test_a_judgment_that_cannot_be_is_said_on_the_same_page(desk, late, given, said):
    answer = desk.post(to("_court", late), judged(**given))
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not Arrangement.objects.exists()


def test_the_letter_that_is_due_is_sent_from_the_page(desk, late, running, clock):
    assert "Verstuur de brief" not in desk.get(to("", late, running.pk)).content.decode()
    clock(date(2026, 10, 26))
    assert "Verstuur de brief" in desk.get(to("", late, running.pk)).content.decode()
    desk.post(to("_told", late, running.pk), {"key": "l"})
    assert Letter.objects.filter(name="word_before_breach").exists()
    assert "Verstuur de brief" not in desk.get(to("", late, running.pk)).content.decode()
