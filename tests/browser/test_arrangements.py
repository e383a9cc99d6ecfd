"""Arrangements and contact in a real browser: nobody kept out, on a screen and on a phone."""

from datetime import date

import pytest

from actions.arrangement.agreed import FIRST, make
from gewoon.actions.contact import tasks
from gewoon.records.people import Role
from gewoon.web.shared import moment
from stories import association, at, officer, rent, tenancy

WORD = "een lang wachtwoord"
LATE = date(2026, 10, 26)
SIGHTS = ((1440, "light"), (320, "dark"))
PLACES = {
    "list": "/regelingen/",
    "one": "/huurders/{home}/regeling/{arrangement}/",
    "judge": "/huurders/{other}/regeling/rechter/",
    "call": "/huurders/{home}/gebeld/",
    "tasks": "/taken/",
}


@pytest.fixture
def desk(page, live_server, monkeypatch):
    """Noor, signed in, with an arrangement whose first instalment is late."""
    monkeypatch.setattr(moment, "now", lambda: at(LATE))
    association()
    officer("noor", Role.COLLECTION_OFFICER)
    who, other = tenancy(), tenancy(102)
    for each in (who, other):
        rent(each, date(2026, 9, 1), date(2026, 10, 1))
    made = make(who)
    task = {"kind": "letter", "source": "x", "owner": Role.COLLECTION_OFFICER}
    tasks.open_task(who.pk, **task, due_on=LATE, on=FIRST, text="word_before_breach")
    page.goto("/sign-in/")
    page.get_by_label("Gebruikersnaam").fill("noor")
    page.get_by_label("Wachtwoord").fill(WORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/werklijst/")
    return page, {"home": who.pk, "other": other.pk, "arrangement": made.pk}


def test_no_page_of_arrangements_and_contact_keeps_anybody_out(desk, axe):
    page, keys = desk
    for place in PLACES.values():
        page.goto(place.format(**keys))
        for width, scheme in SIGHTS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert axe(page) == [], (place, width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
