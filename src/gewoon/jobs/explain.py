"""`gewoon explain`: why the next step of a tenancy is what it is, for the tenant, officer or auditor."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from gewoon.jobs import environment
from gewoon.rules.policy.explain import Explanation, Reason, label_of
from gewoon.rules.policy.policy import Policy

_WORDS = {
    "nl": {"yes": "ja", "no": "nee", "unknown": "niet bekend", "why_not": "Waarom nog niet", "as_of": "op"},
    "en": {"yes": "yes", "no": "no", "unknown": "not known", "why_not": "Why not yet", "as_of": "on"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What is explained: the facts of a day under the policy of that day, and the receipt."""

    on: date
    policy: Policy
    step: str
    facts: dict[str, Any]
    receipt: str
    is_stored: bool


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("explain", help="say why the next step of a tenancy is what it is")
    parser.add_argument("tenancy", type=int, metavar="TENANCY", help="its number")
    parser.add_argument("--for", dest="reader", choices=("tenant", "officer", "auditor"), default="officer")
    parser.add_argument("--language", choices=("nl", "en"), default="nl")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Explain the open step from its receipt, or what would be decided now; 1 when there is no answer."""
    environment.start()
    from gewoon.actions.rights import Refused
    from gewoon.records.queries import reasons

    try:
        case = _case(arguments.tenancy)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    told = reasons.sentences(case.facts, case.policy, language=arguments.language, reader=arguments.reader)
    if arguments.json:
        print(json.dumps(_as_json(arguments, case, told), ensure_ascii=False))
    else:
        print("\n".join(_lines(arguments, case, told)))
    return 0


def _case(number: int) -> _Case:
    """Find the receipt of the open step; without one, decide now. Raises Refused."""
    from gewoon.actions.policy.published import policy_of
    from gewoon.actions.rights import CONSOLE, NotFound, Refused
    from gewoon.records.queries import account, reasons
    from gewoon.records.queries.policies import policy_behind
    from gewoon.records.queries.rights import Hidden

    try:
        tenancy_id, decision = account.receipt(CONSOLE, number)
    except Hidden:
        raise NotFound(f"There is no tenancy with number {number}.") from None
    if decision is None:
        return _decided_now(tenancy_id)
    policy = policy_behind(decision, policy_of)
    if policy is None:
        raise Refused(
            f"The policy of {decision.on} is not here any more. Put its file back: {decision.policy_hash}."
        )
    return _Case(
        on=decision.on,
        policy=policy,
        step=decision.step,
        facts=reasons.facts_in(decision.receipt),
        receipt=decision.receipt,
        is_stored=True,
    )


def _decided_now(tenancy_id: int) -> _Case:
    """Decide without writing anything down."""
    from gewoon.actions.facts import facts_of, histories
    from gewoon.actions.ledger.statements import has_gap
    from gewoon.actions.policy.deciding import policy_on
    from gewoon.rules.calendar import local_day
    from gewoon.rules.policy.decide import decide
    from gewoon.rules.policy.receipt import receipt

    on = local_day(environment.now())
    policy = policy_on(on)
    facts = facts_of(next(histories([tenancy_id], on=on)), on=on, has_gap=has_gap())
    return _Case(
        on=on,
        policy=policy,
        step=decide(policy, [facts.values])[0].step,
        facts=facts.values,
        receipt=receipt(policy, facts.values, facts.sources, on).decode(),
        is_stored=False,
    )


def _as_json(arguments: argparse.Namespace, case: _Case, told: Explanation) -> dict[str, Any]:
    answer = {
        "tenancy": arguments.tenancy,
        "for": arguments.reader,
        "on": case.on.isoformat(),
        "is_stored": case.is_stored,
        "step": case.step,
        "label": label_of(case.policy.steps[case.step], arguments.language),
        "policy": {
            "name": case.policy.name,
            "valid_from": case.policy.valid_from.isoformat(),
            "sha256": case.policy.content_hash,
        },
        "sentences": told.sentences,
    }
    if told.tree is not None:
        answer["tree"] = asdict(told.tree)
    if told.why_not is not None:
        answer["why_not"] = asdict(told.why_not)
    if arguments.reader == "auditor":
        answer["receipt"] = json.loads(case.receipt)
    return answer


def _lines(arguments: argparse.Namespace, case: _Case, told: Explanation) -> Iterator[str]:
    words = _WORDS[arguments.language]
    if arguments.reader != "tenant":
        yield f"{label_of(case.policy.steps[case.step], arguments.language)} ({words['as_of']} {case.on})"
    yield from told.sentences
    if told.tree is not None:
        yield ""
        yield from _branches(told.tree, words, depth=0)
    if told.why_not is not None:
        step = label_of(case.policy.steps[told.why_not.step], arguments.language)
        yield f"\n{words['why_not']}: {step}"
        yield from (f"  - {missing}" for missing in told.why_not.missing)
    if arguments.reader == "auditor":
        yield f"\n{case.receipt}"


def _branches(reason: Reason, words: dict[str, str], *, depth: int) -> Iterator[str]:
    """Show the rule as a tree: a part per line with its truth, and what the facts say."""
    said = f": {reason.value}" if reason.value and reason.value != reason.text else ""
    yield f"{'  ' * depth}[{words[reason.truth]}] {reason.text}{said}"
    for part in reason.parts:
        yield from _branches(part, words, depth=depth + 1)
