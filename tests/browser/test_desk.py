"""The officer's morning in a real browser: list, panel, letter, call, money, keys; and nobody kept out."""

from datetime import date, timedelta

import pytest

from actions.ledger.banking import Bank, paid, statement
from gewoon.actions.contact import letters
from gewoon.records.contact import ContactAttempt, Letter
from gewoon.records.ledger import Account, Entry
from gewoon.records.people import Role
from gewoon.records.policy import WorkItem
from gewoon.web.shared import moment
from stories import association, at, next_step, night, officer, own_account, rent, sends, tenancy

TODAY = date(2026, 10, 5)
WORD = "een lang wachtwoord"


@pytest.fixture
def clock(monkeypatch):
    def set_to(day: date) -> None:
        monkeypatch.setattr(moment, "now", lambda: at(day))

    set_to(TODAY)
    return set_to


@pytest.fixture
def noor_herself(live_server):
    association(note="Demonstration: everything here is made up")
    return officer("noor", Role.COLLECTION_OFFICER, first_name="Noor", last_name="Verzonnen")


@pytest.fixture
def street(noor_herself, clock):
    """Three late tenants with a reminder to send, and a fourth who owes nothing."""
    found = [tenancy(number, name=f"Verzonnen {number}") for number in (101, 102, 103)]
    for who in found:
        rent(who, date(2026, 10, 1))
    tenancy(104, name="Verzonnen Zonderschuld")
    night(TODAY)
    return found


@pytest.fixture
def desk(page, street):
    """Noor, signed in, at her worklist."""
    return signed_in(page)


def signed_in(page):
    page.goto("/sign-in/")
    page.get_by_label("Gebruikersnaam").fill("noor")
    page.get_by_label("Wachtwoord").fill(WORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/werklijst/")
    return page


def panel(page):
    return page.locator("#panel")


def test_a_letter_is_sent_from_the_panel_and_taken_back(desk):
    desk.get_by_role("link", name="Proef Verzonnen 102").click()
    panel(desk).get_by_role("heading", name="Proef Verzonnen 102").wait_for()
    panel(desk).get_by_role("button", name="Verstuur de brief").click()
    bar = desk.get_by_role("status").filter(has_text="De brief aan Proef Verzonnen 102")
    bar.wait_for()
    assert Letter.objects.get().state == "waiting"
    bar.get_by_role("button", name="Maak ongedaan").click()
    desk.get_by_role("link", name="Proef Verzonnen 102").wait_for()
    assert Letter.objects.get().state == "withdrawn"
    assert next_step(WorkItem.objects.get(tenancy__number=102).tenancy) == "reminder"


def test_a_call_takes_two_clicks_and_can_be_taken_back(page, street, noor_herself, clock):
    who, day = street[0], TODAY
    sends(who, noor_herself, TODAY)
    while next_step(who) != "call" and day < TODAY + timedelta(days=60):
        day += timedelta(days=1)
        night(day)
    clock(day)
    signed_in(page)
    page.get_by_role("link", name="Proef Verzonnen 101").click()
    panel(page).get_by_role("button", name="Niet bereikt").click()
    page.get_by_role("status").get_by_role("button", name="Maak ongedaan").wait_for()
    assert ContactAttempt.objects.get().reached is False
    page.get_by_role("button", name="Maak ongedaan").click()
    page.get_by_role("link", name="Proef Verzonnen 101").wait_for()
    assert next_step(who) == "call"


def test_money_finds_its_tenant(desk, street, tmp_path):
    own_account()
    Bank(tmp_path).tells(statement(paid(12_345, "huurnummer 103", name="Iemand Anders")))
    desk.get_by_role("link", name="Geld zonder plek").click()
    desk.get_by_role("radio").check()
    desk.get_by_role("button", name="Boek het hier").click()
    desk.get_by_text("Het geld is geboekt.").wait_for()
    booked = Entry.objects.get(tenancy=street[2], credit=Account.TENANT)
    assert booked.cents == 12_345
    desk.get_by_role("button", name="Maak ongedaan").click()
    desk.get_by_role("radio").wait_for()


def test_the_list_goes_by_keys(desk):
    keys = desk.keyboard
    keys.press("j")  # the first is open already
    keys.press("Enter")
    panel(desk).get_by_role("heading", name="Proef Verzonnen 102").wait_for()
    keys.press("j")
    keys.press("x")
    assert desk.get_by_role("checkbox", name="Kies Proef Verzonnen 103").is_checked()
    assert desk.get_by_role("button", name="Stuur een brief aan wie ik koos").is_visible()
    keys.press("/")
    keys.type("Zonderschuld")
    keys.press("Enter")
    desk.get_by_role("heading", level=1, name="Proef Verzonnen Zonderschuld").wait_for()
    keys.press("?")
    assert desk.get_by_role("dialog").is_visible()
    keys.press("Escape")
    keys.press("g")
    keys.press("l")
    desk.get_by_role("heading", level=1, name="Brieven die wachten").wait_for()


def test_several_letters_go_together_after_a_look(desk):
    desk.get_by_role("checkbox", name="Kies alle huurders op deze pagina").check()
    desk.get_by_role("button", name="Stuur een brief aan wie ik koos").click()
    desk.get_by_role("heading", name="3 van de 3 krijgen deze brief").wait_for()
    desk.get_by_role("button", name="Verstuur 3 brieven").click()
    desk.get_by_text("3 brieven gaan over tien minuten weg.").wait_for()
    assert Letter.objects.filter(state="waiting").count() == 3


def test_more_rows_come_under_those_that_are_there(desk):
    desk.goto("/werklijst/?size=2")
    desk.get_by_role("link", name="Toon meer").click()
    desk.get_by_role("link", name="Proef Verzonnen 103").wait_for()
    assert desk.locator("tr[data-row]").count() == 3
    assert desk.get_by_text("1 tot 3 van 3").is_visible()


def test_everything_works_without_script(browser, live_server, street):
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    page = signed_in(context.new_page())
    page.get_by_role("link", name="Proef Verzonnen 101").click()
    page.get_by_role("button", name="Verstuur de brief").click()
    page.get_by_role("button", name="Maak ongedaan").click()
    assert page.get_by_role("button", name="Verstuur de brief").is_visible()
    context.close()


PLACES = {
    "worklist": "/werklijst/",
    "tenancy": "/huurders/{tenancy}/",
    "letters": "/brieven/",
    "money": "/te-plaatsen/",
    "search": "/te-plaatsen/{money}/zoek/?wanted=Verzonnen",
    "split": "/te-plaatsen/{money}/splits/",
    "refund": "/te-plaatsen/{money}/terugbetalen/",
    "paper": "/werklijst/afdrukken/",
}
SIGHTS = (
    (1440, "light", "nl"),
    (1440, "dark", "en"),
    (390, "light", "en"),
    (390, "dark", "nl"),
    (320, "light", "nl"),
)


@pytest.mark.parametrize("place", PLACES)
def test_a_page_of_the_desk_keeps_nobody_out(live_server, desk, axe, street, tmp_path, noor_herself, place):
    own_account()
    Bank(tmp_path).tells(statement(paid(12_345, "huurnummer 103", name="Iemand Anders")))
    step = WorkItem.objects.get(tenancy=street[1]).step_id
    letters.write_letter(street[1].pk, step_id=step, by=noor_herself, now=at(TODAY))
    detail = Entry.objects.get(credit=Account.SUSPENSE).bank_detail_id
    address = PLACES[place].format(tenancy=street[0].pk, money=detail)
    for width, scheme, language in SIGHTS:
        desk.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        desk.emulate_media(color_scheme=scheme)
        desk.set_viewport_size({"width": width, "height": 844})
        desk.goto(address)
        assert desk.locator("html").get_attribute("lang") == language
        assert axe(desk) == []
        assert not desk.evaluate("document.documentElement.scrollWidth > innerWidth")
