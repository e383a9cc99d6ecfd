"""Cases that another system remembers come in whole or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from actions.casework.guided import NOW, SECRET, TODAY
from gewoon.actions.casework import reading
from gewoon.actions.casework.past import PastCase, take_in
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.records.casework import Case
from gewoon.records.queries import casework
from stories import association, officer

BEFORE = date(2026, 8, 3)


@pytest.fixture
def past(anna, anouk):
    association()
    return PastCase(
        tenancy_id=anna.pk,
        worker_id=anouk.pk,
        status="running",
        opened_on=BEFORE,
        closed_on=None,
        adapt_to=("plain_language",),
        typed={
            "causes": {"causes": ["illness"]},
            "household": {"children_at_home": ["no"]},
            "plan": {
                "own_words": ["Rust."],
                "goals-0-goal": ["Werk"],
                "actions-0-what": ["Bellen"],
                "actions-0-by": ["2026-10-09"],
            },
        },
        notes=((BEFORE, SECRET),),
    )


def test_a_past_case_is_as_if_it_had_been_written_here(past, anna, anouk):
    assert take_in(cases=[past], by=CONSOLE, now=NOW) == 1
    opened = reading.read_case(Case.objects.get().pk, by=anouk, now=NOW)
    assert (opened.notes[0].text, opened.notes[0].on) == (SECRET, BEFORE)
    assert (opened.case.reviewed_on, opened.case.children_at_home) == (BEFORE, False)
    assert [row.next_on for row in casework.caseload(anouk, now=NOW)] == [date(2026, 10, 9)]
    assert reading.shared_plan(anna.pk).own_words == "Rust."


def test_a_closed_one_stays_closed(past):
    take_in(cases=[replace(past, status="finished", closed_on=TODAY)], by=CONSOLE, now=NOW)
    found = Case.objects.get()
    assert (found.status, found.closed_on, found.next_on) == ("finished", TODAY, None)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"status": "busy"}, "status"),
        ({"closed_on": TODAY}, "without a day"),
        ({"typed": {"causes": {"causes": ["pech"]}}}, "not understood: causes"),
        ({"typed": {"budget": {}}}, "not understood: budget"),
    ],
)
def test_nothing_comes_in_when_one_is_wrong(past, wrong, why):
    with pytest.raises(Refused, match=why):
        take_in(
            cases=[past, replace(past, **wrong)] if "typed" not in wrong else [replace(past, **wrong)],
            by=CONSOLE,
            now=NOW,
        )
    assert not Case.objects.exists()


def test_only_a_social_worker_can_have_one(past):
    with pytest.raises(Refused, match="social worker"):
        take_in(cases=[replace(past, worker_id=officer().pk)], by=CONSOLE, now=NOW)
