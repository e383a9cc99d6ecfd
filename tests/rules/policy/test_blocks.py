"""Many rows at once, plain and compiled: the rule and the mask that one row at a time would give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.rules import compiled
from gewoon.rules.policy import blocks, kernel

NUMBERS = st.sampled_from([kernel.MISSING, 0, 1, 2, 3])


@st.composite
def tables(draw):
    """Instructions over two facts, and the lines of a few rules."""
    lines = [(kernel.WITHIN, fact, low, high) for fact in (0, 1) for low, high in ((0, 1), (2, 3))]
    lines += [(kernel.KNOWN, 0, 0, 0)]
    for _ in range(draw(st.integers(1, 6))):
        operator = draw(st.sampled_from([kernel.NOT, kernel.AND, kernel.OR]))
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines.append((operator, one, other, 0))
    rules = draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=5))
    columns = [np.array(column, np.int64) for column in zip(*lines, strict=True)]
    return blocks.Instructions(*columns, np.array(rules, np.int64))


def decided(module, table, facts):
    count = len(facts)
    columns = np.array(facts, np.int64).T.ravel().copy()
    room = blocks.Room(
        np.zeros(2 * blocks.BLOCK, np.int64),
        np.zeros(len(table.operators) * blocks.BLOCK, np.int8),
        np.zeros(blocks.BLOCK, np.int64),
    )
    chosen, mask = np.zeros(count, np.int64), np.zeros(count, np.int64)
    half = count // 2
    module.decide_span(table, columns, count, 0, half, room, chosen, mask)
    module.decide_span(table, columns, count, half, count, room, chosen, mask)
    return list(zip(chosen.tolist(), mask.tolist(), strict=True))


def one_by_one(table, row):
    truth = np.zeros(len(table.operators), np.int8)
    columns = np.array(row, np.int64)
    kernel.evaluate(table.operators, table.first, table.second, table.third, columns, 1, truth)
    holding = [place for place, line in enumerate(table.rules) if truth[line] == kernel.TRUE]
    return (holding[0] if holding else -1), sum(1 << place for place in holding)


@settings(max_examples=40)
@given(tables(), st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=9))
def test_plain_and_compiled_blocks_decide_as_one_row_does(table, facts):
    expected = [one_by_one(table, row) for row in facts]
    assert decided(blocks, table, facts) == expected
    assert decided(compiled.twin(blocks), table, facts) == expected


@pytest.mark.parametrize("count", [blocks.BLOCK - 1, blocks.BLOCK, blocks.BLOCK + 1, 3 * blocks.BLOCK])
def test_every_row_of_every_block_is_decided(count):
    table = blocks.Instructions(*(np.array([n], np.int64) for n in (kernel.WITHIN, 0, 1, 1)), np.array([0]))
    facts = [(row % 2, 0) for row in range(count)]
    found = decided(compiled.twin(blocks), table, facts)
    assert found == [(0, 1) if row % 2 else (-1, 0) for row in range(count)]
