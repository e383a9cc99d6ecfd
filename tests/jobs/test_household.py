"""Questions about one household on the command line."""

import json

import pytest

from gewoon.jobs.main import main


@pytest.fixture
def ask(tmp_path, capsys):
    def asked(*words, given):
        file = tmp_path / "household.json"
        file.write_text(given if isinstance(given, str) else json.dumps(given))
        status = main(["law", *words, "--input", str(file)])
        return status, *capsys.readouterr()

    return asked


def test_an_allowance_is_answered_in_euros_as_text(ask):
    status, out, _ = ask(
        "allowance", "zorgtoeslag", "--year", "2026", "--json", given={"toetsingsinkomen": 30000}
    )
    answer = json.loads(out)
    assert (status, answer["entitled"], answer["per_month"], answer["per_year"]) == (
        0,
        True,
        "126.00",
        "1514.00",
    )
    assert "unverified" not in answer and "the tenant has health insurance" in answer["assumed"]


def test_an_amount_with_a_point_is_read_to_the_cent(ask):
    given = '{"rekeninkomen": 20000.00, "kale_huur": 713.02, "persons": 1, "oldest_age": 30}'
    _, out, _ = ask("allowance", "huurtoeslag", "--year", "2026", "--json", given=given)
    assert json.loads(out)["per_month"] == "435.00"


def test_no_allowance_comes_with_its_reason(ask):
    status, out, _ = ask(
        "allowance",
        "zorgtoeslag",
        "--year",
        "2026",
        given={"toetsingsinkomen": 50000, "age": 30, "insured": True},
    )
    assert status == 0 and "No zorgtoeslag in 2026. The income is too high" in out


def test_a_person_reads_the_amount_and_what_was_taken_to_be_so(ask):
    _, out, _ = ask(
        "allowance", "kindgebonden_budget", "--year", "2026", given={"toetsingsinkomen": 1, "children": 1}
    )
    assert "€499.00 a month. Taken to be so:" in out and "Unverified" in out


def test_a_year_without_numbers_is_refused(ask):
    status, out, _ = ask(
        "allowance", "huurtoeslag", "--year", "2025", "--json", given={"rekeninkomen": 1, "kale_huur": 600}
    )
    assert status == 1 and "no amount known" in json.loads(out)["refused"]


def test_the_norm_is_answered_in_both_forms(ask):
    given = {"household": "couple", "age": 40}
    status, out, _ = ask("assistance-norm", "--on", "2024-01-01", "--json", given=given)
    assert status == 0
    assert json.loads(out) == {"incl_holiday": "1834.04", "excl_holiday": "1742.34", "unverified": True}


def test_a_day_without_a_norm_is_refused(ask):
    status, out, _ = ask("assistance-norm", "--on", "2025-07-01", given={"household": "single", "age": 40})
    assert status == 1 and "Not known" in out


def test_a_person_reads_the_norm(ask):
    _, out, _ = ask("assistance-norm", "--on", "2026-07-01", given={"household": "single", "age": 40})
    assert "€1,348.49 a month, and €1,419.46 with the holiday allowance" in out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{", "no JSON"),
        ("[1]", "expected one object"),
        ('{"toetsingsinkomen": NaN}', "NaN is no amount"),
        ('{"toetsingsinkomen": 1, "toetsingsinkomen": 2}', "stands twice"),
        ('{"toetsingsinkomen": -1}', "zero or more"),
        ('{"inkomen": 1}', "inkomen: unknown"),
        ("[" * 50_000, "nested too deeply"),
        (" " * 100_001, "no household"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_reason(ask, given, said):
    status, _, err = ask("allowance", "zorgtoeslag", "--year", "2026", given=given)
    assert status == 2 and said in err


def test_a_file_that_is_not_there_is_named(capsys, tmp_path):
    assert (
        main(["law", "allowance", "zorgtoeslag", "--year", "2026", "--input", str(tmp_path / "no.json")]) == 2
    )
    assert "no.json: cannot be read" in capsys.readouterr().err


def test_a_year_that_is_none_is_refused(ask):
    assert ask("allowance", "zorgtoeslag", "--year", "next", given={})[0] == 2
