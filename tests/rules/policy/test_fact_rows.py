"""Tables of facts."""

from gewoon.rules.policy import fact_rows
from gewoon.rules.policy.fact_rows import read_rows

HEADER = ["arrears", "arrears_months", "call_attempts", "help", "dispute", "days_since_letter"]
GOOD = ["50000", "2.5", "1", "none", "false", ""]


def read_table(policy, *rows, header=HEADER):
    return read_rows(policy, enumerate([header, *rows], start=1), "facts.csv")


def test_rows_are_read_in_any_order_of_columns(policy):
    read = read_table(policy, GOOD[::-1], header=HEADER[::-1])
    assert read.findings == ()
    assert read.rows[0] == {
        "arrears": 50000, "arrears_months": 250, "call_attempts": 1, "help": "none", "dispute": False,
        "days_since_letter": None,
    }  # fmt: skip


def test_missing_unknown_and_double_columns_are_told(policy):
    read = read_table(policy, GOOD, header=["arears", *HEADER[1:5], "help"])
    assert [finding.message for finding in read.findings] == [
        "column 1: unknown fact 'arears'; did you mean 'arrears'?",
        "column 6: 'help' stands here twice",
        "the column 'arrears' is missing; the policy asks for it",
        "the column 'days_since_letter' is missing; the policy asks for it",
    ]


def test_wrong_cells_are_told_with_row_and_column(policy):
    read = read_table(policy, GOOD, ["x", "", "", "maybe", "yes", "5"], GOOD[:5])
    assert read.rows == ()
    assert [(finding.place.line, finding.place.column) for finding in read.findings] == [
        (3, 1), (3, 3), (3, 4), (3, 5), (4, 1),
    ]  # fmt: skip
    assert (
        read.findings[1].message
        == "row 2, column 'call_attempts': call_attempts is unknown, and it cannot be"
    )
    assert read.findings[4].message == "row 3: 5 cells where 6 were expected"


def test_a_fact_that_nobody_records_yet_needs_no_column(policy):
    assert (
        read_table(policy, [*GOOD, "true"], header=[*HEADER, "judge_agrees"]).rows[0]["judge_agrees"] is True
    )
    assert "judge_agrees" not in read_table(policy, GOOD).rows[0]


def test_an_empty_file_misses_every_column(policy):
    assert len(read_rows(policy, [], "facts.csv").findings) == len(HEADER)


def test_only_so_many_errors_are_told(policy, monkeypatch):
    monkeypatch.setattr(fact_rows, "MOST_FINDINGS", 3)
    assert len(read_table(policy, *[["x", *GOOD[1:]]] * 10).findings) == 3
