"""Guidance, training and money in a real browser: nobody kept out, by keyboard, and without a signal."""

from datetime import date, time

import pytest
from django.conf import settings
from django.test import Client

from actions.casework.guided import case_of, notes, writes_in
from gewoon.actions.casework import visits
from gewoon.actions.rights import CONSOLE
from gewoon.actions.training import enrolling, planning
from gewoon.actions.training.enrolling import Wishes
from gewoon.records.casework import CaseNote
from gewoon.records.contact import ContactAttempt
from gewoon.records.people import Role
from gewoon.records.training import Attendance, Cohort, Enrolment
from gewoon.web.shared import moment
from stories import association, at, officer, own_account, tenancy

TODAY = date(2026, 12, 1)
BEFORE = at(date(2026, 11, 2))
DAYS = (TODAY, date(2026, 12, 15), date(2027, 1, 12))
SIGHTS = ((1440, "light"), (320, "dark"))
# Each page with who looks at it.
PLACES = {
    "caseload": ("anouk", "/begeleiding/"),
    "case": ("anouk", "/begeleiding/{case}/"),
    "plan": ("anouk", "/begeleiding/{case}/plan/"),
    "visits": ("anouk", "/bezoeken/"),
    "groups": ("tess", "/training/groepen/"),
    "attendance": ("tess", "/training/groepen/{group}/keer/1/"),
    "planning": ("marit", "/training/plannen/"),
    "money": ("noor", "/geld/"),
}
REACHABLE = """() => [...document.querySelectorAll(`main :is(a[href], button, select, textarea, summary,
    input:not([type=hidden], [type=radio]))`)].filter(e => !e.disabled && e.checkVisibility()).length"""
# Which control has the focus, if it stands in the main part, and whether a person sees that it has.
FOCUSED = """() => {
    const e = document.activeElement;
    // Inside a field for a day the browser itself shows which part has the focus.
    const isSeen = e.dataset.walked || [e, e.closest('.field'), e.nextElementSibling]
        .some(each => each && getComputedStyle(each).outlineStyle !== 'none');
    const isCounted = e.closest('main') && e.type !== 'radio' && e !== document.querySelector('main');
    if (isCounted) e.dataset.walked = '1';
    return { isSeen, at: e.outerHTML.slice(0, 100), isEnd: e === document.body };
}"""


@pytest.fixture
def clock(monkeypatch):
    def set_to(day, hour=22):
        monkeypatch.setattr(moment, "now", lambda: at(day, hour))

    set_to(TODAY)
    return set_to


@pytest.fixture
def people(live_server, clock, tmp_path, settings):
    """Four people at their work, in an association that keeps its keys apart."""
    settings.GEWOON_HOME = tmp_path
    association(note="Demonstration: everything here is made up")
    roles = {
        "anouk": Role.SOCIAL_WORKER,
        "tess": Role.TRAINER,
        "marit": Role.MANAGER,
        "noor": Role.COLLECTION_OFFICER,
    }
    return {name: officer(name, role, first_name=name.capitalize()) for name, role in roles.items()}


@pytest.fixture
def case(people):
    """A case of Anouk with a plan, a note, and a visit for today."""
    made = case_of(tenancy(101), people["anouk"], BEFORE)
    writes_in(made, "plan", people["anouk"], now=BEFORE, own_words="Weer slapen.", goals__0__goal="Rust")
    notes(made, people["anouk"], now=BEFORE)
    visits.plan_visit(made.tenancy_id, on=TODAY, by=people["anouk"], now=BEFORE)
    return made


@pytest.fixture
def group(people):
    """A group of Tess, with somebody in it, that meets today."""
    plan = planning.Plan(
        programme="geluk",
        name="Dinsdagavond",
        place="Buurthuis",
        days=DAYS,
        begins_at=time(19),
        seats=3,
        part_of_day="evening",
        by_lot=False,
        trainer_id=people["tess"].pk,
    )
    made = planning.plan_cohort(plan=plan, by=CONSOLE, now=BEFORE)
    wishes = Wishes(cohort_id=made.pk)
    enrolling.enrol(
        tenancy(102).pk, programme="geluk", way_in="condition", wishes=wishes, by=CONSOLE, now=BEFORE
    )
    return made


def sits_down(page, who):
    """Sign somebody in without the page for it: that has tests of its own."""
    client = Client()
    client.force_login(who)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.goto("/sign-in/")
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": origin}])


def walk(page):
    """Go through a page by the Tab key; answer the stops without a sign that they have the focus."""
    unseen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isEnd"]:
            break
        unseen += [] if stop["isSeen"] else [stop["at"]]
    return unseen


@pytest.mark.parametrize("place", PLACES)
def test_a_page_keeps_nobody_out_and_goes_by_keyboard(page, axe, people, case, group, place):
    own_account()
    who, address = PLACES[place]
    sits_down(page, people[who])
    for width, scheme in SIGHTS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        assert page.goto(address.format(case=case.pk, group=group.pk)).status == 200
        assert axe(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert walk(page) == []
    assert page.locator("[data-walked]").count() == page.evaluate(REACHABLE)


def test_a_group_goes_from_plan_by_lot_to_a_certificate(page, people, clock):
    clock(date(2026, 11, 2))
    sits_down(page, people["marit"])
    page.goto("/training/plannen/nieuw/")
    page.locator("#first").fill("1-12-2026")
    page.locator("#begins_at").fill("19:00")
    page.locator("form:has(#first) button").click()
    page.locator("#name").fill("Wintergroep")
    page.locator("#place").fill("Buurthuis")
    page.locator("#seats").fill("1")
    page.locator("#trainer").select_option(str(people["tess"].pk))
    page.locator("[name=by_lot]").check()
    page.locator("#draw_on").fill("16-11-2026")
    page.locator("form:has(#name) button").click()
    page.get_by_role("heading", level=1, name="Wintergroep").wait_for()
    cohort = Cohort.objects.get()
    for number in (101, 102):
        wishes = Wishes(cohort_id=cohort.pk)
        enrolling.enrol(
            tenancy(number).pk, programme="geluk", way_in="condition", wishes=wishes, by=CONSOLE, now=BEFORE
        )
    page.reload()
    page.locator("form[action$='/protocol/'] button").click()
    page.locator(".protocol").wait_for(state="attached")
    clock(date(2026, 11, 17))
    sits_down(page, people["anouk"])
    page.goto(f"/training/plannen/{cohort.pk}/")
    page.locator("form[action$='/plaatsen/'] button").click()
    page.locator("a[href$='loting.json']").wait_for()
    seated = Enrolment.objects.get(state="seated")
    sits_down(page, people["tess"])
    for number, session in enumerate(cohort.sessions.order_by("number"), start=1):
        clock(session.on)
        page.goto(f"/training/groepen/{cohort.pk}/keer/{number}/")
        page.locator("input[value=present]").check()
        if number == 1:
            stays_on_the_phone(page)
        page.get_by_role("button", name="Verstuur").click()
        page.wait_for_url(f"**/training/groepen/{cohort.pk}/")
    assert Attendance.objects.filter(enrolment=seated, presence="present").count() == 3
    answer = page.request.get(f"/training/deelnemers/{seated.pk}/certificaat.pdf")
    assert answer.body().startswith(b"%PDF")


def stays_on_the_phone(page):
    """Send without a connection: nothing arrives, the choice stays, and a new look at the page has it."""
    page.context.set_offline(True)
    page.get_by_role("button", name="Verstuur").click()
    page.locator("[data-kept]").wait_for(state="visible")
    assert not Attendance.objects.exists()
    page.context.set_offline(False)
    page.reload()
    assert page.locator("input[value=present]").is_checked()


def test_a_visit_is_told_without_a_connection_and_arrives_once(page, people, case):
    notes_before = CaseNote.objects.count()
    sits_down(page, people["anouk"])
    page.goto("/bezoeken/")
    page.locator("details:has(form[data-visit]) > summary").click()
    form = page.locator("form[data-visit]")
    form.locator("[name=reached][value='1']").check()
    page.context.set_offline(True)
    form.locator("[name=said]").fill("Aan de keukentafel.")
    form.locator("button.btn--main").click()
    form.get_by_text("Wacht op deze telefoon").wait_for()
    assert not ContactAttempt.objects.exists()
    page.context.set_offline(False)
    form.locator("[name=said]").and_(page.locator(":disabled")).wait_for()
    page.reload()
    assert ContactAttempt.objects.get().reached is True
    assert CaseNote.objects.count() == notes_before + 1
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('gewoon.visit.')).length") == 0
