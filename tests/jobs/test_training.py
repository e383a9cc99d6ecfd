"""`gewoon training`: what it answers, and how it ends."""

import json
from datetime import UTC, date, datetime, time

import pytest

from gewoon.actions.rights import CONSOLE
from gewoon.actions.training import planning
from gewoon.gateways.training_files import school_holidays, shipped_programmes
from gewoon.jobs import environment
from gewoon.jobs.main import main
from gewoon.rules.training.draw import Entrant, commitment, draw, log_of, seed_of
from stories import at

DAYS = (date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))


@pytest.fixture
def group(db, monkeypatch):
    monkeypatch.setattr(environment, "start", lambda: None)
    monkeypatch.setattr(environment, "now", lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))
    plan = planning.Plan(
        programme="geluk",
        name="Groep",
        place="Buurthuis",
        days=DAYS,
        begins_at=time(19),
        seats=3,
        part_of_day="evening",
    )
    return planning.plan_cohort(plan=plan, by=CONSOLE, now=at(date(2026, 11, 22)))


def test_the_groups_are_listed_and_the_seats_are_given_once(group, capsys):
    assert main(["training", "groups", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["groups"]
    assert (row["group"], row["stage"], row["days"][0]) == (group.pk, "coming", "2026-12-01")
    assert main(["training", "groups"]) == 0
    assert main(["training", "draw", str(group.pk)]) == 0
    assert main(["training", "draw", str(group.pk)]) == 1
    assert "given already" in capsys.readouterr().err


def test_the_day_is_safe_to_repeat_and_no_draw_is_no_error(group, capsys):
    assert main(["training", "daily"]) == main(["training", "daily"]) == 0
    assert main(["training", "verify-draw"]) == 0
    assert "No draw is known" in capsys.readouterr().out
    assert main(["training", "verify-draw", str(group.pk)]) == 1


def test_a_draw_is_done_again_from_a_file_without_a_database(tmp_path, capsys):
    people = [Entrant(key=key, way_in="condition", losses=0, is_urgent=False) for key in range(5)]
    log = log_of(people, draw(people, seats=2, seed=seed_of("s", people)), seats=2, secret="s")
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(log), "utf-8")
    asked = ["training", "verify-draw", "--log", str(file), "--commitment", commitment("s"), "--seats"]
    assert main([*asked, "2"]) == 0
    assert main([*asked, "3"]) == 1
    assert main(["training", "verify-draw", "--log", str(file)]) == 2
    file.write_text("no json", "utf-8")
    assert main([*asked, "2"]) == 2
    assert "signed protocol says 3" in capsys.readouterr().out


def test_days_are_proposed_past_holidays(capsys):
    assert main(["training", "dates", "2026-12-08"]) == 0
    assert "2027-01-05  moved past kerstvakantie" in capsys.readouterr().out
    assert main(["training", "dates", "2028-12-05"]) == 0
    assert "are not known" in capsys.readouterr().out
    assert main(["training", "dates", "2026-12-08", "--region", "oost"]) == 2


def test_a_programme_file_is_checked(tmp_path, capsys):
    file = tmp_path / "kort.toml"
    file.write_text('title = "kort"', "utf-8")
    assert main(["training", "check", str(file)]) == 1
    assert "title: expected words in both languages" in capsys.readouterr().err
    file.write_text("= no toml", "utf-8")
    assert main(["training", "check", str(file)]) == 1
    assert main(["training", "check", str(tmp_path / "none.toml")]) == 2


def test_every_shipped_file_of_the_training_reads():
    assert shipped_programmes()["geluk"].seats_to == 10
    for region in school_holidays().values():
        assert region.known_from < region.known_to
        assert all(region.knows(each.from_on) and region.knows(each.to_on) for each in region.holidays)
