"""Calendar files, opened by a parser: names stay, sequences grow, cancelled sessions go."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from gewoon.gateways.calendar import Meeting, calendar_file

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def meeting(**more):
    given = {
        "uid": "one@gewoon",
        "sequence": 0,
        "title": "geWoon Geluk 1",
        "on": date(2026, 12, 8),
        "begins_at": time(19),
        "ends_at": time(21, 30),
        "place": "Buurthuis; zaal 2",
        "is_cancelled": False,
        "changed_at": NOW,
        "text": "Kijken naar wat u goed kunt",
    }
    return Meeting(**given | more)


def events(*meetings):
    return list(Calendar.from_ical(calendar_file(meetings, name="Training", language="nl")).walk("VEVENT"))


def test_a_session_stands_on_its_local_hour_in_winter_and_summer():
    winter, summer = events(meeting(), meeting(uid="two@gewoon", on=date(2027, 6, 8)))
    assert winter.decoded("dtstart").utcoffset() == timedelta(hours=1)
    assert summer.decoded("dtstart").utcoffset() == timedelta(hours=2)
    assert (winter.decoded("dtend") - winter.decoded("dtstart")) == timedelta(hours=2, minutes=30)
    assert str(winter["location"]) == "Buurthuis; zaal 2"


def test_a_moved_session_keeps_its_name_and_its_sequence_grows():
    (before,), (after,) = events(meeting()), events(meeting(sequence=1, on=date(2026, 12, 9)))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_a_cancelled_session_says_so_and_reminds_nobody():
    (event,) = events(meeting(is_cancelled=True, sequence=2))
    assert str(event["status"]) == "CANCELLED"
    assert list(event.walk("VALARM")) == []


def test_a_calendar_speaks_of_no_debt_and_can_be_empty():
    text = calendar_file([meeting()], name="Training", language="nl").decode().lower()
    assert not any(word in text for word in ("huur", "schuld", "achterstand", "verplicht"))
    assert events() == []
