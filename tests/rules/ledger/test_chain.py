"""Statements of an account follow each other, overlap, or leave a hole of so many cents."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.ledger.chain import Balances, Gap, join

FIRST = date(2026, 1, 1)


def day(number):
    return FIRST + timedelta(days=number - 1)


def balances(opening_on, closing_on, opening, closing):
    return Balances(day(opening_on), day(closing_on), opening, closing)


def daily(*reached, opening=0):
    """Whole-day statements: one a day, each opening with what the day before closed with."""
    steps = zip((opening, *reached), reached, strict=False)
    return [balances(n, n, before, after) for n, (before, after) in enumerate(steps, start=1)]


def test_no_statements_make_no_chain():
    assert join([]) is None


def test_statements_that_follow_each_other_leave_no_gap():
    chain = join(daily(100, 250, 200))
    assert (chain.opening, chain.closing, chain.closed_on, chain.gaps) == (0, 200, day(3), ())
    assert chain.moved == 200


def test_a_weekend_without_statement_is_no_gap_when_the_balance_stood_still():
    assert join([balances(2, 2, 0, 100), balances(5, 5, 100, 130)]).gaps == ()


def test_a_missing_statement_leaves_a_gap_with_its_cents():
    one, _, three = daily(100, 250, 200)
    chain = join([one, three])
    assert chain.gaps == (Gap(after=day(1), before=day(3), cents=150),)
    assert chain.moved == 50


def test_a_gap_is_measured_from_the_day_on_which_the_opening_balance_is_dated():
    chain = join([balances(1, 2, 100, 120), balances(2, 3, 130, 140)])
    assert chain.gaps == (Gap(after=day(2), before=day(2), cents=10),)
    assert chain.moved == 30


def test_an_earlier_statement_moves_the_opening():
    late, early = balances(5, 5, 100, 150), balances(1, 1, 80, 100)
    assert join([late]).opening == 100
    assert join([late, early]).opening == 80


def test_the_same_statement_twice_counts_once():
    assert join(daily(100) * 2) == join(daily(100))


def test_a_week_and_its_days_overlap():
    days = daily(10, 20, 30, 40, 50, 60, 70, 80)
    week = balances(1, 7, 0, 70)
    assert join([week, *days]).moved == join([week, *days[4:]]).moved == 80


def test_a_longer_export_of_the_same_first_day_takes_over():
    assert join([balances(1, 1, 0, 10), balances(1, 9, 0, 90)]).closing == 90


def test_a_statement_inside_a_longer_one_changes_nothing():
    assert join([balances(1, 7, 0, 70), balances(1, 2, 0, 20), balances(3, 4, 20, 40)]).closing == 70


def test_the_last_day_told_again_is_doubtful_until_its_turnover_is_known():
    week, next_week = balances(1, 7, 0, 70), balances(7, 14, 60, 140)
    chain = join([week, next_week])
    assert chain.doubtful_days == {day(7)}
    assert join([week, next_week], turnover={day(7): 10}).gaps == ()
    assert join([week, next_week], turnover={day(7): 25}).gaps == chain.gaps


def test_a_gap_over_days_is_not_doubtful():
    assert join([balances(1, 1, 0, 10), balances(3, 3, 20, 30)]).doubtful_days == frozenset()


def test_statements_of_one_day_are_put_in_order():
    chain = join([balances(1, 1, 120, 90), balances(1, 1, 90, 95), balances(1, 1, 100, 120)])
    assert (chain.opening, chain.closing, chain.gaps) == (100, 95, ())


def test_statements_of_one_day_that_come_back_to_a_balance_are_put_in_order():
    chain = join([balances(1, 1, 100, 90), balances(1, 1, 100, 120), balances(1, 1, 120, 100)])
    assert (chain.opening, chain.closing, chain.gaps) == (100, 90, ())


def test_a_detour_within_a_day_comes_before_what_leads_away():
    made = [balances(1, 1, *step) for step in ((5, 4), (4, 9), (5, 6), (6, 5), (5, 6), (6, 5))]
    chain = join(made)
    assert (chain.opening, chain.closing, chain.gaps) == (5, 9, ())


def test_statements_that_lead_round_in_a_circle_are_joined():
    assert join([balances(1, 1, 100, 120), balances(1, 1, 120, 100)]).moved == 0


def test_a_statement_missing_within_a_day_keeps_what_moved_right():
    chain = join([balances(1, 1, 100, 120), balances(1, 1, 90, 95)])
    assert len(chain.gaps) == 1
    assert chain.moved == 25


moves = st.lists(st.integers(-500, 500).filter(bool), min_size=3, max_size=12)


def of_moves(moves, *, dated_before):
    reached, made = 1_000, []
    for number, cents in enumerate(moves, start=2):
        made.append(balances(number - dated_before, number, reached, reached + cents))
        reached += cents
    return made


@given(moves, st.booleans(), st.randoms())
def test_any_order_gives_the_same_chain(moves, dated_before, random):
    made = of_moves(moves, dated_before=dated_before)
    mixed = made[:]
    random.shuffle(mixed)
    chain = join(mixed)
    assert chain == join(made)
    assert chain.gaps == ()
    assert chain.moved == sum(moves)


@given(moves, st.booleans(), st.data())
def test_a_statement_taken_out_of_the_middle_leaves_one_gap_with_its_cents(moves, dated_before, data):
    made = of_moves(moves, dated_before=dated_before)
    missing = made.pop(data.draw(st.integers(1, len(made) - 2)))
    chain = join(made)
    assert [gap.cents for gap in chain.gaps] == [missing.closing - missing.opening]
    assert chain.moved == sum(each.closing - each.opening for each in made)
    assert join([*made, missing]).gaps == ()


@given(moves, st.data())
def test_exports_that_overlap_leave_no_gap(moves, data):
    made = of_moves(moves, dated_before=False)
    begin = data.draw(st.integers(0, len(made) - 1))
    end = data.draw(st.integers(begin, len(made) - 1))
    again = Balances(made[begin].opening_on, made[end].closing_on, made[begin].opening, made[end].closing)
    kept = [each for place, each in enumerate(made) if not begin < place < end]
    turnover = {each.closing_on: each.closing - each.opening for each in made}
    for statements in ([*made, again], [*kept, again], [*made[: begin + 1], again, *made[end + 1 :]]):
        chain = join(statements, turnover=turnover)
        assert (chain.gaps, chain.moved) == ((), sum(moves))


@given(st.lists(st.integers(-500, 500).filter(bool), min_size=1, max_size=6), st.randoms())
def test_any_order_within_a_day_gives_what_moved(moves, random):
    reached, made = 1_000, []
    for cents in moves:
        made.append(balances(1, 1, reached, reached + cents))
        reached += cents
    random.shuffle(made)
    assert join(made).moved == sum(each.closing - each.opening for each in made)
