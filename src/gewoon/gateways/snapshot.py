"""Keeps columns of accounts as plain NumPy files, a folder per partition, and never believes a damaged one.

A partition holds tenancies in ascending order. Days stand as distances from a first day and numbers in
narrow types, so that ten years of the whole sector fit on a small disk; where one does not fit, all are wide:
a compiled kernel meets two kinds of partitions and no more.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

COLUMNS = ("tenancy", "offsets", "day", "recorded", "cents", "kind", "refers")
LABEL = "partition.json"
FORMAT = 1
_EITHER = {"tenancy": np.int64, "offsets": np.int64, "kind": np.int8}
_NARROW = _EITHER | {"day": np.int16, "recorded": np.int16, "cents": np.int32, "refers": np.int16}
_WIDE = _EITHER | {"day": np.int32, "recorded": np.int32, "cents": np.int64, "refers": np.int32}


class Damaged(ValueError):
    """A partition that cannot be believed: rebuild it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a partition says of itself."""

    first_day: int  # ordinal; days stand as distances from it
    tenancies: int
    rows: int
    longest: int  # rows of the longest account
    watermark: int  # the newest entry that is in it
    digest: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Columns of a partition, memory-mapped; `recorded` is `day` where everything was known at once."""

    label: Label
    columns: Mapping[str, Any]


def write(folder: Path, columns: Mapping[str, Any], *, watermark: int) -> Label:
    """Write a partition in the place of what stands there; whole or not at all.

    `columns` has the names of `COLUMNS`; days are ordinals. Raises ValueError where a name is missing.
    """
    stored, first_day = _stored(columns)
    label = Label(
        first_day=first_day,
        tenancies=len(stored["tenancy"]),
        rows=len(stored["day"]),
        longest=int(np.diff(stored["offsets"]).max(initial=0)),
        watermark=watermark,
        digest=_digest(stored),
    )
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, array in stored.items():
        np.save(fresh / f"{name}.npy", array)
    (fresh / LABEL).write_text(json.dumps(asdict(label)), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return label


def digest_of(columns: Mapping[str, Any]) -> str:
    """Give the digest that a partition with these columns has; days are ordinals."""
    return _digest(_stored(columns)[0])


def _stored(columns: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Put columns into the types of the files; answer them and the first day."""
    day = np.asarray(columns["day"], np.int64)
    first_day = int(day.min()) - 1 if len(day) else 0  # so that no day is 0, which means none
    given = {name: np.asarray(columns[name], np.int64) for name in COLUMNS}
    given |= {"day": day - first_day, "recorded": given["recorded"] - first_day}
    types = _NARROW if all(_fits(given[name], kind) for name, kind in _NARROW.items()) else _WIDE
    stored = {name: given[name].astype(kind) for name, kind in types.items()}
    if np.array_equal(given["day"], given["recorded"]):
        del stored["recorded"]
    return stored, first_day


def read_label(folder: Path) -> Label:
    """Read what a partition says of itself. Raises Damaged."""
    try:
        label = Label(**json.loads((folder / LABEL).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise Damaged(f"{folder.name}: the label cannot be read") from error
    if label.format != FORMAT:
        raise Damaged(f"{folder.name}: format {label.format}, expected {FORMAT}")
    return label


def read(folder: Path, *, is_checked: bool = True) -> Partition:
    """Map a partition into memory; its digest is compared unless `is_checked` is off. Raises Damaged."""
    label = read_label(folder)
    try:
        columns: dict[str, Any] = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in COLUMNS
            if name != "recorded" or (folder / "recorded.npy").exists()
        }
    except (OSError, ValueError) as error:
        raise Damaged(f"{folder.name}: a column cannot be read") from error
    fault = _fault(label, columns, is_checked=is_checked)
    if fault:
        raise Damaged(f"{folder.name}: {fault}")
    columns.setdefault("recorded", columns["day"])
    return Partition(label=label, columns=columns)


def replaced(old: Partition, fresh: Mapping[str, Any]) -> dict[str, Any]:
    """Put the accounts of `fresh` (columns, days as ordinals) into a partition, in place of the old ones."""
    kept = np.flatnonzero(~np.isin(old.columns["tenancy"], np.asarray(fresh["tenancy"], np.int64)))
    first_day = old.label.first_day
    sources = (
        (old.columns, kept, first_day),
        (fresh, np.arange(len(fresh["tenancy"])), 0),
    )
    picked = [_picked(columns, which, first_day) for columns, which, first_day in sources]
    tenancy = np.concatenate([each["tenancy"] for each in picked])
    joined = {name: np.concatenate([each[name] for each in picked]) for name in picked[0]}
    offsets = np.concatenate([[0], np.cumsum(joined.pop("rows"))])
    whole = {"offsets": offsets} | joined
    return _picked(whole, np.argsort(tenancy, kind="stable"), 0, keeps_rows=False)


def _picked(
    columns: Mapping[str, Any], which: Any, first_day: int, *, keeps_rows: bool = True
) -> dict[str, Any]:
    """Take accounts out by their index, in that order; with the number of rows of each, or with offsets."""
    offsets = np.asarray(columns["offsets"], np.int64)
    rows = np.diff(offsets)[which]
    ends = np.cumsum(rows)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(offsets[:-1][which] - (ends - rows), rows)
    found: dict[str, Any] = {"tenancy": np.asarray(columns["tenancy"], np.int64)[which]}
    for name in COLUMNS[2:]:
        shift = first_day if name in ("day", "recorded") else 0
        found[name] = np.asarray(columns[name], np.int64)[places] + shift
    found |= {"rows": rows} if keeps_rows else {"offsets": np.concatenate([[0], ends])}
    return found


def partitions(folder: Path) -> Iterator[Path]:
    """Yield the partitions of a snapshot in the order of their tenancies."""
    yield from sorted(each for each in folder.glob("part-*") if each.is_dir() and each.suffix != ".new")


def _fault(label: Label, columns: Mapping[str, Any], *, is_checked: bool) -> str:
    """Say what is wrong with the columns, or nothing."""
    rows = {len(array) for name, array in columns.items() if name not in ("tenancy", "offsets")}
    if rows != {label.rows} or len(columns["tenancy"]) != label.tenancies:
        return "the columns are not as long as the label says"
    offsets = columns["offsets"]
    if len(offsets) != label.tenancies + 1 or offsets[0] != 0 or offsets[-1] != label.rows:
        return "the offsets do not fit the rows"
    if is_checked and _digest(columns) != label.digest:
        return "the digest is another than the label says"
    return ""


def _fits(array: Any, kind: Any) -> bool:
    limits = np.iinfo(kind)
    return bool(limits.min <= array.min(initial=0) and array.max(initial=0) <= limits.max)


def _digest(columns: Mapping[str, Any]) -> str:
    sums = hashlib.blake2b(digest_size=16)
    for name in COLUMNS:
        if name in columns:
            sums.update(f"{name} {columns[name].dtype} {len(columns[name])}\n".encode())
            sums.update(np.ascontiguousarray(columns[name]).data)
    return sums.hexdigest()
