"""Files of facts as Parquet: the same rows and the same refusals as CSV."""

import sys
from datetime import date

import pyarrow
import pytest
from pyarrow import parquet

from gewoon.gateways.policy_files import read_facts, read_text, shipped
from gewoon.rules.policy.reading import read_policy

POLICY = """
[policy]
name = "late"
valid_from = 2020-01-01
otherwise = "none"
[[fact]]
name = "late"
type = "bool"
[[fact]]
name = "months"
type = "months"
unknown = true
[[fact]]
name = "help"
type = "choice"
values = ["no", "yes"]
[[rule]]
id = "r"
when = "late and months >= 2.5 and help is no"
then = "write"
"""


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "late.toml"
    path.write_text(POLICY, encoding="utf-8")
    return read_policy(read_text(path), shipped(date(2026, 7, 1))).policy


def written(tmp_path, **columns):
    path = tmp_path / "facts.parquet"
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_rows_are_those_of_a_table_of_text(policy, tmp_path):
    path = written(tmp_path, late=[True, False], months=[2.5, None], help=["no", "yes"])
    facts = read_facts(path, policy)
    assert facts.findings == ()
    assert facts.rows == (
        {"late": True, "months": 250, "help": "no"},
        {"late": False, "months": None, "help": "yes"},
    )


def test_wrong_values_are_refused_by_row_and_column(policy, tmp_path):
    path = written(tmp_path, late=[True, None], months=[2.125, 1.0], help=["no", "perhaps"])
    messages = [finding.message for finding in read_facts(path, policy).findings]
    assert "row 1, column 'months'" in messages[0]
    assert messages[1:] == [
        "row 2, column 'late': late is unknown, and it cannot be",
        "row 2, column 'help': help cannot be 'perhaps'; choose one of no, yes",
    ]


def test_a_missing_column_is_refused(policy, tmp_path):
    path = written(tmp_path, late=[True], months=[1.0])
    (found,) = read_facts(path, policy).findings
    assert "the column 'help' is missing" in found.message


def test_what_is_no_parquet_is_said(policy, tmp_path):
    path = tmp_path / "facts.parquet"
    path.write_bytes(b"late,months\n")
    with pytest.raises(ValueError, match="no Parquet"):
        read_facts(path, policy)


def test_without_pyarrow_a_sentence_says_how_to_get_it(policy, tmp_path, monkeypatch):
    path = written(tmp_path, late=[True], months=[1.0], help=["no"])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ValueError, match="needs pyarrow"):
        read_facts(path, policy)
