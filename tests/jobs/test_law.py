"""`gewoon law` answers a machine with the agreed keys, a person with a sentence, and a mistake with 2."""

import argparse
import json
import subprocess
import sys

import pytest

from gewoon.jobs import law


def ask(*words):
    parser = argparse.ArgumentParser(prog="gewoon")
    law.add(parser.add_subparsers(dest="command"))
    arguments = parser.parse_args(["law", *words])
    return arguments.run(arguments)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("costs 1950 --on 2026-11-22", {"costs": "292.50"}),
        ("costs 1950 --on 2026-11-22 --vat", {"costs": "353.93", "unverified": True}),
        ("costs 0.00 --on 2027-07-01", {"costs": "0.00", "unverified": True}),
        ("interest 650.00 --from 2025-12-02 --to 2026-03-02", {"interest": "7.48", "unverified": True}),
        ("interest 1234.56 --from 2022-12-02 --to 2023-02-02", {"interest": "6.36"}),
        (
            "letter-term 2026-05-12",
            {"delivered_on": "2026-05-15", "last_free_day": "2026-06-01", "costs_from": "2026-06-02"},
        ),
    ],
)
def test_a_machine_gets_exactly_the_agreed_keys(capsys, question, answer):
    assert ask(*question.split(), "--json") == 0
    assert json.loads(capsys.readouterr().out) == answer


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "costs 1950 --on 2026-11-22",
            "Collection costs over €1,950.00 on 2026-11-22 are at most €292.50.\n",
        ),
        (
            "interest 1234.56 --from 2022-12-02 --to 2023-02-02",
            "Statutory interest over €1,234.56 from 2022-12-02 until payment on 2023-02-02 is €6.36.\n",
        ),
        (
            "letter-term 2026-02-02",
            "A letter posted on 2026-02-02 counts as delivered on 2026-02-04;"
            " the last free day is 2026-02-19, and costs are due from 2026-02-20.\n",
        ),
    ],
)
def test_a_person_gets_a_sentence(capsys, question, sentence):
    assert ask(*question.split()) == 0
    assert capsys.readouterr().out == sentence


def test_a_person_is_warned_of_an_unverified_number(capsys):
    assert ask("costs", "1950", "--on", "2026-11-22", "--vat") == 0
    assert "with VAT. Unverified: do not charge" in capsys.readouterr().out


def test_without_a_day_the_tariff_of_today_is_asked(capsys):
    assert ask("costs", "500", "--json") == 0
    assert json.loads(capsys.readouterr().out)["costs"] == "75.00"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("costs 1950 --on 2012-06-30", "bik.slice.1.rate is not known on 2012-06-30"),
        ("interest 1 --from 1976-03-31 --to 1976-05-01", "interest.rate is not known on 1976-03-31"),
        ("letter-term 2016-11-24", "letter14.wording_days is not known on 2016-11-24"),
    ],
)
def test_outside_validity_nothing_is_guessed(capsys, question, why):
    assert ask(*question.split()) == 1
    assert capsys.readouterr().out == f"Not known: {why}.\n"
    assert ask(*question.split(), "--json") == 1
    assert json.loads(capsys.readouterr().out) == {"refused": why}


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        ("costs 1e3", "'1e3' is no amount"),
        ("costs 1.950,00", "is no amount"),
        ("costs -5", "the principal must not be negative"),
        ("costs 5 --on 2026-02-30", "'2026-02-30' is no day"),
        ("costs 5 --on 20260201", "'20260201' is no day"),
        ("costs 5 --on 9999-12-31", "'9999-12-31' is no day"),
        ("interest 5 --from 2026-02-02 --to 2026-02-01", "2026-02-02 lies after 2026-02-01"),
        ("interest NaN --from 2026-02-01 --to 2026-02-02", "'NaN' is no amount"),
        ("interest 5 --from yesterday --to 2026-02-02", "'yesterday' is no day"),
        ("letter-term 2026-13-01", "'2026-13-01' is no day"),
    ],
)
def test_a_wrong_question_gets_one_sentence_and_status_2(capsys, question, complaint):
    assert ask(*question.split(), "--json") == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"gewoon law {question.split()[0]}: ")
    assert complaint in output.err
    assert output.err.count("\n") == 1


def test_the_command_never_loads_the_web_framework():
    code = (
        "import argparse, sys; from gewoon.jobs import law; p = argparse.ArgumentParser();"
        "law.add(p.add_subparsers()); a = p.parse_args(['law', 'costs', '5']); a.run(a);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
