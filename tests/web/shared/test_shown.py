"""Amounts, days and months as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from gewoon.web.shared.templatetags import shown

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("hundredths", "dutch", "english"),
    [
        (None, "onbekend", "months unknown"),
        (0, "geen", "none"),
        (9, "geen", "none"),
        (80, "0,8 maand", "0.8 month"),
        (100, "1,0 maand", "1.0 month"),
        (109, "1,0 maand", "1.0 month"),
        (110, "1,1 maanden", "1.1 months"),
        (415, "4,1 maanden", "4.1 months"),
    ],
)
def test_months_of_arrears_are_rounded_down(hundredths, dutch, english):
    with override("nl"):
        assert shown.months(hundredths) == dutch
    with override("en"):
        assert shown.months(hundredths) == english


def test_amounts_follow_the_language():
    with override("nl"):
        assert [shown.money(191250), shown.money(None)] == ["€\N{NO-BREAK SPACE}1.912,50", "onbekend"]
    with override("en"):
        assert [shown.money(191250), shown.money(None)] == ["€1,912.50", "unknown"]


def test_whole_euros_lose_their_cents():
    with override("nl"):
        assert [shown.money_short(cents) for cents in (8500, 8550)] == [
            "€\N{NO-BREAK SPACE}85",
            "€\N{NO-BREAK SPACE}85,50",
        ]
        assert shown.money_short(None) == "onbekend"


def test_days_are_written_as_people_write_them():
    ways = (shown.day, shown.day_short, shown.day_long, shown.day_year, shown.day_full, shown.month_year)
    with override("nl"):
        assert [way(DAY) for way in ways] == [
            "wo 25 nov",
            "25 nov",
            "25 november",
            "25 november 2026",
            "woensdag 25 november",
            "november 2026",
        ]
    with override("en"):
        assert shown.day(DAY) == "Wed 25 Nov"
    assert [way(None) for way in ways] == [""] * 6


def test_today_and_tomorrow_are_said_in_words():
    with override("nl"):
        assert shown.due(DAY, DAY) == "Vandaag"
        assert shown.due(DAY, date(2026, 11, 24)) == "Morgen"
        assert shown.due(DAY, date(2026, 11, 1)) == "wo 25 nov"


@pytest.mark.parametrize(
    ("hour", "words"), [(4, "Goedenavond"), (8, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")]
)
def test_the_greeting_follows_the_local_hour(hour, words):
    with override("nl"):
        assert shown.greeting(datetime(2026, 11, 25, hour - 1, 30, tzinfo=UTC)) == words


def test_a_time_has_a_point_in_dutch():
    at = datetime(2026, 11, 25, 8, 5)
    with override("nl"):
        assert shown.clock(at) == "08.05"
    with override("en"):
        assert [shown.clock(at), shown.clock(None)] == ["08:05", ""]


def test_a_text_falls_back_to_dutch():
    with override("en"):
        assert shown.in_language({"nl": "ja", "en": "yes"}) == "yes"
        assert shown.in_language({"nl": "ja"}) == "ja"
        assert [shown.in_language({}), shown.in_language("plain")] == ["", "plain"]


def test_initials_are_those_of_the_first_and_last_word():
    assert [shown.initials(name) for name in ("noor", "Noor Willems", "Anouk de Vries", "")] == [
        "N",
        "NW",
        "AV",
        "",
    ]


def test_the_small_graph_also_says_what_it_shows():
    with override("nl"):
        words = [shown.sparkline(trend)["words"] for trend in ((0, 0, 0, 500), (500, 0), (7, 7), ())]
    assert [text.split(",")[0] for text in words[:2]] == ["Achterstand stijgt", "Achterstand daalt"]
    assert words[2].startswith("Achterstand blijft gelijk op")
    assert words[3] == "Nog geen achterstand bekend"
