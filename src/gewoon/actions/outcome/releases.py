"""Figures for the press: chosen so that nobody can be recognised, made by one person, released by another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from gewoon.actions.rights import Refused, Who, deed, name_of, on_row
from gewoon.gateways.outcome_files import texts
from gewoon.records.outcome import Release, ReleaseState, Report
from gewoon.records.people import Association
from gewoon.records.queries import outcome
from gewoon.records.queries.training import classroom
from gewoon.rules.outcome import press
from gewoon.rules.outcome.disclosure import (
    BASE_FOR_SHARES,
    Published,
    Wanted,
    protect,
    round_count,
    share_in_words,
)
from gewoon.rules.outcome.verbs import Design

LANGUAGES = ("nl", "en")
WAYS = ("required", "condition", "own_initiative")
HOUSEHOLDS = ("alone", "couple", "couple_children", "single_parent", "other", "unknown")
PROGRAMME = "geluk"
_NOBODY: dict[str, Any] = {"participants": 0, "ways": {}, "single_parents": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text in both languages, the cells that it publishes, and how many were held back."""

    year: int
    texts: dict[str, str]
    cells: tuple[dict[str, Any], ...]
    withheld: int
    design: Design


def draft(by: Who, report: Report, *, year: int) -> Draft:
    """Write the text that the figures of a report allow about a closed year.

    Raises Refused for a year that is not over or not counted, and when earlier releases leave no room.
    """
    if year >= report.until_on.year:
        raise Refused(f"{year} is not over: choose a closed year, the last is {report.until_on.year - 1}.")
    try:
        shown, cells, withheld = _shown(by, report.content, year)
        association = Association.objects.values_list("name", flat=True).first() or "—"
        written = {
            language: "\n\n".join(
                press.press_text(
                    press.Writer(texts(), language), report.content, shown, association=association, year=year
                )
            )
            for language in LANGUAGES
        }
    except ValueError as error:
        raise Refused(f"Nothing can be released: {error}") from None
    return Draft(
        year=year,
        texts=written,
        cells=cells,
        withheld=withheld,
        design=press.design_of(report.content["effect"]),
    )


@deed("outcome.propose_release", right="press.release_propose")
def propose_release(
    *,
    report: Report,
    year: int,
    by: Who,
    now: datetime,
    notes: str = "",
    changed: Mapping[str, str] | None = None,
) -> Release:
    """Make a release about a closed year; `changed` texts are taken when their verbs fit the design.

    `notes` are not for publication and stay here. Raises Refused when the year was released already, or
    with the first word that says more than the design allows.
    """
    if Release.objects.filter(period=str(year), state=ReleaseState.RELEASED).exists():
        raise Refused(f"The figures of {year} are released, and frozen: the register has them.")
    made = draft(by, report, year=year)
    written = made.texts | dict(changed or {})
    _check(written, made, report)
    return Release.objects.create(
        period=str(year),
        report=report,
        design=made.design.value,
        texts=written,
        cells=list(made.cells),
        withheld=made.withheld,
        notes=notes,
        sha256=_hash(written, made.cells),
        proposed_by=name_of(by),
        proposed_at=now,
    )


@on_row(Release, "outcome.approve_release", right="press.release_approve")
def approve_release(release: Release, *, by: Who, now: datetime) -> Release:
    """Release, as a second person. From then on text and figures are frozen.

    Raises Refused for the person who made it, for one that was decided on, and when a release since then
    has changed what a reader can work out.
    """
    _require_open(release, by)
    if release.sha256 != _hash(release.texts, release.cells):
        raise Refused("The release was changed after it was made: make it again.")
    if Release.objects.filter(period=release.period, state=ReleaseState.RELEASED).exists():
        raise Refused(f"The figures of {release.period} are released, and frozen: the register has them.")
    again = draft(by, release.report, year=int(release.period))
    if json.dumps(list(again.cells), sort_keys=True) != json.dumps(release.cells, sort_keys=True):
        raise Refused("Another release came in between: make this one again, so that both fit together.")
    return _decided(release, ReleaseState.RELEASED, by, now)


@on_row(Release, "outcome.refuse_release", right="press.release_approve")
def refuse_release(release: Release, *, reason: str, by: Who, now: datetime) -> Release:
    """Turn a release down, with a reason for its maker."""
    if release.state != ReleaseState.PROPOSED:
        raise Refused("This release was decided on already.")
    release.reason = reason
    return _decided(release, ReleaseState.REFUSED, by, now)


def _require_open(release: Release, by: Who) -> None:
    if release.state != ReleaseState.PROPOSED:
        raise Refused("This release was decided on already.")
    if release.proposed_by == name_of(by):
        raise Refused("You made this release: somebody else decides whether it goes out.")


def _decided(release: Release, state: ReleaseState, by: Who, now: datetime) -> Release:
    release.state, release.decided_by, release.decided_at = state, name_of(by), now
    release.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return release


def _check(written: Mapping[str, str], made: Draft, report: Report) -> None:
    for language, text in written.items():
        line = press.sector_line(press.Writer(texts(), language), report.content, made.year)
        wrong = press.problems(text, design=made.design, language=language, always=line)
        if wrong:
            first = wrong[0]
            if isinstance(first, str):
                raise Refused(f"The sector's line is not in the text ({language}): put it back: {first}")
            raise Refused(
                f"“{first.word}” ({language}) says more than the figures can: say “{first.instead}”."
            )


_Chosen = tuple[dict[str, int], tuple[dict[str, Any], ...], int]


def _shown(by: Who, content: Mapping[str, Any], year: int) -> _Chosen:
    """Choose the numbers of people that may be published beside all that was released before."""
    who = content["profile"]["closed"].get(str(year), _NOBODY)
    period = _periods(by, year)
    wanted = {"participants": Wanted(where={"period": period}, count=who["participants"])}
    for way in WAYS:
        where = {"period": period, "way": frozenset({way})}
        wanted[f"way_{way}"] = Wanted(where=where, count=who["ways"].get(way, 0))
    parents = who["single_parents"]
    household = {"period": period, "household": frozenset({"single_parent"})}
    wanted["single_parents"] = Wanted(where=household, count=0 if parents is None else parents["count"])
    known = frozenset(HOUSEHOLDS) - {"unknown"}
    wanted["known"] = Wanted(
        where={"period": period, "household": known}, count=0 if parents is None else parents["base"]
    )
    traits = {"period": sorted(period), "way": WAYS, "household": HOUSEHOLDS}
    found = protect(traits, list(wanted.values()), _released(by))
    numbers = {id(each): number for each, number in found.published}
    shown = {name: numbers[id(each)] for name, each in wanted.items() if id(each) in numbers}
    if "single_parents" in shown and "known" in shown:
        percent = share_in_words(shown["single_parents"], shown["known"])
        shown |= {} if percent is None else {"single_parents_percent": percent}
    shown |= _shares(by, content["profile"])
    cells = tuple(
        _as_cell(each.where, low=max(10, number - 2), high=number + 2, shown=number)
        for each, number in found.published
    )
    return shown, cells, len(found.withheld)


def _shares(by: Who, who: Mapping[str, Any]) -> dict[str, int]:
    """Answer attendance and evaluation as percentages that may be shown; marks, not people, are the base."""
    there, of = (sum(row[name] for row in who["attendance"]) for name in ("there", "of"))
    answer = {}
    attended = share_in_words(there, of) if of else None
    if attended is not None:
        answer["attendance_percent"] = attended
    forms = classroom.evaluation_page(by, PROGRAMME, ("recommend",))
    if forms.shares:
        asked = [each.yes for each in forms.shares if forms.forms >= BASE_FOR_SHARES]
        answer |= {"evaluation_percent": asked[0]} if asked else {}
    return answer


def _periods(by: Who, year: int) -> frozenset[str]:
    """Answer the periods that a release about a year counts: all up to its end, told apart by release."""
    before = {name for cell in outcome.released_cells(by) for name in cell["where"].get("period", [])}
    return frozenset({name for name in before if name <= str(year)} | {str(year)})


def _released(by: Who) -> tuple[Published, ...]:
    return tuple(
        Published(
            where={name: frozenset(values) for name, values in cell["where"].items()},
            low=cell["low"],
            high=cell["high"],
        )
        for cell in outcome.released_cells(by)
    )


def _as_cell(where: Mapping[str, frozenset[str]], *, low: int, high: int, shown: int) -> dict[str, Any]:
    return {
        "where": {name: sorted(values) for name, values in sorted(where.items())},
        "low": low,
        "high": high,
        "shown": round_count(shown),
    }


def _hash(written: Mapping[str, str], cells: Any) -> str:
    return sha256(
        json.dumps([dict(written), list(cells)], sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
