"""The past lived again under one policy or two: what it would have come to, per month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gewoon.actions.policy import trying
from gewoon.actions.rights import Refused
from gewoon.rules.policy.counts import COLUMNS, Simulation
from gewoon.web.setup import versions
from gewoon.web.setup.policy import READ
from gewoon.web.setup.words import COUNTED, language, named
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.export import csv_file
from gewoon.web.shared.refusals import in_words

_HIGH, _WIDE = 56, 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One thing that is counted, per month: bars for the first policy, and beside them for the second."""

    name: Any
    bars: tuple[tuple[float, float, float, bool], ...]
    width: float
    totals: tuple[int, ...]
    rows: tuple[tuple[date, tuple[int, ...]], ...]


@needs(READ)
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """Choose a period and one policy or two; show what they come to, at once or not at all."""
    values = _asked(request)
    if "from" in request.GET:
        try:
            values["found"] = found = _tried(request, values)
            values["is_part"] = trying.is_part(found.last)
            values["plots"] = [plot for name in COLUMNS if (plot := _plot(found, name)) is not None]
            values["changes"] = [
                (_label(values["pair"][0], was), _label(values["pair"][1], becomes), number)
                for (was, becomes), number in sorted(found.changes.items(), key=lambda each: -each[1])
            ]
        except Refused as refusal:
            values["wrong"] = in_words(str(refusal))
    return render(request, "setup/past.html", values, status=400 if "wrong" in values else 200)


@needs(READ)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same months as a table."""
    found = _tried(request, _asked(request))
    rows = [
        [run.policy, month.first.isoformat()[:7], *(month.counts[name] for name in COLUMNS)]
        for run in found.runs
        for month in run.months
    ]
    header = [_("Policy"), _("Month"), *(str(COUNTED[name]) for name in COLUMNS)]
    return csv_file("beleid-verleden", header, rows)


def _asked(request: HttpRequest) -> dict[str, Any]:
    on = moment.today()
    found = versions.versions(request.user, on=on)
    held = versions.holding(found, on=on) or found[0]
    chosen = versions.named(found, request.GET.get("one") or held.key)
    other = versions.named(found, request.GET["two"]) if request.GET.get("two") else None
    speech = language()
    return {
        "versions": [(each, each.policy.label.get(speech) or each.policy.name) for each in found],
        "one": chosen,
        "two": other,
        "pair": (chosen.policy, (other or chosen).policy),
        "first": request.GET.get("from") or trying.first_day(on).isoformat(),
        "last": request.GET.get("to") or trying.last_day(on).isoformat(),
        "assumption": trying.ASSUMPTION[speech],
        "most": trying.MOST,
        "query": request.GET.urlencode(),
    }


def _tried(request: HttpRequest, values: dict[str, Any]) -> Simulation:
    chosen = [each.policy for each in (values["one"], values["two"]) if each is not None]
    try:
        first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    except ValueError:
        raise Refused("Give the first and the last day like 2026-11-30.") from None
    return trying.try_out(chosen, first=first, last=last, on=moment.today(), by=request.user)


def _plot(found: Simulation, name: str) -> Plot | None:
    counts = [[month.counts[name] for month in run.months] for run in found.runs]
    highest = max(max(each) for each in counts)
    if not highest:
        return None
    months = [month.first for month in found.runs[0].months]
    room = _WIDE / len(months)
    width = round(min(room * 0.8 / len(counts), 24), 1)
    bars = tuple(
        (
            round(room * place + (room - width * len(counts)) / 2 + width * run, 1),
            round(_HIGH - number / highest * (_HIGH - 6), 1),
            round(number / highest * (_HIGH - 6), 1),
            run == 0,
        )
        for run, each in enumerate(counts)
        for place, number in enumerate(each)
    )
    return Plot(
        name=named(COUNTED, name),
        bars=bars,
        width=width,
        # Somebody who owes for three months counts in each of them: a sum would count people thrice.
        totals=() if name == "in_arrears" else tuple(sum(each) for each in counts),
        rows=tuple(zip(months, zip(*counts, strict=True), strict=True)),
    )


def _label(policy: Any, step: str) -> str:
    if not step:
        return _("nothing")
    return (
        policy.steps[step].label.get(language()) or step.replace("_", " ") if step in policy.steps else step
    )
