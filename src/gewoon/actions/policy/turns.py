"""The days on which something about a tenancy turns, other than by growing older."""

from collections.abc import Iterator
from datetime import date, timedelta

from gewoon.actions.facts import History
from gewoon.gateways.law_files import shipped_law
from gewoon.rules.calendar import days_between
from gewoon.rules.law import terms
from gewoon.rules.policy.decide import Row


def known_days(history: History) -> list[int]:
    """Answer the days on which something known of a tenancy begins or is over."""
    found = [] if history.ends_on is None else [history.ends_on.toordinal() + 1]
    for each in history.circumstances:
        found.append(each.from_on.toordinal())
        found += [] if each.to_on is None else [each.to_on.toordinal() + 1]
    return sorted(found)


def lively_from(history: History) -> int | None:
    """Answer the first day of what rooms hold whose later days only they know: from then on, every night."""
    rooms = history.rooms
    books = rooms["arrangement"] if rooms.get("arrangement") else None
    days: list[date | None] = []
    if books is not None:
        days += [book.arrangement.proposed_on for book in books.books] + list(books.worked_out)
    days += [path.began_on() for path in rooms.get("training") or ()]
    days += [case.opened_on for case in rooms.get("casework") or ()]
    known = [day.toordinal() for day in days if day is not None]
    return min(known, default=None)


def ends_of_terms(history: History, values: Row, on: date) -> Iterator[int]:
    """Answer the days on which terms of the law run out."""
    for sent in history.sent:
        if sent.name == "fourteen_day" and days_between(sent.on, on) < 100:
            term = terms.letter_term(sent.on, shipped_law())
            if isinstance(term, terms.LetterTerm) and term.costs_from > on:
                yield term.costs_from.toordinal()
    days = values.get("days_since_signal")
    if isinstance(days, int) and summons_not_before(on, days) > on:
        yield summons_not_before(on, days).toordinal()


def summons_not_before(on: date, days: int) -> date:
    """Answer until when a signal of some days ago keeps a summons back."""
    window = terms.signal_window(on - timedelta(days=days), shipped_law())
    return window.summons_not_before if isinstance(window, terms.SignalWindow) else date.max


def next_month(on: date) -> int:
    """Answer the first day of the month after."""
    return (on.replace(day=1) + timedelta(days=31)).replace(day=1).toordinal()


def after_months(first: date, months: int) -> int:
    """Answer the day on which so many whole months are over; a month without that day ends on its last."""
    number = first.year * 12 + first.month - 1 + months
    month = date(number // 12, number % 12 + 1, 1)
    day = month + timedelta(days=first.day - 1)
    return day.toordinal() if day.month == month.month else next_month(month)
