"""Rows for a regression on time, built from dates alone, so that nobody is a participant before the start."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from gewoon.rules.outcome.values import Dates, Days, Floats, Truth, Whole, days, same_length


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StartStop:
    """Rows from `entry` to `stop`, in days since entry of the person; `joined` is 1 after the start."""

    person: Whole
    entry: Floats
    stop: Floats
    event: Truth
    joined: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Followed:
    """Days from a beginning to what ended it: cause 1 the event, 2 left without it, 0 still followed."""

    time: Floats
    cause: Whole


def start_stop(
    entered_on: Dates, started_on: Dates, event_on: Dates, left_on: Dates, *, until: date
) -> StartStop:
    """Build rows from four columns of dates (n,), None where something never happened.

    Follow-up runs from `entered_on` to the event, the leaving or `until`, whichever is first. Days before
    `started_on` are days without the programme, also for who starts later: to count them as days of a
    participant is immortal time (Suissa, Am J Epidemiol 167 (2008) 492), and no argument makes that
    possible. Who starts after the end of follow-up never started. Somebody whose end is not after the
    entry has no row.
    """
    entered, started, event, left = days(entered_on), days(started_on), days(event_on), days(left_on)
    same_length(entered_on=entered, started_on=started, event_on=event, left_on=left)
    _must_be_known(entered, "entered_on")
    end = _earliest(_earliest(event, left), np.full_like(event, np.datetime64(until, "D")))
    stop, begin = (end - entered).astype(float), (started - entered).astype(float)
    begin[np.isnat(started)] = np.inf
    happened = event == end
    followed = stop > 0
    without, after = followed & (begin > 0), followed & (begin < stop)
    person = np.arange(len(entered))
    return StartStop(
        person=np.concatenate([person[without], person[after]]),
        entry=np.concatenate([np.zeros(without.sum()), np.maximum(begin[after], 0.0)]),
        stop=np.concatenate([np.minimum(begin, stop)[without], stop[after]]),
        event=np.concatenate([(happened & (begin >= stop))[without], happened[after]]),
        joined=np.concatenate([np.zeros(without.sum()), np.ones(after.sum())]),
    )


def followed(begin_on: Dates, event_on: Dates, left_on: Dates, *, until: date) -> Followed:
    """Answer time in days and cause for Kaplan-Meier (cause 1) or Aalen-Johansen (1 event, 2 left).

    An event on the day of leaving counts as the event. Who begins after `until` has no time yet and may
    not be in the columns: that raises.
    """
    begin, event, left = days(begin_on), days(event_on), days(left_on)
    same_length(begin_on=begin, event_on=event, left_on=left)
    _must_be_known(begin, "begin_on")
    last = np.full_like(event, np.datetime64(until, "D"))
    end = _earliest(_earliest(event, left), last)
    time = (end - begin).astype(float)
    if (time < 0).any():
        row = int(np.argmax(time < 0))
        raise ValueError(f"row {row} begins on {begin[row]} and ends on {end[row]}: expected a later end")
    cause = np.where(event == end, 1, np.where(left == end, 2, 0)).astype(np.int64)
    return Followed(time=time, cause=cause)


def _earliest(one: Days, other: Days) -> Days:
    """Answer the earlier of two days; not-a-time is never."""
    found: Days = np.fmin(one, other)
    return found


def _must_be_known(column: Days, name: str) -> None:
    if np.isnat(column).any():
        raise ValueError(f"{name} of row {int(np.argmax(np.isnat(column)))} is unknown: expected a date")
