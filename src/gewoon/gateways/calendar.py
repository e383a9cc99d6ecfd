"""Makes calendar files (RFC 5545): one event per session, that a moved or cancelled session updates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from gewoon.rules.calendar import AMSTERDAM

PRODUCT = "-//gewoon//training//NL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session as a calendar shows it. `title` speaks of no debt: others may see the calendar."""

    uid: str
    sequence: int
    title: str
    on: date
    begins_at: time
    ends_at: time
    place: str
    is_cancelled: bool
    changed_at: datetime
    text: str = ""


def calendar_file(meetings: Sequence[Meeting], *, name: str, language: str) -> bytes:
    """Give a calendar with all meetings, cancelled ones too so that a calendar takes them out."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    if meetings:
        first = min(meeting.on for meeting in meetings)
        last = max(meeting.on for meeting in meetings)
        calendar.add_component(
            Timezone.from_tzinfo(
                AMSTERDAM, first_date=date(first.year, 1, 1), last_date=date(last.year + 1, 1, 1)
            )
        )
    for meeting in meetings:
        calendar.add_component(_event(meeting, language))
    content: bytes = calendar.to_ical()
    return content


def _event(meeting: Meeting, language: str) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", datetime.combine(meeting.on, meeting.begins_at, tzinfo=AMSTERDAM))
    event.add("dtend", datetime.combine(meeting.on, meeting.ends_at, tzinfo=AMSTERDAM))
    event.add("summary", meeting.title, parameters={"language": language})
    event.add("location", meeting.place)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if meeting.text:
        event.add("description", meeting.text)
    if not meeting.is_cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", meeting.title)
        alarm.add("trigger", timedelta(days=-1))
        event.add_component(alarm)
    return event
