"""`gewoon law` on court and time answers a machine, a person, and a mistake."""

import argparse
import json

import pytest

from gewoon.jobs import law


def ask(words):
    parser = argparse.ArgumentParser(prog="gewoon")
    law.add(parser.add_subparsers(dest="command"))
    arguments = parser.parse_args(["law", *words.split()])
    return arguments.run(arguments)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("court-fee 1950 --on 2026-11-22", {"fee": "397.00", "unverified": True}),
        ("court-fee 1950 --on 2026-11-22 --party natural_person", {"fee": "265.00", "unverified": True}),
        ("moratorium 2026-03-01", {"until": "2026-09-01"}),
        ("summons 2026-03-02", {"not_before": "2026-03-10"}),
        ("signal-window 2026-01-23", {"summons_not_before": "2026-03-23", "stale_after": "2026-07-23"}),
        ("prescription 2021-11-01", {"prescribed_after": "2026-11-01"}),
        ("protected-income 1075.44 --on 2026-11-22", {"protected": "1021.67", "available": "53.77"}),
    ],
)
def test_a_machine_gets_exactly_the_agreed_keys(capsys, question, answer):
    assert ask(f"{question} --json") == 0
    assert json.loads(capsys.readouterr().out) == answer
    assert ask(question) == 0
    said = capsys.readouterr().out
    assert all(
        value.replace(".00", "") in said.replace(",", "") for value in answer.values() if value is not True
    )
    assert ("Unverified" in said) == ("unverified" in answer)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("court-fee 100 --on 2025-12-31", "court.fee.1.up_to is not known on 2025-12-31"),
        ("moratorium 2007-12-31", "moratorium.maximum is not known"),
        ("summons 2001-12-31", "court.summons.minimum is not known"),
        ("signal-window 2024-04-30", "signal.summons_wait is not known"),
        ("prescription 1991-12-31", "rent.prescription is not known"),
        ("protected-income 100 --on 2020-12-31", "protected.share_low is not known"),
        ("number bailiff.writ.summons --on 2026-11-22", "bailiff.writ.summons is not known on 2026-11-22"),
    ],
)
def test_outside_validity_nothing_is_guessed(capsys, question, why):
    assert ask(question) == 1
    assert why in capsys.readouterr().out


def test_any_number_is_told_with_its_source(capsys):
    assert ask("number court.summons.minimum --on 2026-11-22 --json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["unit"], told["status"]) == ("7", "days", "confirmed")
    assert ask("number protected.most.single --on 2026-11-22") == 0
    assert "2191.42 EUR (secondary" in (said := capsys.readouterr().out)
    assert "Unverified" in said


def test_a_number_that_does_not_exist_is_named_with_its_nearest(capsys):
    assert ask("number court.sumons.minimum") == 2
    assert "did you mean 'court.summons.minimum'?" in capsys.readouterr().err
    assert ask("number zzzzzzz") == 2
    assert "choose one of" in capsys.readouterr().err
