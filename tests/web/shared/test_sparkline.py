"""The small graph of the arrears of a year."""

from hypothesis import given
from hypothesis import strategies as st

from gewoon.web.shared.sparkline import draw


def test_the_highest_amount_touches_the_top_and_nothing_the_base():
    line = draw([0, 100])
    assert line.line == "2.0,25.0 74.0,4.0"
    assert (line.end_x, line.end_y, line.direction) == (74.0, 4.0, "up")


def test_the_direction_is_that_of_the_last_quarter():
    assert draw([900, 100, 100, 100, 100]).direction == "level"
    assert draw([0, 900, 800, 700, 600]).direction == "down"


def test_no_values_make_a_level_line():
    assert (draw([]).line, draw([]).direction) == ("2.0,25.0", "level")


@given(st.lists(st.integers(-(10**12), 10**12), max_size=60))
def test_every_point_stays_within_the_box(trend):
    for point in draw(trend).line.split():
        x, y = map(float, point.split(","))
        assert 0 <= x <= 76 and 4 <= y <= 25
