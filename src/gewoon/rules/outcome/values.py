"""Shapes that the figures share: an estimate with its limits, a refusal with its reason, arrays and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Dates = Sequence[date | None] | NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its limits; `se` is its standard error, in the same unit."""

    value: float
    lower: float
    upper: float
    se: float
    level: float = 0.95

    @property
    def shows_something(self) -> bool:
        """Whether the limits leave out zero."""
        return self.lower > 0 or self.upper < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Not enough to say: a reason by name, the figure found, what is needed, and how many more."""

    reason: str
    found: float
    needed: float
    more_needed: int | None = None


def around(value: float, se: float, level: float = 0.95) -> Estimate:
    """Answer the estimate with normal limits."""
    reach = float(ndtri((1 + level) / 2)) * se
    return Estimate(value=value, lower=value - reach, upper=value + reach, se=se, level=level)


def days(values: Dates) -> Days:
    """Answer dates as days, None as not-a-time. Raises ValueError for anything finer than a day."""
    found: Days = np.asarray(
        [np.datetime64("NaT") if value is None else value for value in values], dtype="datetime64[D]"
    )
    return found


def floats(values: ArrayLike, name: str) -> Floats:
    """Answer numbers as floats. Raises ValueError naming the first that is not a number."""
    found = np.asarray(values, dtype=np.float64)
    if not np.isfinite(found).all():
        place = np.argwhere(~np.isfinite(found))[0].tolist()
        raise ValueError(f"{name} at {place} is not a number: leave out who it is not known of")
    return found


def same_length(**columns: NDArray[Any]) -> int:
    """Answer the length of all. Raises ValueError naming the two that differ."""
    lengths = {name: len(column) for name, column in columns.items()}
    first, length = next(iter(lengths.items()))
    for name, other in lengths.items():
        if other != length:
            raise ValueError(f"{name} has {other} rows, {first} has {length}: expected one row a person")
    return length
