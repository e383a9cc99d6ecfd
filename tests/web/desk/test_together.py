"""One step for several tenants: first look, then one deed for each."""

import re
from datetime import date

import pytest

from gewoon.records.contact import Letter
from gewoon.records.policy import WorkItem
from stories import night, pays, rent, tenancy


@pytest.fixture
def two_more(late, clock):
    for number in (102, 103):
        rent(tenancy(number, name=f"Verzonnen {number}"), date(2026, 10, 1))
    night(date(2026, 10, 6))
    clock(date(2026, 10, 6))
    return list(WorkItem.objects.order_by("tenancy_id").values_list("tenancy_id", flat=True))


def test_the_preview_says_for_whom_it_can_be_done_and_why_not(noor, two_more):
    WorkItem.objects.filter(pk=two_more[1]).update(is_gate=True)
    pays(WorkItem.objects.get(pk=two_more[2]).tenancy, 60_000, date(2026, 10, 6))
    shown = noor.post("/werklijst/samen/", {"tenancy": two_more}).content.decode()
    assert "1 van de 3 krijgen deze brief" in shown
    assert "de poort is dicht" in shown
    assert "er kwam een betaling binnen" in shown
    assert not Letter.objects.exists()


def test_each_tenancy_gets_its_own_deed_and_the_bar_takes_all_back(noor, two_more):
    noor.post("/werklijst/samen/versturen/", {"tenancy": two_more})
    assert list(Letter.objects.values_list("state", flat=True)) == ["waiting"] * 3
    shown = noor.get("/werklijst/").content.decode()
    assert "3 brieven gaan over tien minuten weg." in shown
    noor.post(re.search(r'class="undo" method="post" action="([^"]+)"', shown).group(1))
    assert list(Letter.objects.values_list("state", flat=True)) == ["withdrawn"] * 3


def test_what_cannot_be_done_is_told_and_the_rest_goes_on(noor, two_more):
    pays(WorkItem.objects.get(pk=two_more[0]).tenancy, 60_000, date(2026, 10, 6))
    noor.post("/werklijst/samen/versturen/", {"tenancy": [*two_more, "999999"]})
    assert Letter.objects.count() == 2
    shown = noor.get("/werklijst/").content.decode()
    assert "er kwam een betaling binnen" in shown
    assert "Deze stap is niet meer open" in shown


def test_who_chose_nobody_is_told_to(noor, late):
    answer = noor.post("/werklijst/samen/", {"next": "/werklijst/"}, follow=True)
    assert "Kies eerst een of meer huurders." in answer.content.decode()
