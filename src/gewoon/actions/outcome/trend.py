"""Evictions by year beside the sector's line, with a forecast; no cause is named here."""

from calendar import isleap
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from gewoon.actions.rights import Who
from gewoon.gateways.outcome_files import sector
from gewoon.records.queries import outcome
from gewoon.rules.outcome.counts import compare, dispersion, rate
from gewoon.rules.outcome.forecast import forecast, monthly_pattern, share_elapsed

_STAGES = ("asked_on", "ordered_on", "cancelled_on", "carried_out_on")


def trend(by: Who, *, on: date) -> dict[str, Any]:
    """Count evictions per year up to and with a day, compare years exactly, and forecast this year."""
    opened = outcome.books_open_on(by)
    cases = outcome.cases(by)
    days = {
        stage: [d for c in cases if (d := getattr(c, stage)) is not None and d <= on] for stage in _STAGES
    }
    carried = days["carried_out_on"]
    first = min([day.year for day in carried] + [opened.year if opened else on.year])
    if opened is not None and opened > date(first, 1, 31):
        first = max(first, opened.year + (opened.month > 1))  # a year that is not whole says nothing
    years = range(first, on.year + 1)
    homes = outcome.homes_let(by, [min(date(year, 7, 1), on) for year in years])
    counts = {stage: Counter(day.year for day in found) for stage, found in days.items()}
    rows = [_year(year, counts, homes[min(date(year, 7, 1), on)], on) for year in years]
    causes = Counter(
        c.cause for c in cases if c.carried_out_on is not None and first <= c.carried_out_on.year
    )
    whole = [row for row in rows if row["year"] < on.year]
    spread = dispersion(
        [row["carried_out"] for row in whole] or [0], [max(row["homes"], 1) for row in whole] or [1]
    )
    return {
        "homes": outcome.homes(by),
        "years": rows,
        "causes": dict(causes),
        "changes": [_change(before, after) for before, after in pairwise(whole)],
        "dispersion": {"value": spread.value, "p_value": spread.p_value, "is_wide": spread.is_wide},
        "forecast": _forecast(carried, rows, on, spread.value if spread.is_wide else 1.0),
        "sector": [
            {"year": each.year, "evictions": each.evictions, "quality": each.quality} for each in sector()
        ],
    }


def _year(year: int, counts: dict[str, Counter[int]], homes: int, on: date) -> dict[str, Any]:
    carried = counts["carried_out_on"][year]
    share = 1.0 if year < on.year else (on - date(year, 1, 1)).days / (366 if isleap(year) else 365)
    exact = rate(carried, homes * share) if homes and share else None
    return {
        "year": year,
        "homes": homes,
        "asked": counts["asked_on"][year],
        "ordered": counts["ordered_on"][year],
        "cancelled": counts["cancelled_on"][year],
        "carried_out": carried,
        "per_1000": None if exact is None else exact.value,
        "per_1000_lower": None if exact is None else exact.lower,
        "per_1000_upper": None if exact is None else exact.upper,
        "is_whole": year < on.year,
    }


def _change(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    found = compare(
        before["carried_out"],
        after["carried_out"],
        exposure_before=max(before["homes"], 1),
        exposure_after=max(after["homes"], 1),
    )
    return {
        "from": before["year"],
        "to": after["year"],
        "percent": _percent(before["carried_out"], after["carried_out"]),
        "sector_percent": _sector_percent(before["year"], after["year"]),
        "p_value": found.p_value,
        "is_noise": found.is_noise,
    }


def _forecast(
    carried: list[date], rows: list[dict[str, Any]], on: date, spread: float
) -> dict[str, Any] | None:
    """Forecast this year; before its second month there is too little to go on."""
    if on.month == 1 or not rows:
        return None
    before = [row["year"] for row in rows if row["year"] < on.year]
    months = np.zeros((max(len(before), 1), 12))
    for day in carried:
        if day.year in before:
            months[before.index(day.year), day.month - 1] += 1
    share = share_elapsed(on, monthly_pattern(months))
    found = forecast(rows[-1]["carried_out"], min(share, 1.0), dispersion=spread)
    last = rows[-2]["carried_out"] if len(rows) > 1 else None
    return {
        "year": on.year,
        "so_far": found.so_far,
        "share_of_year": share,
        "expected": found.expected,
        "lower": found.lower,
        "upper": found.upper,
        "last_year": last,
        "chance_below_last_year": None if last is None else found.chance_of_at_most(last - 1),
        "percent": None if last is None else _percent(last, round(found.expected)),
    }


def _percent(before: int, after: int) -> float | None:
    return None if not before else 100 * (after - before) / before


def _sector_percent(before: int, after: int) -> float | None:
    known = {each.year: each.evictions for each in sector()}
    one, other = known.get(before), known.get(after)
    return None if not one or other is None else _percent(one, other)


def latest_sector() -> dict[str, Any] | None:
    """Answer the newest published year of the sector, with the one before it; None when there is none."""
    known = [each for each in sector() if each.evictions is not None]
    if not known:
        return None
    last = known[-1]
    before = next((each for each in known if each.year == last.year - 1), None)
    return {
        "year": last.year,
        "evictions": last.evictions,
        "percent": None if before is None else _sector_percent(before.year, last.year),
        "source": last.source,
    }
