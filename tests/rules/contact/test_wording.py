"""Days and amounts as a letter says them."""

from datetime import date

from gewoon.rules.contact.wording import amount_in_words, day
from gewoon.rules.money import Cents


def test_a_day_is_written_in_full():
    assert day(date(2026, 11, 5), "nl") == "5\u00a0november\u00a02026"
    assert day(date(2026, 3, 5), "en") == "5\u00a0March\u00a02026"


def test_an_amount_is_written_as_it_is_said():
    assert amount_in_words(Cents(191250), "nl") == "1912 euro en 50 cent"
    assert amount_in_words(Cents(8500), "nl") == "85 euro"
    assert amount_in_words(Cents(101), "en") == "1 euro and 1 cent"
    assert amount_in_words(Cents(202), "en") == "2 euros and 2 cents"
