"""Who gets in, for how long, and to nothing but the own home."""

from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from gewoon.actions.contact import sign_in
from gewoon.records.people import Role, User
from gewoon.records.tenancy import Circumstance
from gewoon.records.training import OwnWords
from gewoon.web.shared import moment
from stories import night, officer, rent, tenancy
from web.portal.entering import entered, page, running, seated, send

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
OPEN = ("sign_in", "code", "leave")


def own_routes():
    found = next(each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "portal")
    return [each for each in found.url_patterns if each.name not in OPEN]


def addresses(patterns, prefix="", names=()):
    """Answer every route with a number in each hole."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            space = (*names, each.namespace) if each.namespace else names
            yield from addresses(each.url_patterns, prefix, space)
        elif each.name:
            holes = {
                name: TODAY if "day" in name else 1 if "Int" in type(shape).__name__ else "x"
                for name, shape in each.pattern.converters.items()
            }
            yield ":".join((*names, each.name)), holes, each


@pytest.mark.parametrize("role", [each for each in Role if each != Role.TENANT])
def test_staff_have_no_page_of_a_tenant(role, late):
    client = Client()
    client.force_login(officer("anders", role))
    for route in own_routes():
        holes = dict.fromkeys(route.pattern.converters, 1)
        for ask in (client.get, client.post):
            assert ask(reverse(f"portal:{route.name}", kwargs=holes)).status_code in (404, 405), route.name


def test_a_tenant_has_no_page_of_staff(samira):
    """Every other route of the house, asked by a tenant: not one shows anything."""
    seen = {}
    for name, holes, route in addresses(get_resolver().url_patterns):
        need = getattr(route.callback, "needs", None)
        if name.startswith("portal:") or need in ("public", "signed_in"):
            continue
        for ask in (samira.get, samira.post):
            seen[name, ask.__name__] = ask(reverse(name, kwargs=holes)).status_code
    assert len(seen) > 100
    assert {name: status for name, status in seen.items() if status not in (404, 405)} == {}


def test_a_tenant_without_a_home_and_a_stranger_see_nothing(clock, house):
    lost = User.objects.create(username="los", role=Role.TENANT)
    client = Client()
    client.force_login(lost)
    assert page(client, "home").url == reverse("portal:sign_in")  # came in without a code
    for route in own_routes():
        holes = dict.fromkeys(route.pattern.converters, 1)
        assert Client().get(reverse(f"portal:{route.name}", kwargs=holes)).status_code == 302


def test_a_tenant_sees_only_the_own_home_whatever_is_asked(late):
    """What another home has, by its keys: an arrangement, words, a letter, a session."""
    other = tenancy(102, name="Iemand Anders")
    rent(other, date(2026, 10, 1))
    night(TODAY)
    made, theirs = running(other), seated(other)
    words = OwnWords.objects.create(enrolment=theirs, kind="goal", text="van mij", written_at=moment.now())
    samira = entered(late)
    assert send(samira, "take_away", words=words.pk).status_code == 404
    assert send(samira, "answer", answer="no", arrangement=made, tenancy=other.pk).status_code == 404
    assert page(samira, "cannot_come", 2).status_code == 404
    assert page(samira, "calendar").status_code == 404
    send(samira, "call", about="", tenancy_id=other.pk, key="x")
    assert not Circumstance.objects.filter(tenancy=other).exists()
    for route in own_routes():
        if not route.pattern.converters:
            assert "Anders" not in page(samira, route.name).content.decode()
    assert OwnWords.objects.filter(pk=words.pk).exists()


def test_an_officer_who_types_a_code_is_an_officer_no_more(late):
    """The session starts anew: what the officer could do is gone, and the other way round."""
    client = Client()
    client.force_login(officer())
    entered(late, client)
    assert client.get(reverse("desk:worklist")).status_code == 404
    assert client.get(reverse("home")).url == "/mijn/"
    send(client, "leave")
    assert page(client, "home").url == reverse("portal:sign_in")


def test_a_session_ends_by_itself(late, clock):
    samira = entered(late)
    key = samira.session.session_key
    clock(TODAY, 10, 19)
    assert page(samira, "home").status_code == 200 and samira.session.session_key == key
    clock(TODAY, 10, 38)
    assert page(samira, "home").status_code == 200
    clock(TODAY, 10, 59)
    assert page(samira, "home").url == reverse("portal:sign_in")
    samira = entered(late)
    for minutes in range(15, 121, 15):
        clock(TODAY, 10 + (59 + minutes) // 60, (59 + minutes) % 60)
        assert page(samira, "home").status_code == 200
    clock(TODAY, 13, 0)
    assert page(samira, "home").status_code == 302


def test_signing_in_answers_the_same_whether_a_home_exists(late):
    party = late.parties.first()
    answers = []
    for number, postcode in ((101, late.home.postcode), (101, "0000 XX"), (999, "0000 XX")):
        client = Client()
        asked = client.post(
            reverse("portal:sign_in"), {"number": number, "postcode": postcode, "channel": "email"}
        )
        typed = client.post(reverse("portal:code"), {"number": number, "code": "00000000"})
        text = typed.content.decode().replace(str(number), "N")
        token = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        answers.append((asked.status_code, asked.url, typed.status_code, len(text.replace(token, ""))))
        assert party.name not in text
    assert len(set(answers)) == 1


def test_too_many_tries_are_told_to_wait(late):
    client = Client()
    for _ in range(sign_in.MOST_TYPED):
        client.post(reverse("portal:code"), {"number": 101, "code": "1"})
    assert client.post(reverse("portal:code"), {"number": 101, "code": "1"}).status_code == 429
    for _ in range(sign_in.MOST_ASKED):
        client.post(reverse("portal:sign_in"), {"number": 101, "postcode": "x", "channel": "letter"})
    answer = client.post(reverse("portal:sign_in"), {"number": 101, "postcode": "x", "channel": "letter"})
    assert answer.status_code == 429


@pytest.mark.parametrize(
    "given", [{"number": "abc"}, {"number": "101", "postcode": " "}, {"channel": "pigeon"}]
)
def test_asking_needs_a_number_a_postcode_and_a_way(house, clock, given):
    whole = {"number": "101", "postcode": "1000 AA", "channel": "email"} | given
    assert Client().post(reverse("portal:sign_in"), whole).status_code == 400
    assert Client().post(reverse("portal:code"), {"number": "abc", "code": "1"}).status_code == 400


def test_the_page_speaks_english_too(late):
    samira = entered(late)
    samira.post(reverse("set_language"), {"language": "en", "next": "/mijn/"})
    told = page(samira, "home").content.decode()
    assert 'lang="en"' in told and "Paying does not work" in told
