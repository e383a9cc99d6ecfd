"""Writes days and amounts as a letter says them."""

from datetime import date

from gewoon.rules.money import Cents

_MONTHS = {
    "nl": "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}
_CURRENCY = {"nl": ("euro", "euro", "cent", "cent", "en"), "en": ("euro", "euros", "cent", "cents", "and")}


def day(on: date, language: str) -> str:
    """Write a day in full: `15 november 2026`. The spaces do not break over a line."""
    return (
        f"{on.day}\N{NO-BREAK SPACE}{_MONTHS[language].split(',')[on.month - 1]}\N{NO-BREAK SPACE}{on.year}"
    )


def amount_in_words(cents: Cents, language: str) -> str:
    """Write an amount as it is said: `1912 euro en 50 cent`."""
    one, many, one_cent, many_cents, joined = _CURRENCY[language]
    whole, rest = divmod(cents, 100)
    text = f"{whole} {one if whole == 1 else many}"
    return f"{text} {joined} {rest} {one_cent if rest == 1 else many_cents}" if rest else text
