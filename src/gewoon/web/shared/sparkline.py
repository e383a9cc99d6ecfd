"""Turns a row of amounts into the points of a small line."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, BASE, TOP, EDGE = 76, 28, 25.0, 4.0, 2.0
RECENT = 3  # months: the direction is that of the last quarter, not of an old quarrel


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """Points in a box of 76 by 28; direction is up, down or level."""

    line: str
    area: str
    end_x: float
    end_y: float
    direction: str


def draw(trend: Sequence[int]) -> Sparkline:
    """Draw amounts (cents, oldest first); credit counts as nothing, no values make a level line."""
    amounts = [max(0, cents) for cents in trend] or [0]
    highest = max(amounts) or 1
    width = (WIDTH - 2 * EDGE) / max(1, len(amounts) - 1)
    points = [
        (round(EDGE + place * width, 1), round(BASE - cents / highest * (BASE - TOP), 1))
        for place, cents in enumerate(amounts)
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    end_x, end_y = points[-1]
    return Sparkline(
        line=line,
        area=f"{EDGE},{HEIGHT - 2} {line} {end_x},{HEIGHT - 2}",
        end_x=end_x,
        end_y=end_y,
        direction=direction(amounts),
    )


def direction(amounts: Sequence[int]) -> str:
    """Compare the last amount with that of three months before."""
    before, now = amounts[max(0, len(amounts) - 1 - RECENT)], amounts[-1]
    if now == before:
        return "level"
    return "up" if now > before else "down"
