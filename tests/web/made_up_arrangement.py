"""A made-up arrangement in the shape of the query, for drawing the page of a tenancy."""

from datetime import date

from gewoon.records.queries import arrangements
from gewoon.rules.arrangement.keeping import PartStanding, PartState
from gewoon.rules.money import Cents
from gewoon.web.desk.arrangement_line import Arranged

ARRANGED = Arranged(
    line=arrangements.Line(
        arrangement_id=4,
        tenancy_id=8,
        name="",
        address="",
        origin="officer",
        view="kept",
        left=Cents(42_000),
        paid=Cents(7_000),
        next=PartStanding(
            place=2,
            due_on=date(2026, 12, 1),
            cents=Cents(7_000),
            paid=Cents(0),
            paid_on=None,
            state=PartState.TO_COME,
        ),
        late_since=None,
        answer_by=None,
        ended_on=None,
    ),
    may_make=False,
)
