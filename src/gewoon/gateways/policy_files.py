"""Reads policies, the catalogue of facts, the gates and files of facts from disk."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from gewoon.rules.policy.fact_rows import FactRows, read_rows
from gewoon.rules.policy.findings import Finding, Place
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import Shipped, Text, read_policy

GATES = ("signal", "costs", "bailiff", "summons", "eviction", "training")
LARGEST_POLICY = 10_000_000


def read_text(path: Path) -> Text:
    """Read a policy file; raises OSError when it cannot be read, ValueError when it is no text."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST_POLICY)
    try:
        return Text(file=str(path), content=content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: byte {error.start + 1} is not UTF-8: save the file as UTF-8") from None


def read_facts(path: Path, policy: Policy) -> FactRows:
    """Read a CSV file of facts for a policy; errors come as values with row and column.

    Raises OSError when the file cannot be read.
    """
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


@cache
def _sound(text: Text, among: Shipped) -> Policy:
    reading = read_policy(text, among)
    if reading.policy is None:
        raise ValueError("; ".join(f"{finding.place}: {finding.message}" for finding in reading.findings))
    return reading.policy


def _table(stream: Iterator[str]) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(stream, strict=True)
    for cells in reader:
        yield reader.line_num, cells


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
