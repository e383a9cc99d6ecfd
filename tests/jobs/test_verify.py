"""`gewoon verify` on the command line; what it finds is tested with the queries."""

import json
from datetime import date

import pytest

from gewoon.actions.casework import cases
from gewoon.actions.rights import CONSOLE
from gewoon.gateways import erased_cases
from gewoon.jobs import environment
from gewoon.jobs.main import main
from gewoon.records.ledger import Entry
from gewoon.records.tenancy import Tenancy
from records.queries.verify.damage import change, damage
from stories import at, night, rent, tenancy

OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 10, 5)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _books(monkeypatch):
    """One tenancy that missed a rent, on the fifth of October."""
    monkeypatch.setattr(environment, "now", lambda: at(TODAY))
    rent(tenancy(101), OCTOBER)
    night(TODAY)


def test_sound_records_are_told_so(capsys):
    assert main(["verify"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("Everything holds.\n")
    assert "1 entries" in said


def test_a_program_reads_findings_and_what_was_checked(capsys):
    assert main(["verify", "--json", "--all"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["findings"] == []
    assert told["checked"]["accounts settled again"] == 1


def test_a_broken_record_is_named_and_the_status_says_so(capsys):
    key = Entry.objects.get().pk
    with damage(change("entry", "debit = credit, credit = debit", f"id = {key}")):
        assert main(["verify"]) == 1
        said = capsys.readouterr().out
        assert main(["verify", "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
    assert f"I1  entry {key}: " in said
    assert said.endswith(f"{len(told['findings'])} findings\n")
    assert {"I1", "I3"} <= {each["invariant"] for each in told["findings"]}


def test_a_case_that_was_erased_and_came_back_is_named(capsys, tmp_path, settings):
    settings.GEWOON_HOME = tmp_path
    case = cases.open_case(Tenancy.objects.get().pk, by=CONSOLE, now=at(TODAY))
    erased_cases.remember(tmp_path, [str(case.reference)])
    assert main(["verify"]) == 1
    assert f"erased  case {case.pk}: " in capsys.readouterr().out


def test_a_terminal_sees_which_part_begins(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["verify"])
    assert [line.split()[0] for line in capsys.readouterr().err.splitlines()] == [
        "database",
        "books",
        "accounts",
        "decisions",
    ]
