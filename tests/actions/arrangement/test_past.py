"""Arrangements of before stand in the records as the deeds of that day would have left them."""

import pytest

from actions.arrangement.agreed import TODAY, make, offer
from gewoon.actions.arrangement import keeping
from gewoon.actions.arrangement.budget import Told
from gewoon.actions.arrangement.past import PastArrangement, take_over
from gewoon.actions.rights import CONSOLE, NIGHT, NotAllowed, Refused
from gewoon.records.arrangement import Acceptance, Arrangement, CapacityCheck, Instalment, Terms
from gewoon.records.contact import Letter
from gewoon.records.people import Role
from gewoon.rules.arrangement.assistance import Situation
from gewoon.rules.arrangement.capacity import Line
from stories import at, facts, officer, pays, rent, tenancy

pytestmark = pytest.mark.django_db
OWN_KEYS = {"id", "tenancy_id", "arrangement_id", "terms_id", "after_entry"}


def past(who, **more):
    given = {"offer": offer(), "at": at(TODAY), "by_name": "console", "how": "signed", **more}
    return PastArrangement(tenancy_id=who.pk, **given)


def take(*arrangements, by=CONSOLE):
    return take_over(arrangements=arrangements, by=by, now=at(TODAY, 12))


def rows_of(model, **which):
    every = model.objects.filter(**which).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in OWN_KEYS} for row in every]


@pytest.fixture
def other(late):
    who = tenancy(102)
    rent(who, TODAY.replace(month=9, day=1), TODAY.replace(day=1))
    return who


def test_the_records_are_those_of_the_deeds(late, other):
    make(late)
    assert take(past(other)) == 1
    for model, way in (
        (Arrangement, "tenancy"),
        (Terms, "arrangement__tenancy"),
        (Instalment, "terms__arrangement__tenancy"),
        (Acceptance, "terms__arrangement__tenancy"),
    ):
        by_deeds, taken = (rows_of(model, **{way: who}) for who in (late, other))
        key = str
        assert sorted(by_deeds, key=key) == sorted(taken, key=key)
    assert facts(other, TODAY)["arrangement_status"] == "running"


def test_the_room_of_the_household_is_kept_and_nothing_that_went_in(late):
    told = Told(
        situation=Situation(household="single", age=40),
        children=0,
        income=(Line(name="work", cents=200_000),),
        costs=(Line(name="rent", cents=60_000),),
    )
    take(past(late, told=told))
    assert CapacityCheck.objects.get().monthly_cents == Terms.objects.get().capacity_cents


def test_no_letter_leaves_for_the_past(late):
    take(past(late))
    assert not Letter.objects.exists()


def test_the_night_closes_what_was_paid_since(late):
    take(past(late))
    pays(late, 120_000, TODAY)
    keeping.look_after([late.pk], on=TODAY, now=at(TODAY, 13), by=NIGHT)
    assert Arrangement.objects.get().state == "finished"


def test_one_that_cannot_be_refuses_all(late, other):
    with pytest.raises(Refused, match="do not add up"):
        take(past(other), past(late, offer=offer(110_000)))
    with pytest.raises(Refused, match=r"worked out|more than"):
        take(past(late, offer=offer(reason="")))
    with pytest.raises(Refused, match="runs already"):
        take(past(late), past(late))
    assert not Arrangement.objects.exists()


def test_who_may_not_take_over(late):
    with pytest.raises(NotAllowed):
        take(past(late), by=officer("tom", Role.TRAINER))
