"""Reads the clock: the pages are where the day of today comes from."""

from datetime import date, datetime

from django.utils import timezone

from gewoon.rules.calendar import local_day


def now() -> datetime:
    """Answer this moment."""
    return timezone.now()


def today() -> date:
    """Answer the day in Amsterdam."""
    return local_day(now())
