"""Files of facts: a header and rows of cells in, rows of facts or all errors out; nothing is guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gewoon.rules.policy.facts import Fact, FactValue, parse_cell
from gewoon.rules.policy.findings import Finding, Place, nearest
from gewoon.rules.policy.policy import Policy, used_facts

MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRows:
    """Rows of facts in the order of the file, or what is wrong; never both."""

    rows: tuple[dict[str, FactValue], ...]
    findings: tuple[Finding, ...]


def read_rows(policy: Policy, table: Iterable[tuple[int, Sequence[str]]], file: str) -> FactRows:
    """Read a table whose first row names facts; each row comes with the number of its line in the file.

    Facts that the policy asks for need a column. At most `MOST_FINDINGS` errors are told.
    """
    lines = iter(table)
    _, header = next(lines, (1, ()))
    columns, findings = _columns(policy, header, file)
    if findings:
        return FactRows(rows=(), findings=tuple(findings))
    rows = []
    for number, (line, cells) in enumerate(lines, start=1):
        rows.append(_row(columns, cells, number, Place(file=file, line=line, column=1), findings))
        if len(findings) >= MOST_FINDINGS:
            break
    return FactRows(rows=() if findings else tuple(rows), findings=tuple(findings))


def _columns(policy: Policy, header: Sequence[str], file: str) -> tuple[list[Fact], list[Finding]]:
    findings = []
    columns = []
    for position, name in enumerate(header, start=1):
        place = Place(file=file, line=1, column=position)
        if name not in policy.facts:
            findings.append(
                _error(place, f"column {position}: unknown fact '{name}'{nearest(name, policy.facts)}")
            )
        elif name in header[: position - 1]:
            findings.append(_error(place, f"column {position}: '{name}' stands here twice"))
        else:
            columns.append(policy.facts[name])
    for fact in used_facts(policy):
        if fact.name not in header:
            place = Place(file=file, line=1, column=len(header) + 1)
            findings.append(_error(place, f"the column '{fact.name}' is missing; the policy asks for it"))
    return columns, findings


def _row(
    columns: Sequence[Fact], cells: Sequence[str], number: int, place: Place, findings: list[Finding]
) -> dict[str, FactValue]:
    if len(cells) != len(columns):
        findings.append(_error(place, f"row {number}: {len(cells)} cells where {len(columns)} were expected"))
        return {}
    row = {}
    for position, (fact, cell) in enumerate(zip(columns, cells, strict=True), start=1):
        try:
            row[fact.name] = parse_cell(fact, cell)
        except ValueError as error:
            at = Place(file=place.file, line=place.line, column=position)
            findings.append(_error(at, f"row {number}, column '{fact.name}': {error}"))
    return row


def _error(place: Place, message: str) -> Finding:
    return Finding(place=place, kind="error", message=message)
