"""The shipped kinds of evidence, and a file that cannot be trusted."""

from datetime import date

import pytest

from gewoon.gateways.evidence_files import EvidenceFileError, read_evidence, shipped_evidence
from gewoon.gateways.policy_files import shipped_policy
from gewoon.records.people import Role

ROW = """
[[evidence]]
fact = "seen"
recorded_by = ["manager"]
since = "episode"
needs_reference = true
label = { nl = "a", en = "b" }
hint = { nl = "a", en = "b" }
"""


def test_every_kind_is_a_fact_that_a_gate_asks_for_and_a_role_records():
    policy = shipped_policy(date(2026, 11, 23))
    asked = {fact.name for fact in policy.table.facts}
    for fact, kind in shipped_evidence().items():
        assert fact in asked and set(kind.recorded_by) <= set(Role.values)
        assert {"nl", "en"} <= set(kind.label) and {"nl", "en"} <= set(kind.hint)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (ROW.replace('since = "episode"\n', ""), "row 1: add since"),
        (ROW + 'tip = "x"\n', "row 1: remove tip"),
        (ROW.replace('"episode"', '"once"'), "once"),
        (ROW + ROW, "described twice"),
        ("x = 1", "expected"),
        ("evidence = 3", "expected"),
        ("[[", "evidence.toml"),
    ],
)
def test_a_damaged_file_says_what_was_expected(text, why):
    with pytest.raises(EvidenceFileError, match=why):
        read_evidence(text)
