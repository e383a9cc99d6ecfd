"""`gewoon policy simulate` and `diff --today` over the books of an association."""

import argparse
import csv
import json
from datetime import date
from importlib.resources import files

import pytest

from gewoon.jobs import environment, policy
from stories import own_account, pays, rent, tenancy

pytestmark = pytest.mark.django_db
FOLDER = files("gewoon") / "data" / "policy" / "voorbeeld"
OLD, NEW = str(FOLDER / "2023-01-01.toml"), str(FOLDER / "2026-07-01.toml")
PERIOD = ("--from", "2026-08-01", "--to", "2026-09-30", "--on", "2026-11-22")


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setattr(environment, "start", lambda: None)

    def one(*arguments):
        top = argparse.ArgumentParser()
        policy.add(top.add_subparsers())
        parsed = top.parse_args(["policy", *map(str, arguments)])
        return parsed.run(parsed), capsys.readouterr()

    return one


@pytest.fixture
def books():
    own_account()
    late, never = tenancy(101), tenancy(102)
    for who in (late, never):
        rent(who, date(2026, 8, 1), date(2026, 9, 1))
    pays(late, 60_000, date(2026, 8, 12))
    return late, never


def test_two_policies_are_told_per_month_with_the_assumption(run, books):
    status, shown = run("simulate", OLD, NEW, *PERIOD)
    assert status == 0
    assert "2 tenancies, 2026-08-01 to 2026-09-30" in shown.out
    assert "voorbeeld 2023-01-01" in shown.out
    assert "tenancies get another step" in shown.out
    assert "people would have paid as they did" in shown.err


def test_the_same_past_gives_the_same_counts_as_json(run, books):
    first = run("simulate", NEW, *PERIOD, "--json")[1].out
    assert first == run("simulate", NEW, *PERIOD, "--json")[1].out
    answer = json.loads(first)
    assert [month["month"] for month in answer["runs"][0]["months"]] == ["2026-08", "2026-09"]
    assert answer["runs"][0]["months"][0]["letters"] >= 2
    assert answer["runs"][0]["months"][0]["in_arrears"] == 2
    assert (answer["changed"], answer["changes"]) == (0, [])


def test_a_table_of_the_months_can_be_written(run, books, tmp_path):
    out = tmp_path / "months.csv"
    status, shown = run("simulate", NEW, *PERIOD, "--csv", out)
    assert (status, shown.out) == (0, "")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["month"] for row in rows] == ["2026-08", "2026-09"]
    assert run("simulate", NEW, *PERIOD, "--csv", tmp_path / "no" / "months.csv")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((NEW, NEW, NEW, *PERIOD), "one policy or two, not 3"),
        ((NEW, "--from", "2026-09-01", "--to", "2026-08-01"), "--from 2026-09-01 lies after --to 2026-08-01"),
        (("none.toml", *PERIOD), "none.toml"),
    ],
)
def test_what_cannot_be_simulated_is_refused(run, arguments, said):
    status, shown = run("simulate", *arguments)
    assert (status, said in shown.err) == (2, True)


def test_a_policy_on_facts_of_its_own_has_no_past(run, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "b"\n'
        '[[fact]]\nname = "late"\ntype = "bool"\n[[rule]]\nid = "r"\nwhen = "late"\nthen = "c"\n',
        encoding="utf-8",
    )
    status, shown = run("simulate", own, *PERIOD)
    assert (status, "stands on facts of its own" in shown.err) == (2, True)
    own.write_text("nonsense = 1", encoding="utf-8")
    assert run("simulate", own, *PERIOD)[0] == 1


def test_a_difference_counts_the_tenancies_of_today(run, books, tmp_path):
    slower = tmp_path / "slower.toml"
    text = (FOLDER / "2023-01-01.toml").read_text(encoding="utf-8")
    slower.write_text(text.replace('then = "reminder"', 'then = "ask_a_person"'), encoding="utf-8")
    status, shown = run("diff", OLD, slower, "--today", "--on", "2026-09-20", "--json")
    assert status == 0
    assert json.loads(shown.out)["today"] == [
        {"old_step": "reminder", "new_step": "ask_a_person", "tenancies": 2}
    ]


def test_a_policy_on_facts_of_its_own_has_no_tenancies(run, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "b"\n'
        '[[fact]]\nname = "late"\ntype = "bool"\n[[rule]]\nid = "r"\nwhen = "late"\nthen = "c"\n',
        encoding="utf-8",
    )
    status, shown = run("diff", own, own, "--today")
    assert (status, "facts of its own" in shown.err) == (2, True)
