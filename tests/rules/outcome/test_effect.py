"""Sequential trials recover the truth from simulated associations, and dates cannot be used wrongly."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from gewoon.rules.outcome.effect import sequential_effect
from gewoon.rules.outcome.matching import match
from gewoon.rules.outcome.trials import Histories, Moments, build_trials, earlier
from simulated_association import association


@pytest.fixture(scope="module")
def helped():
    return association(1, factor=0.5)


@pytest.fixture(scope="module")
def trials(helped):
    return build_trials(helped.histories, helped.moments, until=helped.until)


@pytest.fixture(scope="module")
def effect(trials):
    return sequential_effect(trials)


def test_a_true_effect_lies_within_the_limits(helped, effect):
    assert effect.difference.lower < helped.truth < effect.difference.upper
    assert effect.percentile[0] < effect.difference.value < effect.percentile[1]
    assert effect.draws == 500


def test_the_groups_are_alike_after_weighting_and_were_not_before(effect):
    assert effect.is_balanced
    assert effect.balance.worst < 1e-6
    assert np.abs(effect.balance.before).max() > 0.2
    assert effect.effective_controls > 50
    assert 0 < effect.joined_later < 0.3


def test_a_draw_repeats_for_a_seed_however_many_work(trials, effect):
    assert sequential_effect(trials, workers=1).difference == effect.difference


def test_matching_gives_a_second_opinion_and_four_look_alikes(trials, effect):
    found = match(trials)
    assert found.look_alikes.shape == (found.started.size, 4)
    assert found.difference.value == pytest.approx(effect.difference.value, abs=0.1)
    months = trials.month[found.look_alikes]
    assert (months == trials.month[found.started][:, None]).all()
    assert not trials.treated[found.look_alikes].any()


def test_no_effect_is_not_found_by_design_where_naive_figures_find_harm():
    """Before/after and participants against others would both be far off."""
    calm = association(5, factor=1.0)
    found = sequential_effect(build_trials(calm.histories, calm.moments, until=calm.until))
    assert found.difference.lower < 0 < found.difference.upper


def test_fewer_draws_are_refused(trials):
    with pytest.raises(ValueError, match="at least 500"):
        sequential_effect(trials, draws=100)


def test_a_way_in_can_be_asked_for_or_left_out(helped):
    way = np.arange(800) % 2
    histories = replace(helped.histories, way=way)
    both = build_trials(histories, helped.moments, until=helped.until)
    first, second = (sequential_effect(both, ways=[each]) for each in (0, 1))
    assert first.started + second.started == both.flow.started
    assert sequential_effect(both, ways=[7]) is None


def people(*dates):
    return Histories(started_on=[start for start, _ in dates], left_on=[left for _, left in dates])


def rows(*columns, stage=None, amount=None):
    person, known, event = zip(*columns, strict=True)
    x = np.linspace(0, 1, len(person))
    return Moments(person=person, known_on=known, covariates=x, event_on=event, stage=stage, amount=amount)


JAN, FEB = date(2024, 1, 1), date(2024, 2, 1)


def test_treated_follows_from_the_dates_alone():
    """Person 0 starts in January, 1 in June, 2 had started in December, 3 left in December."""
    built = build_trials(
        people(
            (date(2024, 1, 20), None),
            (date(2024, 6, 3), None),
            (date(2023, 12, 1), None),
            (None, date(2023, 12, 9)),
        ),
        rows((0, JAN, None), (1, JAN, date(2024, 7, 1)), (2, JAN, None), (3, JAN, None)),
        until=date(2025, 1, 1),
    )  # fmt: skip
    assert built.person.tolist() == [0, 1]
    assert built.treated.tolist() == [True, False]
    assert built.event.tolist() == [False, False]
    assert built.is_known.tolist() == [True, False]
    assert (built.flow.already_started, built.flow.already_left) == (1, 1)


def test_an_outcome_before_the_own_start_is_one_of_who_waited():
    built = build_trials(
        people((date(2024, 1, 20), None), (date(2024, 6, 3), None)),
        rows((0, JAN, date(2025, 2, 1)), (1, JAN, date(2024, 6, 2))),
        until=date(2025, 1, 1),
    )
    assert built.event.tolist() == [False, True]
    assert built.is_known.all()


def test_months_without_a_whole_follow_up_or_without_both_sides_are_no_trial():
    built = build_trials(
        people((date(2024, 1, 20), None), (None, None), (date(2024, 2, 9), None)),
        rows((0, JAN, None), (1, JAN, None), (1, FEB, None), (2, FEB, None)),
        until=date(2025, 1, 31),
    )
    assert built.flow.not_yet_followed == 2
    assert built.flow.started == 1
    alone = build_trials(people((date(2024, 1, 20), None)), rows((0, JAN, None)), until=date(2026, 1, 1))
    assert (alone.flow.no_comparable_group, alone.flow.started) == (1, 0)
    assert sequential_effect(alone) is None
    assert match(alone) is None


def test_another_stage_is_no_fair_comparison():
    built = build_trials(
        people((date(2024, 1, 20), None), (None, None)),
        rows((0, JAN, None), (1, JAN, None), stage=[1, 2]),
        until=date(2025, 1, 1),
    )
    assert built.flow.no_comparable_group == 1


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ([(0, JAN, date(2023, 12, 31))], "row 0 has its outcome on 2023-12-31, before its trial"),
        ([(0, JAN, None), (0, date(2024, 1, 9), None)], "person 0 has two rows"),
        ([(5, JAN, None)], "person 5 is not one of the 1 people"),
    ],
)
def test_rows_that_would_look_into_the_future_or_count_twice_are_refused(columns, said):
    with pytest.raises(ValueError, match=said):
        build_trials(people((None, None)), rows(*columns), until=date(2025, 1, 1))


def test_a_placebo_cohort_starts_earlier_on_the_first():
    assert [str(day) for day in earlier([date(2024, 3, 20), None], 6)] == ["2023-09-01", "NaT"]


def test_an_amount_is_compared_among_who_had_not_joined(helped):
    amount = np.random.default_rng(1).random(len(helped.moments.person))
    moments = replace(helped.moments, amount=amount)
    found = sequential_effect(build_trials(helped.histories, moments, until=helped.until))
    assert found.amount_difference.lower < 0 < found.amount_difference.upper
