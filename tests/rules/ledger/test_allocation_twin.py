"""The kernel against the slow, obvious twin, and what must hold for every ledger."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.ledger import allocation, oldest_first
from gewoon.rules.ledger.kinds import CLAIMS, Kind
from rules.ledger.ledgers import BEGIN, LEVEL, ledgers, rows_of
from rules.ledger.story import order
from rules.ledger.twin import Twin

views = st.tuples(st.integers(0, 16), st.integers(0, 18))
orders = st.sampled_from([order(), order(rent_first=True), LEVEL])


@given(ledgers(), views, orders)
def test_kernel_and_twin_settle_alike(entries, view, rule):
    rows, on, known_on = rows_of(entries), BEGIN + view[0], BEGIN + view[1]
    twin = Twin(rows, rule.rank, rule.rent_first, on, known_on)
    answer = allocation.allocate(rows, rule, on=date.fromordinal(on), known_on=date.fromordinal(known_on))
    pairs = {}
    for s in answer.settlements:
        pairs[s.payment, s.claim] = pairs.get((s.payment, s.claim), 0) + s.cents
    assert list(answer.open_cents) == twin.open_cents()
    assert pairs == twin.pairs


@given(ledgers(), views, orders)
def test_no_cent_is_lost(entries, view, rule):
    rows, on, known_on = rows_of(entries), BEGIN + view[0], BEGIN + view[1]
    answer = allocation.allocate(rows, rule, on=date.fromordinal(on), known_on=date.fromordinal(known_on))
    seen = {e.id: e.cents for e in entries if e.day <= on and e.recorded <= known_on}
    for e in entries:
        if e.kind is Kind.REVERSAL and e.id in seen:
            seen.pop(e.id)
            seen.pop(e.refers_id, None)
    assert sum(answer.open_cents) == sum(seen.values())


@given(ledgers(), views, orders)
def test_only_open_amounts_are_the_same_amounts(entries, view, rule):
    rows, on, known_on = rows_of(entries), BEGIN + view[0], BEGIN + view[1]
    answer = allocation.allocate(rows, rule, on=date.fromordinal(on), known_on=date.fromordinal(known_on))
    assert tuple(allocation.open_cents(rows, rule, on=on, known_on=known_on)) == answer.open_cents


@given(ledgers(kinds=(Kind.RENT, Kind.OTHER_CHARGE, Kind.PAYMENT, Kind.CREDIT), refer=False), views)
def test_closed_form_is_the_kernel_where_it_applies(entries, view):
    days = {e.day: e for e in entries if e.kind in CLAIMS}
    kept = [e for e in entries if e.kind not in CLAIMS or days[e.day] is e]
    rows, on, known_on = rows_of(kept), BEGIN + view[0], BEGIN + view[1]
    assert oldest_first.applies(rows, LEVEL, on, known_on)
    answer = allocation.allocate(rows, LEVEL, on=date.fromordinal(on), known_on=date.fromordinal(known_on))
    assert tuple(oldest_first.open_cents(rows, on, known_on)) == answer.open_cents


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_come_does_not_matter(entries, dice):
    shuffled = entries[:]
    dice.shuffle(shuffled)
    assert rows_of(shuffled) == rows_of(entries)
