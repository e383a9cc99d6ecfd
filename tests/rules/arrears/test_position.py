"""Where a tenancy stands: months of rent decide steps, so they are exact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules import columns
from gewoon.rules.arrears import position as arrears
from gewoon.rules.arrears.position import Ground, Note
from rules.ledger.ledgers import BEGIN, ledgers, rows_of
from rules.ledger.story import Story, order


def stands(story, on, rent=65_000, known_on=None, **switches):
    day = date.fromisoformat(on)
    known = date.fromisoformat(known_on) if known_on else day
    return arrears.position(story.rows, order(**switches), monthly_rent=rent, on=day, known_on=known)


def test_rent_due_on_the_first_is_overdue_from_the_second(story):
    """
    march: 2026-03-01 rent 650.00
    """
    first, second = stands(story, "2026-03-01"), stands(story, "2026-03-02")
    assert (first.balance, first.overdue, first.months, first.oldest_due_on) == (65_000, 0, 0, None)
    assert (second.balance, second.overdue, second.months) == (65_000, 65_000, 100)
    assert second.oldest_due_on == date(2026, 3, 1)
    assert first.notes[1:] == (Note(ground=Ground.DUE_TODAY, cents=65_000),)


def test_every_part_of_what_is_overdue_is_told_apart(story):
    """
    january: 2026-01-01 rent 650.00
    parking: 2026-02-01 other_charge 30.00
    judge: 2026-02-02 court_costs 90.00
    costs: 2026-03-03 costs 97.50 -> january
    interest: 2026-03-04 interest 1.99 -> january
    april: 2026-04-01 rent 650.00
    """
    now = stands(story, "2026-04-10")
    assert (now.rent_open, now.costs_open, now.interest_open, now.other_open) == (130_000, 9_750, 199, 12_000)
    assert now.ageing == (65_000, 9_949, 12_000, 65_000)
    assert now.overdue == sum(now.ageing) == 151_949
    assert now.months == 200


def test_months_are_rounded_down(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-03-05 payment 0.01
    """
    assert stands(story, "2026-03-10").months == 99


@pytest.mark.parametrize("rent", [None, 0, -1])
def test_without_a_rent_months_are_unknown_and_not_none(rent):
    now = stands(Story("march: 2026-03-01 rent 650.00"), "2026-03-10", rent)
    assert now.months is None
    assert now.notes[-1] == Note(ground=Ground.RENT_UNKNOWN)


def test_the_waiver_of_costs_first_lowers_the_months(story):
    """
    march: 2026-03-01 rent 650.00
    costs: 2026-03-20 costs 97.50 -> march
    paid: 2026-03-25 payment 650.00
    """
    assert stands(story, "2026-03-31").months == 15
    assert stands(story, "2026-03-31", rent_first=True).months == 0


def test_a_bounced_debit_is_no_payment_and_is_told(story):
    """
    february: 2026-02-01 rent 650.00
    paid: 2026-02-03 payment 650.00
    march: 2026-03-01 rent 650.00
    debit: 2026-03-01 payment 650.00
    bounced: 2026-03-06 reversal 0 -> debit
    """
    now = stands(story, "2026-03-10")
    assert (now.last_payment_on, now.last_payment_cents) == (date(2026, 2, 3), 65_000)
    assert now.episode_began_on == date(2026, 3, 6)
    assert now.notes == (
        Note(ground=Ground.LAWFUL_ORDER),
        Note(ground=Ground.PAYMENT_REVERSED, cents=65_000, on=date(2026, 3, 6)),
    )


def test_money_ahead_is_credit_and_nothing_is_overdue(story):
    """
    paid: 2026-02-25 payment 700.00
    """
    now = stands(story, "2026-02-28")
    assert (now.balance, now.credit, now.overdue, now.episode_began_on) == (-70_000, 70_000, 0, None)
    assert now.notes == (Note(ground=Ground.OLDEST_FIRST), Note(ground=Ground.CREDIT_HELD, cents=70_000))


def test_who_never_paid_has_no_last_payment(story):
    """
    march: 2026-03-01 rent 650.00
    later: 2026-04-05 payment 650.00
    """
    now = stands(story, "2026-03-10")
    assert (now.last_payment_on, now.last_payment_cents) == (None, None)
    assert now.trend[-2:] == (0, 65_000)


def test_a_payment_that_was_not_known_yet_did_not_count(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-03-05 payment 650.00 known 2026-03-09
    """
    assert stands(story, "2026-03-08", known_on="2026-03-08").overdue == 65_000
    assert stands(story, "2026-03-08", known_on="2026-03-09").overdue == 0


@given(st.lists(ledgers(), min_size=1, max_size=3), st.integers(0, 16), st.booleans())
def test_all_at_once_is_each_by_itself(many, later, knows_rent):
    entries = [entry._replace(tenancy=i) for i, some in enumerate(many) for entry in some]
    on = date.fromordinal(BEGIN + later)
    rents = {0: 100} if knows_rent else {}
    accounts = columns.build(sorted(entries, key=columns.sort_key))
    found = arrears.positions(accounts, order(), rents=rents, on=on, known_on=on)
    for i, (tenancy, rows) in enumerate(columns.each(accounts)):
        one = arrears.position(rows, order(), monthly_rent=rents.get(tenancy), on=on, known_on=on)
        for name in (
            "balance",
            "overdue",
            "rent_open",
            "costs_open",
            "interest_open",
            "other_open",
            "credit",
        ):
            assert getattr(found.figures, name)[i] == getattr(one, name)
        assert found.tenancy[i] == tenancy
        assert found.months[i] == (-1 if one.months is None else one.months)
        assert found.episode_began_on[i] == (one.episode_began_on.toordinal() if one.episode_began_on else 0)
        figures = found.figures
        for name in ("oldest_due_on", "last_payment_on"):
            day = getattr(one, name)
            assert getattr(figures, name)[i] == (day.toordinal() if day else 0)
        ages = (figures.age_30[i], figures.age_60[i], figures.age_90[i], figures.age_older[i])
        assert ages == one.ageing
        assert figures.last_payment_cents[i] == (one.last_payment_cents or 0)


@given(ledgers(), st.integers(0, 40))
def test_the_parts_add_up(entries, later):
    on = date.fromordinal(BEGIN + later)
    now = arrears.position(
        rows_of(entries), order(), monthly_rent=100, on=on, known_on=on + timedelta(days=9)
    )
    assert now.overdue == now.rent_open + now.costs_open + now.interest_open + now.other_open
    assert now.overdue == sum(now.ageing) == now.trend[-1]
    assert (now.overdue > 0) == (now.episode_began_on is not None)
    assert now.balance >= now.overdue - now.credit


@pytest.mark.parametrize(
    ("text", "rent", "expected"),
    [
        (
            """
            september: 2026-09-01 rent 648.10
            part: 2026-09-28 payment 500.00
            october: 2026-10-01 rent 648.10
            november: 2026-11-01 rent 648.10
            paid: 2026-11-02 payment 648.10 -> november
            instalment: 2026-11-03 payment 50.00
            """,
            64_810,
            (74_620, 115, date(2026, 9, 1)),
        ),
        (
            """
            october: 2026-10-01 rent 571.05
            debit: 2026-10-05 payment 571.05
            bounced: 2026-10-12 reversal 0 -> debit
            november: 2026-11-01 rent 571.05
            """,
            57_105,
            (114_210, 200, date(2026, 10, 1)),
        ),
        (
            """
            november: 2026-11-01 rent 702.44
            paid: 2026-11-01 payment 700.00
            given_up: 2026-11-10 write_off 2.44
            """,
            70_244,
            (0, 0, None),
        ),
        (
            """
            august: 2026-08-01 rent 590.00
            september: 2026-09-01 rent 590.00
            october: 2026-10-01 rent 590.00
            """,
            59_000,
            (177_000, 300, date(2026, 8, 1)),
        ),
    ],
)
def test_made_up_tenancies_in_the_shape_of_the_sector_standard(text, rent, expected):
    now = stands(Story(text), "2026-11-22", rent)
    assert (now.balance, now.months, now.oldest_due_on) == expected
