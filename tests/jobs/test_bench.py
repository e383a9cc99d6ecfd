"""`gewoon bench` at a small size: the answers are equal; how fast they came is not looked at."""

import json
import os
from pathlib import Path

import pytest

from gewoon.jobs import bench
from gewoon.jobs.benchmarks.contenders import subjects
from gewoon.jobs.benchmarks.measure import Task, digest, measure
from gewoon.jobs.main import main

SMALL = ("--tenancies", "300", "--entries", "60", "--homes", "3", "--years", "1", "--runs", "1", "--anyway")


@pytest.fixture
def measured(capsys):
    def one(*subjects):
        status = main(["bench", *subjects, *SMALL, "--json"])
        answer = json.loads(capsys.readouterr().out)
        return status, answer, {row["key"]: row for row in answer["rows"]}

    return one


def test_every_way_of_computing_gives_the_same_answer(measured):
    status, answer, rows = measured("bank", "account", "policy")
    assert (status, answer["agrees"]) == (0, True)
    assert rows["bank.ours"]["digest"] == rows["bank.make"]["digest"]
    assert rows["account.closed_form"]["digest"] == rows["account.lawful_plain"]["digest"]
    assert rows["account.reasons"]["digest"] == rows["account.lawful"]["digest"]
    assert rows["policy.block"]["digest"] == rows["policy.one"]["digest"]
    assert rows["bank.bare"]["ratio"] == 1


def test_rivals_and_ourselves_find_the_same_arrears(measured):
    status, answer, rows = measured("rules", "sector")
    assert (status, answer["agrees"]) == (0, True)
    assert (
        rows["sector.plain"]["digest"] == rows["sector.duckdb"]["digest"] == rows["sector.polars"]["digest"]
    )
    assert rows["rules.ours"]["digest"] == rows["rules.polars"]["digest"] == rows["rules.numpy"]["digest"]
    assert rows["sector.lawful"]["digest"] == rows["sector.from_disk"]["digest"]


@pytest.mark.long
def test_an_association_is_measured_far_from_the_own_one(measured):
    home = Path(os.environ["GEWOON_HOME"])
    before = sorted(home.iterdir())
    status, answer, rows = measured("portfolio")
    assert (status, answer["agrees"]) == (0, True)
    assert rows["portfolio.first_night"]["size"] == "3 homes, 1 years"
    assert sorted(home.iterdir()) == before


def test_a_busy_machine_is_not_measured(monkeypatch, capsys):
    monkeypatch.setattr(os, "getloadavg", lambda: (1.51 * os.cpu_count(), 0, 0), raising=False)
    assert main(["bench", "policy"]) == 1
    assert "too busy" in capsys.readouterr().err


def test_an_unknown_subject_is_wrong_use(capsys):
    assert main(["bench", "coffee"]) == 2
    assert ", ".join(subjects()) in capsys.readouterr().err


def test_different_answers_are_said_and_not_hidden(capsys):
    said = {"size": "1", "seconds": [1.0], "cpu_seconds": [1.0], "idle_bytes": 1, "peak_bytes": 2}
    counts = [{"entries": 3}, {"entries": 4, "credit_cents": 5}]
    results = {
        key: [said | {"answer": answer, "digest": digest(answer)}]
        for key, answer in zip(("bank.bare", "bank.ours"), counts, strict=True)
    }
    rows = bench._rows(results)
    assert [row.agrees for row in rows] == [False, False]
    assert "DIFFERS" in "\n".join(bench._table(rows))


def test_time_is_told_per_call_and_memory_above_what_was_there():
    found = measure(Task(work=lambda: {"kept": 1}, size="nothing", calls=1_000), runs=3)
    assert len(found["seconds"]) == 3
    assert found["peak_bytes"] is None or found["peak_bytes"] >= found["idle_bytes"]
    assert found["digest"] == digest({"kept": 1})


def test_a_smaller_sector_is_the_beginning_of_a_larger_one():
    from gewoon.jobs.benchmarks.sector import made

    small, large = made(1, 20, 2), made(1, 30, 2)
    rows = small["offsets"][-1]
    assert (large["offsets"][:21] == small["offsets"]).all()
    assert all((large[name][:rows] == small[name]).all() for name in ("day", "cents", "kind", "refers"))
    assert (small["refers"] >= -1).all()
    for first, last in zip(small["offsets"], small["offsets"][1:], strict=False):
        assert (small["day"][first : last - 1] <= small["day"][first + 1 : last]).all()
