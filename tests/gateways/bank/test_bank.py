"""Every dialect, read from an invented file, says exactly what stands beside it."""

import json
from pathlib import Path

import pytest

from gewoon.gateways import bank

FILES = Path(__file__).parents[2] / "data" / "bank"
TWINS = sorted(path for path in FILES.iterdir() if path.suffix != ".json")


def facts(path):
    entries = []
    for record in bank.read(path):
        if isinstance(record, bank.Entry):
            entry = {name: getattr(record, name) for name in record.__slots__}
            detail_texts = [
                {name: getattr(d, name) for name in d.__slots__ if getattr(d, name) != ""}
                for d in entry.pop("details")
            ]
            del entry["place"], entry["currency"]
            said = {k: v for k, v in entry.items() if v not in ("", None, False)}
            entries.append(said | {"details": detail_texts})
    return json.loads(json.dumps({"files": bank.dry_run(path), "entries": entries}, default=str))


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.name)
def test_file_says_what_stands_beside_it(path):
    assert facts(path) == json.loads(path.with_name(path.name + ".json").read_text("utf-8"))


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.name)
def test_details_add_up_to_their_entry_and_places_count_from_one(path):
    places = []
    for record in bank.read(path):
        if isinstance(record, bank.StatementStart):
            places = []
        elif isinstance(record, bank.Entry):
            places.append(record.place)
            assert sum(d.cents for d in record.details) == record.cents
    assert places == list(range(1, len(places) + 1))


def test_dry_run_has_the_keys_that_the_command_promises():
    (file,) = bank.dry_run(FILES / "csv-ing-comma.csv")
    assert {"name", "format", "version", "statements"} == set(file)
    assert {
        "account", "id", "currency", "opening_cents", "closing_cents", "entries", "credit_cents",
        "debit_cents", "balances_agree",
    } <= set(file["statements"][0])  # fmt: skip


def test_two_rows_that_are_equal_in_every_column_both_count():
    assert bank.dry_run(FILES / "csv-ing-comma.csv")[0]["statements"][0]["debit_cents"] == 62
