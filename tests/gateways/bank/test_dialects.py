"""The declared dialects: all load, and each file is recognised as its own."""

from pathlib import Path

import pytest

from gewoon.gateways.bank import container, csv_rows
from gewoon.gateways.bank.dialects import declared, dialects

FILES = Path(__file__).parents[2] / "data" / "bank"


def test_every_declared_dialect_has_a_twin():
    found = set()
    for path in FILES.glob("csv-*[vt]"):
        (source,) = container.sources(path)
        found.add(csv_rows.recognise(source).dialect.name)
    assert found == {dialect.name for dialect in dialects()}


def test_incomplete_declaration_is_an_error():
    with pytest.raises(KeyError):
        declared('name = "Bank"\nseparator = ","')
