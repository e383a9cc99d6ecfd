"""`gewoon policy`: check a policy, show it, or decide over a file of facts; needs no database.

Comparing stands in `policy_questions`, proving in `policy_proving`, the past in `policy_simulating`.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.gateways.policy_files import read_facts
from gewoon.jobs import policy_proving, policy_questions, policy_simulating
from gewoon.jobs.policy_questions import DONE, REFUSED, print_findings, read, wrong_use
from gewoon.rules.policy.check import check
from gewoon.rules.policy.decide import Decision, Row, decide
from gewoon.rules.policy.explain import explain, label_of
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.sentences import Language, condition_in_words


def add(commands: Any) -> None:
    """Add `policy` with its deeds to the command line."""
    policy = commands.add_parser("policy", help="check, show or try out a collection policy")
    deeds = policy.add_subparsers(dest="deed", metavar="DEED", required=True)
    checking = deeds.add_parser("check", help="say everything that is wrong with a policy")
    checking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    checking.add_argument("--json", action="store_true", help='answer {"findings": [...]}')
    checking.set_defaults(run=run_check)
    showing = deeds.add_parser("show", help="print a policy in words")
    showing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    showing.add_argument("--json", action="store_true", help='answer {"policies": [...]}')
    showing.set_defaults(run=run_show)
    deciding = deeds.add_parser("decide", help="give the next step for every row of a file of facts")
    deciding.add_argument("file", type=Path, metavar="FILE")
    deciding.add_argument("--facts", type=Path, required=True, metavar="FACTS", help="CSV, or .parquet")
    deciding.add_argument("--out", type=Path, required=True, metavar="OUT.csv")
    deciding.add_argument("--explain", action="store_true", help="add the reasons")
    deciding.set_defaults(run=run_decide)
    larger = [*policy_questions.add(deeds), policy_proving.add(deeds), policy_simulating.add(deeds)]
    for deed in (checking, showing, deciding, *larger):
        deed.add_argument("--language", choices=("nl", "en"), default="en")
        deed.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the law of this date")


def run_check(arguments: argparse.Namespace) -> int:
    """Print all findings; 1 when there are any, 2 when a file cannot be read."""
    findings: list[Finding] = []
    for path in arguments.files:
        try:
            policy, wrong = read(path, arguments.on)
        except (OSError, ValueError) as error:
            return wrong_use(error)
        findings.extend(wrong if policy is None else check(policy, arguments.language))
    if arguments.json:
        print(json.dumps({"findings": [finding.as_json() for finding in findings]}, ensure_ascii=False))
    else:
        print_findings(findings)
        print(f"{len(findings)} findings" if findings else "No findings.")
    return REFUSED if findings else DONE


def run_show(arguments: argparse.Namespace) -> int:
    """Print each rule and guarantee as it is written and in words; 1 when the policy is not sound."""
    policies: list[Policy] = []
    for path in arguments.files:
        try:
            policy, wrong = read(path, arguments.on)
        except (OSError, ValueError) as error:
            return wrong_use(error)
        if policy is None:
            print_findings(wrong)
            return REFUSED
        policies.append(policy)
    if arguments.json:
        shown = [_as_json(policy, arguments.language) for policy in policies]
        print(json.dumps({"policies": shown}, ensure_ascii=False))
    else:
        print("\n\n".join("\n".join(_shown(policy, arguments.language)) for policy in policies))
    return DONE


def run_decide(arguments: argparse.Namespace) -> int:
    """Write one row per row of facts; 1 when the policy or a row is refused, and then nothing is written."""
    try:
        policy, wrong = read(arguments.file, arguments.on)
        facts = None if policy is None else read_facts(arguments.facts, policy)
    except (OSError, ValueError) as error:
        return wrong_use(error)
    if policy is None or facts is None or facts.findings:
        print_findings(facts.findings if facts else wrong)
        return REFUSED
    decisions = decide(policy, facts.rows)
    try:
        _write(arguments, policy, facts.rows, decisions)
    except OSError as error:
        return wrong_use(error)
    return DONE


def _write(
    arguments: argparse.Namespace, policy: Policy, rows: Sequence[Row], decisions: Sequence[Decision]
) -> None:
    with arguments.out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["step", "rule", "matches", *(["reasons"] if arguments.explain else [])])
        for row, decision in zip(rows, decisions, strict=True):
            cells = [decision.step, decision.rule or "", " ".join(decision.matches)]
            if arguments.explain:
                cells.append(" ".join(_reasons(policy, row, decision, arguments.language)))
            writer.writerow(cells)


def _reasons(policy: Policy, row: Row, decision: Decision, language: Language) -> Iterator[str]:
    explanation = explain(decision, policy, row, language, "officer")
    yield from explanation.sentences
    if explanation.tree is not None:
        yield f"[{explanation.tree.text}]"


def _shown(policy: Policy, language: Language) -> Iterator[str]:
    yield f"{policy.name}, {policy.valid_from.isoformat()}, sha256 {policy.content_hash}"
    for rule in policy.rules:
        yield f"\n{rule.id} -> {label_of(policy.steps[rule.then], language)}"
        yield f"  {' '.join(rule.text.split())}"
        yield f"  {condition_in_words(rule.condition, language)}"
        if rule.why:
            yield f"  {rule.why.get(language, '')}"
    for guarantee in policy.guarantees:
        yield f"\n{guarantee.id} protects {', '.join(guarantee.protects)} [{guarantee.source}]"
        yield f"  {' '.join(guarantee.text.split())}"
        yield f"  {condition_in_words(guarantee.condition, language)}"
    yield f"\notherwise -> {label_of(policy.steps[policy.otherwise], language)}"


def _as_json(policy: Policy, language: Language) -> dict[str, object]:
    return {
        "name": policy.name,
        "valid_from": policy.valid_from.isoformat(),
        "sha256": policy.content_hash,
        "otherwise": policy.otherwise,
        "rules": [
            {
                "id": rule.id,
                "then": rule.then,
                "when": " ".join(rule.text.split()),
                "in_words": condition_in_words(rule.condition, language),
                "why": rule.why.get(language, ""),
                "source": rule.source,
            }
            for rule in policy.rules
        ],
        "guarantees": [
            {
                "id": guarantee.id,
                "protects": list(guarantee.protects),
                "require": " ".join(guarantee.text.split()),
                "in_words": condition_in_words(guarantee.condition, language),
                "kind": guarantee.kind,
                "source": guarantee.source,
            }
            for guarantee in policy.guarantees
        ],
    }
