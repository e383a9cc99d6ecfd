"""The demonstration takes over its past cases, and lays a few files before those who decide."""

from datetime import date
from types import SimpleNamespace

import pytest

from gewoon.jobs.demonstration import court
from gewoon.jobs.demonstration.world import Event
from gewoon.records.court import Eviction, HandOver
from gewoon.records.policy import Evidence, Passage, Proposal
from stories import association, at, night, officer, rent, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_past_cases_are_taken_over_as_they_were():
    for number in (101, 102, 103, 104):
        tenancy(number)
    events = (
        Event(date(2025, 1, 6), 101, "eviction_asked", ""),
        Event(date(2025, 3, 3), 101, "eviction_ordered", ""),
        Event(date(2025, 4, 7), 101, "eviction_carried_out", ""),
        Event(date(2025, 1, 6), 102, "eviction_asked", ""),
        Event(date(2025, 2, 3), 102, "eviction_withdrawn", ""),
        Event(date(2026, 10, 5), 103, "eviction_asked", ""),
        Event(date(2026, 11, 16), 104, "eviction_asked", ""),  # after the first night: not taken over
    )
    world = SimpleNamespace(events=events)
    assert court.take_over(world, before=date(2026, 11, 10), now=at(date(2026, 11, 9))) == 3
    found = {each.tenancy.number: each for each in Eviction.objects.all()}
    assert (found[101].carried_out_on, found[102].end, found[103].end) == (date(2025, 4, 7), "withdrawn", "")
    assert [each.tenancy.number for each in HandOver.objects.filter(ended_on=None)] == [103]
    assert not Passage.objects.exists() and all(each.is_taken_over for each in found.values())


def test_a_few_files_wait_for_a_decision():
    association()
    for name, role in (("noor", "collection_officer"), ("anouk", "social_worker"), ("marit", "manager")):
        officer(name, role)
    for number in (101, 102):
        rent(tenancy(number), *(date(2026, month, 1) for month in (7, 8, 9, 10, 11)))
    night(TODAY)
    for each in court.open_steps():
        assert each[2]
    court.prepare(now=at(TODAY))
    waiting = Proposal.objects.filter(closed_at=None)
    assert {each.subject for each in waiting} <= {"bailiff", "summons"}
    assert Evidence.objects.filter(fact="circumstances_weighed").count() == waiting.count()
    assert not Passage.objects.exists()
