from pathlib import Path

from gewoon.gateways.erp import delivery, read, sheets


def test_tables_and_vera_can_come_in_one_delivery(deliver, vera):
    items = "tenancy;kind;due_on;amount\n2001;costs;2026-01-01;40\n"
    found = deliver({**vera, "opening_items.csv": items})
    assert found.formats == ("VERA", "CSV")
    assert len(found.claims) == 5


def test_a_file_that_is_not_there_is_refused_with_a_sentence():
    (error,) = read(Path("/nowhere/rents.csv")).errors
    assert error.place == "rents.csv" and "cannot be opened" in error.message


def test_a_file_that_is_far_too_large_is_not_opened(deliver, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    assert "expected 10 at most" in deliver({"rents.csv": "tenancy;kind;from;amount\n"}).errors[0].message


def test_too_many_files_are_refused(deliver, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_FILES", 1)
    text = "tenancy;kind;from;amount\n"
    assert "there are 2 files" in deliver({"rents.csv": text, "rents2.csv": text}).errors[0].message


def test_a_file_called_json_is_read_as_json(deliver):
    assert "no JSON" in deliver({"relaties.json": "tenancy;kind"}).errors[0].message
