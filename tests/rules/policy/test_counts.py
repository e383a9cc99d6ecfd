"""What a simulated policy comes to."""

from datetime import date

from gewoon.rules.policy.counts import COLUMNS, Happened, parted, run_of

MAY, JUNE = date(2026, 5, 20), date(2026, 6, 1)


def done(tenancy, on, step):
    return Happened(tenancy, on, "done", step)


def test_months_and_weeks_are_counted_and_empty_ones_are_there(policy):
    happened = [done(1, MAY, "letter"), done(2, MAY, "call"), Happened(1, JUNE, "opened", "call")]
    run = run_of(policy, happened, date(2026, 4, 30), JUNE)
    assert [month.first.month for month in run.months] == [4, 5, 6]
    assert [month.steps for month in run.months] == [{}, {"call": 1, "letter": 1}, {}]
    assert sum(sum(week.work.values()) for week in run.weeks) == 2
    assert run.weeks[0].monday == date(2026, 4, 27)
    assert run.policy == "small 2026-07-01"


def test_each_kind_of_thing_has_its_column(policy):
    happened = [
        Happened(1, MAY, "owes", ""),
        Happened(1, MAY, "proposed", "eviction"),
        Happened(1, MAY, "proposed", "signal"),
        done(1, MAY, "eviction"),
    ]
    (month,) = run_of(policy, happened, MAY, MAY).months
    counted = {name: number for name, number in month.counts.items() if number}
    assert counted == {
        "in_arrears": 1, "gate_eviction": 1, "gate_signal": 1, "eviction_proposals": 1, "tasks": 1,
    }  # fmt: skip
    assert tuple(month.counts) == COLUMNS


def test_seats_and_signals_count_by_their_step(sound, small):
    policy = sound(small.replace('id = "letter"', 'id = "signal"').replace('"letter"', '"signal"'))
    (month,) = run_of(policy, [done(1, MAY, "signal")], MAY, MAY).months
    assert month.counts["signals"] == 1


def test_lives_part_at_the_first_step_that_is_not_the_same():
    old = [done(1, MAY, "call"), done(1, JUNE, "letter"), done(2, MAY, "call"), done(3, MAY, "call")]
    new = [done(1, MAY, "call"), done(1, JUNE, "visit"), done(2, MAY, "call"), done(4, MAY, "call")]
    assert parted(old, new) == {("letter", "visit"): 1, ("call", ""): 1, ("", "call"): 1}


def test_a_gate_that_was_passed_counts_as_its_step_only(sound, small):
    policy = sound(small.replace('id = "eviction"\nowner', 'id = "eviction"\nkind = "gate"\nowner'))
    (month,) = run_of(policy, [done(1, MAY, "eviction")], MAY, MAY).months
    assert not any(month.counts.values())
    assert month.steps == {"eviction": 1}


def test_lives_that_are_the_same_do_not_part():
    old = [done(1, MAY, "call"), Happened(1, JUNE, "opened", "letter")]
    assert parted(old, [done(1, MAY, "call")]) == {}
