"""Over all routes of guidance: who may gets an answer, and for everybody else the page does not exist."""

import pytest
from django.urls import get_resolver, reverse

from actions.casework.guided import NOW, SECRET, TODAY
from gewoon.actions.casework import emergency, visits
from gewoon.records.casework import CaseRead
from gewoon.records.events import Event
from gewoon.records.people import Role
from stories import tenancy
from web.guidance.conftest import browser

# The page, how it is asked, and which roles may come in at all; only the own worker opens a case.
CASE, ASSIGN, VISIT = "own", {Role.SOCIAL_WORKER, Role.MANAGER}, {Role.SOCIAL_WORKER, Role.COLLECTION_OFFICER}
LIST = {Role.SOCIAL_WORKER, Role.COLLECTION_OFFICER, Role.AUDITOR}
PAGES = {
    "cases": ("get", LIST),
    "team": ("get", ASSIGN),
    "cover": ("post", ASSIGN),
    "end_cover": ("post", ASSIGN),
    "emergency": ("get", {Role.SOCIAL_WORKER}),
    "emergency_seen": ("post", {Role.MANAGER}),
    "start": ("post", CASE),
    "case": ("get", CASE),
    "note": ("post", CASE),
    "begin": ("post", CASE),
    "adapt": ("post", CASE),
    "close": ("post", CASE),
    "assign": ("post", ASSIGN),
    "plan": ("get", CASE),
    "plan_pdf": ("get", CASE),
    "share": ("post", CASE),
    "part": ("get", CASE),
    "save": ("post", CASE),
    "draft": ("post", CASE),
    "drop_draft": ("post", CASE),
    "visits": ("get", VISIT),
    "plan_visit": ("post", VISIT),
    "report_visit": ("post", CASE),
    "cancel_visit": ("post", CASE),
}
GIVEN = {
    "version": "0",
    "day": TODAY.isoformat(),
    "number": "102",
    "from": "6-10",
    "to": "9-10",
    "worker": "1",
    "colleague": "2",
    "text": "Gebeld.",
    "result": "solved",
}


@pytest.fixture
def keys(case, anouk, berend):
    tenancy(102)
    visit = visits.plan_visit(case.tenancy_id, on=TODAY, by=anouk, now=NOW)
    glass = emergency.break_glass(case.tenancy_id, why="kind in gevaar vandaag", by=berend, now=NOW)
    return {
        "case_id": case.pk,
        "tenancy_id": case.tenancy_id,
        "name": "causes",
        "visit_id": visit,
        "emergency_id": glass.pk,
        "worker_id": anouk.pk,
    }


def patterns():
    (room,) = (each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "guidance")
    return {each.name: each.pattern.converters for each in room.url_patterns}


def asked(client, name, keys):
    where = reverse(f"guidance:{name}", kwargs={key: keys[key] for key in patterns()[name]})
    return getattr(client, PAGES[name][0])(where, GIVEN if PAGES[name][0] == "post" else {})


def test_each_page_of_guidance_stands_here():
    assert set(patterns()) == set(PAGES)


@pytest.mark.parametrize("role", Role)
def test_the_matrix_holds_over_all_routes(role, at, keys):
    """Nobody of another role gets in or learns of it, nor a social worker whose case it is not."""
    client = at(role)
    for name, (_, who_may) in PAGES.items():
        status = asked(client, name, keys).status_code
        is_strange = role == Role.SOCIAL_WORKER and name in {"plan_visit", "assign"}  # only of the own cases
        if who_may != CASE and role in who_may and not is_strange:
            assert status in {200, 302, 400, 409}, (name, status)
        else:
            assert status == 404, (name, status)
    assert not CaseRead.objects.filter(role=role).exclude(by_name="berend").exists()


def test_the_own_worker_gets_in_everywhere(keys, anouk):
    client = browser(anouk)
    for name, (_, who_may) in PAGES.items():
        if name in {"start", "emergency_seen", "close", "plan_visit"} or (
            who_may != CASE and Role.SOCIAL_WORKER not in who_may
        ):
            continue
        assert asked(client, name, keys).status_code in {200, 302, 409}, name
    assert asked(client, "close", keys).status_code == 302


def test_who_is_not_signed_in_is_asked_to(keys, client):
    for name in PAGES:
        answer = asked(client, name, keys)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")


def test_a_deed_is_never_done_by_looking(keys, anouk):
    client = browser(anouk)
    for name, (method, _) in PAGES.items():
        if method == "post":
            where = reverse(f"guidance:{name}", kwargs={key: keys[key] for key in patterns()[name]})
            assert client.get(where).status_code == 405, name


@pytest.mark.parametrize("role", [Role.COLLECTION_OFFICER, Role.AUDITOR, Role.TRAINER, Role.MANAGER])
def test_lists_searches_orders_and_exports_tell_nothing_of_a_case(role, at, case):
    client = at(role)
    searches = ("Verzonnen", "addiction", "scheiding", "kookt", str(case.tenancy_id))
    orders = ("next", "next_on", "-next_on", "opened", "worker", "causes", "reviewed_on")
    asked_for = [f"/begeleiding/?find={text}" for text in searches] + [
        f"/begeleiding/?order={name}" for name in orders
    ]
    asked_for += [
        f"/huurders/{case.tenancy_id}/?all=1",
        "/werklijst/export.csv",
        f"/werklijst/?q={SECRET[:20]}",
    ]
    for address in asked_for:
        shown = client.get(address).content.decode()
        for secret in ("haar scheiding", "Verslaving", "kookt voor", "weer slapen", "Rust in huis", "Anouk"):
            assert secret not in shown.replace(SECRET[:20], ""), (address, secret)


def test_a_search_does_not_find_by_what_is_inside(case, at, anouk):
    officer = at(Role.COLLECTION_OFFICER)
    found = {
        text: "Proef Verzonnen" in officer.get(f"/begeleiding/?find={text}").content.decode()
        for text in ("Verzonnen", "addiction", "slapen")
    }
    assert found == {"Verzonnen": True, "addiction": False, "slapen": False}
    assert "Proef Verzonnen" not in browser(anouk).get("/begeleiding/?find=slapen").content.decode()


def test_a_colleague_sees_no_household_that_is_not_hers(case, berend):
    assert "Proef Verzonnen" not in browser(berend).get("/begeleiding/").content.decode()
    assert browser(berend).get(f"/begeleiding/{case.pk}/").status_code == 404


def test_no_event_names_anything_of_the_content(case):
    told = str(list(Event.objects.values_list("deed", "reason", "content", "result", "subject")))
    for secret in ("scheiding", "addiction", "kookt", "slapen", "Rust"):
        assert secret not in told
