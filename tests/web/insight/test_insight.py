"""The pages of figures: for who may, and nothing for who may not."""

from datetime import date

import pytest

from gewoon.actions.outcome import people, protocols, reports
from gewoon.actions.outcome.effect import effect
from gewoon.actions.rights import CONSOLE
from gewoon.records.outcome import Report
from simulated_programme import PROTOCOL, RULE, made_up
from stories import association, at, officer, rent, tenancy

NOW = at(date(2026, 11, 22))
pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    association()
    rent(tenancy(101), date(2022, 1, 1))
    protocols.sign_protocol(by=CONSOLE, now=NOW)


def signed_in(client, name, role):
    client.force_login(officer(name, role=role))
    return client


def test_without_a_report_the_page_says_how_to_begin(client, home):
    page = signed_in(client, "marit", "manager").get("/resultaten/").content.decode()
    assert "Nog geen cijfers" in page
    assert "Bereken de cijfers" in page


def test_a_manager_has_the_figures_worked_out_and_sees_them(client, home):
    marit = signed_in(client, "marit", "manager")
    assert marit.post("/resultaten/maak/").status_code == 302
    page = marit.get("/resultaten/").content.decode()
    for words in (
        "Ontruimingen per jaar",
        "kunnen wij nog niet zeggen",
        "In de hele sector",
        "Zo rekenen wij",
    ):
        assert words in page
    assert marit.get("/resultaten/rapport.json")["Content-Type"] == "application/json"
    assert marit.get("/resultaten/rapport.pdf")["Content-Type"] == "application/pdf"


def test_the_page_speaks_english_too(client, home):
    reports.make_report(on=date(2026, 11, 22), by=CONSOLE, now=NOW)
    marit = signed_in(client, "marit", "manager")
    page = marit.get("/resultaten/", headers={"accept-language": "en"})
    assert page.status_code == 200


@pytest.mark.parametrize("path", ["/resultaten/", "/resultaten/rapport.json", "/resultaten/pers/"])
def test_a_trainer_finds_no_figures(client, home, path):
    assert signed_in(client, "tess", "trainer").get(path).status_code == 404


def test_the_press_text_is_made_by_one_and_released_by_another(client, home):
    reports.make_report(on=date(2026, 11, 22), by=CONSOLE, now=NOW)
    robin = signed_in(client, "robin", "communications")
    assert "In de hele sector" in robin.get("/resultaten/pers/").content.decode()
    assert robin.post("/resultaten/pers/maak/", {"notes": "niet delen"}).status_code == 302
    page = robin.get("/resultaten/pers/").content.decode()
    assert "Wacht op een tweede persoon" in page
    key = page.split("/vrijgeven/")[0].rsplit("/", 1)[1]
    assert robin.post(f"/resultaten/pers/{key}/vrijgeven/").status_code == 409
    marit = signed_in(client, "marit", "manager")
    assert marit.post(f"/resultaten/pers/{key}/vrijgeven/").status_code == 302
    assert "Vrijgegeven, vastgelegd" in marit.get("/resultaten/pers/").content.decode()


def test_without_a_report_there_is_nothing_for_the_press(client, home):
    robin = signed_in(client, "robin", "communications")
    assert "Nog geen cijfers" in robin.get("/resultaten/pers/").content.decode()
    assert robin.post("/resultaten/pers/maak/").status_code == 409
    assert robin.get("/resultaten/rapport.pdf").status_code == 302


def test_an_estimate_is_shown_with_limits_checks_and_the_truth_where_it_is_known(client, home):
    content = reports.figures(CONSOLE, on=date(2026, 11, 22))
    many = made_up(700)
    content |= {"effect": effect(many, RULE, PROTOCOL), "course": people.course(many, RULE), "truth": -0.2}
    content["define"]["protocol"] = PROTOCOL
    Report.objects.create(
        until_on=date(2026, 11, 22),
        is_exploratory=False,
        content=content,
        sha256="a",
        by_name="x",
        made_at=NOW,
    )
    marit = signed_in(client, "marit", "manager")
    page = marit.get("/resultaten/").content.decode()
    for words in (
        "Van elke 100 deelnemers",
        "Tweede mening",
        "De waarheid",
        "Cijfers die misleiden",
        "E-waarde",
    ):
        assert words in page
    assert marit.get("/resultaten/rapport.pdf").content.startswith(b"%PDF")
