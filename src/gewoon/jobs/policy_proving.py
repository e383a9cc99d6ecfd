"""`gewoon policy prove`: the checks by proof, whether each duty is needed, and paths over time."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from gewoon.jobs.policy_questions import DONE, REFUSED, print_findings, sound, wrong_use
from gewoon.rules.policy.explain import label_of
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.questions import facts_in, spoken
from gewoon.rules.policy.sentences import Language

if TYPE_CHECKING:
    from gewoon.rules.policy.paths import Path
    from gewoon.rules.policy.prove import Needed

NO_Z3 = (
    "A proof needs z3, which is not installed here. In a checkout: ./gewoon extras; "
    "elsewhere: pip install 'gewoon[prove]'. Without it: gewoon policy check."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    policy: Policy
    longest: int
    findings: tuple[Finding, ...]
    needed: "tuple[Needed, ...]"
    paths: "Mapping[str, Path]"


def add(deeds: Any) -> argparse.ArgumentParser:
    """Add the deed to `gewoon policy`; answer its parser."""
    proving: argparse.ArgumentParser = deeds.add_parser(
        "prove", help="prove that no promise can be broken (extra prove)"
    )
    proving.add_argument("file", type=FilePath, metavar="FILE")
    proving.add_argument("--steps", type=int, default=16, metavar="N", help="longest path over time, 0 to 32")
    proving.add_argument("--json", action="store_true", help='answer {"findings", "needed", "paths"}')
    proving.set_defaults(run=run_prove)
    return proving


def run_prove(arguments: argparse.Namespace) -> int:
    """Print what is proved; 1 when something is not as it should be, 2 without z3."""
    try:
        from gewoon.rules.policy import paths, prove
    except ImportError:
        return wrong_use(ImportError(NO_Z3))
    if not 0 <= arguments.steps <= 32:
        return wrong_use(ValueError(f"--steps is a whole number from 0 to 32, not {arguments.steps}"))
    policies = sound([arguments.file], arguments.on)
    if isinstance(policies, int):
        return policies
    (policy,) = policies
    over_time, reached = (
        paths.prove_paths(policy, paths.Paths(policy, arguments.steps)) if arguments.steps else ([], {})
    )
    proof = _Proof(
        policy=policy,
        longest=arguments.steps,
        findings=(*prove.prove(policy, arguments.language), *over_time),
        needed=tuple(prove.needed(policy)),
        paths=reached,
    )
    if arguments.json:
        print(json.dumps(_as_json(proof), ensure_ascii=False))
    else:
        print_findings(proof.findings)
        print("\n".join(_told(proof, arguments.language)))
    return REFUSED if proof.findings else DONE


def _told(proof: _Proof, language: Language) -> Iterator[str]:
    policy = proof.policy
    if proof.findings:
        yield f"{len(proof.findings)} findings; the rest is proved."
    else:
        yield f"Proved for every tenancy: {policy.name} {policy.valid_from.isoformat()}."
        yield f"  Each of {len(policy.rules)} rules can give a step."
        yield f"  None of {len(policy.guarantees)} guarantees can be broken."
        yield "  Nobody in arrears is without a next step, an owner and a day to look again."
    implied = [one for one in proof.needed if one.tenancy is None]
    yield f"\nWithout a duty its step would be free for tenancies such as these ({len(proof.needed)} proved):"
    for one in proof.needed:
        if one.tenancy is not None:
            lacks = {name: one.tenancy[name] for name in _asked(policy, one.guarantee)}
            yield f"  {one.guarantee}, {one.step}: {spoken(lacks, policy.facts, language)}"
    for one in implied:
        yield f"  {one.guarantee}, {one.step}: nobody; another duty asks as much or more"
    if proof.longest:
        yield f"\nOver time, up to {proof.longest} steps (shortest path to each step):"
        for step, path in proof.paths.items():
            yield f"  {label_of(policy.steps[step], language)}: {' -> '.join(path.steps)}"


def _asked(policy: Policy, identity: str) -> list[str]:
    guarantee = next(one for one in policy.guarantees if one.id == identity)
    return [fact.name for fact in facts_in(guarantee.condition)]


def _as_json(proof: _Proof) -> dict[str, object]:
    return {
        "findings": [finding.as_json() for finding in proof.findings],
        "needed": [
            {"guarantee": one.guarantee, "step": one.step, "tenancy": one.tenancy and dict(one.tenancy)}
            for one in proof.needed
        ],
        "paths": {step: list(path.steps) for step, path in proof.paths.items()},
    }
