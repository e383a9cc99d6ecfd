"""Every earlier day, told from a few runs, is what a run for that day alone says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.arrears import past
from gewoon.rules.ledger import allocation
from rules.ledger.ledgers import BEGIN, LEVEL, ledgers, rows_of
from rules.ledger.story import order


def overdue(rows, rule, on, known_on):
    opened = allocation.open_cents(rows, rule, on=on, known_on=known_on)
    return sum(cents for day, cents in zip(rows.day, opened, strict=True) if cents > 0 and day < on)


def since(story, on, known_on="2030-01-01"):
    days = {"on": date.fromisoformat(on), "known_on": date.fromisoformat(known_on)}
    began = past.episode_began_on(story.rows, order(), **{k: v.toordinal() for k, v in days.items()})
    return began and date.fromordinal(began).isoformat()


def test_an_episode_begins_the_day_after_the_due_date(story):
    """
    march: 2026-03-01 rent 650.00
    """
    assert since(story, "2026-03-01") is None
    assert since(story, "2026-03-02") == "2026-03-02"
    assert since(story, "2026-08-02") == "2026-03-02"


def test_an_episode_ends_when_all_is_paid_and_a_new_one_begins(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-03-31 payment 650.00
    april: 2026-04-01 rent 650.00
    """
    assert since(story, "2026-03-30") == "2026-03-02"
    assert since(story, "2026-03-31") is None
    assert since(story, "2026-04-20") == "2026-04-02"


def test_an_episode_goes_on_when_the_old_is_paid_after_the_new_is_overdue(story):
    """
    march: 2026-03-01 rent 650.00
    april: 2026-04-01 rent 650.00
    paid: 2026-04-02 payment 650.00
    """
    assert since(story, "2026-04-20") == "2026-03-02"


def test_rent_paid_on_the_day_the_next_falls_due_breaks_the_episode(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-04-01 payment 650.00
    april: 2026-04-01 rent 650.00
    """
    assert since(story, "2026-04-20") == "2026-04-02"


def test_a_debit_that_bounces_begins_an_episode_on_the_day_it_bounces(story):
    """The five days before, nobody could have called this arrears.

    march: 2026-03-01 rent 650.00
    debit: 2026-03-01 payment 650.00
    bounced: 2026-03-06 reversal 0 -> debit
    """
    assert since(story, "2026-03-05") is None
    assert since(story, "2026-03-20") == "2026-03-06"


def test_trend_shows_the_ends_of_twelve_months_and_now(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-04-20 payment 600.00
    may: 2026-05-01 rent 650.00
    """
    shown = past.trend(story.rows, order(), on=date(2026, 5, 31), known_on=date(2030, 1, 1))
    assert shown == (0,) * 10 + (65_000, 5_000, 70_000)


def test_trend_of_an_empty_account_is_nothing():
    rows = rows_of([])
    shown = past.trend(rows, order(), on=date(2026, 5, 31), known_on=date(2030, 1, 1))
    assert shown == (0,) * 13


@given(ledgers(), st.tuples(st.integers(0, 18), st.integers(0, 18)), st.sampled_from([order(), LEVEL]))
def test_stretches_tell_every_day(entries, view, rule):
    rows, on, known_on = rows_of(entries), BEGIN + view[0], BEGIN + view[1]
    found = {}
    until = on
    for stretch in past.stretches(rows, rule, on=on, known_on=known_on):
        assert stretch.since <= until + 1
        for day in range(max(stretch.since, BEGIN - 3), until + 1):
            found[day] = stretch.overdue
        until = min(until, stretch.since - 1)
    expected = {day: overdue(rows, rule, day, known_on) for day in range(BEGIN - 3, on + 1)}
    assert found == expected


@given(ledgers(), st.integers(0, 40))
def test_an_episode_is_unbroken_and_was_not_there_the_day_before(entries, later):
    rows, on = rows_of(entries), BEGIN + later
    began = past.episode_began_on(rows, order(), on=on, known_on=on)
    if began is None:
        assert overdue(rows, order(), on, on) == 0
    else:
        assert all(overdue(rows, order(), day, on) for day in range(began, on + 1))
        assert overdue(rows, order(), began - 1, on) == 0


def test_an_account_without_events_before_a_date_owes_nothing():
    rows = rows_of([])
    day = date(2026, 1, 1) + timedelta(days=1)
    assert list(past.stretches(rows, order(), on=day.toordinal(), known_on=day.toordinal())) == [(1, 0)]
