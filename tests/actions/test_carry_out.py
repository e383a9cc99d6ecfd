"""What must happen together does: a booking and its decision, a try and its undoing."""

from datetime import date

import pytest

from actions.ledger.banking import Bank, content, counted, paid, statement
from gewoon.actions.carry_out import and_decide, rehearse, take_in_files
from gewoon.actions.ledger import corrections
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.records.events import Event
from gewoon.records.policy import Decision
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.kinds import Kind
from stories import association, at, claim, next_step, night, officer, own_account, rent, tenancy

TODAY = date(2026, 10, 5)
NOW = at(TODAY)


@pytest.fixture
def olga(db):
    return officer()


@pytest.fixture
def late(db):
    """A tenancy whose next step is a reminder."""
    association()
    who = tenancy()
    rent(who, date(2026, 10, 1))
    night(TODAY)
    return who


def credit(who, by, cents=600_00, **more):
    booked = {"kind": Kind.CREDIT, "cents": cents, "on": TODAY, "reason": "x", "by": by, "now": NOW}
    return and_decide(corrections.post, who.pk, **booked | more)


def test_a_step_whose_reason_was_paid_away_goes_with_it(late, olga):
    assert next_step(late) == "reminder"
    credit(late, olga)
    assert next_step(late) is None


def test_both_tenancies_of_a_correction_are_decided_again(late, olga):
    other = tenancy(102)
    key = corrections.post(
        other.pk, kind=Kind.RENT, cents=600_00, on=date(2026, 10, 1), reason="x", by=olga, now=NOW
    )
    and_decide(corrections.correct, key, tenancy_id=late.pk, reason="verkeerd", by=olga, now=NOW)
    assert (next_step(late), next_step(other)) == ("reminder", None)


def test_a_refused_deed_decides_nothing(late, olga):
    decisions = Decision.objects.count()
    with pytest.raises(Refused):
        credit(late, olga, cents=0)
    assert (next_step(late), Decision.objects.count()) == ("reminder", decisions)


def test_a_repeat_decides_nothing(late, olga):
    first = credit(late, olga, key="k")
    claim(late, 600_00, date(2026, 10, 2), known=date(2026, 10, 4))
    assert credit(late, olga, key="k") == first
    assert next_step(late) is None


def statement_of(who, folder):
    own_account()
    line = paid(600_00, reference.make(who.number, None), reference="B1")
    return Bank(folder).file(content(statement(line)))


def test_a_try_says_what_would_happen_and_leaves_nothing(late, olga, tmp_path):
    path, before = statement_of(late, tmp_path), counted()
    events = Event.objects.count()
    (found,) = rehearse(kind="bank", paths=[path], by=olga, now=NOW)
    assert (found.outcome, found.figures["matched"], found.figures["in_cents"]) == ("accepted", 1, 600_00)
    assert (counted(), Event.objects.count(), next_step(late)) == (before, events, "reminder")
    assert take_in_files(kind="bank", paths=[path], by=olga, now=NOW) == (found,)
    assert next_step(late) is None


def test_a_second_file_is_tried_after_the_first(late, olga, tmp_path):
    path = statement_of(late, tmp_path)
    again = tmp_path / "again.xml"
    again.write_bytes(path.read_bytes())
    assert [each.outcome for each in rehearse(kind="bank", paths=[path, again], by=olga, now=NOW)] == [
        "accepted",
        "known",
    ]


def test_what_is_refused_says_why_without_its_name_twice(late, olga, tmp_path):
    path = tmp_path / "niets.xml"
    path.write_bytes(b"<niets/>")
    (found,) = take_in_files(kind="bank", paths=[path], by=olga, now=NOW)
    assert found.outcome == "refused"
    assert not found.errors[0].message.startswith("niets.xml")


def test_only_known_kinds_and_only_who_may(late, olga, tmp_path):
    path = statement_of(late, tmp_path)
    with pytest.raises(Refused, match="Choose"):
        take_in_files(kind="iets", paths=[path], by=olga, now=NOW)
    with pytest.raises(NotAllowed):
        take_in_files(kind="bank", paths=[path], by=officer("anouk", "social_worker"), now=NOW)


def test_a_delivery_tells_errors_that_only_the_books_know(late, olga, tmp_path):
    path = tmp_path / "rents.csv"
    path.write_text("tenancy;kind;from;amount\n999;net;2026-01-01;500.00\n", "utf-8")
    (found,) = rehearse(kind="tables", paths=[path], by=olga, now=NOW)
    assert (found.outcome, found.errors[0].place) == ("refused", "tenancy 999")


def test_a_delivery_without_errors_comes_in(late, olga, tmp_path):
    path = tmp_path / "opening_items.csv"
    path.write_text("tenancy;kind;due_on;amount\n101;rent;2026-01-01;5.00\n", "utf-8")
    (found,) = take_in_files(kind="tables", paths=[path], by=CONSOLE, now=NOW)
    assert (found.outcome, found.figures["claims_cents"]) == ("accepted", 500)
