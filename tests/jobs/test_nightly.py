"""`gewoon nightly`: one night does the work of every room, and says what it did."""

import json
from datetime import date, time

import pytest

from gewoon.actions.rights import CONSOLE
from gewoon.actions.training import enrolling, planning
from gewoon.actions.training.enrolling import Wishes
from gewoon.jobs import environment
from gewoon.jobs.main import main
from gewoon.records.contact import Letter
from gewoon.records.people import Role
from stories import association, at, officer, rent, tenancy

TODAY = date(2026, 11, 30)
DAYS = (date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tonight(monkeypatch, tmp_path, settings):
    settings.GEWOON_HOME = tmp_path
    monkeypatch.setattr(environment, "start", lambda: None)
    monkeypatch.setattr(environment, "now", lambda: at(TODAY))
    association()


@pytest.fixture
def seated():
    """Somebody who has a seat in a group that meets tomorrow."""
    who = tenancy(101)
    rent(who, date(2026, 11, 1))
    plan = planning.Plan(
        programme="geluk",
        name="Dinsdagavond",
        place="Buurthuis",
        days=DAYS,
        begins_at=time(19),
        seats=3,
        part_of_day="evening",
        by_lot=False,
        trainer_id=officer("tess", Role.TRAINER).pk,
    )
    group = planning.plan_cohort(plan=plan, by=CONSOLE, now=at(date(2026, 11, 2)))
    wishes = Wishes(cohort_id=group.pk)
    return enrolling.enrol(
        who.pk, programme="geluk", way_in="condition", wishes=wishes, by=CONSOLE, now=at(date(2026, 11, 3))
    )


def tonight(capsys):
    assert main(["nightly", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_night_tells_participants_what_they_were_promised_to_hear(seated, capsys):
    told = tonight(capsys)
    letters = Letter.objects.filter(tenancy=seated.tenancy_id)
    assert "training_seat" in [letter.name for letter in letters]
    assert told["letters_written"] >= 1
    assert (told["trainings_finished"], told["trainings_to_decide"]) == (0, 0)


def test_the_same_night_again_writes_nothing_twice(seated, capsys):
    tonight(capsys)
    before = Letter.objects.count()
    assert tonight(capsys)["letters_written"] == 0
    assert Letter.objects.count() == before
