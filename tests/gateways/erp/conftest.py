"""Writes made-up deliveries to files and reads them back."""

import copy
import json
from pathlib import Path

import pytest

from gewoon.gateways.erp import read_delivery

VERA = Path(__file__).parents[2] / "data" / "erp" / "vera"
RESOURCES = ("eenheden", "relaties", "overeenkomsten", "boekingen", "debiteuren")


@pytest.fixture
def deliver(tmp_path):
    """Write files by name (text, bytes, or anything that JSON can hold) and read them as one delivery."""

    def run(files, **options):
        paths = []
        for name, content in files.items():
            path = tmp_path / name
            text = content if isinstance(content, str | bytes) else json.dumps(content)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
            paths.append(path)
        return read_delivery(paths, **options)

    return run


@pytest.fixture
def vera():
    """Give the made-up VERA delivery, free to be changed by a test."""
    return {
        f"{name}.json": copy.deepcopy(json.loads((VERA / f"{name}.json").read_text(encoding="utf-8")))
        for name in RESOURCES
    }


@pytest.fixture
def messages():
    """Give "place: message" of errors or warnings."""

    def run(found):
        return [f"{each.place}: {each.message}" for each in found]

    return run
