"""What of a report a reader sees: small groups are left out, and none follows from the rest."""

from collections.abc import Mapping
from typing import Any

from gewoon.actions.rights import Who
from gewoon.records.people import Association
from gewoon.records.queries import outcome
from gewoon.rules.outcome.disclosure import FEWEST, Wanted, protect, round_count

_TRAITS = ("ways", "households", "incomes")


def newest(by: Who) -> dict[str, Any] | None:
    """Answer the newest report as everybody with the right may see it; None when there is none."""
    report = outcome.newest_report(by)
    if report is None:
        return None
    association = Association.objects.values_list("name", flat=True).first()
    return suppressed(report.content) | {
        "made_at": report.made_at.isoformat(),
        "association": association or "",
    }


def suppressed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out every number of people from 1 to 9 that is crossed with a trait; totals stay."""
    return dict(content) | {
        "profile": _profile(content["profile"]),
        "course": _course(content["course"]),
        "effect": _effect(content["effect"]),
    }


def _profile(who: Mapping[str, Any]) -> dict[str, Any]:
    """Round to five and hold back, per trait, what is small or would follow from the others."""
    answer: dict[str, Any] = {name: who[name] for name in ("open_to", "participants")}
    answer["attendance"] = [_meeting(each) for each in who["attendance"]]
    for trait in _TRAITS:
        counts = dict(sorted(who[trait].items(), key=lambda item: -item[1]))
        cells = [Wanted(where={}, count=who["participants"])]
        cells += [Wanted(where={trait: frozenset({name})}, count=count) for name, count in counts.items()]
        found = protect({trait: list(counts)}, cells) if counts else None
        numbers = {} if found is None else {tuple(w.where.get(trait, ())): n for w, n in found.published}
        answer[trait] = {name: numbers.get((name,)) for name in counts}
    parents = who["single_parents"]
    is_shown = parents is not None and FEWEST <= parents["count"] <= parents["base"] - FEWEST
    answer["single_parents"] = parents if is_shown else None
    return answer


def _meeting(row: Mapping[str, int]) -> dict[str, int | None]:
    """Round who was there and who could have been; under ten neither is shown."""
    is_shown = row["there"] >= FEWEST
    there, of = (round_count(row[name]) if is_shown else None for name in ("there", "of"))
    return {"session": row["session"], "there": there, "of": of}


def _course(course: Mapping[str, Any]) -> dict[str, Any]:
    answer = dict(course)
    for name in ("relapsed", "moved_out"):
        answer[name] = _large(course.get(name))
    if course["refused"]:
        answer["share"] = None
    answer["marks"] = [{**each, "at_risk": _large(each["at_risk"])} for each in course.get("marks", [])]
    return answer


def _effect(effect: Mapping[str, Any]) -> dict[str, Any]:
    ways = [
        {**each, "started": _large(each["started"]), "refused": [_hidden(r) for r in each["refused"]]}
        for each in effect["ways"]
    ]
    return dict(effect) | {"ways": ways}


def _hidden(refused: Mapping[str, Any]) -> dict[str, Any]:
    """A way in with few people shows neither how many nor how many more."""
    if refused["reason"] == "too_few_followed" and refused["found"] < FEWEST:
        return dict(refused) | {"found": None, "more_needed": None}
    return dict(refused)


def _large(count: int | None) -> int | None:
    return None if count is None or 0 < count < FEWEST else count
