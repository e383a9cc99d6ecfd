"""Turns figures into places on a chart; the template draws them as SVG, with title, description and table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LEFT, _RIGHT, _TOP, _BASE = 40.0, 806.0, 26.0, 330.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A year: its bar, and what is still expected on top of it."""

    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Evictions per year with the forecast of this one; coordinates in a box of 820 by 362."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, float, float], ...]
    expected_y: float | None
    low_y: float | None
    high_y: float | None
    expected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An estimate as dot and line against zero; coordinates in a box of 400 by 34."""

    label: str
    x: float
    low: float
    high: float
    zero: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Steps of a curve and its band; coordinates in a box of 820 by 362."""

    line: str
    band: str
    lines: tuple[tuple[int, float, float], ...]
    months: tuple[tuple[int, float], ...]


def years(trend: Mapping[str, Any]) -> Years:
    """Place the bars; the highest of counts and forecast fills the height."""
    rows, coming = trend["years"], trend["forecast"]
    highest = max([row["carried_out"] for row in rows] + [coming["upper"] if coming else 1, 1])
    scale = (_BASE - _TOP) / highest
    room = (_RIGHT - _LEFT) / max(len(rows), 1)
    bars = tuple(_bar(row, place, room, scale) for place, row in enumerate(rows))
    return Years(
        bars=bars,
        lines=_lines(highest, scale),
        expected_y=_at(coming["expected"], scale) if coming else None,
        low_y=_at(coming["lower"], scale) if coming else None,
        high_y=_at(coming["upper"], scale) if coming else None,
        expected=round(coming["expected"]) if coming else None,
    )


def intervals(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> tuple[Interval, ...]:
    """Place estimates in points per 100 on one common scale around zero."""
    reach = max([abs(100 * row[part]) for _, row in rows for part in ("lower", "upper")] + [10.0])
    scale = 190 / reach
    return tuple(
        Interval(
            label=label,
            x=round(200 + 100 * row["value"] * scale, 1),
            low=round(200 + 100 * row["lower"] * scale, 1),
            high=round(200 + 100 * row["upper"] * scale, 1),
            zero=200.0,
            text=f"{100 * row['value']:+.0f} ({100 * row['lower']:+.0f} … {100 * row['upper']:+.0f})",
        )
        for label, row in rows
    )


def course(steps: Sequence[Sequence[float]]) -> Course | None:
    """Place the steps of relapse over a year; None without any."""
    if not steps:
        return None
    highest = max([0.1, *(step[3] for step in steps)])
    scale = (_BASE - _TOP) / (100 * highest)
    corners = [(_LEFT, _BASE)]
    low, high = [(_LEFT, _BASE)], [(_LEFT, _BASE)]
    for time, share, lower, upper in steps:
        x = _LEFT + time / 366 * (_RIGHT - _LEFT)
        for points, value in ((corners, share), (low, lower), (high, upper)):
            points += [(x, points[-1][1]), (x, _at(100 * value, scale))]
    for points in (corners, low, high):
        points.append((_RIGHT, points[-1][1]))
    return Course(
        line=_points(corners),
        band=_points(high + low[::-1]),
        lines=_lines(round(100 * highest), scale),
        months=tuple((month, _LEFT + month / 12 * (_RIGHT - _LEFT)) for month in (0, 3, 6, 9, 12)),
    )


def _bar(row: Mapping[str, Any], place: int, room: float, scale: float) -> Bar:
    width = min(room * 0.6, 60)
    x = _LEFT + room * place + (room - width) / 2
    y = _at(row["carried_out"], scale)
    return Bar(
        label=str(row["year"]) + ("" if row["is_whole"] else "*"),
        count=row["carried_out"],
        x=round(x, 1),
        y=y,
        width=round(width, 1),
        height=round(_BASE - y, 1),
        middle=round(x + width / 2, 1),
        is_whole=row["is_whole"],
    )


def _lines(highest: int, scale: float) -> tuple[tuple[int, float, float], ...]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**6) if highest / s <= 6)
    return tuple((n, y := _at(n, scale), y + 4.5) for n in range(0, highest + 1, step))


def _at(value: float, scale: float) -> float:
    return round(_BASE - value * scale, 1)


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
