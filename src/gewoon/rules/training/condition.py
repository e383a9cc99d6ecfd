"""The one status that leaves the training: whether a condition about it holds, as of any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

NONE, NOT_OFFERED, OFFERED, MET, EXCUSED, OPEN, NOT_MET = (
    "none", "not_offered", "offered", "met", "excused", "open", "not_met",
)  # fmt: skip
_ENDED = {"finished": MET, "excused": EXCUSED, "declined": NOT_MET, "dropped_out": NOT_MET}
NO_ANSWER = "no_answer"
NO_SEAT = "no_seat"
_STILL_OFFERED = {NO_ANSWER}
"""Who did not answer did not refuse: the offer stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One enrolment as dated facts; what lies after the day that is asked about did not happen yet.

    `ends_as` is the state with which it ended: finished, declined, dropped_out or excused.
    """

    key: int
    way_in: str
    invited_on: date | None
    came_forward_on: date | None
    seated_on: date | None
    last_session_on: date | None
    ended_on: date | None
    ends_as: str
    end_reason: str

    def began_on(self) -> date | None:
        """Answer the first day on which anything happened."""
        days = [
            each
            for each in (self.invited_on, self.came_forward_on, self.seated_on, self.ended_on)
            if each is not None
        ]
        return min(days, default=None)


def status(paths: Iterable[Path], *, on: date, since: date) -> str:
    """Answer `training_condition` as of a day.

    Own initiative obliges to nothing: always `none`. What ended before `since` (the day on which this
    time of arrears began) belongs to another time. Waiting for a seat is `not_offered`, so that the
    condition's clock and the heavier steps rest; a seat is `open` until the group is over.
    """
    latest = _latest(paths, on=on, since=since)
    return NONE if latest is None else _as_of(latest, on)


def invited_on(paths: Iterable[Path], *, on: date, since: date) -> date | None:
    """Answer the newest invitation up to a day that belongs to this time of arrears."""
    days = (path.invited_on for path in paths if path.invited_on is not None)
    return max((day for day in days if since <= day <= on), default=None)


def is_running(paths: Iterable[Path], *, on: date) -> bool:
    """Say whether somebody has a seat and the group's last session is not over; any way in."""
    return any(
        path.seated_on is not None
        and path.seated_on <= on
        and path.last_session_on is not None
        and on <= path.last_session_on
        and not _has_ended(path, on)
        for path in paths
    )


def _latest(paths: Iterable[Path], *, on: date, since: date) -> Path | None:
    """Choose the newest path with a condition that has begun and, if over, ended in this time."""
    counted = [
        (begin, path.key, path)
        for path in paths
        if path.way_in != "own_initiative"
        and (begin := path.began_on()) is not None
        and begin <= on
        and not (path.ended_on is not None and path.ended_on < since)
    ]
    return max(counted, default=(None, 0, None), key=lambda each: (each[0] or date.min, each[1]))[2]


def _as_of(path: Path, on: date) -> str:
    if _has_ended(path, on):
        return OFFERED if path.end_reason in _STILL_OFFERED else _end_of(path)
    if path.seated_on is not None and path.seated_on <= on:
        return OPEN
    if path.came_forward_on is not None and path.came_forward_on <= on:
        return NOT_OFFERED
    return OFFERED


def _end_of(path: Path) -> str:
    """A group that could not give a seat leaves the condition as not yet offered."""
    return NOT_OFFERED if path.end_reason == NO_SEAT else _ENDED[path.ends_as]


def _has_ended(path: Path, on: date) -> bool:
    return path.ended_on is not None and path.ended_on <= on
