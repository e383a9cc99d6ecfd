"""Where many tenancies stand together: the same however the work is divided and run."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.rules import columns
from gewoon.rules.arrears.portfolio import Question, figures, together, totals
from rules.ledger.ledgers import BEGIN, ledgers
from rules.ledger.story import order


def columns_of(many, first=0):
    entries = [entry._replace(tenancy=first + i) for i, some in enumerate(many) for entry in some]
    built = columns.build(sorted(entries, key=columns.sort_key))
    names = ("tenancy", "offsets", "day", "recorded", "cents", "kind", "refers")
    return {name: np.array(getattr(built, name), np.int64) for name in names}


def question(later, **switches):
    day = BEGIN + later
    return Question(order=order(), on=day, known_on=day, is_compiled=False, **switches)


@settings(max_examples=40)
@given(st.lists(ledgers(), min_size=2, max_size=5), st.integers(0, 40))
def test_two_parts_add_up_to_the_whole(many, later):
    asked = question(later)
    whole, one, other = columns_of(many), columns_of(many[:1]), columns_of(many[1:], first=1)
    parts = [totals(part, figures(part, asked)) for part in (one, other)]
    assert together(parts) == totals(whole, figures(whole, replace(asked, threads=3)))


@given(st.lists(ledgers(), min_size=1, max_size=3), st.integers(0, 40))
def test_days_as_distances_give_the_same(many, later):
    plain, asked = columns_of(many), question(later)
    shifted = plain | {name: plain[name] - BEGIN + 500 for name in ("day", "recorded")}
    moved = figures(shifted, asked, first_day=BEGIN - 500)
    assert all((moved[name] == column).all() for name, column in figures(plain, asked).items())


def test_one_cent_more_is_another_digest():
    cents = [columns.Entry(1, 1, BEGIN, BEGIN, amount, 1) for amount in (100, 101)]
    found = [columns_of([[entry]]) for entry in cents]
    one, other = (totals(part, figures(part, question(5))) for part in found)
    assert one.digest != other.digest
