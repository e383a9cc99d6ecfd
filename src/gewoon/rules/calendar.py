"""Days and months as Dutch law and Dutch post count them."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache
from typing import NewType
from zoneinfo import ZoneInfo

Month = NewType("Month", int)
"""A calendar month as months since the year 0: consecutive months differ by one."""

FIRST_HOLIDAY_YEAR = 1990  # 5 May joined the law in the eighties; nothing here looks back that far

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_ONE_DAY = timedelta(days=1)
_MONTH_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6


def easter(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def general_holidays(year: int) -> tuple[date, ...]:
    """List the general holidays of one year in order (Algemene termijnenwet art. 3, paragraphs 1 and 2).

    Good Friday is among them: the law equates it. Days equated by royal decree for a
    single year (art. 3, paragraph 3) are not. Raises ValueError before FIRST_HOLIDAY_YEAR.
    """
    if year < FIRST_HOLIDAY_YEAR:
        raise ValueError(f"general holidays are known from {FIRST_HOLIDAY_YEAR} on, not for {year}")
    sunday = easter(year)
    days = {
        date(year, 1, 1),
        sunday - timedelta(days=2),  # Good Friday
        sunday + _ONE_DAY,  # Easter Monday
        _birthday_of_the_monarch(year),
        date(year, 5, 5),
        sunday + timedelta(days=39),  # Ascension Day
        sunday + timedelta(days=50),  # Whit Monday
        date(year, 12, 25),
        date(year, 12, 26),
    }
    return tuple(sorted(days))


def _birthday_of_the_monarch(year: int) -> date:
    day = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    return day - _ONE_DAY if day.weekday() == _SUNDAY else day


def is_general_holiday(day: date) -> bool:
    """Say whether this is a general holiday; raises ValueError before FIRST_HOLIDAY_YEAR."""
    return day in general_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Say whether this is no Saturday, Sunday or general holiday."""
    return day.weekday() < _SATURDAY and not is_general_holiday(day)


def roll_to_working_day(day: date) -> date:
    """Keep a working day; move any other to the next working day (Algemene termijnenwet art. 1)."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Give the count-th working day after `day`; `day` itself is not counted, and 0 keeps it.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"cannot go back {-count} working days")
    for _ in range(count):
        day = roll_to_working_day(day + _ONE_DAY)
    return day


def is_postal_day(day: date) -> bool:
    """Say whether post is presumed to move: no Sunday, Monday or general holiday.

    Source: HR 25-11-2016, ECLI:NL:HR:2016:2704. A Saturday is a postal day.
    """
    return day.weekday() not in (_SUNDAY, _MONDAY) and not is_general_holiday(day)


def postal_day_after(sent_on: date, count: int) -> date:
    """Give the count-th postal day after sending; the day of sending is not counted.

    Raises ValueError for a count below 1: post never arrives on the day it is sent.
    """
    if count < 1:
        raise ValueError(f"post takes at least one postal day, not {count}")
    day = sent_on
    while count:
        day += _ONE_DAY
        count -= is_postal_day(day)
    return day


def days_between(earlier: date, later: date) -> int:
    """Count calendar days: 0 for the same day, 1 for the next, negative when reversed."""
    return (later - earlier).days


def month_of(day: date) -> Month:
    """Give the month in which a day lies."""
    return Month(day.year * 12 + day.month - 1)


def first_day(month: Month) -> date:
    """Give the first day of a month."""
    year, index = divmod(month, 12)
    return date(year, index + 1, 1)


def last_day(month: Month) -> date:
    """Give the last day of a month."""
    year, index = divmod(month, 12)
    return date(year, index + 1, monthrange(year, index + 1)[1])


def month_text(month: Month) -> str:
    """Write a month as `2026-03`."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def parse_month(text: str) -> Month:
    """Read `2026-03`; raises ValueError for anything else."""
    match = _MONTH_TEXT.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
        raise ValueError(f"{text[:40]!r} is no month: expected year and month like 2026-03")
    return Month(int(match[1]) * 12 + int(match[2]) - 1)


def add_months(day: date, count: int) -> date:
    """Move by whole months, back if negative; a day the month lacks becomes its last day.

    Count always from the first date of a series (`add_months(first, i)`), never from the
    previous one: 31 January, 28 February, 31 March, and not 28 March.
    """
    month = Month(month_of(day) + count)
    last = last_day(month)
    return last.replace(day=min(day.day, last.day))


def monthly(first: date, count: int) -> tuple[date, ...]:
    """List `count` days a month apart, starting at `first`, without drift from the 31st."""
    return tuple(add_months(first, i) for i in range(count))


def years_full(first: date, count: int) -> date:
    """Give the day after `count` full years have run, when `first` is their first day.

    A year that begins on 29 February is full when 28 February is over, so the next
    begins on 1 March.
    """
    anniversary = add_months(first, 12 * count)
    return anniversary if anniversary.day == first.day else anniversary + _ONE_DAY


def local_day(moment: datetime) -> date:
    """Give the day in Amsterdam of a moment; 23:30 UTC on the last of November is already December.

    Raises ValueError for a moment without time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(AMSTERDAM).date()
