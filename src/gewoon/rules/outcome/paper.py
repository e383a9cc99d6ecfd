"""A report as sections of sentences and tables, in the order in which it can be understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gewoon.rules.outcome.press import Writer, honest_sentence, reason, sector_line, warnings

_PROMISED = ("eligible", "start", "comparison", "outcome", "second_outcome", "exclusions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, its sentences, and a table: the first row is its head; no rows is no table."""

    heading: str
    sentences: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()


def sections(writer: Writer, report: Mapping[str, Any]) -> tuple[Section, ...]:
    """Answer the sections of a report: define, count, who, after, effect, limits."""
    return tuple(_all(writer, report))


def _all(writer: Writer, report: Mapping[str, Any]) -> Iterator[Section]:
    promised = report["define"]["protocol"]
    yield Section(
        heading=writer.say("paper_define"),
        sentences=(
            *(promised[part][writer.language] for part in _PROMISED),
            *warnings(writer, report["define"]),
        ),
    )
    yield _evictions(writer, report)
    who = report["profile"]
    yield Section(
        heading=writer.say("paper_who"),
        sentences=(writer.say("took_part", participants=who["participants"], open_to=who["open_to"]),),
    )
    yield _after(writer, report["course"])
    others = [reason(writer, each) for each in report["effect"]["refused"][1:]]
    yield Section(
        heading=writer.say("paper_effect"),
        sentences=(
            honest_sentence(writer, report["effect"]),
            *(f"{each[0].upper()}{each[1:]}." for each in others),
        ),
    )
    yield Section(heading=writer.say("paper_limits"), sentences=(writer.say("not_shown"),))


def _evictions(writer: Writer, report: Mapping[str, Any]) -> Section:
    known = {each["year"]: each["evictions"] for each in report["trend"]["sector"]}
    years = report["trend"]["years"]
    rows = [
        (
            str(row["year"]) + ("" if row["is_whole"] else "*"),
            str(row["carried_out"]),
            _limits(writer, row["per_1000"], row["per_1000_lower"], row["per_1000_upper"]),
            str(known.get(row["year"]) or writer.say("unknown")),
        )
        for row in years
    ]
    return Section(
        heading=writer.say("paper_count"),
        sentences=(writer.say("so_far"), sector_line(writer, report, years[-1]["year"])),
        table=(tuple(writer.say("table_evictions").split("|")), *rows),
    )


def _after(writer: Writer, course: Mapping[str, Any]) -> Section:
    heading = writer.say("paper_after")
    if course["refused"]:
        return Section(
            heading=heading, sentences=(writer.say("no_curve", more=course["refused"]["more_needed"]),)
        )
    rows = [
        (
            str(each["month"]),
            _limits(
                writer, *(None if each[p] is None else 100 * each[p] for p in ("share", "lower", "upper"))
            ),
            "<10" if each["at_risk"] is None else str(each["at_risk"]),
        )
        for each in course["marks"]
    ]
    return Section(heading=heading, sentences=(), table=(tuple(writer.say("table_after").split("|")), *rows))


def _limits(writer: Writer, value: float | None, lower: float | None, upper: float | None) -> str:
    if value is None or lower is None or upper is None:
        return writer.say("unknown")
    shown = f"{value:.1f} ({lower:.1f}–{upper:.1f})"
    return shown.replace(".", ",") if writer.language == "nl" else shown
