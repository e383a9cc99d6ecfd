"""Nobody can be recognised in what was published, whatever was published before."""

from itertools import product

import pytest

from gewoon.rules.outcome.disclosure import (
    Published,
    Wanted,
    dangers,
    protect,
    range_of_share,
    round_count,
    share_in_words,
)


def cell(low, high=None, **where):
    kept = {name: frozenset(values.split()) for name, values in where.items()}
    return Published(where=kept, low=low, high=low if high is None else high)


def want(count, **where):
    return Wanted(where={name: frozenset(values.split()) for name, values in where.items()}, count=count)


def test_three_people_of_a_town_follow_from_four_innocent_counts():
    towns = {"town": ["Oost", "West", "Zuid", "Zeewolde"]}
    found = dangers(towns, [cell(50), cell(20, town="Oost"), cell(15, town="West"), cell(12, town="Zuid")])
    assert [(set(each.where["town"]), each.low, each.high) for each in found] == [({"Zeewolde"}, 3, 3)]


@pytest.mark.parametrize("later", [cell(104, period="may june"), cell(103, 107, period="may june")])
def test_two_more_in_june_cannot_be_worked_out_by_subtracting(later):
    periods = {"period": ["may", "june"]}
    may = cell(102, period="may") if later.low == later.high else cell(98, 102, period="may")
    assert dangers(periods, [may, later])
    assert not dangers(periods, [may])


def test_a_later_release_that_would_give_two_people_away_is_held_back():
    """A differencing attack over successive releases must fail."""
    periods = {"period": ["may", "june", "july"]}
    released = [cell(98, 102, period="may")]
    june = protect(periods, [want(104, period="may june")], released)
    assert not june.published
    july = protect(periods, [want(131, period="may june july")], released)
    assert july.published[0][1] == 130


def test_small_cells_and_those_that_follow_are_held_back_and_totals_stay():
    traits = {"way": ["required", "condition", "own"], "household": ["single_parent", "single", "other"]}
    wanted = [
        want(104),
        want(62, household="single_parent"),
        want(35, household="single"),
        want(7, household="other"),
    ]
    found = protect(
        traits, [*wanted, want(52, way="required"), want(47, way="condition"), want(5, way="own")]
    )
    shown = [number for _, number in found.published]
    assert shown[:2] == [105, 60]
    assert all(number >= 10 and number % 5 == 0 for number in shown)
    assert {each.count for each in found.withheld} >= {7, 5}
    known = [Published(where=w.where, low=max(10, n - 2), high=n + 2) for w, n in found.published]
    assert not dangers(traits, known)


def test_what_the_solver_says_is_what_trying_everything_says():
    traits = {"a": ["x", "y"], "b": ["p", "q"]}
    published = [cell(24, 26), cell(12, 14, a="x"), cell(18, 19, b="p"), cell(11, 12, a="x", b="p")]
    found = {
        (each.where.get("a"), each.where.get("b")): (each.low, each.high)
        for each in dangers(traits, published)
    }
    fits = [
        people
        for people in product(range(27), repeat=4)  # xp, xq, yp, yq
        if 24 <= sum(people) <= 26
        and 12 <= people[0] + people[1] <= 14
        and 18 <= people[0] + people[2] <= 19
        and 11 <= people[0] <= 12
    ]
    for name, place in {("x", "q"): 1, ("y", "p"): 2, ("y", "q"): 3}.items():
        numbers = [people[place] for people in fits]
        key = frozenset(name[0]), frozenset(name[1])
        assert found[key] == (min(numbers), max(numbers))


def test_nobody_in_a_group_is_as_telling_as_a_few():
    found = dangers({"way": ["own", "other"]}, [cell(40), cell(40, way="other")])
    assert [(each.low, each.high) for each in found] == [(0, 0)]


def test_more_than_two_traits_are_never_crossed():
    traits = {"a": ["1", "2"], "b": ["1", "2"], "c": ["1", "2"]}
    with pytest.raises(ValueError, match="at most 2 traits"):
        dangers(traits, [cell(20, a="1", b="1", c="1")])


def test_numbers_that_no_people_fit_are_a_mistake_in_the_register():
    with pytest.raises(ValueError, match="contradict each other"):
        dangers({"a": ["1", "2"]}, [cell(20), cell(30, a="1")])


def test_nothing_more_is_published_when_earlier_releases_give_somebody_away():
    with pytest.raises(ValueError, match="earlier releases"):
        protect({"a": ["1", "2"]}, [want(40)], [cell(20), cell(12, a="1")])


def test_nothing_published_is_no_danger():
    assert dangers({"a": ["1", "2"]}, []) == ()


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (12, 10), (13, 15), (104, 105)])
def test_counts_are_rounded_to_five(count, shown):
    assert round_count(count) == shown


@pytest.mark.parametrize(
    ("count", "base", "shown"), [(62, 104, 60), (20, 29, None), (95, 104, None), (60, 99, 60), (9, 50, None)]
)
def test_a_percentage_needs_thirty_people_and_ten_on_both_sides(count, base, shown):
    assert share_in_words(count, base) == shown


def test_a_percentage_leaves_a_range():
    assert range_of_share(60, cell(103, 107)) == (60, 66)
