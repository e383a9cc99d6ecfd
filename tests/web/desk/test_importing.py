"""Files are looked at before they come in; what is refused says why, and nothing is kept of a look."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from actions.ledger.banking import content, paid, statement
from gewoon.records.ledger import BankEntry, StatementFile
from gewoon.records.tenancy import RentComponent, Tenancy
from gewoon.rules.ledger import reference
from gewoon.web.desk import incoming
from gewoon.web.desk.refusals import of_file
from stories import next_step, own_account

BANK = content(statement(paid(600_00, reference.make(101, None), reference="B1", on=date(2026, 3, 2))))
HEADER = "number;home;street;house_number;postcode;town;starts_on;tenant_name;mandate;mandate_signed_on\n"
ROW = "301;V-301;Nergensweg;3;1000 AB;Waterrijk;2026-01-01;Verzonnen;M-301;2026-01-01\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """Keep what is uploaded in a folder of the test."""
    monkeypatch.setattr(settings, "GEWOON_HOME", tmp_path)
    return tmp_path / "incoming"


def upload(client, kind, **files):
    given = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
    return client.post("/geld/inlezen/", {"kind": kind, "files": given})


def waiting(folder):
    return [path.name for path in folder.glob("*/*/*")]


def token(folder):
    (found,) = folder.glob("*/*")
    return found.name


def confirm(client, folder, kind):
    return client.post(f"/geld/inlezen/{token(folder)}/", {"kind": kind})


def test_a_statement_is_tried_and_then_taken_in(noor, late, folder):
    own_account()
    answer = upload(noor, "bank", maart_xml=BANK)
    shown = answer.content.decode()
    assert (answer.status_code, "Dit zou binnenkomen" in shown, "600,00" in shown) == (200, True, True)
    assert (BankEntry.objects.count(), StatementFile.objects.count(), next_step(late)) == (0, 0, "reminder")
    assert "Dit is ingelezen" in confirm(noor, folder, "bank").content.decode()
    assert (BankEntry.objects.count(), next_step(late), waiting(folder)) == (1, None, [])
    assert "Al bekend" in upload(noor, "bank", maart_xml=BANK).content.decode()


def test_a_refused_file_says_why_and_does_not_stop_the_others(noor, late, folder):
    own_account()
    shown = upload(noor, "bank", goed_xml=BANK, stuk_xml=BANK[:400]).content.decode()
    assert "Geweigerd" in shown
    assert "technisch en in het Engels" in shown
    assert "de andere bestanden komen binnen" in shown
    confirm(noor, folder, "bank")
    assert [each.name for each in StatementFile.objects.all()] == ["goed.xml"]


def test_what_cannot_come_in_at_all_is_not_kept(noor, late, folder):
    answer = upload(noor, "bank", niets_xml=b"dit is geen afschrift")
    assert (answer.status_code, waiting(folder)) == (422, [])
    assert "Hiervan kan niets binnenkomen" in answer.content.decode()


def test_tables_show_the_errors_of_their_rows(noor, late, folder):
    wrong = (HEADER + ROW.replace("2026-01-01;Verz", "gisteren;Verz")).encode()
    shown = upload(noor, "tables", tenancies_csv=wrong).content.decode()
    assert "row 2, column starts_on" in shown
    assert not Tenancy.objects.filter(number=301).exists()


def test_tables_come_in_whole_with_their_mandates(noor, late, folder):
    rents = b"tenancy;kind;from;amount\n301;net;2026-01-01;500.00\n"
    shown = upload(noor, "tables", tenancies_csv=(HEADER + ROW).encode(), rents_csv=rents).content.decode()
    assert "Machtigingen" in shown
    assert not Tenancy.objects.filter(number=301).exists()
    confirm(noor, folder, "tables")
    made = Tenancy.objects.get(number=301)
    assert (made.mandates.get().reference, RentComponent.objects.filter(tenancy=made).count()) == ("M-301", 1)


def test_a_rent_of_nobody_is_told_by_the_try(noor, late):
    rents = b"tenancy;kind;from;amount\n999;net;2026-01-01;500.00\n"
    assert "Dit huurcontract bestaat niet" in upload(noor, "tables", rents_csv=rents).content.decode()


def test_a_statement_of_a_strange_account_is_told_in_words(noor, late):
    assert "is niet van u" in upload(noor, "bank", maart_xml=BANK).content.decode()


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("this statement is in CHF; only euro accounts are booked.", "in CHF"),
        ("statement S1: the opening balance and the entries do not lead to the closing balance.", "S1"),
        ("after this file the books hold 5 cents more than the bank on 2026-01-01. Probably x", "2026-01-01"),
        ("collection E9: it cannot be told for which tenancy it is.", "Incasso E9"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_dutch(text, ours):
    with override("nl"):
        said, is_ours = of_file(text)
    assert is_ours
    assert ours in said


def test_a_batch_that_is_no_batch_is_refused(noor, late):
    assert "Geweigerd" in upload(noor, "batches", batch_xml=BANK).content.decode()


def test_files_are_thrown_away_by_who_thinks_again(noor, late, folder):
    own_account()
    upload(noor, "bank", maart_xml=BANK)
    name = token(folder)
    noor.post(f"/geld/inlezen/{name}/weg/")
    assert waiting(folder) == []
    assert noor.post(f"/geld/inlezen/{name}/", {"kind": "bank"}).status_code == 302
    assert not StatementFile.objects.exists()


@pytest.mark.parametrize(
    ("kind", "files"), [("bank", {}), ("", {"a_xml": b"x"}), ("anders", {"a_xml": b"x"})]
)
def test_a_form_that_is_not_whole_is_asked_again(noor, late, kind, files):
    assert upload(noor, kind, **files).status_code == 400


def test_a_name_cannot_lead_out_of_the_folder(folder):
    files = [SimpleUploadedFile("a.xml", b"1"), SimpleUploadedFile("a.xml", b"2")]
    files[0].name, files[1].name = "a.xml", "a.xml"
    kept = incoming.keep(7, files, now=0)
    assert sorted(path.name for path in kept.paths) == ["1-a.xml", "a.xml"]
    assert all(path.parent.parent == folder / "7" for path in kept.paths)
    for name in ("..", "x", "0" * 32):
        with pytest.raises(LookupError):
            incoming.find(7, name)
    with pytest.raises(LookupError):
        incoming.find(8, kept.token)


def test_what_waits_for_a_day_is_thrown_away(folder):
    old = incoming.keep(7, [SimpleUploadedFile("a.xml", b"1")], now=0)
    later = old.paths[0].parent.stat().st_mtime + incoming.KEPT_SECONDS + 1
    incoming.keep(7, [SimpleUploadedFile("b.xml", b"1")], now=later)
    with pytest.raises(LookupError):
        incoming.find(7, old.token)


def test_too_many_files_or_too_much_is_said(folder, monkeypatch):
    with pytest.raises(ValueError, match="hoogstens 40"):
        incoming.keep(7, [SimpleUploadedFile("a", b"")] * 41, now=0)
    monkeypatch.setattr(incoming, "MOST_BYTES", 3)
    with pytest.raises(ValueError, match="250 MB"):
        incoming.keep(7, [SimpleUploadedFile("a", b"1234")], now=0)
