"""Sentences that the figures allow: one honest sentence for a manager, and a text for the press."""

from collections.abc import Iterator, Mapping
from typing import Any

from gewoon.rules.outcome.verbs import Claim, Design, claims

Texts = Mapping[str, Mapping[str, str]]
_TENS = {
    "nl": ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    "en": ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


class Writer:
    """Fills the sentences of one language."""

    def __init__(self, texts: Texts, language: str) -> None:
        """Keep the sentences; `language` is nl or en."""
        self._texts, self.language = texts, language

    def say(self, name: str, **values: object) -> str:
        """Answer a sentence with its values. Raises KeyError for a sentence or value that is not there."""
        return self._texts[name][self.language].format(**values)

    def direction(self, difference: float) -> str:
        """Say fewer or more."""
        return self.say("fewer" if difference < 0 else "more")

    def in_ten(self, percent: int) -> str:
        """Say a share as people do: six in ten."""
        tens = max(1, min(9, round(percent / 10)))
        joined = "{} op de tien" if self.language == "nl" else "{} in ten"
        return joined.format(_TENS[self.language][tens])


def honest_sentence(writer: Writer, effect: Mapping[str, Any], *, is_public: bool = False) -> str:
    """Answer the one sentence about the effect that the figures allow, a refusal included.

    In public (`is_public`) a refusal gives no number of people.
    """
    drawn = effect["lottery"]
    if drawn is not None and not drawn["refused"]:
        return _difference(
            writer, "effect_lottery" if _shows(drawn) else "effect_nothing", drawn, drawn["drawn"]
        )
    if effect["refused"]:
        return writer.say("effect_refused", reason=reason(writer, effect["refused"][0], is_public=is_public))
    found = effect["estimate"]
    name = "effect_comparison" if _shows(found) else "effect_nothing"
    return _difference(writer, name, found, found["started"])


def reason(writer: Writer, refused: Mapping[str, Any], *, is_public: bool = False) -> str:
    """Say why there is not enough to say, and how many more are needed."""
    name = f"reason_{refused['reason']}"
    if is_public and refused["reason"] == "too_few_followed":
        name += "_hidden"
    return writer.say(
        name, found=round(refused["found"]), needed=round(refused["needed"]), more=refused["more_needed"]
    )


def warnings(writer: Writer, define: Mapping[str, Any]) -> tuple[str, ...]:
    """Say whether the comparison was promised beforehand."""
    if define["version"] is None:
        return (writer.say("without_protocol"),)
    return (writer.say("exploratory"),) if define["is_exploratory"] else ()


def press_text(
    writer: Writer, report: Mapping[str, Any], shown: Mapping[str, int], *, association: str, year: int
) -> tuple[str, ...]:
    """Answer the paragraphs for the press about a closed year, and what they do not show.

    `shown` has the numbers of people that passed disclosure, by name, rounded; a sentence whose number
    is not there is left out. The sector's line and what is not shown are always in.
    """
    return (
        writer.say("press_title", year=year, association=association),
        " ".join(_evictions(writer, report, association=association, year=year)),
        " ".join(_sector(writer, report["sector"], year)),
        " ".join(_programme(writer, shown)),
        " ".join(
            [honest_sentence(writer, report["effect"], is_public=True), *warnings(writer, report["define"])]
        ),
        writer.say("not_shown"),
        writer.say("rounded"),
    )


def design_of(effect: Mapping[str, Any]) -> Design:
    """Answer the design that the text may speak by: lots only where the lottery itself gave an answer."""
    return Design(effect["design"]) if effect["estimate"] or effect["lottery"] else Design.COUNT


def problems(text: str, *, design: Design, language: str, always: str) -> tuple[Claim | str, ...]:
    """Answer what stops a text: a verb that the design does not allow, or the sector's line taken out."""
    found: tuple[Claim | str, ...] = claims(text, design=design, language=language)
    return found if always in text else (*found, always)


def sector_line(writer: Writer, report: Mapping[str, Any], year: int) -> str:
    """Answer the sentences on the sector, which every text must carry."""
    return " ".join(_sector(writer, report["sector"], year))


def _shows(found: Mapping[str, Any]) -> bool:
    return bool(found["lower"] > 0 or found["upper"] < 0)


def _difference(writer: Writer, name: str, found: Mapping[str, Any], participants: int) -> str:
    points = [round(100 * found[part]) for part in ("value", "lower", "upper")]
    return writer.say(
        name,
        points=abs(points[0]),
        direction=writer.direction(found["value"]),
        interval=_interval(writer, points[1], points[2]),
        participants=participants,
        detectable=round(100 * found.get("detectable", 0)) or max(abs(points[1] - points[2]) // 2, 1),
    )


def _interval(writer: Writer, lower: int, upper: int) -> str:
    if lower < 0 < upper:
        return writer.say("none_better", low=-lower, high=upper)
    low, high = sorted((abs(lower), abs(upper)))
    return writer.say("interval", low=low, high=high, direction=writer.direction(lower + upper))


def _evictions(writer: Writer, report: Mapping[str, Any], *, association: str, year: int) -> Iterator[str]:
    counts = {row["year"]: row["carried_out"] for row in report["trend"]["years"] if row["is_whole"]}
    change = next((each for each in report["trend"]["changes"] if each["to"] == year), None)
    if year not in counts:
        raise ValueError(f"{year} was not counted whole: choose one of {sorted(counts)}")
    values = {"year": year, "association": association, "count": counts[year]}
    if change is None:
        yield writer.say("evictions_first_year", **values)
    else:
        yield writer.say("evictions_year", before=year - 1, count_before=counts[year - 1], **values)
        yield writer.say("evictions_noise" if change["is_noise"] else "evictions_more_than_noise")
    coming = report["trend"]["forecast"]
    if coming is not None and coming["year"] == year + 1:
        yield from _forecast(writer, coming, year)


def _forecast(writer: Writer, coming: Mapping[str, Any], year: int) -> Iterator[str]:
    yield writer.say(
        "forecast",
        year=coming["year"],
        expected=round(coming["expected"]),
        lower=coming["lower"],
        upper=coming["upper"],
    )
    if coming["percent"]:
        yield writer.say(
            "forecast_change",
            percent=abs(round(coming["percent"])),
            direction=writer.direction(coming["percent"]),
            before=year,
        )


def _sector(writer: Writer, known: Mapping[str, Any] | None, year: int) -> Iterator[str]:
    if known is None:
        yield writer.say("sector_none")
        return
    values = {"year": known["year"], "count": known["evictions"]}
    if known["percent"] is None:
        yield writer.say("sector_without_change", **values)
    else:
        percent = abs(round(known["percent"]))
        yield writer.say("sector", percent=percent, direction=writer.direction(known["percent"]), **values)
    if known["year"] < year:
        yield writer.say("sector_older")


def _programme(writer: Writer, shown: Mapping[str, int]) -> Iterator[str]:
    if "participants" not in shown:
        yield writer.say("programme_hidden")
        return
    yield writer.say("programme", count=shown["participants"])
    yield writer.say("programme_sessions")
    if "single_parents_percent" in shown:
        yield writer.say("single_parents", share=writer.in_ten(shown["single_parents_percent"]))
    for way in ("required", "condition", "own_initiative"):
        if f"way_{way}" in shown:
            yield writer.say(f"way_{way}", count=shown[f"way_{way}"])
    if "attendance_percent" in shown:
        yield writer.say("attendance", percent=shown["attendance_percent"])
    if "evaluation_percent" in shown:
        yield writer.say("evaluation", percent=shown["evaluation_percent"])
