"""Conditions as a table of instructions for the kernel; equal parts are computed once."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from gewoon.rules.policy import kernel
from gewoon.rules.policy.conditions import Ask, Condition, Group, Not, asks
from gewoon.rules.policy.facts import UNKNOWN, Fact, FactValue, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Instructions (four columns of them), the facts of the columns, and the line of each condition."""

    facts: tuple[Fact, ...]
    operators: "array[int]"
    first: "array[int]"
    second: "array[int]"
    third: "array[int]"
    lines: tuple[int, ...]


Instruction = tuple[int, int, int, int]


def build(conditions: Sequence[Condition]) -> Table:
    """Write the conditions as one table; `lines[i]` is the line that holds the truth of condition `i`."""
    facts: dict[str, Fact] = {}
    for condition in conditions:
        facts.update((ask.fact.name, ask.fact) for ask in asks(condition))
    columns = {name: column for column, name in enumerate(facts)}
    table: dict[Instruction, int] = {}
    lines = tuple(_write(condition, columns, table) for condition in conditions)
    operators, first, second, third = (array("q", [line[i] for line in table]) for i in range(4))
    return Table(
        facts=tuple(facts.values()), operators=operators, first=first, second=second, third=third, lines=lines
    )


def columns_of(table: Table, rows: Sequence[Mapping[str, FactValue]]) -> "array[int]":
    """Write rows of facts as the columns that the kernel reads.

    A fact that a row leaves out is unknown. Raises ValueError where it cannot be, or does not fit.
    """
    columns = array("q")
    for fact in table.facts:
        columns.extend(_encoded(fact, row) for row in rows)
    return columns


def run(table: Table, columns: "array[int]", rows: int) -> "array[int]":
    """Answer the truth of every line for every row: `line * rows + row`."""
    truth = array("b", bytes(len(table.operators) * rows))
    views = memoryview(columns), memoryview(truth)
    kernel.evaluate(table.operators, table.first, table.second, table.third, views[0], rows, views[1])
    return truth


def _encoded(fact: Fact, row: Mapping[str, FactValue]) -> int:
    value = row.get(fact.name)
    return UNKNOWN if value is None and fact.is_later else encode(fact, value)


def _write(condition: Condition, columns: Mapping[str, int], table: dict[Instruction, int]) -> int:
    if isinstance(condition, Ask):
        return _write_ask(condition, columns[condition.fact.name], table)
    if isinstance(condition, Not):
        return _line((kernel.NOT, _write(condition.part, columns, table), 0, 0), table)
    if isinstance(condition, Group):
        operator = kernel.AND if condition.operator == "and" else kernel.OR
        parts = [_write(part, columns, table) for part in condition.parts]
        return reduce(lambda left, right: _line((operator, left, right, 0), table), parts)
    return _write(condition.part, columns, table)


def _write_ask(ask: Ask, column: int, table: dict[Instruction, int]) -> int:
    if ask.operator == "known":
        return _line((kernel.KNOWN, column, 0, 0), table)
    ranges = [_line((kernel.WITHIN, column, low, high), table) for low, high in ask.ranges()]
    return reduce(lambda left, right: _line((kernel.OR, left, right, 0), table), ranges)


def _line(instruction: Instruction, table: dict[Instruction, int]) -> int:
    return table.setdefault(instruction, len(table))
