"""The kernel against a slow and obvious twin."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.policy import kernel
from gewoon.rules.policy.conditions import Ask, Group, Not, Term
from gewoon.rules.policy.facts import Fact, FactType, encode
from gewoon.rules.policy.table import build, columns_of, run

NUMBER = Fact(name="n", type=FactType.DAYS, lowest=0, highest=9, may_be_unknown=True)
OTHER = Fact(name="o", type=FactType.MONEY, lowest=-5, highest=5, may_be_unknown=True)
YES = Fact(name="y", type=FactType.BOOL, lowest=0, highest=1, may_be_unknown=True)
WORD = Fact(name="w", type=FactType.CHOICE, lowest=0, highest=2, values=("a", "b", "c"), may_be_unknown=True)


def number_asks(fact):
    number = st.integers(fact.lowest, fact.highest)
    one = st.tuples(st.sampled_from(["<", "<=", ">", ">=", "equals"]), st.tuples(number))
    two = st.tuples(st.just("between"), st.tuples(number, number))
    return st.one_of(one, two).map(lambda pair: Ask(fact=fact, operator=pair[0], numbers=pair[1]))


leaves = st.one_of(
    number_asks(NUMBER),
    number_asks(OTHER),
    st.just(Ask(fact=YES, operator="yes")),
    st.sets(st.integers(0, 2), min_size=1).map(
        lambda some: Ask(fact=WORD, operator="in", numbers=tuple(some))
    ),
    st.sampled_from([NUMBER, OTHER, YES, WORD]).map(lambda fact: Ask(fact=fact, operator="known")),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda part: Not(part=part)),
        inner.map(lambda part: Term(name="t", label={}, part=part)),
        st.builds(
            lambda operator, parts: Group(operator=operator, parts=tuple(parts)),
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=4),
        ),
    ),
    max_leaves=12,
)
rows = st.fixed_dictionaries(
    {
        "n": st.none() | st.integers(0, 9),
        "o": st.none() | st.integers(-5, 5),
        "y": st.none() | st.booleans(),
        "w": st.none() | st.sampled_from("abc"),
    }
)


def twin(condition, row):
    """True, False or None, by the book (Kleene)."""
    if isinstance(condition, Not):
        inner = twin(condition.part, row)
        return None if inner is None else not inner
    if isinstance(condition, Term):
        return twin(condition.part, row)
    if isinstance(condition, Group):
        parts = [twin(part, row) for part in condition.parts]
        decides = condition.operator == "or"
        if decides in parts:
            return decides
        return None if None in parts else not decides
    return twin_ask(condition, row[condition.fact.name])


def twin_ask(ask, value):
    if ask.operator == "known":
        return value is not None
    if value is None:
        return None
    value = encode(ask.fact, value)
    first, last = (ask.numbers or (1,))[0], (ask.numbers or (1,))[-1]
    return {
        "<": value < first,
        "<=": value <= first,
        ">": value > first,
        ">=": value >= first,
        "between": first <= value <= last,
        "equals": value == first,
        "yes": value == 1,
        "in": value in ask.numbers,
    }[ask.operator]


@given(st.lists(conditions, min_size=1, max_size=5), st.lists(rows, min_size=1, max_size=5))
def test_the_kernel_agrees_with_its_twin_on_every_condition(some, facts):
    table = build(some)
    truth = run(table, columns_of(table, facts), len(facts))
    words = {kernel.FALSE: False, kernel.MAYBE: None, kernel.TRUE: True}
    found = [[words[truth[line * len(facts) + row]] for row in range(len(facts))] for line in table.lines]
    assert found == [[twin(condition, row) for row in facts] for condition in some]


def test_equal_parts_are_computed_once():
    ask = Ask(fact=NUMBER, operator=">=", numbers=(3,))
    table = build([ask, Group(operator="and", parts=(ask, ask)), Not(part=ask)])
    assert len(table.operators) == 3


def test_the_first_true_line_is_chosen_and_none_when_there_is_none():
    truth = array("b", [1, 2, 2, 2, 0, 1])
    chosen = array("q", [0, 0])
    kernel.first_true(array("q", [0, 1, 2]), 2, truth, chosen)
    assert list(chosen) == [1, 0]
    kernel.first_true(array("q", [2]), 2, truth, chosen)
    assert list(chosen) == [-1, -1]
