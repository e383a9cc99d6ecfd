"""Reads policies, the catalogue of facts, the gates and files of facts from disk."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from gewoon.rules.policy.fact_rows import FactRows, read_rows
from gewoon.rules.policy.findings import Finding, Place
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import Shipped, Text, read_policy

GATES = ("signal", "costs", "bailiff", "summons", "eviction", "training")
LARGEST_POLICY = 10_000_000
NO_PARQUET = (
    "reading Parquet needs pyarrow, which is not installed here. In a checkout: ./gewoon extras; "
    "elsewhere: pip install 'gewoon[exchange]'. Or save the facts as CSV."
)


def read_text(path: Path) -> Text:
    """Read a policy file; raises OSError when it cannot be read, ValueError when it is no text."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST_POLICY)
    try:
        return Text(file=str(path), content=content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: byte {error.start + 1} is not UTF-8: save the file as UTF-8") from None


def read_facts(path: Path, policy: Policy) -> FactRows:
    """Read a file of facts (CSV, or Parquet by its name) for a policy; errors come with row and column.

    Raises OSError when the file cannot be read, ValueError when Parquet cannot be read here.
    """
    if path.suffix == ".parquet":
        return read_rows(policy, _parquet(path), str(path))
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return read_rows(policy, _table(stream), str(path))
    except (csv.Error, UnicodeDecodeError) as error:
        finding = Finding(
            place=Place(file=str(path), line=1, column=1), kind="error", message=f"no CSV: {error}"
        )
        return FactRows(rows=(), findings=(finding,))


def shipped(on: date) -> Shipped:
    """Answer the catalogue of facts and the conditions of the gates that hold on a date."""
    gates = tuple(gate for name in GATES for gate in _latest(_data() / "law" / "gates" / name, on))
    return Shipped(catalogue=_text(_data() / "policy" / "facts.toml"), gates=gates)


def shipped_policies(name: str = "voorbeeld") -> tuple[Text, ...]:
    """Answer all versions of a policy that comes with the product, oldest first."""
    return tuple(_text(file) for file in _versions(_data() / "policy" / name))


@cache
def shipped_policy(on: date, name: str = "voorbeeld") -> Policy | None:
    """Answer the version of a shipped policy that holds on a date, or None before the first.

    Raises ValueError when it is not sound.
    """
    for text in _latest(_data() / "policy" / name, on):
        return _sound(text, shipped(on))
    return None


@lru_cache(maxsize=64)
def sound_policy(text: Text, on: date) -> Policy:
    """Read the text of a policy with the catalogue and the gates of a date.

    Raises ValueError when it is not sound.
    """
    return _sound(text, shipped(on))


@lru_cache(maxsize=64)
def _sound(text: Text, among: Shipped) -> Policy:
    reading = read_policy(text, among)
    if reading.policy is None:
        raise ValueError("; ".join(f"{finding.place}: {finding.message}" for finding in reading.findings))
    return reading.policy


def _table(stream: Iterator[str]) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(stream, strict=True)
    for cells in reader:
        yield reader.line_num, cells


def _parquet(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Go through the rows of a Parquet file as cells of text, as a CSV file would have them."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise ValueError(NO_PARQUET) from None
    try:
        with path.open("rb") as stream:
            table = parquet.read_table(stream)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    except ArrowException as error:
        raise ValueError(f"{path}: no Parquet: {error}") from None
    yield 1, table.column_names
    for line, row in enumerate(rows, start=2):
        yield line, [_cell(value) for value in row]


def _cell(value: object) -> str:
    """Write a value as the cell that stands for it; what has no such cell is refused where it stands."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _data() -> Traversable:
    return files("gewoon") / "data"


def _versions(folder: Traversable) -> list[Traversable]:
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )


def _latest(folder: Traversable, on: date) -> tuple[Text, ...]:
    """Answer the version of a file whose name is the latest date that is not after `on`; empty if none."""
    names = [file for file in _versions(folder) if file.name <= f"{on.isoformat()}.toml"]
    return (_text(names[-1]),) if names else ()


def _text(file: Traversable) -> Text:
    return Text(file=file.name, content=file.read_bytes().decode("utf-8"))
