"""The tenant's own page: who gets in, what is seen of the own home, and nothing of another's."""

import json
from datetime import date, time

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from icalendar import Calendar

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.contact import sign_in
from gewoon.actions.rights import CONSOLE
from gewoon.actions.training import enrolling, planning
from gewoon.gateways.erp.model import PartyRow
from gewoon.records.arrangement import Arrangement, ArrangementState, CapacityCheck
from gewoon.records.people import Role, User
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Circumstance, CodeChannel
from gewoon.records.training import Attendance, Enrolment, InterviewConsent, OwnWords
from gewoon.rules.arrangement.terms import Part, Rhythm
from gewoon.rules.money import Cents
from gewoon.web.shared import moment
from stories import association, at, night, officer, rent, sends, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
DAYS = (date(2026, 10, 6), date(2026, 10, 27), date(2026, 11, 10))
OPEN = ("sign_in", "code", "leave")


@pytest.fixture
def clock(monkeypatch):
    def set_to(day, hour=10, minute=0):
        monkeypatch.setattr(moment, "now", lambda: at(day, hour, minute))

    set_to(TODAY)
    return set_to


@pytest.fixture
def house():
    return association(mail="huur@waterrijk.example")


@pytest.fixture
def late(house, clock):
    """A tenant who is a month behind."""
    found = tenancy(101, name="Verzonnen")
    rent(found, date(2026, 10, 1))
    night(TODAY)
    return found


@pytest.fixture
def samira(late):
    return entered(late)


def entered(home, client=None):
    """Sign in for a home with a code."""
    party = home.parties.first()
    client = client or Client()
    code = sign_in.new_code(party, CodeChannel.EMAIL, now=moment.now())
    answer = client.post(reverse("portal:code"), {"number": home.number, "code": code})
    assert (answer.status_code, answer.url) == (302, "/mijn/")
    return client


def page(client, name, *arguments, **given):
    return client.get(reverse(f"portal:{name}", args=arguments), given)


def send(client, name, *arguments, **given):
    return client.post(reverse(f"portal:{name}", args=arguments), given)


def running(home, *, by=CONSOLE):
    """An arrangement of two instalments that both agreed to."""
    parts = (
        Part(due_on=date(2026, 10, 20), cents=Cents(30_000)),
        Part(due_on=date(2026, 11, 20), cents=Cents(30_000)),
    )
    offer = Offer(parts=parts, rhythm=Rhythm.MONTHLY, reason="afgesproken")
    made = agreeing.propose(home.pk, offer=offer, by=by, now=moment.now())
    agreeing.record_acceptance(home.pk, arrangement_id=made, how="spoken", by=by, now=moment.now())
    return made


def seated(home, party=None):
    """Somebody of a home with a seat in a group."""
    plan = planning.Plan(
        programme="geluk", name="Dinsdag", place="Buurthuis", days=DAYS, begins_at=time(19), seats=3,
        part_of_day="evening", by_lot=False,
    )  # fmt: skip
    group = planning.plan_cohort(plan=plan, by=CONSOLE, now=moment.now())
    return enrolling.enrol(
        home.pk, programme="geluk", way_in="own_initiative", wishes=enrolling.Wishes(cohort_id=group.pk),
        party_id=(party or home.parties.first()).pk, by=CONSOLE, now=moment.now(),
    )  # fmt: skip


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
