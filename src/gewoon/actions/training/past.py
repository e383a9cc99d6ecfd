"""Takes over groups from before: many at once, without a deed for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from gewoon.actions.rights import Refused, Who, deed, name_of
from gewoon.actions.training.planning import end_of, programme_of, trainer
from gewoon.records.people import Role, User
from gewoon.records.tenancy import Party, PartyRole, Tenancy
from gewoon.records.training import (
    Attendance,
    Cohort,
    CohortState,
    Enrolment,
    Origin,
    Presence,
    Profile,
    Session,
)


class PastMark(NamedTuple):
    """Who was at which session: a presence, and the reason of an absence."""

    number: int
    presence: str
    reason: str = ""
    caught_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPerson:
    """Somebody for whom the training was open, whether or not a seat came of it."""

    tenancy: int  # its number
    way_in: str
    state: str
    eligible_on: date
    invited_on: date | None = None
    came_forward_on: date | None = None
    seated_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    marks: Sequence[PastMark] = ()
    household: str = ""
    income_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastGroup:
    """A group with its days and the people on its seats."""

    programme: str
    name: str
    place: str
    part_of_day: str
    begins_at: time
    seats: int
    days: Sequence[date]
    people: Sequence[PastPerson]


@deed("training.take_over", right="programme.plan")
def take_over(
    *, groups: Sequence[PastGroup], others: Sequence[PastPerson], programme: str, by: Who, now: datetime
) -> int:
    """Take over groups, and the people for whom the programme was open without a seat; answer how many.

    Tenancies that are not known are left out. Raises Refused for a group with more people than seats.
    """
    numbers = {person.tenancy for group in groups for person in group.people}
    numbers |= {person.tenancy for person in others}
    known = _known(numbers)
    count = 0
    for group in groups:
        count += _group(group, known, by=by, now=now)
    rows = [_enrolment(each, known, programme) for each in others if each.tenancy in known]
    Enrolment.objects.bulk_create(rows)
    return count + len(rows)


@deed("training.hand_over", right="programme.plan")
def hand_over(*, trainer_id: int, guide_id: int, by: Who, now: datetime) -> None:
    """Give every group without a trainer this one, and every participant without a guide this one."""
    guide = User.objects.filter(pk=guide_id, role=Role.SOCIAL_WORKER).first()
    if guide is None:
        raise Refused("A participant is guided by a social worker: choose one.")
    Cohort.objects.filter(trainer=None).update(trainer=trainer(trainer_id))
    Enrolment.objects.filter(guide=None).update(guide=guide)


class _Known(NamedTuple):
    tenancy_id: int
    party_id: int | None
    first_name: str


def _known(numbers: set[int]) -> Mapping[int, _Known]:
    found = {
        number: _Known(pk, None, "")
        for pk, number in Tenancy.objects.filter(number__in=numbers).values_list("pk", "number")
    }
    parties = Party.objects.filter(tenancy__number__in=numbers, role=PartyRole.TENANT).order_by("-pk")
    for key, tenancy, number, first, name in parties.values_list(
        "pk", "tenancy_id", "tenancy__number", "first_name", "name"
    ):
        found[number] = _Known(tenancy, key, first or name.split(" ")[0])
    return found


def _group(group: PastGroup, known: Mapping[int, _Known], *, by: Who, now: datetime) -> int:
    people = [each for each in group.people if each.tenancy in known]
    if len(people) > group.seats:
        raise Refused(f"The group {group.name} has more people than seats: give it more seats.")
    programme = programme_of(group.programme)
    cohort = Cohort.objects.create(
        programme=group.programme,
        name=group.name,
        place=group.place,
        bureau=programme.bureau,
        seats=group.seats,
        part_of_day=group.part_of_day,
        by_lot=False,
        state=CohortState.GIVEN,
        planned_at=now,
    )
    ends_at = end_of(group.begins_at, programme.minutes)
    sessions = Session.objects.bulk_create(
        Session(
            cohort=cohort,
            number=place,
            planned_on=on,
            on=on,
            begins_at=group.begins_at,
            ends_at=ends_at,
            uid=f"{uuid5(NAMESPACE_URL, f'{cohort.pk} {place}')}@gewoon",
            changed_at=now,
        )
        for place, on in enumerate(group.days, start=1)
    )
    rows = Enrolment.objects.bulk_create(
        _enrolment(each, known, group.programme, cohort=cohort, seat=seat, end=group.days[-1])
        for seat, each in enumerate(people, start=1)
    )
    pairs = list(zip(people, rows, strict=True))
    Attendance.objects.bulk_create(
        _attendance(mark, sessions[mark.number - 1], row, by=by, now=now)
        for person, row in pairs
        for mark in person.marks
    )
    Profile.objects.bulk_create(_profile(person, row) for person, row in pairs if person.household)
    return len(rows)


def _enrolment(
    person: PastPerson,
    known: Mapping[int, _Known],
    programme: str,
    *,
    cohort: Cohort | None = None,
    seat: int | None = None,
    end: date | None = None,
) -> Enrolment:
    who = known[person.tenancy]
    return Enrolment(
        programme=programme,
        tenancy_id=who.tenancy_id,
        party_id=who.party_id,
        first_name=who.first_name,
        cohort=cohort,
        seat=seat,
        way_in=person.way_in,
        origin=Origin.IMPORT,
        state=person.state,
        invited_on=person.invited_on,
        eligible_on=person.eligible_on,
        came_forward_on=person.came_forward_on,
        seated_on=person.seated_on,
        planned_end_on=end,
        ended_on=person.ended_on,
        end_reason=person.end_reason,
    )


def _attendance(
    mark: PastMark, session: Session, enrolment: Enrolment, *, by: Who, now: datetime
) -> Attendance:
    caught_up_on = mark.caught_up_on
    if mark.presence == Presence.CAUGHT_UP and caught_up_on is None:
        caught_up_on = session.on + timedelta(days=7)
    return Attendance(
        session=session,
        enrolment=enrolment,
        presence=mark.presence,
        reason=mark.reason,
        caught_up_on=caught_up_on,
        by_name=name_of(by),
        recorded_at=now,
    )


def _profile(person: PastPerson, enrolment: Enrolment) -> Profile:
    return Profile(
        enrolment=enrolment,
        household=person.household,
        income_source=person.income_source,
        own_way_in=person.way_in,
        notice="before",
        answered_on=person.came_forward_on or person.eligible_on,
    )
