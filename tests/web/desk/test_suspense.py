"""Money to place, from the desk."""

import re

import pytest

from gewoon.records.ledger import Account, Entry
from stories import tenancy


def on_account(who) -> int:
    return sum(entry.cents for entry in Entry.objects.filter(tenancy=who, credit=Account.TENANT))


def test_money_that_waits_says_why(noor, money):
    shown = noor.get("/te-plaatsen/").content.decode()
    for words in ("600,00", "bedankt", "Iemand Anders", "Er is niets herkend"):
        assert words in shown


def test_money_is_booked_once_however_often_the_form_is_sent(noor, money, late):
    given = {"tenancy": late.pk, "key": "made-up-key"}
    for _ in range(2):
        assert noor.post(f"/te-plaatsen/{money.pk}/boek/", given).status_code == 302
    assert on_account(late) == 60_000


def test_a_booking_is_taken_back_from_the_bar(noor, money, late):
    noor.post(f"/te-plaatsen/{money.pk}/boek/", {"tenancy": late.pk})
    bar = re.search(
        r'class="undo" method="post" action="([^"]+)"', noor.get("/te-plaatsen/").content.decode()
    )
    noor.post(bar.group(1))
    assert "600,00" in noor.get("/te-plaatsen/").content.decode()


def test_a_tenant_is_searched_by_name(noor, money, late):
    shown = noor.get(f"/te-plaatsen/{money.pk}/zoek/?wanted=Verzonnen").content.decode()
    assert "1 huurder gevonden" in shown
    assert f'name="tenancy" value="{late.pk}"' in shown


def test_money_is_split_over_two_tenants(noor, money, late):
    other = tenancy(202)
    noor.post(
        f"/te-plaatsen/{money.pk}/splits/",
        {"number": ["101", "202", ""], "amount": ["400", "199,50", ""], "key": "k"},
    )
    assert (on_account(late), on_account(other)) == (40_000, 19_950)
    assert "0,50" in noor.get("/te-plaatsen/").content.decode()


@pytest.mark.parametrize(
    ("number", "amount", "said"),
    [
        ("999", "1", "Er is geen huurnummer"),
        ("101", "veel", "is niet duidelijk"),
        ("", "", "Vul minstens"),
    ],
)
def test_a_part_that_is_not_clear_is_said(noor, money, number, amount, said):
    answer = noor.post(f"/te-plaatsen/{money.pk}/splits/", {"number": [number], "amount": [amount]})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_more_than_there_is_cannot_be_split(noor, money, late):
    answer = noor.post(f"/te-plaatsen/{money.pk}/splits/", {"number": ["101"], "amount": ["600,01"]})
    assert answer.status_code == 409
    assert "nog maar 600.00 euro" in answer.content.decode()


def test_paying_back_asks_why(noor, money):
    assert noor.post(f"/te-plaatsen/{money.pk}/terugbetalen/", {"reason": " "}).status_code == 409
    answer = noor.post(f"/te-plaatsen/{money.pk}/terugbetalen/", {"reason": "niet voor ons", "key": "k"})
    assert answer.url == "/te-plaatsen/"
    assert Entry.objects.filter(debit=Account.SUSPENSE, credit=Account.REFUNDED, cents=60_000).exists()


def test_money_that_is_gone_is_not_here(noor, money, late):
    noor.post(f"/te-plaatsen/{money.pk}/boek/", {"tenancy": late.pk})
    assert noor.get(f"/te-plaatsen/{money.pk}/splits/").status_code == 404
    assert noor.post(f"/te-plaatsen/{money.pk}/boek/", {"tenancy": "x"}).status_code == 404
