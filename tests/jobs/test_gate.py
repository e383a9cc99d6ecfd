"""`gewoon gate`: the gates of a tenancy on the command line."""

import json
from datetime import date

import pytest

from gewoon.jobs import environment
from gewoon.jobs.main import main
from stories import association, rent, tenancy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anna(monkeypatch):
    monkeypatch.setattr(environment, "start", lambda: None)
    association()
    rent(tenancy(), *(date(2026, month, 1) for month in (7, 8, 9, 10, 11)))


def test_the_gates_are_told_duty_by_duty(capsys):
    assert main(["gate", "101", "--on", "2026-11-23", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "eviction: shut" in told and "- E1     The judgment is enforceable. [judgment_enforceable]" in told
    assert "+ S1" in told


def test_the_gates_are_told_as_json(capsys):
    assert main(["gate", "101", "--gate", "costs", "--on", "2026-11-23", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tenancy"] == 101 and [each["gate"] for each in told["gates"]] == ["costs"]
    assert told["gates"][0]["duties"][0]["id"] == "C1"


def test_the_file_of_a_gate_is_written(tmp_path):
    file = tmp_path / "gate.pdf"
    assert main(["gate", "101", "--gate", "eviction", "--on", "2026-11-23", "--pdf", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_what_cannot_be_answered_says_why(capsys, tmp_path):
    assert main(["gate", "999"]) == 1
    assert "no tenancy 999" in capsys.readouterr().err
    assert main(["gate", "101", "--pdf", "x.pdf"]) == 2
    assert "--gate" in capsys.readouterr().err
    nowhere = str(tmp_path / "no" / "x.pdf")
    assert main(["gate", "101", "--gate", "costs", "--on", "2026-11-23", "--pdf", nowhere]) == 1
    assert main(["gate", "101", "--on", "1990-01-01"]) == 1
