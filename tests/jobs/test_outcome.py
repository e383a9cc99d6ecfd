"""`gewoon outcome`, from the command line."""

import json
from datetime import date

import pytest

from gewoon.jobs import environment
from gewoon.jobs.main import main
from stories import association, rent, tenancy


@pytest.fixture
def home(db, monkeypatch):
    monkeypatch.setattr(environment, "start", lambda **_: None)
    association()
    rent(tenancy(101), date(2022, 1, 1))


@pytest.mark.parametrize(
    ("part", "status"), [("trend", 0), ("profile", 0), ("relapse", 0), ("effect", 1), ("report", 0)]
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_each_part_answers_in_words_and_as_json(home, capsys, part, status, form):
    assert main(["outcome", part, "--on", "2026-11-22", *form]) == status
    told = capsys.readouterr().out
    assert json.loads(told) if form else told


def test_protocol_press_register_and_export_follow_each_other(home, capsys, tmp_path):
    assert main(["outcome", "protocol"]) == 1
    assert main(["outcome", "protocol", "--sign"]) == 0
    assert main(["outcome", "protocol", "--json"]) == 0
    assert main(["outcome", "export", str(tmp_path / "t.json")]) == 1
    assert main(["outcome", "report", "--on", "2026-11-22"]) == 0
    capsys.readouterr()
    assert main(["outcome", "report", "--on", "2026-11-22", "--pdf", str(tmp_path / "r.pdf")]) == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    assert main(["outcome", "press", "--language", "en"]) == 0
    assert "In the whole sector" in capsys.readouterr().out
    assert main(["outcome", "press", "--json"]) == 0
    assert main(["outcome", "press", "--year", "2026"]) == 1
    assert main(["outcome", "press", "--register"]) == 0
    assert main(["outcome", "press", "--register", "--json"]) == 0
    assert main(["outcome", "export", str(tmp_path / "t.json")]) == 1


def table(path, difference):
    row = {
        "way": "all", "started": 100, "relapsed": 30, "risk_with": 0.3, "risk_without": 0.4,
        "difference": difference, "se": 0.05, "effective_controls": 200.0, "worst_balance": 0.01,
    }  # fmt: skip
    path.write_text(json.dumps({"format": "gewoon-trials", "version": 1, "protocol": "a", "rows": [row]}))
    return str(path)


def test_tables_of_several_associations_are_joined_without_a_database(capsys, tmp_path):
    files = [table(tmp_path / "a.json", -0.1), table(tmp_path / "b.json", -0.14)]
    assert main(["outcome", "pool", *files, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["per_participant"]["value"] == pytest.approx(-0.12)
    assert main(["outcome", "pool", *files]) == 0
    assert main(["outcome", "pool", files[0]]) == 1
    assert main(["outcome", "pool", str(tmp_path / "none.json"), files[0]]) == 2
