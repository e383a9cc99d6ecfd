"""The columns on disk: what was written is read, what is damaged is never believed."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways import snapshot
from gewoon.rules import columns
from rules.ledger.ledgers import ledgers


def accounts_of(many, first=1):
    entries = [entry._replace(tenancy=first + i) for i, some in enumerate(many) for entry in some]
    built = columns.build(sorted(entries, key=columns.sort_key))
    return {name: getattr(built, name) for name in snapshot.COLUMNS}


def same(part, given_columns):
    shift = part.label.first_day
    for name in snapshot.COLUMNS:
        found = part.columns[name].astype(np.int64) + (shift if name in ("day", "recorded") else 0)
        assert found.tolist() == list(given_columns[name])


@given(st.lists(ledgers(), max_size=4))
def test_what_is_written_is_read(tmp_path_factory, many):
    place = tmp_path_factory.mktemp("snapshot") / "part-000000"
    label = snapshot.write(place, accounts_of(many), watermark=7)
    part = snapshot.read(place)
    assert part.label == label
    same(part, accounts_of(many))


@given(st.lists(ledgers(), min_size=2, max_size=4), st.data())
def test_changed_accounts_take_the_place_of_the_old_ones(tmp_path_factory, many, data):
    place = tmp_path_factory.mktemp("snapshot") / "part-000000"
    newer = list(many)
    which = data.draw(st.integers(0, len(many) - 1))
    newer[which] = data.draw(ledgers())
    snapshot.write(place, accounts_of(many), watermark=1)
    fresh = accounts_of([newer[which]], first=1 + which)
    kept = snapshot.replaced(snapshot.read(place), fresh)
    if not newer[which] and many[which]:
        return  # entries are never taken away: an account that had rows has them still
    snapshot.write(place, kept, watermark=2)
    same(snapshot.read(place), accounts_of(newer))


@pytest.fixture
def place(tmp_path):
    entries = [columns.Entry(1, 1, 739_000, 739_001, 65_000, 1), columns.Entry(2, 2, 739_031, 739_031, 5, 2)]
    built = columns.build(entries)
    folder = tmp_path / "part-000000"
    snapshot.write(folder, {name: getattr(built, name) for name in snapshot.COLUMNS}, watermark=2)
    return folder


def test_one_changed_cent_is_noticed(place):
    cents = np.load(place / "cents.npy")
    np.save(place / "cents.npy", cents + np.array([0, 1], cents.dtype))
    with pytest.raises(snapshot.Damaged, match="digest"):
        snapshot.read(place)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("cents.npy", b"no array", "a column cannot be read"),
        ("partition.json", b"{", "the label cannot be read"),
        ("partition.json", b"{}", "the label cannot be read"),
    ],
)
def test_damaged_file_is_noticed(place, name, content, reason):
    (place / name).write_bytes(content)
    with pytest.raises(snapshot.Damaged, match=reason):
        snapshot.read(place)


def test_missing_and_shorter_columns_are_noticed(place):
    np.save(place / "kind.npy", np.array([1], np.int8))
    with pytest.raises(snapshot.Damaged, match="not as long"):
        snapshot.read(place)
    (place / "kind.npy").unlink()
    with pytest.raises(snapshot.Damaged, match="cannot be read"):
        snapshot.read(place)


def test_offsets_that_do_not_fit_are_noticed(place):
    np.save(place / "offsets.npy", np.array([0, 1, 9]))
    with pytest.raises(snapshot.Damaged, match="offsets"):
        snapshot.read(place)


def test_another_format_is_refused(place):
    label = json.loads((place / snapshot.LABEL).read_text("utf-8"))
    (place / snapshot.LABEL).write_text(json.dumps(label | {"format": 9}), "utf-8")
    with pytest.raises(snapshot.Damaged, match="format 9, expected 1"):
        snapshot.read(place)


def test_large_amounts_make_the_columns_wide(tmp_path):
    built = columns.build([columns.Entry(1, 1, 739_000, 739_000, 2**40, 1)])
    snapshot.write(tmp_path / "part-000000", {n: getattr(built, n) for n in snapshot.COLUMNS}, watermark=1)
    part = snapshot.read(tmp_path / "part-000000")
    assert part.columns["cents"].tolist() == [2**40]
    assert part.columns["recorded"] is part.columns["day"]
