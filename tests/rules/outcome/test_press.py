"""Sentences that figures allow, with made-up texts of a word each."""

import numpy as np
import pytest

from gewoon.rules.outcome import naive
from gewoon.rules.outcome.paper import sections
from gewoon.rules.outcome.press import Writer, honest_sentence, press_text, reason, sector_line, warnings


class _Echo(dict):
    """Texts that say their own name and every value."""

    def __missing__(self, name):
        return (
            {"nl": name, "en": name} if name not in _WITH else {"en": f"{name}:{{{_WITH[name]}}}", "nl": name}
        )


_WITH = {
    "evictions_year": "count_before",
    "evictions_first_year": "count",
    "sector": "percent",
    "sector_without_change": "count",
    "forecast": "expected",
    "forecast_change": "direction",
    "programme": "count",
    "single_parents": "share",
    "way_condition": "count",
    "evaluation": "percent",
    "effect_comparison": "points",
    "effect_nothing": "interval",
    "effect_lottery": "interval",
    "none_better": "high",
    "interval": "low",
    "effect_refused": "reason",
    "reason_too_few_followed": "more",
    "table_after": "",
}
WRITER = Writer(_Echo(), "en")


def found(value, lower, upper):
    return {"value": value, "lower": lower, "upper": upper, "started": 100, "drawn": 40, "detectable": 0.15}


def effect(estimate=None, lottery=None, refused=()):
    return {"estimate": estimate, "lottery": lottery, "refused": list(refused), "design": "comparison"}


FEW = {"reason": "too_few_followed", "found": 12, "needed": 30, "more_needed": 18}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (effect(found(-0.13, -0.24, -0.02)), "effect_comparison:13"),
        (effect(found(-0.05, -0.15, 0.05)), "effect_nothing:none_better:5"),
        (effect(found(0.13, 0.02, 0.24)), "effect_comparison:13"),
        (effect(refused=[FEW]), "effect_refused:reason_too_few_followed:18"),
        (effect(lottery=found(-0.2, -0.3, -0.1) | {"refused": []}), "effect_lottery:interval:10"),
        (effect(lottery=found(-0.1, -0.3, 0.1) | {"refused": []}), "effect_nothing:none_better:10"),
        (effect(lottery={"refused": [FEW]}, refused=[FEW]), "effect_refused:reason_too_few_followed:18"),
    ],
)
def test_one_sentence_says_what_the_figures_allow(shown, said):
    assert honest_sentence(WRITER, shown) == said


def test_in_public_a_refusal_names_no_number():
    assert reason(WRITER, FEW, is_public=True) == "reason_too_few_followed_hidden"


@pytest.mark.parametrize(
    ("define", "said"),
    [
        ({"version": None, "is_exploratory": True}, ("without_protocol",)),
        ({"version": 2, "is_exploratory": True}, ("exploratory",)),
        ({"version": 1, "is_exploratory": False}, ()),
    ],
)
def test_what_was_not_promised_is_called_exploratory(define, said):
    assert warnings(WRITER, define) == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (None, "sector_none"),
        ({"year": 2022, "evictions": 1200, "percent": None}, "sector_without_change:1200 sector_older"),
        ({"year": 2025, "evictions": 1200, "percent": -14.3}, "sector:14"),
    ],
)
def test_the_sector_is_told_as_far_as_it_is_known(known, said):
    assert sector_line(WRITER, {"sector": known}, 2025) == said


def report(**more):
    years = [
        {"year": year, "carried_out": 50 - 10 * (year - 2024), "is_whole": True} for year in (2024, 2025)
    ]
    given = {
        "trend": {
            "years": years,
            "changes": [{"to": 2025, "is_noise": False}],
            "forecast": None,
            "sector": [],
        },
        "sector": None,
        "define": {"version": 1, "is_exploratory": False},
        "effect": effect(refused=[FEW]),
    }
    return given | more


def test_the_text_tells_what_passed_disclosure_and_leaves_out_the_rest():
    shown = {"participants": 105, "single_parents_percent": 60, "way_condition": 40, "evaluation_percent": 90}
    told = "|".join(press_text(WRITER, report(), shown, association="X", year=2025))
    assert "evictions_year:50 evictions_more_than_noise|sector_none|programme:105" in told
    assert "single_parents:six in ten way_condition:40 evaluation:90" in told
    assert "way_required" not in told
    assert "programme_hidden" in "|".join(press_text(WRITER, report(), {}, association="X", year=2025))


def test_the_first_year_has_none_before_it_and_the_next_is_forecast():
    coming = {"year": 2026, "expected": 31.4, "lower": 25, "upper": 40, "percent": -21.0}
    trend = report()["trend"] | {"changes": [], "forecast": coming}
    told = press_text(WRITER, report(trend=trend), {}, association="X", year=2025)[1]
    assert told == "evictions_first_year:40 forecast:31 forecast_change:fewer"
    level = trend | {"forecast": coming | {"percent": None}}
    assert press_text(WRITER, report(trend=level), {}, association="X", year=2025)[1].endswith("forecast:31")


def test_a_year_that_was_not_counted_is_refused():
    with pytest.raises(ValueError, match="2019 was not counted whole"):
        press_text(WRITER, report(), {}, association="X", year=2019)


def test_shares_are_said_as_people_say_them():
    assert WRITER.in_ten(62) == "six in ten"
    assert Writer({}, "nl").in_ten(97) == "negen op de tien"
    assert WRITER.direction(1) == "more"


def test_paper_has_its_sections_in_order_with_tables():
    promised = {
        part: {"en": part}
        for part in ("eligible", "start", "comparison", "outcome", "second_outcome", "exclusions")
    }
    years = [
        {
            "year": 2025,
            "carried_out": 40,
            "is_whole": False,
            "per_1000": 3.2,
            "per_1000_lower": 2.3,
            "per_1000_upper": 4.4,
        }
    ]
    marks = [{"month": 3, "at_risk": None, "share": None, "lower": None, "upper": None}]
    marks.append({"month": 6, "at_risk": 80, "share": 0.2, "lower": 0.1, "upper": 0.3})
    content = report(
        trend={"years": years, "sector": [{"year": 2025, "evictions": None}]},
        define={"version": 1, "is_exploratory": False, "protocol": promised},
        profile={"participants": 104, "open_to": 700},
        course={"refused": None, "marks": marks},
        effect=effect(refused=[FEW, FEW]),
    )
    made = sections(Writer(_Plain(), "en"), content)
    assert [each.heading for each in made][:3] == ["paper_define", "paper_count", "paper_who"]
    assert made[1].table[1] == ("2025*", "40", "3.2 (2.3–4.4)", "unknown")
    assert made[3].table[1:] == (("3", "unknown", "<10"), ("6", "20.0 (10.0–30.0)", "80"))
    few = sections(Writer(_Plain(), "en"), content | {"course": {"refused": {"more_needed": 9}}})
    assert few[3].table == ()
    promised_nl = {part: {"nl": part} for part in promised}
    dutch = content | {"define": content["define"] | {"protocol": promised_nl}}
    assert sections(Writer(_Plain(), "nl"), dutch)[1].table[1][2] == "3,2 (2,3–4,4)"


class _Plain(dict):
    """Texts that say their own name."""

    def __missing__(self, name):
        return {"nl": name, "en": name}


def test_before_and_after_needs_somebody():
    nobody = np.array([], np.int64)
    assert naive.before_after(np.ones(2), np.ones(2), nobody, nobody) is None
    two = naive.before_after(np.array([0.6, 0.5]), np.array([0.3, 0.4]), np.array([0]), np.array([[1]]))
    assert two.change == pytest.approx(-0.3)
    assert two.change_without_joining == pytest.approx(-0.1)
    assert (
        naive.ParticipantsOthers(participants=0.5, others=0.1, worst_difference_before=2.0).difference == 0.4
    )
