"""The page of one tenancy."""

from datetime import date

from gewoon.records.contact import ContactAttempt
from gewoon.records.people import Role
from gewoon.records.policy import Step
from gewoon.records.tenancy import Circumstance
from stories import pays, sends


def shown(client, who, query: str = "") -> str:
    return client.get(f"/huurders/{who.pk}/{query}").content.decode()


def test_the_account_says_what_a_payment_settled_and_why(noor, late):
    pays(late, 20_000, date(2026, 10, 3))
    page = shown(noor, late)
    assert "voor oktober 2026: er was niets anders te betalen" in page


def test_why_and_why_not_and_the_gate_stand_there(noor, late):
    page = shown(noor, late)
    for words in ("Waarom deze stap?", "Alles waar de regel naar keek", "Waarom nog niet:", "Poort:"):
        assert words in page


def test_the_history_tells_a_letter_once(noor, late, noor_herself):
    sends(late, noor_herself, date(2026, 10, 5))
    page = shown(noor, late)
    assert page.count("Herinnering</b>") == 1
    assert "<b>Stuur herinnering</b>" not in page


def test_a_promise_is_noted_with_its_day_and_ended(noor, late):
    given = {"kind": "promise", "reason": "na de vakantie", "until": "12-10"}
    noor.post(f"/huurders/{late.pk}/bijzonderheden/", given)
    made = Circumstance.objects.get()
    assert (made.kind, made.to_on) == ("promise", date(2026, 10, 12))
    assert "na de vakantie" in shown(noor, late)
    noor.post(f"/huurders/{late.pk}/bijzonderheden/{made.pk}/einde/")
    made.refresh_from_db()
    assert made.to_on == date(2026, 10, 5)


def test_a_day_that_is_none_is_said_beside_the_field(noor, late):
    given = {"kind": "promise", "reason": "na de vakantie", "until": "31-2"}
    answer = noor.post(f"/huurders/{late.pk}/bijzonderheden/", given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "is geen dag" in page
    assert 'value="na de vakantie"' in page
    assert not Circumstance.objects.exists()


def test_a_promise_without_a_day_is_refused_in_words(noor, late):
    answer = noor.post(f"/huurders/{late.pk}/bijzonderheden/", {"kind": "promise", "reason": "ja"})
    assert answer.status_code == 409
    assert "Geef de dag waarop de huurder uiterlijk betaalt." in answer.content.decode()


def test_a_tenant_who_called_is_noted(noor, late):
    noor.post(f"/huurders/{late.pk}/contact/", {"kind": "talk", "reached": "1"})
    assert ContactAttempt.objects.get().step is None


def test_who_gave_the_tenancy_away_by_a_note_comes_back_to_the_list(at_desk, late):
    Step.objects.update(owner=Role.SOCIAL_WORKER)
    given = {"kind": "dispute", "reason": "rekening klopt niet"}
    answer = at_desk(Role.SOCIAL_WORKER).post(f"/huurders/{late.pk}/bijzonderheden/", given)
    assert answer.url == "/werklijst/"
