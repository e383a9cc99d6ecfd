"""`gewoon outcome`: the honest figures of this association, and what may be published of them."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.jobs import environment

_SECTIONS = {"trend": "trend", "profile": "profile", "relapse": "course", "effect": "effect"}


def add(commands: Any) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser("outcome", help="evictions, participants, relapse, effect, press")
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    for name, what in (
        ("trend", "evictions per year with the sector's line and a forecast"),
        ("profile", "who took part, against all for whom it was open"),
        ("relapse", "what happened after the training"),
        ("effect", "what goes together with taking part, or why that cannot be said"),
        ("report", "all of it, kept as it is shown"),
    ):
        part = parts.add_parser(name, help=what)
        part.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="count up to this day")
        part.add_argument("--seed", type=int, default=1, help="of the bootstrap")
        _languages(part)
        part.set_defaults(run=run, pdf=None)
    parts.choices["report"].add_argument("--pdf", type=Path, metavar="FILE", help="also on paper")
    _press(parts)
    protocol = parts.add_parser("protocol", help="what was promised before looking")
    protocol.add_argument("--sign", action="store_true", help="sign the protocol that ships, or --file")
    protocol.add_argument("--file", type=Path, metavar="FILE.toml")
    protocol.add_argument("--json", action="store_true")
    protocol.set_defaults(run=run_protocol)
    export = parts.add_parser("export", help="the table of trials for others: no persons")
    export.add_argument("file", type=Path, metavar="FILE.json")
    export.set_defaults(run=run_export)
    pool = parts.add_parser("pool", help="join the tables of several associations")
    pool.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
    pool.add_argument("--json", action="store_true")
    pool.set_defaults(run=run_pool)


def _press(parts: Any) -> None:
    press = parts.add_parser("press", help="the text that the figures allow, about a closed year")
    press.add_argument("--year", type=int, help="a closed year; the last one when left out")
    press.add_argument("--register", action="store_true", help="list all releases instead")
    _languages(press)
    press.set_defaults(run=run_press)


def _languages(part: argparse.ArgumentParser) -> None:
    part.add_argument("--language", choices=("nl", "en"), default="nl")
    part.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Work out the figures and show a part; `report` keeps all of them. 1 when it refuses to say."""
    environment.start()
    from gewoon.actions.outcome import reports
    from gewoon.actions.rights import CONSOLE

    now = environment.now()
    on = arguments.on or now.date()
    if arguments.part == "report":
        kept = reports.make_report(on=on, by=CONSOLE, now=now, seed=arguments.seed)
        content = kept.content
        answer = content
    else:
        content = reports.figures(CONSOLE, on=on, seed=arguments.seed)
        answer = content[_SECTIONS[arguments.part]]
    if arguments.pdf is not None:
        arguments.pdf.write_bytes(_paper(arguments.language))
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print("\n".join(_told(arguments, content)))
    return 1 if arguments.part == "effect" and content["effect"]["refused"] else 0


def _paper(language: str) -> bytes:
    """Typeset the report that was just kept, small groups left out."""
    from gewoon.actions.outcome import shown
    from gewoon.actions.rights import CONSOLE
    from gewoon.gateways.report_paper import typeset

    return typeset(shown.newest(CONSOLE) or {}, language=language)


def run_press(arguments: argparse.Namespace) -> int:
    """Write the text for the press about a closed year, or list the register; nothing is released."""
    environment.start()
    from gewoon.actions.outcome import releases, reports
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.records.queries import outcome

    if arguments.register:
        return _register(arguments, outcome.releases(CONSOLE))
    now = environment.now()
    try:
        report = outcome.newest_report(CONSOLE) or reports.make_report(on=now.date(), by=CONSOLE, now=now)
        made = releases.draft(CONSOLE, report, year=arguments.year or report.until_on.year - 1)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if arguments.json:
        answer = {
            "year": made.year,
            "design": made.design.value,
            "texts": made.texts,
            "cells": list(made.cells),
            "withheld": made.withheld,
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(made.texts[arguments.language])
    return 0


def _register(arguments: argparse.Namespace, rows: Any) -> int:
    """List the releases; notes that are not for publication stay where they are."""
    if arguments.json:
        answer = [
            {
                "period": each.period,
                "state": each.state,
                "design": each.design,
                "sha256": each.sha256,
                "proposed_by": each.proposed_by,
                "decided_by": each.decided_by,
            }
            for each in rows
        ]
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for each in rows:
            print(f"{each.period}  {each.state:<9} {each.proposed_by} / {each.decided_by or '…'}")
    return 0


def run_protocol(arguments: argparse.Namespace) -> int:
    """Sign a protocol, or show the one that was signed last."""
    environment.start()
    import tomllib

    from gewoon.actions.outcome import protocols
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.records.queries import outcome

    try:
        if arguments.sign:
            content = tomllib.loads(arguments.file.read_text("utf-8")) if arguments.file else None
            signed = protocols.sign_protocol(by=CONSOLE, now=environment.now(), content=content)
        else:
            signed = outcome.protocol(CONSOLE)
    except (Refused, OSError, tomllib.TOMLDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    if signed is None:
        print("No protocol is signed: sign one before you look, with --sign.", file=sys.stderr)
        return 1
    shown = {"version": signed.version, "sha256": signed.sha256, "signed_by": signed.signed_by}
    print(
        json.dumps(shown | {"content": signed.content})
        if arguments.json
        else f"{shown['version']}  {signed.sha256}"
    )
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write the table of trials of the newest report; 1 when there is none, or too few for a cell."""
    environment.start()
    from gewoon.actions.outcome.effect import table_for_others
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.queries import outcome

    report = outcome.newest_report(CONSOLE)
    if report is None or report.protocol is None:
        print("Sign a protocol and make a report first: gewoon outcome protocol --sign", file=sys.stderr)
        return 1
    table = table_for_others(report.content, protocol_sha256=report.protocol.sha256)
    if not table["rows"]:
        print("Nothing can leave: the figures were refused, or a cell is below ten.", file=sys.stderr)
        return 1
    arguments.file.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return 0


def run_pool(arguments: argparse.Namespace) -> int:
    """Join tables and estimate; needs no database. 1 when a table does not fit, 2 when it cannot be read."""
    from gewoon.rules.outcome.pooling import TableError, pool

    try:
        tables = [(path.name, json.loads(path.read_text("utf-8"))) for path in arguments.files]
    except (OSError, ValueError) as error:
        print(f"{error}: expected a file that gewoon outcome export made", file=sys.stderr)
        return 2
    try:
        found = pool(tables)
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    one, other = found.per_participant, found.random
    answer = {
        "associations": found.associations,
        "started": found.started,
        "per_participant": {"value": one.value, "lower": one.lower, "upper": one.upper, "se": one.se},
        "random_effects": {
            "value": other.widened.value,
            "lower": other.widened.lower,
            "upper": other.widened.upper,
            "share_of_variation": other.share_of_variation,
        },
    }
    if arguments.json:
        print(json.dumps(answer))
    else:
        print(f"{found.associations} associations, {found.started} participants")
        print(f"per 100 participants: {100 * one.value:.1f} ({100 * one.lower:.1f} to {100 * one.upper:.1f})")
    return 0


def _told(arguments: argparse.Namespace, content: dict[str, Any]) -> list[str]:
    told: dict[str, Callable[[argparse.Namespace, dict[str, Any]], list[str]]] = {
        "trend": _tell_trend,
        "profile": _tell_profile,
        "relapse": _tell_relapse,
        "effect": _tell_effect,
    }
    parts = list(told) if arguments.part == "report" else [arguments.part]
    return [line for part in parts for line in told[part](arguments, content)]


def _tell_trend(_: argparse.Namespace, content: dict[str, Any]) -> list[str]:
    known = {each["year"]: each["evictions"] for each in content["trend"]["sector"]}
    lines = [f"{'':6}{'carried out':>12}{'per 1,000 homes (95%)':>26}{'sector':>9}"]
    for row in content["trend"]["years"]:
        rate = "—" if row["per_1000"] is None else _rate(row)
        sector = known.get(row["year"])
        star = "" if row["is_whole"] else "*"
        lines.append(f"{row['year']}{star:2}{row['carried_out']:>12}{rate:>26}{sector if sector else '?':>9}")
    coming = content["trend"]["forecast"]
    if coming is not None:
        expected = f"expected {coming['expected']:.1f}, 95%: {coming['lower']} to {coming['upper']}"
        lines.append(f"* so far; {expected}")
    return lines


def _rate(row: dict[str, Any]) -> str:
    return f"{row['per_1000']:.2f} ({row['per_1000_lower']:.2f}–{row['per_1000_upper']:.2f})"


def _tell_profile(_: argparse.Namespace, content: dict[str, Any]) -> list[str]:
    who = content["profile"]
    ways = ", ".join(f"{way} {count} of {who['ways_open_to'][way]}" for way, count in who["ways"].items())
    return [f"{who['participants']} took part, of {who['open_to']} for whom it was open: {ways}"]


def _tell_relapse(_: argparse.Namespace, content: dict[str, Any]) -> list[str]:
    course = content["course"]
    if course["refused"]:
        return [f"No curve: {course['refused']['more_needed']} more participants needed."]
    return [
        f"month {each['month']:>2}: {100 * (each['share'] or 0):.0f}% fell back "
        f"({100 * (each['lower'] or 0):.0f}–{100 * (each['upper'] or 0):.0f}%), {each['at_risk']} at risk"
        for each in course["marks"]
    ]


def _tell_effect(arguments: argparse.Namespace, content: dict[str, Any]) -> list[str]:
    from gewoon.gateways.outcome_files import texts
    from gewoon.rules.outcome.press import Writer, honest_sentence, reason, warnings

    writer = Writer(texts(), arguments.language)
    lines = [honest_sentence(writer, content["effect"]), *warnings(writer, content["define"])]
    return lines + [reason(writer, each) for each in content["effect"]["refused"][1:]]
