"""`gewoon policy diff` and `prove` on the command line."""

import argparse
import json
import sys

import pytest

from gewoon.jobs import policy

OLD = """
[policy]
name = "late"
valid_from = 2020-01-01
otherwise = "nothing"
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
def files(tmp_path):
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("days >= 5", "days >= 9"), encoding="utf-8")
    return old, new


def test_a_difference_is_told_and_given_as_json(run, files):
    status, shown = run("diff", *files)
    assert status == 0
    assert "1. now: write; then: call" in shown.out
    assert "for whom: late: yes and days is 5 to 8" in shown.out
    status, shown = run("diff", *files, "--json")
    assert json.loads(shown.out)["changes"][0]["kinds"][0]["when"] == "late and days between 5 and 8"


def test_a_difference_needs_two_sound_policies(run, files, tmp_path):
    files[1].write_text(OLD.replace("days >= 5", "dayz >= 9"), encoding="utf-8")
    status, shown = run("diff", *files)
    assert status == 1
    assert "unknown fact 'dayz'; did you mean 'days'?" in shown.err
    assert run("diff", files[0], tmp_path / "none.toml")[0] == 2


def test_two_meanings_of_a_fact_are_refused(run, files):
    files[1].write_text(OLD.replace('type = "days"', 'type = "count"'), encoding="utf-8")
    status, shown = run("diff", *files)
    assert (status, "mean different things by 'days'" in shown.err) == (1, True)


def test_a_proof_says_what_is_proved(run, files):
    status, shown = run("prove", files[0], "--steps", "3")
    assert status == 0
    assert "Each of 2 rules can give a step." in shown.out
    status, shown = run("prove", files[0], "--steps", "2", "--json")
    assert json.loads(shown.out) == {
        "findings": [],
        "needed": [],
        "paths": {"write": ["write"], "call": ["call"]},
    }


def test_a_proof_finds_what_the_check_finds(run, files):
    files[0].write_text(OLD + OLD[OLD.index("[[rule]]") :].replace('"r', '"s'), encoding="utf-8")
    status, shown = run("prove", files[0], "--steps", "0")
    assert status == 1
    assert "dead_rule: rule s1 can never give a step" in shown.err


def test_a_proof_needs_a_sound_policy_and_a_bound(run, files):
    assert run("prove", files[0], "--steps", "99")[0] == 2
    files[0].write_text("nonsense = 1", encoding="utf-8")
    assert run("prove", files[0])[0] == 1


def test_without_z3_a_sentence_says_how_to_get_it(run, files, monkeypatch):
    monkeypatch.setitem(sys.modules, "z3", None)
    monkeypatch.delitem(sys.modules, "gewoon.rules.policy.prove", raising=False)
    monkeypatch.delitem(sys.modules, "gewoon.rules.policy.paths", raising=False)
    monkeypatch.delattr("gewoon.rules.policy.prove", raising=False)
    monkeypatch.delattr("gewoon.rules.policy.paths", raising=False)
    status, shown = run("prove", files[0])
    assert status == 2
    assert "./gewoon extras" in shown.err
