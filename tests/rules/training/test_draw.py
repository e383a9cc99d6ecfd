"""The draw: equal shares, nobody twice, and an auditor finds the same."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.training.draw import (
    Entrant,
    commitment,
    divide,
    draw,
    log_hash,
    log_of,
    problems,
    seed_of,
)
from gewoon.rules.training.programme import WAYS_IN

SECRET = "a secret of thirty-two bytes or so"


def entrant(key, way_in="condition", losses=0, is_urgent=False):
    return Entrant(key=key, way_in=way_in, losses=losses, is_urgent=is_urgent)


def crowd(numbers):
    keys = iter(range(1, 1000))
    return [
        entrant(next(keys), way) for way, number in zip(WAYS_IN, numbers, strict=True) for _ in range(number)
    ]


def drawn(entrants, seats):
    return draw(entrants, seats=seats, seed=seed_of(SECRET, entrants))


def log(entrants, seats):
    return log_of(entrants, drawn(entrants, seats), seats=seats, secret=SECRET)


@given(
    st.lists(
        st.builds(entrant, st.integers(1, 60), st.sampled_from(WAYS_IN), st.integers(0, 2), st.booleans()),
        unique_by=lambda each: each.key,
        max_size=40,
    ),
    st.integers(0, 15),
)
def test_no_seat_too_many_and_none_empty_while_somebody_waits(entrants, seats):
    results = drawn(entrants, seats)
    assert sum(each.has_seat for each in results) == min(seats, len(entrants))
    assert sorted(each.key for each in results) == sorted(each.key for each in entrants)
    assert drawn(list(reversed(entrants)), seats) == results


def test_seats_are_divided_equally_over_the_ways_in():
    results = drawn(crowd((9, 9, 9)), 6)
    assert {way: sum(r.has_seat for r in results if r.way_in == way) for way in WAYS_IN} == dict.fromkeys(
        WAYS_IN, 2
    )


def test_a_way_in_with_few_people_leaves_its_seats_to_the_others():
    assert divide({"required": 1, "condition": 10, "own_initiative": 10}, seats=9, seed="s") == {
        "required": 1,
        "condition": 4,
        "own_initiative": 4,
    }


def test_urgent_people_get_a_seat_and_those_who_lost_before_go_first():
    people = [entrant(1, is_urgent=True), entrant(2, losses=1), *(entrant(key) for key in range(3, 30))]
    tiers = {each.key: each.tier for each in drawn(people, 3) if each.has_seat}
    assert tiers[1] == "urgent"
    assert tiers[2] == "lost_before"
    assert len(tiers) == 3


def test_a_lot_can_be_computed_by_anybody():
    people = crowd((2, 2, 2))
    seed = seed_of(SECRET, people)
    for result in drawn(people, 3):
        assert result.lot == sha256(f"{seed}:lot:{result.key}".encode()).hexdigest()


def test_each_entrant_has_the_same_chance_within_a_way_in():
    wins = dict.fromkeys(range(1, 7), 0)
    people = crowd((0, 6, 0))
    for number in range(600):
        for result in draw(people, seats=2, seed=str(number)):
            wins[result.key] += result.has_seat
    assert all(150 <= count <= 250 for count in wins.values())


def test_a_draw_repeated_from_its_log_stands():
    written = json.loads(json.dumps(log(crowd((4, 3, 2)), 4)))
    assert problems(written, committed=commitment(SECRET), seats=4) == ()
    assert log_hash(written) == log_hash(log(crowd((4, 3, 2)), 4))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda it: it["results"][0].update(key=99), "another outcome"),
        (lambda it: it["entrants"].pop(), "not the one that was drawn from"),
        (lambda it: it.update(secret="chosen afterwards"), "signed protocol committed to"),
        (lambda it: it.update(seats=5), "the signed protocol says 4"),
        (lambda it: it.update(seed="0"), "does not follow"),
        (lambda it: it.update(method="guess"), "verify it with the release"),
        (lambda it: it.pop("entrants"), "cannot be read"),
    ],
)
def test_a_log_that_was_touched_is_found_out(change, said):
    written = log(crowd((4, 3, 2)), 4)
    change(written)
    assert said in " ".join(problems(written, committed=commitment(SECRET), seats=4))


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="cannot draw -1"):
        draw([], seats=-1, seed="")
    with pytest.raises(ValueError, match="twice"):
        draw([entrant(1), entrant(1)], seats=1, seed="")
    with pytest.raises(ValueError, match="no way in: press"):
        draw([entrant(1, "press")], seats=1, seed="")
