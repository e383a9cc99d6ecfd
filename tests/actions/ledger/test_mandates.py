"""A mandate is used on its own days only, one at a time, and never forgotten."""

from datetime import date, timedelta

import pytest

from gewoon.actions.ledger import mandates
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.actions.tenancy import DeliveryRefused
from gewoon.gateways.erp.model import MandateRow
from gewoon.records.ledger import Mandate
from stories import at, tenancy

TODAY = date(2026, 3, 9)
NOW = at(TODAY)
SIGNED = date(2026, 1, 5)
DAY = timedelta(days=1)


@pytest.fixture
def anna():
    return tenancy(101)


def recorded(who, by, reference="M-1", **more):
    return mandates.record(
        who.pk, **{"reference": reference, "signed_on": SIGNED, "by": by, "now": NOW} | more
    )


def taken_in(*rows):
    made = [MandateRow(tenancy=number, reference=name, signed_on=day) for number, name, day in rows]
    return mandates.take_in(rows=made, by=CONSOLE, now=NOW)


def runs(who, on):
    found = mandates.valid([who.pk], on=on).get(who.pk)
    return found.reference if found else None


def test_a_mandate_runs_from_its_signature_until_it_ends(anna, olga):
    recorded(anna, olga, " M  1 ")
    assert (runs(anna, SIGNED - DAY), runs(anna, SIGNED)) == (None, "M 1")
    mandates.end(anna.pk, reason="ingetrokken", by=olga, now=NOW)
    assert (runs(anna, TODAY), runs(anna, TODAY + DAY)) == ("M 1", None)


def test_a_new_one_ends_the_one_that_ran(anna, olga):
    recorded(anna, olga)
    recorded(anna, olga, "M-2")
    assert (runs(anna, TODAY - DAY), runs(anna, TODAY)) == ("M-1", "M-2")
    recorded(anna, olga, "M-3")
    assert runs(anna, TODAY) == "M-3"


def test_one_for_a_single_collection_is_not_used_each_month(anna, olga):
    recorded(anna, olga, sequence_type="OOFF")
    assert runs(anna, TODAY) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": " "}, "reference"),
        ({"reference": "x" * 36}, "reference"),
        ({"reference": "M€1"}, "reference"),
        ({"signed_on": TODAY + DAY}, "day to come"),
        ({"sequence_type": "FRST"}, "choose one of the two"),
    ],
)
def test_what_a_bank_does_not_take_is_refused(anna, olga, wrong, said):
    with pytest.raises(Refused, match=said):
        recorded(anna, olga, **wrong)


def test_a_reference_is_used_once(anna, olga):
    recorded(anna, olga)
    with pytest.raises(Refused, match="Give another"):
        recorded(tenancy(102), olga)


def test_nothing_that_runs_cannot_end(anna, olga):
    with pytest.raises(Refused, match="no mandate"):
        mandates.end(anna.pk, reason="x", by=olga, now=NOW)


def test_who_may_not_record_cannot(anna, manager):
    with pytest.raises(NotAllowed):
        recorded(anna, manager)


def test_another_system_brings_them_in_once(anna):
    assert taken_in((101, "M-1", SIGNED)) == 1
    assert taken_in((101, "M-1", SIGNED)) == 0
    assert taken_in((101, "M-2", TODAY - DAY)) == 1
    assert (runs(anna, TODAY - 2 * DAY), runs(anna, TODAY)) == ("M-1", "M-2")
    assert Mandate.objects.count() == 2


def test_errors_of_a_delivery_are_told_all_at_once(anna):
    tenancy(102)
    taken_in((101, "M-1", SIGNED))
    with pytest.raises(DeliveryRefused) as refused:
        taken_in((102, "M-1", SIGNED), (999, "M-9", SIGNED))
    assert [each.message.split(":")[0] for each in refused.value.errors] == [
        "this reference belongs to another tenancy",
        "no such tenancy",
    ]
