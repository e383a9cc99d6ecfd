"""The comparison on people whose truth is known, and what is refused of too few; no database."""

import pytest

from gewoon.actions.outcome import people as rows
from gewoon.actions.outcome.effect import effect, table_for_others
from gewoon.actions.outcome.shown import suppressed
from gewoon.gateways.outcome_files import sector, texts
from gewoon.rules.outcome.press import Writer, design_of, honest_sentence, press_text, problems, sector_line
from gewoon.rules.outcome.verbs import Design
from simulated_programme import PROTOCOL, RULE, UNTIL, made_up


@pytest.fixture(scope="module")
def many():
    return made_up(700)


@pytest.fixture(scope="module")
def found(many):
    return effect(many, RULE, PROTOCOL)


def test_the_true_difference_lies_within_the_limits_of_an_estimate_that_is_not_refused(found):
    assert found["refused"] == []
    assert found["estimate"]["lower"] < -0.2 < found["estimate"]["upper"]
    assert found["estimate"]["risk_without"] == pytest.approx(0.5, abs=0.1)
    assert found["matched"]["lower"] < -0.2 < found["matched"]["upper"]
    assert all(abs(each["after"]) < 0.1 for each in found["estimate"]["balance"])


def test_before_and_after_flatters_whatever_the_programme_does(found):
    assert found["naive"]["after"] < found["naive"]["before"]
    assert found["naive"]["alike_after"] < found["naive"]["alike_before"]


def test_the_table_for_others_has_no_small_cell_and_no_person(found):
    table = table_for_others({"until": str(UNTIL), "effect": found}, protocol_sha256="a" * 64)
    (row,) = table["rows"]
    assert min(row["relapsed"], row["started"] - row["relapsed"]) >= 10


def test_too_few_are_refused_with_how_many_more():
    few = effect(made_up(40), RULE, PROTOCOL)
    assert few["refused"][0]["reason"] == "too_few_followed"
    assert few["refused"][0]["more_needed"] == 30 - few["refused"][0]["found"]
    assert few["estimate"] is None
    assert few["tables"] == []


def test_nobody_at_all_is_refused_too():
    nobody = effect(made_up(0), RULE, PROTOCOL)
    assert [each["reason"] for each in nobody["refused"]] == ["too_few_followed", "no_comparable_group"]


def test_seats_by_lot_let_the_text_say_because_of():
    lots = effect(made_up(400, with_it=0.2, without=0.6, joins=0.5, drawn=True), RULE, PROTOCOL)
    assert lots["design"] == "lottery"
    assert lots["lottery"]["upper"] < 0
    assert "Door het aanbod" in honest_sentence(Writer(texts(), "nl"), lots)


def test_a_few_lots_are_not_enough():
    lots = effect(made_up(30, drawn=True), RULE, PROTOCOL)
    assert lots["lottery"]["refused"][0]["reason"] == "too_few_drawn"
    assert lots["design"] == "comparison"


def test_the_course_counts_from_the_last_planned_session_with_numbers_at_risk(many):
    course = rows.course(many, RULE)
    assert course["refused"] is None
    assert course["marks"][4]["lower"] < 0.3 < course["marks"][4]["upper"]
    assert course["marks"][0]["at_risk"] >= course["marks"][4]["at_risk"]


def test_at_thirty_participants_or_fewer_there_is_no_curve():
    course = rows.course(made_up(40), RULE)
    assert course["refused"]["more_needed"] > 0
    assert "marks" not in course


def report(found, participants=104):
    ways = {"required": 47, "condition": 42, "own_initiative": 15}
    years = [
        {"year": year, "carried_out": count, "is_whole": year < 2026}
        for year, count in ((2024, 50), (2025, 40), (2026, 31))
    ]
    return {
        "until": "2026-09-30",
        "define": {"version": 1, "is_exploratory": False},
        "sector": {"year": 2022, "evictions": 1200, "percent": -14.3},
        "trend": {
            "years": years,
            "changes": [{"from": 2024, "to": 2025, "is_noise": True}],
            "forecast": {"year": 2026, "expected": 41.5, "lower": 35, "upper": 50, "percent": 4.0},
        },
        "profile": {"participants": participants, "ways": ways},
        "course": {"refused": None},
        "effect": found,
    }


SHOWN = {"participants": 105, "way_required": 45, "single_parents_percent": 60, "attendance_percent": 95}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("count", [0, 40, 700])
def test_the_press_text_has_the_sector_and_no_word_too_much(language, count, found):
    writer = Writer(texts(), language)
    content = report(found if count == 700 else effect(made_up(count), RULE, PROTOCOL))
    told = " ".join(press_text(writer, content, SHOWN, association="Wonen Waterrijk", year=2025))
    line = sector_line(writer, content, 2025)
    assert problems(told, design=design_of(content["effect"]), language=language, always=line) == ()
    assert line in told
    assert ("zes op de tien" in told) or ("six in ten" in told)


def test_a_text_without_the_sector_is_stopped():
    line = "In de hele sector waren het er 1200."
    assert problems("Wij hebben 40 woningen ontruimd.", design=Design.COUNT, language="nl", always=line) == (
        line,
    )


def test_no_difference_is_said_with_what_could_not_be_seen():
    calm = effect(made_up(500, with_it=0.5, without=0.5, seed=8), RULE, PROTOCOL)
    said = honest_sentence(Writer(texts(), "nl"), calm)
    assert said.startswith("Wij zien geen verschil dat groter is dan toeval")


def test_the_sector_has_its_gaps_as_gaps():
    known = {each.year: each.evictions for each in sector()}
    assert (known[2007], known[2009], known[2019], known[2023]) == (8550, 5900, None, None)


def test_readers_see_no_small_group():
    content = report(effect(made_up(40), RULE, PROTOCOL), participants=16)
    content["profile"] |= {
        "open_to": 57,
        "ways": {"required": 10, "condition": 3, "own_initiative": 3},
        "households": {"single_parent": 6, "unknown": 10},
        "incomes": {},
        "single_parents": {"count": 6, "base": 6},
        "attendance": [{"session": 1, "there": 15, "of": 16}, {"session": 2, "there": 9, "of": 9}],
    }
    content["course"] = {"refused": {"more_needed": 3}, "relapsed": 3, "share": {"count": 3}, "marks": []}
    seen = suppressed(content)
    assert seen["profile"]["ways"]["condition"] is None
    assert seen["profile"]["single_parents"] is None
    assert seen["profile"]["attendance"][1]["there"] is None
    assert (seen["course"]["relapsed"], seen["course"]["share"]) == (None, None)
    assert all(
        each["started"] is None or each["started"] >= 10 or not each["started"]
        for each in seen["effect"]["ways"]
    )
