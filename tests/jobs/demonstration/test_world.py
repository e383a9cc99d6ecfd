"""The made-up world: repeatable, the beginning of any larger one, and with the shares that it promises."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from gewoon.jobs.demonstration import fates, tenancies
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.fates import Habit
from gewoon.jobs.demonstration.frame import Frame, is_banking_day
from gewoon.jobs.demonstration.world import World, build
from gewoon.rules.calendar import Month, month_of

TODAY = date(2026, 10, 14)


@cache
def world(homes: int, years: int = 3, seed: int = 1) -> World:
    return build(homes, years, TODAY, seed)


def owed(of: World, on: date) -> dict[int, tuple[int, int]]:
    """Slow and obvious: charges minus payments per current tenancy, and its rent (parking left out)."""
    owed: Counter[int] = Counter()
    for item in of.opening_items:
        owed[item.tenancy] += item.cents if item.kind == "rent" else 0
    for batch in of.batches:
        for debit in batch.debits:
            owed[debit.tenancy] -= debit.cents if batch.day <= on.toordinal() else 0
    for movement in of.movements:
        if movement.kind in ("transfer", "returned") and movement.day <= on.toordinal():
            for number in movement.tenancies:
                owed[number] -= movement.cents // len(movement.tenancies)
    current = [
        t
        for t in of.tenancies
        if t.parking is None and t.starts_on <= on and (t.ends_on is None or t.ends_on >= on)
    ]
    for tenancy in current:
        owed[tenancy.number] += sum(
            tenancy.rent.charge(Month(m)) for m in range(of.frame.opens, month_of(on) + 1)
        )
    return {t.number: (owed[t.number], t.rent.full(month_of(on))) for t in current}


def test_same_arguments_give_the_same_world():
    assert build(60, 2, TODAY, 7) == build(60, 2, TODAY, 7)


def test_another_seed_gives_another_world():
    assert build(60, 2, TODAY, 7).movements != build(60, 2, TODAY, 8).movements


def test_a_smaller_world_is_the_beginning_of_a_larger_one():
    small, large = world(1000), world(1250)
    count = len(small.tenancies)
    assert small.tenancies == large.tenancies[:count]
    assert small.opening_items == large.opening_items[: len(small.opening_items)]
    assert small.chances == large.chances[: len(small.chances)]


def test_payments_of_a_smaller_world_come_back_in_a_larger_one():
    small, large = world(1000), world(1250)
    alone = {m for m in small.movements if m.kind in ("transfer", "returned")}
    assert alone <= set(large.movements)
    assert all(set(a.debits) <= set(b.debits) for a, b in zip(small.batches, large.batches, strict=True))


def test_habits_of_a_block_are_dealt_exactly():
    first_tenants = {t.number // 10: t.habit for t in reversed(world(1000).tenancies)}
    counts = Counter(first_tenants.values())
    assert len(first_tenants) == 1000
    assert counts[Habit.RELIABLE] == pytest.approx(800, abs=40)
    assert counts[Habit.LATE] == pytest.approx(110, abs=20)
    assert counts[Habit.PARTIAL] == pytest.approx(50, abs=15)
    assert counts[Habit.EPISODIC] == pytest.approx(30, abs=12)
    assert counts[Habit.CHRONIC] == pytest.approx(10, abs=8)


def test_ways_of_paying_have_their_shares():
    tenancies = world(1000).tenancies
    debit = sum(t.has_mandate for t in tenancies) / len(tenancies)
    reference = sum(t.writes_reference and not t.has_mandate for t in tenancies) / len(tenancies)
    assert debit == pytest.approx(0.62, abs=0.05)
    assert reference == pytest.approx(0.30, abs=0.05)


@pytest.mark.parametrize("on", [date(2024, 2, 15), date(2025, 6, 12), date(2026, 10, 13)])
def test_about_a_tenth_is_in_arrears_and_most_owe_no_more_than_a_month(on):
    owing = [(cents, rent) for cents, rent in owed(world(1000), on).values() if cents > 500]
    share = len(owing) / len(owed(world(1000), on))
    months = [cents / rent for cents, rent in owing]
    assert 0.06 <= share <= 0.14
    assert sum(m <= 1.0 for m in months) > len(months) / 2
    assert sum(m > 3 for m in months) < len(months) / 5


def test_nobody_is_left_out_of_the_money_that_tenants_pay():
    of = world(1000)
    booked = sum(m.cents for m in of.movements if m.kind == "batch")
    assert booked == sum(debit.cents for batch in of.batches for debit in batch.debits)
    assert all(m.tenancies for m in of.movements if m.kind != "other")


def test_no_account_drifts_away():
    """Sum of charges and payments stays within a few rents for everybody, so no cent is forgotten."""
    assert all(
        -2.1 * rent <= cents <= 14 * rent for cents, rent in owed(world(1000), date(2026, 10, 13)).values()
    )


def test_bank_books_on_banking_days_only_and_in_order():
    days = [m.day for m in world(1000).movements]
    assert days == sorted(days)
    assert all(is_banking_day(date.fromordinal(day)) for day in set(days))
    assert days[-1] < TODAY.toordinal()
    assert days[0] >= world(1000).frame.opens_on.toordinal()


def test_returned_debits_follow_within_five_banking_days_of_their_collection():
    of = world(1000)
    collected = {d.end_to_end: (b.day, d.cents) for b in of.batches for d in b.debits}
    returned = [m for m in of.movements if m.kind == "returned"]
    assert {"AM04", "MD06", "AC04"} <= {m.reason for m in returned}
    for movement in returned:
        day, cents = collected[movement.end_to_end]
        between = of.frame.between(date.fromordinal(day + 1), date.fromordinal(movement.day))
        assert 2 <= len(between) <= 5
        assert movement.cents == -cents


def test_a_collection_has_its_reference_once():
    references = [d.end_to_end for b in world(1000).batches for d in b.debits]
    assert len(references) == len(set(references))


def test_the_oddities_of_real_payers_are_there():
    of = world(1000)
    transfers = [m for m in of.movements if m.kind == "transfer"]
    twice = Counter((m.day, m.cents, m.iban) for m in transfers)
    assert any(count == 2 for count in twice.values())
    assert any(len(m.tenancies) == 2 and "parkeerplaats" in m.text for m in transfers)
    assert any("klanten" in m.text for m in transfers)
    assert any("moeder" in m.text or "vader" in m.text for m in transfers)
    assert any(m.name == "GEMEENTE WATERRIJK" for m in transfers)
    assert any(" inz " in m.name for m in transfers)


def test_evictions_follow_an_order_and_an_order_follows_a_request():
    order = {"eviction_asked": 1, "eviction_ordered": 2, "eviction_carried_out": 3}
    seen: dict[int, list[int]] = {}
    for event in world(1000).events:
        if event.kind in order:
            seen.setdefault(event.tenancy, []).append(order[event.kind])
    assert all(steps == sorted(steps) for steps in seen.values())


def test_evictions_fall_by_a_fifth_in_the_full_story():
    years = Counter(e.on.year for e in world(3000).events if e.kind == "eviction_carried_out")
    assert (years[2024], years[2025]) == (12, 10)


def test_an_eviction_ends_the_tenancy():
    ends = {t.number: t.ends_on for t in world(1000).tenancies}
    carried_out = [e for e in world(1000).events if e.kind == "eviction_carried_out"]
    assert carried_out
    assert all(ends[e.tenancy] == e.on for e in carried_out)


def test_programme_has_three_ways_in_and_people_alike_who_never_join():
    chances = world(3000).chances
    assert {c.way_in for c in chances if c.joined} == {"required", "condition", "own_initiative"}
    assert {c.way_in for c in chances if not c.joined} == {"required", "condition", "own_initiative"}
    joined = [c for c in chances if c.joined]
    assert all(len(c.sessions) == 3 for c in joined)
    assert 0.4 <= sum(c.household == "single_parent" for c in joined) / len(joined) <= 0.75


def test_groups_have_no_more_than_ten_seats():
    groups = world(3000).groups
    assert all(1 <= len(g.participants) <= 10 and g.starts_on.weekday() == 1 for g in groups)
    assert sum(len(g.participants) for g in groups) == sum(c.joined for c in world(3000).chances)


def test_moving_tenants_do_not_overlap_in_a_home():
    last: dict[int, date | None] = {}
    for tenancy in world(1000).tenancies:
        home = tenancy.number // 10
        if home in last:
            assert last[home] is not None
            assert last[home] < tenancy.starts_on
        last[home] = tenancy.ends_on


@pytest.mark.parametrize(("homes", "years"), [(0, 3), (100_000, 3), (10, 0), (10, 8)])
def test_a_size_that_does_not_fit_is_refused(homes, years):
    with pytest.raises(ValueError, match="expected"):
        build(homes, years, TODAY, 1)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31), date(2027, 5, 1)])
def test_any_day_can_be_today(today):
    assert build(30, 1, today, 3).movements


def test_each_tenancy_and_parking_place_has_a_number_of_its_own():
    frame = Frame(years=5, today=TODAY)
    lots = enumerate((lot for block in range(6) for lot in fates.deal(block, 1, frame)), start=1)
    lived = [
        each for home, lot in lots for each in tenancies.of_home(home, lot, stream(1, "home", home), frame)
    ]
    numbers = [each.number for each in lived]
    numbers += [each.parking.number for each in lived if each.parking is not None]
    assert len(numbers) == len(set(numbers))
