"""The history of a tenancy."""

from datetime import date

from gewoon.actions.contact import letters
from gewoon.actions.policy import steps
from gewoon.records.queries.letters import of
from gewoon.records.queries.lines import book
from gewoon.records.queries.timeline import timeline
from stories import association, at, calls, comes_back, happens, pays, sends, writes

TODAY = date(2026, 10, 5)


def told(olga, who, on=TODAY):
    labels = {"reminder": {"nl": "Stuur herinnering"}}
    return timeline(who.pk, lines=book(who.pk, on=on).lines, letters=of(olga, who.pk), labels=labels)


def kinds(moments):
    return [(moment.kind, moment.name, moment.outcome) for moment in moments]


def test_a_letter_stands_there_once_with_who_wrote_it(olga, late):
    association()
    sends(late[0], olga, TODAY)
    moments = told(olga, late[0])
    assert set(kinds(moments)) == {("letter", "reminder", "sent"), ("step", "reminder", "letter")}
    letter = next(moment for moment in moments if moment.kind == "letter")
    assert (letter.by, letter.on, letter.label["nl"]) == ("olga", TODAY, "Stuur herinnering")


def test_a_letter_that_was_taken_back_leaves_the_deed(olga, late):
    association()
    letter = writes(late[0], olga, at(TODAY))
    letters.take_back(late[0].pk, letter_id=letter.pk, by=olga, now=at(TODAY, 10, 5))
    moments = kinds(told(olga, late[0]))
    assert ("letter", "reminder", "withdrawn") in moments
    assert ("deed", "contact.take_back_letter", "") in moments


def test_calls_and_visits_say_whether_somebody_was_reached(olga, late):
    calls(late[0], olga, at(TODAY, 9), kind="call")
    calls(late[0], olga, at(TODAY, 15), kind="visit", reached=True)
    assert kinds(told(olga, late[0])) == [("visit", "visit", "reached"), ("call", "call", "not_reached")]
    assert {moment.by for moment in told(olga, late[0])} == {"olga"}


def test_a_circumstance_tells_its_reason_and_its_last_day(olga, late):
    happens(late[0], "promise", olga, TODAY, until=date(2026, 10, 9))
    note = next(moment for moment in told(olga, late[0]) if moment.kind == "note")
    assert (note.name, note.until, note.by) == ("promise", date(2026, 10, 9), "olga")
    assert note.text == "verteld aan de telefoon"


def test_money_is_told_with_its_amount_and_what_became_of_it(olga, late):
    payment = pays(late[0], 10_000, date(2026, 10, 2))
    comes_back(payment, date(2026, 10, 4))
    back, there = (moment for moment in told(olga, late[0]) if moment.kind == "payment")
    assert (there.name, there.cents, there.outcome) == ("payment", -10_000, "undone")
    assert (back.name, back.cents, back.text) == ("reversal", 10_000, "returned MD06")


def test_a_withdrawn_step_says_so_and_the_open_one_stands_apart(olga, late):
    step = steps.open_step(late[0], late[0].steps.get().pk, by=olga, right="contact.record_attempt")
    assert kinds(told(olga, late[0])) == []
    happens(late[0], "dispute", olga, TODAY)
    assert ("step", step.name, "withdrawn") in kinds(told(olga, late[0]))


def test_the_newest_stands_first(olga, late):
    calls(late[0], olga, at(date(2026, 10, 2)))
    calls(late[0], olga, at(date(2026, 10, 4)))
    days = [moment.on for moment in told(olga, late[0])]
    assert days == sorted(days, reverse=True)


def test_a_history_is_read_in_four_questions(olga, late, django_assert_num_queries):
    calls(late[0], olga, at(TODAY))
    with django_assert_num_queries(4):
        timeline(late[0].pk, lines=(), letters=(), labels={})
