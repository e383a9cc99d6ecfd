"""The demonstration, small: it is made, everything in it holds, and making it again is making the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT


def gewoon(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GEWOON_")}
    surroundings |= {"GEWOON_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gewoon.web.shared.settings"}
    return subprocess.run(
        [sys.executable, "-m", "gewoon.jobs.main", *arguments],
        cwd=ROOT,
        env=surroundings | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("association")
    made = gewoon(folder, "demo", "--homes", "40", "--years", "1", "--today", "2026-10-14", "--no-serve")
    assert made.returncode == 0, made.stderr
    return folder


def test_everything_in_it_holds(home):
    answer = gewoon(home, "verify", "--all", "--json")
    assert answer.returncode == 0, answer.stdout
    assert json.loads(answer.stdout)["findings"] == []


def test_it_says_how_each_role_signs_in(home):
    again = gewoon(home, "demo", "--no-serve")
    assert again.returncode == 0
    password = json.loads((home / "demo.json").read_text())["password"]
    assert password in again.stdout
    assert all(role in again.stdout for role in ("collection officer", "social worker", "manager", "auditor"))


def test_its_letters_lie_ready_with_a_manifest_line_each(home):
    letters = sorted((home / "letters").rglob("*.pdf"))
    lines = [
        line
        for file in (home / "letters").rglob("manifest.csv")
        for line in file.read_text().splitlines()[1:]
    ]
    assert letters
    assert len(letters) == len(lines)


def test_a_folder_with_another_association_is_left_alone(home, tmp_path):
    (home / "demo.json").rename(tmp_path / "card")
    refused = gewoon(home, "demo", "--homes", "40", "--no-serve")
    (tmp_path / "card").rename(home / "demo.json")
    assert refused.returncode == 1
    assert "GEWOON_HOME" in refused.stderr
