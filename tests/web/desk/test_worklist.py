"""The worklist as an officer meets it."""

import csv
import io
import re
from datetime import date

from django.utils.translation import override

from gewoon.records.events import Event
from gewoon.records.people import Association, Role, SavedView
from stories import night, rent, tenancy

TODAY = date(2026, 10, 5)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_row_says_who_what_and_why(noor, late):
    shown = page(noor, "/werklijst/")
    for words in ("Proef Verzonnen", "Nergensweg 101", "€\xa0600,00", "1,0 maand", "Stuur herinnering"):
        assert words in shown.replace("€ ", "€\xa0")


def test_the_first_tenant_is_open_beside_the_list(noor, late):
    shown = page(noor, "/werklijst/")
    assert 'id="panel-name">Proef Verzonnen' in shown
    assert "Verstuur de brief" in shown
    assert "Waarom deze stap?" in shown


def test_the_panel_comes_alone_and_goes_back_to_the_list_it_came_from(noor, late):
    answer = noor.get(
        f"/huurders/{late.pk}/paneel/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/werklijst/?view=all"},
    )
    shown = answer.content.decode()
    assert "<html" not in shown
    assert 'name="next" value="/werklijst/?view=all"' in shown


def test_a_search_finds_who_has_no_next_step_too(noor, late):
    tenancy(202, name="Verzonnen Zonderschuld")
    shown = page(noor, "/werklijst/?q=Verzonnen")
    assert "Huurders zonder volgende stap" in shown
    assert "Zonderschuld" in shown


def test_a_search_for_one_tenant_goes_straight_there(noor, late):
    assert noor.get("/werklijst/?q=101").url == f"/huurders/{late.pk}/"


def test_a_search_that_finds_nobody_says_what_to_try(noor, late):
    assert "Niemand gevonden" in page(noor, "/werklijst/?q=Nergensdam")


def test_show_more_goes_on_where_the_page_ended(noor, late):
    for number in (102, 103):
        rent(tenancy(number, name=f"Verzonnen {number}"), date(2026, 10, 1))
    night(date(2026, 10, 6))
    first = page(noor, "/werklijst/?size=2&sort=name")
    more = re.search(r'href="(\?[^"]*after=[^"]*)"', first).group(1).replace("&amp;", "&")
    second = page(noor, f"/werklijst/{more}")
    assert ("Verzonnen 103" in first, "Verzonnen 103" in second) == (False, True)
    assert "3 tot 3 van 3" in second


def taken_along(client, **more):
    given = {"purpose": "own_work", "format": "csv", "view": "first_contact"} | more
    return client.post("/werklijst/meenemen/", given)


def test_a_file_holds_what_the_list_shows(noor, late):
    answer = taken_along(noor)
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert header[:4] == ["Nummer", "Huurder", "Adres", "Achterstand"]
    assert row[0] == "101"
    assert row[2:4] == ["Nergensweg 101", "600,00"]
    empty = taken_along(noor, view="waiting").content.decode()
    assert list(csv.reader(io.StringIO(empty)))[1:] == []


def test_what_leaves_the_house_is_written_down_with_its_purpose(noor, noor_herself, late):
    assert taken_along(noor, format="xlsx", q="Verzonnen", purpose="audit").status_code == 200
    event = Event.objects.get(deed="policy.export_worklist")
    assert event.by_id == noor_herself.pk
    assert event.content == {
        "purpose": "audit", "format": "xlsx", "view": "first_contact", "rows": 1, "is_search": True
    }  # fmt: skip


def test_without_a_purpose_nothing_leaves(noor, late):
    assert taken_along(noor, purpose="").status_code == 409
    assert not Event.objects.filter(deed="policy.export_worklist").exists()


def test_a_list_is_kept_renamed_and_taken_away(noor, late):
    noor.post("/werklijst/bewaard/nieuw/", {"name": " Nergensweg ", "view": "all", "q": "Nergensweg"})
    kept = SavedView.objects.get()
    assert (kept.name, kept.query) == ("Nergensweg", "view=all&q=Nergensweg")
    assert "?view=all&amp;q=Nergensweg" in page(noor, "/werklijst/")
    noor.post(f"/werklijst/bewaard/{kept.pk}/naam/", {"name": "Mijn straat"})
    assert 'value="Mijn straat"' in page(noor, "/werklijst/bewaard/")
    noor.post(f"/werklijst/bewaard/{kept.pk}/weg/")
    assert not SavedView.objects.exists()


def test_a_view_is_nobody_elses(noor, late, at_desk):
    noor.post("/werklijst/bewaard/nieuw/", {"name": "Mijn straat", "view": "all"})
    key, other = SavedView.objects.get().pk, at_desk(Role.AUDITOR)
    assert "Mijn straat" not in page(other, "/werklijst/")
    for deed in ("naam", "weg"):
        assert other.post(f"/werklijst/bewaard/{key}/{deed}/", {"name": "x"}).status_code == 404
    assert SavedView.objects.get().name == "Mijn straat"


def test_the_list_on_paper_says_who_printed_it(noor, late):
    assert "Afgedrukt door Noor Verzonnen" in page(noor, "/werklijst/afdrukken/")


def test_a_tampered_address_shows_the_list(noor, late):
    assert "Proef Verzonnen" in page(noor, "/werklijst/?after=zzz&open=x&sort=;&size=-1")


def test_the_association_is_heard_on_every_page(noor, late):
    Association.objects.update(note="Demonstration: everything here is made up")
    for address in ("/werklijst/", "/me/", "/te-plaatsen/"):
        assert "Demonstratie: alles hier is verzonnen" in page(noor, address)
    with override("en"):
        noor.cookies["django_language"] = "en"
        assert "everything here is made up" in page(noor, "/werklijst/")


def test_the_list_asks_as_much_for_many_as_for_few(noor, late, django_assert_max_num_queries):
    for number in range(110, 130):
        rent(tenancy(number), date(2026, 10, 1))
    night(date(2026, 10, 6))
    with django_assert_max_num_queries(30):
        noor.get("/werklijst/")
