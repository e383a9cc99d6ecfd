"""The figures on one page: what was counted, who took part, what happened after, what that shows."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.outcome import protocols, reports, shown
from gewoon.gateways import report_paper
from gewoon.gateways.outcome_files import shipped_protocol, texts
from gewoon.records.queries.rights import scope
from gewoon.rules.outcome import press
from gewoon.web.insight import charts
from gewoon.web.insight.words import COVARIATES, HOUSEHOLDS, WAYS, language, named
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import given_file, pdf_file

READ = "report.trend_and_forecast"


@needs(READ)
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Show the newest report."""
    report = shown.newest(request.user)
    may = {
        "may_make": scope(request.user, "outcome.make_report") == "a",
        "may_sign": scope(request.user, "outcome.sign_protocol") == "a",
        "may_press": scope(request.user, "press.figures") != "-",
    }
    if report is None:
        return render(request, "insight/none.html", may)
    return render(request, "insight/outcomes.html", may | page(report))


@needs(READ)
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Give the newest report as JSON, small groups left out."""
    report = shown.newest(request.user)
    text = json.dumps(report or {"refused": "no report was made yet"}, ensure_ascii=False, indent=1)
    return given_file(text.encode(), "resultaten.json", "application/json")


@needs(READ)
@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """Give the newest report as PDF, in the language of the reader."""
    report = shown.newest(request.user)
    if report is None:
        return redirect("insight:outcomes")
    return pdf_file(report_paper.typeset(report, language=language()), _("outcomes"))


@needs("outcome.make_report")
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Work out the figures of today and keep them."""
    reports.make_report(on=moment.today(), by=request.user, now=moment.now())
    messages.success(request, _("The figures are those of today."))
    return redirect("insight:outcomes")


@needs("outcome.sign_protocol")
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign the protocol that ships."""
    protocols.sign_protocol(by=request.user, now=moment.now())
    messages.success(request, _("The protocol is signed. Later reports keep to it."))
    return redirect("insight:outcomes")


def page(report: dict[str, Any]) -> dict[str, Any]:
    """Answer what the page shows of a report."""
    writer = press.Writer(texts(), language())
    effect, trend = report["effect"], report["trend"]
    sector = {each["year"]: each["evictions"] for each in trend["sector"]}
    return {
        "report": report,
        "until": date.fromisoformat(report["until"]),
        "chart": charts.years(trend),
        "rows": [{**row, "sector": sector.get(row["year"])} for row in trend["years"]],
        "change": trend["changes"][-1] if trend["changes"] else None,
        "sector_line": press.sector_line(writer, report, report["trend"]["years"][-1]["year"]),
        "course": charts.course(report["course"].get("steps", [])),
        "sentence": press.honest_sentence(writer, effect),
        "reasons": [press.reason(writer, each) for each in effect["refused"][1:]],
        "warnings": press.warnings(writer, report["define"]),
        "not_shown": writer.say("not_shown"),
        "intervals": charts.intervals(_estimates(effect, report.get("truth"))),
        "balance": _balance(effect),
        "joined_later": round(100 * effect["estimate"]["joined_later"]) if effect["estimate"] else None,
        "ways": [(named(WAYS, name), count) for name, count in report["profile"]["ways"].items()],
        "households": [(named(HOUSEHOLDS, n), count) for n, count in report["profile"]["households"].items()],
        "attendance": report["profile"]["attendance"],
        "naive": _naive(effect["naive"]),
        "power": [(r["participants"], [round(100 * p) for p in r["points"]]) for r in effect["power"]],
        "protocol": _protocol(report["define"]),
    }


def _estimates(effect: dict[str, Any], truth: float | None) -> list[tuple[str, dict[str, Any]]]:
    rows: list[tuple[str, dict[str, Any]]] = []
    if effect["lottery"] and not effect["lottery"]["refused"]:
        rows.append((_("Seats by lot"), effect["lottery"]))
    if effect["estimate"]:
        rows.append((_("All participants"), effect["estimate"]))
    if effect["matched"]:
        rows.append((_("Second opinion: four look-alikes each"), effect["matched"]))
    rows += [(str(named(WAYS, each["way"])), each["estimate"]) for each in effect["ways"] if each["estimate"]]
    if effect["estimate"] and effect["estimate"]["missed_rent"]:
        rows.append((_("Share of rents missed"), effect["estimate"]["missed_rent"]))
    if effect["placebo"]:
        rows.append((_("Check: before the start, should be zero"), effect["placebo"]))
    if rows and truth is not None:
        rows.append(
            (_("The truth of this made-up association"), {"value": truth, "lower": truth, "upper": truth})
        )
    return rows


def _balance(effect: dict[str, Any]) -> list[dict[str, Any]]:
    if not effect["estimate"]:
        return []
    return [
        {"name": named(COVARIATES, each["name"]), "before": each["before"], "after": each["after"]}
        for each in effect["estimate"]["balance"]
    ]


def _naive(found: dict[str, float] | None) -> dict[str, int] | None:
    return None if found is None else {name: round(100 * value) for name, value in found.items()}


def _protocol(define: dict[str, Any]) -> list[str]:
    protocol = define["protocol"] or shipped_protocol()
    parts = ("eligible", "start", "comparison", "outcome", "second_outcome", "exclusions")
    return [protocol[part][language()] for part in parts]
