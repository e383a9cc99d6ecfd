"""The books at the desk: what is put right, given up, collected, settled, and pointed at."""

import re
from datetime import date

import pytest

from actions.ledger.banking import Bank, paid, statement
from gewoon.actions.ledger import deposit, mandates, rent_run
from gewoon.actions.rights import CONSOLE
from gewoon.gateways.bank import pain008
from gewoon.gateways.erp.model import MandateRow, PartyRow
from gewoon.records.ledger import Account, BankDetail, DirectDebitBatch, Entry, Mandate, WriteOff
from gewoon.records.people import Role
from gewoon.records.tenancy import Tenancy
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.kinds import Kind
from stories import association, at, claim, iban, next_step, night, own_account, tenancy

TODAY = date(2026, 10, 5)
BEFORE = date(2026, 9, 1)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def of_kind(who, kind):
    return Entry.objects.get(tenancy=who, kind=kind)


def test_the_page_of_money_says_what_waits(noor, at_desk, money):
    shown = page(noor, "/geld/")
    for words in ("Bestanden inlezen", "1 wacht", "Automatische incasso", "Eindafrekeningen"):
        assert words in shown
    shown = page(at_desk(Role.MANAGER), "/geld/")
    assert ("Afboekingen" in shown, "Bestanden inlezen" in shown) == (True, False)


def test_an_entry_is_undone_and_the_step_goes_with_it(noor, late):
    assert next_step(late) == "reminder"
    rent = of_kind(late, Kind.RENT)
    assert f"/boekingen/{rent.pk}/" in page(noor, f"/huurders/{late.pk}/")
    given = {"deed": "undo", "reason": "dubbel", "key": "k"}
    for _ in range(2):
        noor.post(f"/huurders/{late.pk}/boekingen/{rent.pk}/", given)
    assert of_kind(late, Kind.REVERSAL).refers_id == rent.pk
    assert next_step(late) is None
    assert noor.get(f"/huurders/{late.pk}/boekingen/{rent.pk}/").status_code == 404


def test_an_entry_is_booked_again_as_it_should_be(noor, late):
    rent = of_kind(late, Kind.RENT)
    given = {"deed": "correct", "reason": "typefout", "amount": "400", "on": "2-10", "number": "101"}
    noor.post(f"/huurders/{late.pk}/boekingen/{rent.pk}/", given)
    again = Entry.objects.get(tenancy=late, cents=400_00)
    assert (again.on, again.kind) == (date(2026, 10, 2), Kind.RENT)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"amount": "veel"}, "is niet duidelijk"),
        ({"number": "999"}, "Er is geen huurnummer"),
        ({}, "Er zou niets veranderen"),
    ],
)
def test_a_correction_that_is_not_clear_is_said(noor, late, given, said):
    rent = of_kind(late, Kind.RENT)
    given = {"deed": "correct", "reason": "x"} | given
    answer = noor.post(f"/huurders/{late.pk}/boekingen/{rent.pk}/", given)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_credit_is_booked_by_hand(noor, late):
    given = {"kind": "credit", "amount": "600", "reason": "lekkage", "key": "k"}
    assert "In het voordeel" in page(noor, f"/huurders/{late.pk}/boeken/")
    noor.post(f"/huurders/{late.pk}/boeken/", given)
    assert of_kind(late, Kind.CREDIT).on == TODAY
    assert next_step(late) is None
    wrong = noor.post(f"/huurders/{late.pk}/boeken/", {"kind": "payment"})
    assert (wrong.status_code, "Kies wat het is" in wrong.content.decode()) == (400, True)


def test_money_that_is_placed_takes_the_step_away(noor, late, money):
    noor.post(f"/te-plaatsen/{money.pk}/boek/", {"tenancy": late.pk, "key": "k"})
    assert next_step(late) is None
    noor.post(f"/te-plaatsen/terug/{of_kind(late, Kind.PAYMENT).pk}/")
    assert next_step(late) == "reminder"


def test_a_claim_is_given_up_and_taken_back_by_two(noor, at_desk, late):
    marja = at_desk(Role.MANAGER)
    noor.post(f"/huurders/{late.pk}/afboeken/", {"amount": "600", "reason": "schulden", "key": "k"})
    proposal = WriteOff.objects.get()
    assert "U stelde dit voor" in page(noor, "/geld/afboekingen/")
    assert "Goedkeuren" in page(marja, "/geld/afboekingen/")
    marja.post(f"/geld/afboekingen/{proposal.pk}/besluit/", {"approved": "1", "key": "d"})
    assert next_step(late) is None
    assert "schulden" in page(noor, f"/geld/afboekingen/{proposal.pk}/terug/")
    noor.post(f"/geld/afboekingen/{proposal.pk}/terug/", {"reason": "toch geld", "key": "t"})
    back = WriteOff.objects.get(undoes=proposal)
    assert "Een afboeking terugnemen" in page(marja, "/geld/afboekingen/")
    marja.post(f"/geld/afboekingen/{back.pk}/besluit/", {"approved": "1"})
    assert next_step(late) == "reminder"


def test_a_proposal_that_cannot_be_made_says_why(noor, at_desk, late):
    for given, said in (({"amount": "601"}, "maar 600.00 euro open"), ({"amount": "x"}, "niet duidelijk")):
        answer = noor.post(f"/huurders/{late.pk}/afboeken/", given | {"reason": "x"})
        assert (answer.status_code, said in answer.content.decode()) == (400, True)
    noor.post(f"/huurders/{late.pk}/afboeken/", {"amount": "1", "reason": "x"})
    proposal = WriteOff.objects.get()
    at_desk(Role.MANAGER).post(f"/geld/afboekingen/{proposal.pk}/besluit/", {"approved": "0"})
    answer = noor.post(f"/geld/afboekingen/{proposal.pk}/terug/", {"reason": "x"})
    assert "Alleen een goedgekeurde" in answer.content.decode()


@pytest.fixture
def debtors(late):
    """Two who pay by direct debit, of whom one has signed."""
    association(creditor="NL00ZZZ000000000000")
    own_account()
    for number in (201, 202):
        party = PartyRow(role="tenant", name=f"Incasso {number}", iban=iban("TSTA", number))
        tenancy(number, way_of_paying="direct_debit", parties=(party,))
    row = MandateRow(tenancy=201, reference="M-201", signed_on=BEFORE)
    mandates.take_in(rows=[row], by=CONSOLE, now=at(BEFORE))
    rent_run.charge_rent(month=date(2026, 10, 1), by=CONSOLE, now=at(date(2026, 9, 28)))
    return Tenancy.objects.get(number=201), Tenancy.objects.get(number=202)


def test_a_batch_is_looked_at_made_and_taken(noor, debtors, tmp_path):
    asked = {"month": "2026-10", "on": "8-10"}
    shown = noor.post("/geld/incasso/kijk/", asked).content.decode()
    assert "600,00" in shown
    assert "Incasso 202" in shown
    assert "Er is geen machtiging voor deze dag" in shown
    assert not DirectDebitBatch.objects.exists()
    noor.post("/geld/incasso/maak/", asked)
    batch = DirectDebitBatch.objects.get()
    assert "HUUR-202610-20261008" in page(noor, "/geld/incasso/")
    answer = noor.get(f"/geld/incasso/{batch.pk}.xml")
    assert 'filename="HUUR-202610-20261008.xml"' in answer["Content-Disposition"]
    path = tmp_path / "batch.xml"
    path.write_bytes(answer.content)
    ((item,),) = (each.items for each in pain008.read(path))
    assert (item.mandate, item.mandate_signed_on) == ("M-201", BEFORE)


def test_a_batch_that_cannot_be_made_says_why(noor, debtors):
    for asked, said in (
        ({"month": "okt", "on": "8-10"}, "Kies de maand"),
        ({"month": "2026-10", "on": "32-10"}, "is geen dag"),
        ({"month": "2026-10", "on": "5-10"}, "Kies morgen of later"),
    ):
        answer = noor.post("/geld/incasso/kijk/", asked)
        assert (answer.status_code, said in answer.content.decode()) == (400, True)
    noor.post("/geld/incasso/maak/", {"month": "2026-08", "on": "8-10"})
    assert "Er was niets te incasseren" in page(noor, "/geld/incasso/")


def test_a_mandate_is_recorded_and_withdrawn(noor, debtors):
    _, bert = debtors
    assert "Er is geen machtiging bekend" in page(noor, f"/huurders/{bert.pk}/machtiging/")
    given = {"reference": "M-202", "signed_on": "1-10-2026", "key": "k"}
    noor.post(f"/huurders/{bert.pk}/machtiging/", given)
    assert "Loopt" in page(noor, f"/huurders/{bert.pk}/machtiging/")
    noor.post(f"/huurders/{bert.pk}/machtiging/einde/", {"key": "e"})
    assert Mandate.objects.get(reference="M-202").to_on == TODAY
    answer = noor.post(f"/huurders/{bert.pk}/machtiging/", given | {"key": "x"})
    assert "hoort al bij een machtiging" in answer.content.decode()


def test_who_leaves_gets_a_final_account(noor, noor_herself, late):
    noor.post(f"/huurders/{late.pk}/waarborgsom/", {"deed": "bring_over", "amount": "900", "on": "1-9-2026"})
    assert deposit.held(late.pk) == 900_00
    Tenancy.objects.filter(pk=late.pk).update(ends_on=date(2026, 10, 4))
    assert "900,00" in page(noor, "/geld/eindafrekeningen/")
    shown = page(noor, f"/huurders/{late.pk}/eindafrekening/")
    assert "Verrekenen, en €\xa0300,00 terugbetalen" in shown.replace("€ ", "€\xa0")
    for _ in range(2):
        noor.post(f"/huurders/{late.pk}/eindafrekening/maak/", {"key": "k"})
    assert of_kind(late, Kind.REFUND).cents == 300_00
    assert next_step(late) is None
    assert "Deze rekening is verrekend" in page(noor, f"/huurders/{late.pk}/eindafrekening/")
    assert "Alles is verrekend" in page(noor, "/geld/eindafrekeningen/")


def test_a_deposit_that_is_not_clear_is_said(noor, late):
    answer = noor.post(f"/huurders/{late.pk}/waarborgsom/", {"deed": "charge", "amount": "?"})
    assert (answer.status_code, "is niet duidelijk" in answer.content.decode()) == (400, True)


def test_a_return_that_nobody_could_place_is_pointed_at_its_payment(noor, late, tmp_path):
    own_account()
    came = paid(600_00, reference.make(late.number, None), reference="B1")
    went = paid(-600_00, "retour", reference="R1", reason_code="AM04")
    Bank(tmp_path).tells(statement(came, went))
    night(date(2026, 10, 6))
    payment, detail = of_kind(late, Kind.PAYMENT).pk, BankDetail.objects.get(cents=-600_00)
    assert f"/te-plaatsen/{detail.pk}/retour/" in page(noor, "/te-plaatsen/")
    shown = page(noor, f"/te-plaatsen/{detail.pk}/retour/?wanted=Verzonnen")
    assert f'name="entry" value="{payment}"' in shown
    assert "Er staat geen betaling" in page(noor, f"/te-plaatsen/{detail.pk}/retour/?wanted=Niemand")
    noor.post(f"/te-plaatsen/{detail.pk}/retour/", {"entry": payment, "key": "k"})
    assert of_kind(late, Kind.REVERSAL).credit == Account.SUSPENSE
    assert next_step(late) == "reminder"


@pytest.mark.parametrize("deed", ["brief", "contact", "klaar"])
def test_a_double_click_does_a_step_once(noor, late, to_call, deed):
    step = to_call.steps.get(state="open")
    address = f"/huurders/{late.pk}/stap/{step.pk}/{deed}/"
    answers = [noor.post(address, {"key": "k", "reached": "0"}).status_code for _ in range(2)]
    assert answers in ([302, 302], [409, 409])
    assert to_call.attempts.count() == (deed == "contact")


def test_a_note_that_is_sent_twice_stands_once(noor, late):
    for _ in range(2):
        noor.post(
            f"/huurders/{late.pk}/bijzonderheden/", {"kind": "children", "reason": "verteld", "key": "k"}
        )
        noor.post(f"/huurders/{late.pk}/contact/", {"kind": "call", "reached": "1", "key": "c"})
    assert (late.circumstances.count(), late.attempts.count()) == (1, 1)


def test_a_letter_that_is_sent_twice_is_one_letter(noor, late):
    shown = page(noor, f"/huurders/{late.pk}/")
    form = re.search(r'action="([^"]+/brief/)".*?name="key" value="(\w+)"', shown)
    answers = [noor.post(form.group(1), {"key": form.group(2)}).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert late.letters.count() == 1


def test_what_is_wrong_with_a_claim_that_is_not_due_yet_is_decided_at_once(noor, late):
    claim(late, 100_00, date(2026, 11, 1), known=BEFORE)
    later = Entry.objects.get(tenancy=late, cents=100_00)
    noor.post(f"/huurders/{late.pk}/boekingen/{later.pk}/", {"deed": "undo", "reason": "x"})
    assert next_step(late) == "reminder"
