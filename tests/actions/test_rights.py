"""Every deed passes one door: right, transaction, one answer to a repeated key, lock, event."""

from datetime import date

import pytest
from django.db import IntegrityError, OperationalError

from gewoon.actions import rights
from gewoon.actions.rights import (
    CONSOLE,
    NIGHT,
    NotAllowed,
    NotFound,
    Refused,
    deed,
    name_of,
    on_row,
    require,
)
from gewoon.records.events import Event
from gewoon.records.people import Actor, RightsMatrixError, Role
from gewoon.records.tenancy import Home, Tenancy
from stories import at, officer, tenancy

pytestmark = pytest.mark.django_db
NOW = at(date(2026, 3, 1))


@deed("test.count", right="statement.import")
def count_homes(*, by, now, key=None, reason=""):
    Home.objects.create(number=f"VHE-{Home.objects.count()}")
    return Home.objects.count()


@deed("test.fail", right="statement.import")
def fail(*, by, now):
    Home.objects.create(number="VHE-X")
    raise Refused("not today")


@on_row(Tenancy, "test.end", right="arrears.worklist", is_own=True)
def end(row, *, by, now):
    row.ends_on = now.date()
    row.save()
    return row


@on_row(Home, "test.look", right="arrears.worklist")
def look(row, *, by, now):
    return row.number


def test_a_deed_leaves_one_event_with_who_when_and_why():
    olga = officer("olga", first_name="Olga", last_name="Proef")
    count_homes(by=olga, now=NOW, reason="omdat")
    event = Event.objects.get(deed="test.count")
    assert (event.by_id, event.by_name, event.role) == (olga.pk, "olga", Role.COLLECTION_OFFICER)
    assert (event.at, event.reason, event.tenancy_id, event.result) == (NOW, "omdat", None, None)


def test_the_right_is_asked_first():
    with pytest.raises(NotAllowed):
        count_homes(by=officer("wim", Role.SOCIAL_WORKER), now=NOW)
    assert Home.objects.count() == 0


def test_somebody_who_left_may_do_nothing():
    olga = officer()
    olga.is_active = False
    with pytest.raises(NotAllowed):
        count_homes(by=olga, now=NOW)


def test_a_refused_deed_leaves_nothing_and_no_event():
    with pytest.raises(Refused, match="not today"):
        fail(by=CONSOLE, now=NOW)
    assert not Home.objects.filter(number="VHE-X").exists()
    assert not Event.objects.filter(deed="test.fail").exists()


def test_a_repeated_key_answers_with_the_first_result():
    assert [count_homes(by=CONSOLE, now=NOW, key=key) for key in ("a", "a", "b", "a")] == [1, 1, 2, 1]
    assert Event.objects.filter(deed="test.count").count() == 2


def test_a_deed_on_a_tenancy_stands_in_its_timeline():
    anna = tenancy()
    assert end(anna.pk, by=CONSOLE, now=NOW).ends_on == NOW.date()
    event = Event.objects.get(deed="test.end")
    assert (event.tenancy_id, event.subject) == (anna.pk, f"tenancy:{anna.pk}")


def test_a_deed_on_another_row_knows_no_tenancy():
    home = Home.objects.create(number="VHE-1")
    assert look(home.pk, by=CONSOLE, now=NOW) == "VHE-1"
    assert Event.objects.get(deed="test.look").tenancy_id is None


def test_what_does_not_exist_is_not_found():
    with pytest.raises(NotFound, match="tenancy"):
        end(10**6, by=CONSOLE, now=NOW)


def test_the_right_for_own_things_lets_in_only_where_the_deed_checks_it():
    wim, anna, home = officer("wim", Role.SOCIAL_WORKER), tenancy(), Home.objects.create(number="VHE-1")
    end(anna.pk, by=wim, now=NOW)
    with pytest.raises(NotAllowed):
        look(home.pk, by=wim, now=NOW)


@pytest.mark.parametrize("actor", [CONSOLE, NIGHT], ids=lambda actor: actor.name)
@pytest.mark.parametrize(
    "right",
    ["ledger.edit_or_delete_entry", "eviction.override_gate", "audit.write_or_delete", "report.row_level"],
)
def test_not_even_the_system_has_what_nobody_has(actor, right):
    with pytest.raises(NotAllowed):
        require(actor, right)


def test_a_right_that_does_not_exist_is_a_mistake_in_the_program():
    with pytest.raises(RightsMatrixError):
        require(CONSOLE, "ledger.print_money")


def test_names_are_what_people_are_called():
    assert name_of(CONSOLE) == "console"
    assert name_of(officer("olga")) == "olga"
    assert name_of(officer("piet", first_name="Piet", last_name="Proef")) == "Piet Proef"
    assert rights.Actor is Actor


def test_a_key_of_another_deed_or_person_is_refused():
    count_homes(by=CONSOLE, now=NOW, key="a")
    with pytest.raises(Refused, match="something else"):
        count_homes(by=officer(), now=NOW, key="a")


def test_a_repeat_that_ran_beside_the_first_answers_with_its_result(monkeypatch):
    """The first had not been written when the repeat looked for it; then the repeat could not write."""
    count_homes(by=CONSOLE, now=NOW, key="a")
    seen = rights._done_before
    answers = iter([lambda *_: None, seen])

    def looked(*asked):
        return next(answers)(*asked)

    monkeypatch.setattr(rights, "_done_before", looked)
    assert count_homes(by=CONSOLE, now=NOW, key="a") == 1
    assert Home.objects.count() == 1


class _Told(Exception):
    """What the server said, as its driver tells it."""

    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


@deed("test.thwarted", right="contact.record_attempt")
def thwarted(*, times, by, now):
    if times:
        raise times.pop()
    return "done"


def _deadlock(sqlstate="40P01"):
    error = OperationalError("deadlock detected")
    error.__cause__ = _Told(sqlstate)
    return error


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_another_thwarted_is_done_again():
    errors = [IntegrityError("not unique"), _deadlock()]
    assert thwarted(times=errors, by=CONSOLE, now=NOW) == "done"
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("last", [_deadlock(), IntegrityError("not unique")])
def test_a_deed_is_not_done_again_for_ever(last):
    with pytest.raises(type(last)):
        thwarted(times=[last] * 3, by=CONSOLE, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_another_trouble_of_the_database_is_told_at_once():
    errors = [_deadlock(), _deadlock("53100")]  # the disk is full
    with pytest.raises(OperationalError):
        thwarted(times=errors, by=CONSOLE, now=NOW)
    assert len(errors) == 1


def test_a_deed_inside_another_transaction_ends_with_it():
    with pytest.raises(OperationalError):
        thwarted(times=[_deadlock()], by=CONSOLE, now=NOW)
