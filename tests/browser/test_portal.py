"""The tenant on a phone: keeps nobody out, fits 320 pixels, and works by keyboard and without scripts."""

from datetime import date

import pytest

from gewoon.actions.contact import sign_in
from gewoon.records.tenancy import CodeChannel
from gewoon.web.shared import moment
from stories import association, at, night, rent, tenancy

TODAY = date(2026, 10, 5)
PAGES = ("", "betalen/", "rekening/", "lukt-niet/", "lukt-niet/klopt-niet/", "lukt-niet/wat-kan-ik/")
PAGES += ("lukt-niet/voorstel/", "training/meedoen/", "brieven/", "gegevens/")


@pytest.fixture
def late(live_server, monkeypatch):
    monkeypatch.setattr(moment, "now", lambda: at(TODAY))
    association(mail="huur@waterrijk.example", note="Demonstration: everything here is made up")
    found = tenancy(101, name="Verzonnen")
    rent(found, date(2026, 10, 1))
    night(TODAY)
    return found


def enter(page, home):
    """Type the code with the keyboard alone."""
    code = sign_in.new_code(home.parties.first(), CodeChannel.LETTER, now=moment.now())
    page.goto("/mijn/code/")
    page.get_by_label("Uw huurdersnummer").fill(str(home.number))
    page.keyboard.press("Tab")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_keeps_nobody_out_and_fits_a_small_phone(page, late, axe, scheme):
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme=scheme)
    for place in ("/mijn/code-vragen/", "/mijn/code/"):
        page.goto(place)
        assert axe(page) == [], place
    enter(page, late)
    for place in PAGES:
        page.goto(f"/mijn/{place}")
        for details in page.locator("details").all():
            details.evaluate("each => each.open = true")
        assert axe(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_both_ways_on_are_as_large_and_reached_with_the_keyboard(page, late):
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, late)
    pay, not_able = (page.get_by_role("link", name=name) for name in ("Betaal € 600", "Betalen lukt niet"))
    first, second = pay.bounding_box(), not_able.bounding_box()
    assert (first["width"], first["height"]) == (second["width"], second["height"])
    assert first["height"] >= 44
    pay.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lukt-niet/")
    page.get_by_label("Wanneer bellen wij het best").fill("na vijf uur")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Wij bellen u").wait_for()


def test_amounts_are_copied_where_scripts_run_and_can_be_chosen_where_not(browser, page, late, live_server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    enter(page, late)
    page.goto("/mijn/betalen/")
    page.get_by_role("button", name="Kopieer Bedrag").click()
    assert page.evaluate("navigator.clipboard.readText()") == "600,00"
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    without = plain.new_page()
    enter(without, late)
    without.goto("/mijn/betalen/")
    assert without.get_by_text("€ 600,00").is_visible()
    assert without.get_by_role("button", name="Kopieer").count() == 0
    assert without.get_by_role("button", name="Lees deze pagina voor").count() == 0
    plain.close()
