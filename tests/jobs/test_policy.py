"""`gewoon policy` on the command line."""

import argparse
import csv
import json
from importlib.resources import files

import pytest

from gewoon.jobs import policy

SHIPPED = str(files("gewoon") / "data" / "policy" / "voorbeeld" / "2026-07-01.toml")
LATE = """
[policy]
name = "late"
valid_from = 2020-01-01
otherwise = "nothing"
in_arrears = "late"
[[fact]]
name = "late"
type = "bool"
[[fact]]
name = "days"
type = "days"
unknown = true
[[rule]]
id = "r1"
when = "late and days >= 5"
then = "write"
why = "It is late."
[[rule]]
id = "r2"
when = "late"
then = "call"
"""


@pytest.fixture
def run(capsys):
    def one(*arguments):
        top = argparse.ArgumentParser()
        policy.add(top.add_subparsers())
        parsed = top.parse_args(["policy", *map(str, arguments)])
        return parsed.run(parsed), capsys.readouterr()

    return one


@pytest.fixture
def late(tmp_path):
    path = tmp_path / "late.toml"
    path.write_text(LATE, encoding="utf-8")
    return path


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("days,late\n7,true\n,true\n9,false\n", encoding="utf-8")
    return path


def test_a_good_policy_passes(run):
    status, shown = run("check", SHIPPED, "--on", "2026-11-22")
    assert (status, shown.out) == (0, "No findings.\n")


def test_findings_are_told_with_their_place_and_as_json(run, late):
    late.write_text(LATE.replace('"late"\nthen = "call"', '"lat"\nthen = "call"'), encoding="utf-8")
    status, shown = run("check", late)
    assert status == 1
    assert f"{late}:21:9: error: rule r2: unknown fact 'lat'; did you mean 'late'?" in shown.err
    status, shown = run("check", late, "--json")
    assert json.loads(shown.out)["findings"][0]["place"] == {"file": str(late), "line": 21, "column": 9}


def test_a_dead_end_is_found(run, late):
    late.write_text(LATE.replace('when = "late"', 'when = "days >= 5"'), encoding="utf-8")
    status, shown = run("check", late, "--json")
    assert status == 1
    assert {finding["kind"] for finding in json.loads(shown.out)["findings"]} == {"dead_end"}


@pytest.mark.parametrize("deed", ["check", "show"])
def test_a_file_that_cannot_be_read_is_wrong_use(run, deed):
    status, shown = run(deed, "/nowhere/policy.toml")
    assert status == 2
    assert "/nowhere/policy.toml" in shown.err


def test_a_policy_is_shown_as_text_and_in_words(run, late):
    status, shown = run("show", SHIPPED, "--language", "nl")
    assert status == 0
    assert (
        "  oldest_due_days < 30\n  het aantal dagen dat de oudste rekening open staat is minder dan 30"
        in shown.out
    )
    assert "visit -> Ga op huisbezoek" in shown.out
    assert "S3 protects signal" in shown.out
    assert "otherwise -> Laat iemand kijken" in shown.out
    assert run("show", late)[0] == 0


def test_a_policy_is_shown_to_programs_too(run, late):
    shown = json.loads(run("show", SHIPPED, late, "--json")[1].out)["policies"]
    assert [one["name"] for one in shown] == ["voorbeeld", "late"]
    assert shown[1]["rules"][0]["when"] == "late and days >= 5"
    assert "S3" in [guarantee["id"] for guarantee in shown[0]["guarantees"]]


def test_a_wrong_policy_is_not_shown(run, late):
    late.write_text("x = 1", encoding="utf-8")
    assert run("show", late)[0] == 1


def test_each_row_gets_its_step_in_order(run, late, facts, tmp_path):
    out = tmp_path / "out.csv"
    assert run("decide", late, "--facts", facts, "--out", out)[0] == 0
    assert out.read_text(encoding="utf-8") == "step,rule,matches\nwrite,r1,r1 r2\ncall,r2,r2\nnothing,,\n"


def test_the_reasons_come_along_when_asked(run, late, facts, tmp_path):
    out = tmp_path / "out.csv"
    assert run("decide", late, "--facts", facts, "--out", out, "--explain")[0] == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert rows[0]["reasons"] == "It is late. [late: yes and days is 5 or more]"
    assert rows[2]["reasons"] == "No rule fits; a person looks."


def test_wrong_facts_are_refused_and_nothing_is_written(run, late, facts, tmp_path):
    facts.write_text("days,late\nx,true\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    status, shown = run("decide", late, "--facts", facts, "--out", out)
    assert status == 1
    assert f"{facts}:2:1: error: row 1, column 'days'" in shown.err
    assert not out.exists()


def test_a_wrong_policy_decides_nothing(run, late, facts, tmp_path):
    late.write_text("x = 1", encoding="utf-8")
    assert run("decide", late, "--facts", facts, "--out", tmp_path / "o")[0] == 1


def test_wrong_use_says_what_to_do(run, late, facts, tmp_path):
    assert run("decide", late, "--facts", tmp_path / "no.csv", "--out", tmp_path / "o")[0] == 2
    assert run("decide", late, "--facts", facts, "--out", tmp_path / "no" / "o")[0] == 2
    status, shown = run("decide", late, "--facts", tmp_path / "f.parquet", "--out", tmp_path / "o")
    assert status == 2
    assert "No such file" in shown.err
