"""The cases of the demonstration are forms that a social worker could have filled in."""

from datetime import date

import pytest

from gewoon.jobs.demonstration import casework, world
from gewoon.jobs.demonstration.chance import stream
from gewoon.records.queries.casework import Referred
from gewoon.rules.casework import adapting, fields, parts

TODAY = date(2026, 10, 5)


@pytest.fixture(scope="module")
def made():
    lived = world.build(40, 1, TODAY, 1)
    return [
        casework._case(
            Referred(tenancy_id=number, number=each.number, on=date(2026, 6 + number % 4, 3)),
            each,
            cause,
            worker=1,
            today=TODAY,
            random=stream(1, "case", each.number),
        )
        for number, each in enumerate(lived.tenancies[:40])
        for cause in ("illness", "")
    ]


def test_every_part_is_understood(made):
    assert {"running", "finished", "declined"} <= {each.status for each in made}
    for each in made:
        adapting.ways(each.adapt_to)
        for name, typed in each.typed.items():
            assert fields.read(parts.PARTS[name].asked, typed).faults == ()


def test_a_case_is_closed_or_has_no_end(made):
    assert all((each.closed_on is not None) == (each.status in casework.CLOSED) for each in made)
    assert all(each.closed_on is None or each.opened_on <= each.closed_on <= TODAY for each in made)


def test_the_causes_are_those_of_the_list():
    assert {code for code, _ in casework.OF_CAUSE.values()} | {casework.UNKNOWN[0]} <= set(parts.CAUSES)
