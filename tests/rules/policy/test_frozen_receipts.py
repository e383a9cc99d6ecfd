"""Receipts of an earlier release recompute to the same bytes, from the texts that were kept with them."""

from datetime import date
from pathlib import Path

import pytest

from gewoon.rules.policy.reading import Shipped, Text
from gewoon.rules.policy.receipt import recompute

FROZEN = Path(__file__).parents[2] / "data" / "receipts"
RECEIPTS = sorted(FROZEN.glob("*.json"))


def texts(on):
    folder = FROZEN / f"texts-{on}"
    gates = sorted((folder / "gates").glob("*.toml"))
    return (folder / "policy.toml").read_bytes().decode(), Shipped(
        catalogue=Text(file="facts.toml", content=(folder / "facts.toml").read_bytes().decode()),
        gates=tuple(Text(file=gate.name, content=gate.read_bytes().decode()) for gate in gates),
    )


@pytest.mark.parametrize("path", RECEIPTS, ids=lambda path: path.stem)
def test_an_old_receipt_recomputes_to_the_same_bytes(path):
    frozen = path.read_bytes()
    assert recompute(frozen, *texts(date.fromisoformat(path.name[:10]))) == frozen


def test_the_frozen_set_is_whole():
    assert len(RECEIPTS) == 26


def test_a_receipt_whose_step_was_changed_is_not_its_own_recomputation():
    path = next(each for each in RECEIPTS if "direct-debit" in each.name and "2026" in each.name)
    forged = path.read_bytes().replace(b'"step":"call"', b'"step":"eviction"')
    assert forged != path.read_bytes()
    assert recompute(forged, *texts(date(2026, 11, 22))) != forged
