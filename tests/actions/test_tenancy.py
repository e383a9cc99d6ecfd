"""Deliveries of tenancies, people and rents come in whole, and repeated they change nothing."""

from dataclasses import replace
from datetime import date

import pytest

from gewoon.actions.rights import CONSOLE, NotAllowed
from gewoon.actions.tenancy import DeliveryRefused, take_in, take_in_rents
from gewoon.gateways.erp.model import ComponentRow, PartyRow, TenancyRow
from gewoon.records.tenancy import Home, Party, RentComponent, Tenancy
from stories import LONG_AGO, at, officer

pytestmark = pytest.mark.django_db
NOW = at(date(2026, 3, 1))
PERSON = PartyRow(role="tenant", name="Verzonnen", first_name="Proef")


def row(number=101, **more):
    given = {
        "number": number,
        "home": f"VHE-{number}",
        "street": "Nergensweg",
        "house_number": "1",
        "postcode": "1000 AB",
        "town": "Waterrijk",
        "starts_on": LONG_AGO,
        "parties": (PERSON,),
    }
    return TenancyRow(**given | more)


def brought(*rows, by=CONSOLE):
    taken = take_in(rows=rows, by=by, now=NOW)
    return taken.new, taken.changed, taken.unchanged


def rents(*rows):
    taken = take_in_rents(rows=rows, by=CONSOLE, now=NOW)
    return taken.new, taken.changed, taken.unchanged


def component(cents=600_00, **more):
    return ComponentRow(**{"tenancy": 101, "kind": "net", "cents": cents, "from_on": LONG_AGO} | more)


def test_new_tenancies_come_in_with_home_and_people():
    assert brought(row(101), row(102)) == (2, 0, 0)
    anna = Tenancy.objects.get(number=101)
    assert (anna.home.number, anna.starts_on, anna.way_of_paying) == ("VHE-101", LONG_AGO, "transfer")
    assert [(each.name, each.first_name) for each in anna.parties.all()] == [("Verzonnen", "Proef")]


def test_a_repeated_delivery_changes_nothing():
    brought(row())
    assert brought(row()) == (0, 0, 1)
    assert (Home.objects.count(), Party.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"ends_on": date(2026, 5, 31)},
        {"rent_day": 15},
        {"way_of_paying": "direct_debit"},
        {"home": "VHE-9"},
        {"starts_on": date(2021, 1, 1)},
    ],
    ids=str,
)
def test_what_differs_is_brought_up_to_date(change):
    brought(row())
    assert brought(row(**change)) == (0, 1, 0)
    assert brought(row(**change)) == (0, 0, 1)


def test_people_are_replaced_when_one_of_them_differs():
    brought(row())
    moved = replace(PERSON, phone="000-0000000")
    assert brought(row(parties=(moved, PartyRow(role="co_tenant", name="Ander")))) == (0, 1, 0)
    assert sorted(Party.objects.values_list("name", "phone")) == [("Ander", ""), ("Verzonnen", "000-0000000")]


def test_the_same_person_twice_on_a_tenancy_is_no_change_when_told_again():
    brought(row(parties=(PERSON, PERSON)))
    assert brought(row(parties=(PERSON, PERSON))) == (0, 0, 1)
    assert brought(row(parties=(PERSON,))) == (0, 1, 0)
    assert Party.objects.count() == 1


def test_a_tenancy_that_is_not_delivered_stays():
    brought(row(101))
    brought(row(102))
    assert Tenancy.objects.count() == 2


def test_two_tenants_after_each_other_have_one_home():
    brought(row(101, home="VHE-1", ends_on=date(2025, 1, 1)), row(102, home="VHE-1"))
    assert Home.objects.count() == 1


def test_a_number_that_stands_twice_is_refused_whole():
    with pytest.raises(DeliveryRefused, match="tenancy 101: this number stands twice"):
        brought(row(101), row(102), row(101))
    assert Tenancy.objects.count() == 0


def test_rents_come_in_once():
    brought(row())
    two = component(), component(kind="service", cents=50_00)
    assert (rents(*two), rents(*two)) == ((2, 0, 0), (0, 0, 2))


def test_a_rent_may_end_but_never_change():
    brought(row())
    rents(component())
    assert rents(component(to_on=date(2026, 6, 30))) == (0, 1, 0)
    with pytest.raises(DeliveryRefused, match="end it first"):
        rents(component(cents=1), component(kind="service", cents=5))
    assert [each.cents for each in RentComponent.objects.all()] == [600_00]


def test_a_component_that_stands_twice_is_refused_whole():
    brought(row())
    with pytest.raises(DeliveryRefused, match="stands twice"):
        rents(component(), component(cents=1))
    assert RentComponent.objects.count() == 0


def test_rents_of_unknown_tenancies_are_refused_and_all_told():
    with pytest.raises(DeliveryRefused) as refusal:
        rents(component(), component(kind="service"))
    assert len(refusal.value.errors) == 2


def test_who_may_not_import_cannot():
    with pytest.raises(NotAllowed):
        brought(row(), by=officer("wim", "social_worker"))
