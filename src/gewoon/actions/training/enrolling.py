"""Invitation, enrolment, refusal and drop-out: never without a reason, never silently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gewoon.actions.policy import steps
from gewoon.actions.rights import NotFound, Refused, Who, deed, on_row
from gewoon.actions.training import seats, tasks
from gewoon.actions.training.own import require_household, require_own
from gewoon.actions.training.planning import PARTS_OF_DAY, programme_of
from gewoon.records.people import Role, User
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Party, PartyRole, Tenancy
from gewoon.records.training import (
    Cohort,
    Enrolment,
    EnrolmentState,
    Origin,
    Profile,
    WayIn,
)
from gewoon.rules.calendar import local_day

BARRIERS = ("childcare", "work", "travel", "language", "reading", "health", "other")
CHANNELS = ("letter", "email", "sms", "call")
REASONS = (
    "no_answer", "does_not_want", "work", "childcare", "health", "travel", "language", "moved", "other",
)  # fmt: skip
HOUSEHOLDS = ("alone", "single_parent", "couple", "couple_children", "other")
INCOME_SOURCES = ("work", "benefit", "pension", "own_business", "study", "other")
NOTICE = "2026-11"
LIVE = (EnrolmentState.INVITED, EnrolmentState.WAITING, EnrolmentState.SEATED)
OBLIGED = (WayIn.REQUIRED, WayIn.CONDITION)
INVITATION = "training_invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What somebody says when coming forward."""

    barriers: Sequence[str] = ()
    part_of_day: str = ""
    channel: str = "letter"
    cohort_id: int | None = None
    urgent_on: date | None = None


@on_row(Tenancy, "training.invite", right="programme.enrol", is_own=True)
def invite(tenancy: Tenancy, *, programme: str, way_in: str, by: Who, now: datetime) -> Enrolment:
    """Invite a household; the open step that asks for it is done. Raises Refused when one runs already."""
    require_household(by, "programme.enrol", tenancy, on=local_day(now))
    programme_of(programme)
    _check_way(way_in)
    _check_lives(tenancy, on=local_day(now))
    if _live(tenancy, programme) is not None:
        raise Refused("This household is invited or enrolled already.")
    _end_step(tenancy, by=by, now=now)
    today = local_day(now)
    return _new(tenancy, programme, way_in, by=by, state=EnrolmentState.INVITED, invited_on=today, now=now)


@on_row(Tenancy, "training.enrol", right="programme.enrol", is_own=True)
def enrol(  # noqa: PLR0913  who, by which way and door, and what was said
    tenancy: Tenancy,
    *,
    programme: str,
    way_in: str,
    by: Who,
    now: datetime,
    wishes: Wishes | None = None,
    origin: str = Origin.STAFF,
    party_id: int | None = None,
    key: str | None = None,
) -> Enrolment:
    """Put somebody on the waiting list, or on a seat of a group that gives seats at once.

    Barriers become tasks; who is obliged gets a talk before the start. Raises Refused for unknown
    answers, somebody who is enrolled already, and a group that takes nobody any more.
    """
    wishes = wishes or Wishes()
    require_household(by, "programme.enrol", tenancy, on=local_day(now))
    programme_of(programme)
    _check_way(way_in)
    _check_lives(tenancy, on=local_day(now))
    _check_wishes(wishes)
    if origin not in Origin.values:
        raise Refused(f"{origin!r} is no door: choose one of {', '.join(Origin.values)}.")
    today = local_day(now)
    enrolment = _live(tenancy, programme)
    if enrolment is None:
        enrolment = _new(
            tenancy, programme, way_in, by=by, state=EnrolmentState.WAITING, invited_on=None, now=now
        )
    elif enrolment.state != EnrolmentState.INVITED:
        raise Refused("This household is enrolled already.")
    person = _person(tenancy, party_id)
    enrolment.party, enrolment.first_name = person, person.first_name or person.name.split(" ")[0]
    enrolment.way_in, enrolment.origin = way_in, origin
    enrolment.state, enrolment.came_forward_on = EnrolmentState.WAITING, today
    enrolment.barriers, enrolment.part_of_day = list(dict.fromkeys(wishes.barriers)), wishes.part_of_day
    enrolment.channel, enrolment.urgent_on = wishes.channel, wishes.urgent_on
    enrolment.save()
    _end_step(tenancy, by=by, now=now)
    for barrier in enrolment.barriers:
        tasks.ask(enrolment, kind="barrier", detail=barrier, now=now)
    if way_in in OBLIGED:
        tasks.ask(enrolment, kind="start_care", now=now)
    if wishes.cohort_id is not None:
        seats.come_forward(enrolment, wishes.cohort_id, now=now)
    return enrolment


@deed("training.choose_group", right="programme.enrol", is_own=True)
def choose_group(enrolment_id: int, *, cohort_id: int, by: Who, now: datetime) -> Enrolment:
    """Let somebody on the waiting list come forward for one group."""
    enrolment = locked(enrolment_id, cohort_id=cohort_id)
    require_own(by, "programme.enrol", enrolment)
    if enrolment.state != EnrolmentState.WAITING:
        raise Refused("This person is not on the waiting list any more.")
    seats.come_forward(enrolment, cohort_id, now=now)
    return enrolment


@deed("training.decline", right="programme.enrol", is_own=True)
def decline(enrolment_id: int, *, reason_code: str, note: str = "", by: Who, now: datetime) -> Enrolment:
    """Note that somebody who was invited or waits does not take part, and why."""
    enrolment = locked(enrolment_id)
    require_own(by, "programme.enrol", enrolment)
    if enrolment.state not in (EnrolmentState.INVITED, EnrolmentState.WAITING):
        raise Refused("This person has a seat or is done: note that they stop instead.")
    return _end(enrolment, EnrolmentState.DECLINED, reason_code, note, by=by, now=now)


@deed("training.drop_out", right="programme.enrol", is_own=True)
def drop_out(enrolment_id: int, *, reason_code: str, note: str = "", by: Who, now: datetime) -> Enrolment:
    """Note that a participant stops, and why. Before the first session the seat goes to who is next."""
    enrolment = locked(enrolment_id)
    require_own(by, "programme.enrol", enrolment)
    if enrolment.state != EnrolmentState.SEATED or enrolment.cohort is None:
        raise Refused("This person has no seat.")
    cohort, has_begun = enrolment.cohort, seats.first_day(enrolment.cohort) <= local_day(now)
    if not has_begun:
        enrolment.seat = None
    ended = _end(enrolment, EnrolmentState.DROPPED_OUT, reason_code, note, by=by, now=now)
    if not has_begun:
        seats.fill(cohort, after=enrolment.way_in, now=now)
    return ended


@deed("training.excuse", right="programme.excuse", is_own=True)
def excuse(enrolment_id: int, *, reason_code: str, note: str = "", by: Who, now: datetime) -> Enrolment:
    """Let somebody off: the condition holds no more, and that never counts against the household."""
    enrolment = locked(enrolment_id)
    require_own(by, "programme.excuse", enrolment)
    if enrolment.state not in LIVE:
        raise Refused("This has ended already.")
    cohort, way_in = enrolment.cohort, enrolment.way_in
    frees = (
        enrolment.state == EnrolmentState.SEATED
        and cohort is not None
        and seats.first_day(cohort) > local_day(now)
    )
    if frees:
        enrolment.seat = None
    ended = _end(enrolment, EnrolmentState.EXCUSED, reason_code, note, by=by, now=now)
    if frees and cohort is not None:
        seats.fill(cohort, after=way_in, now=now)
    return ended


@on_row(Enrolment, "training.answer_profile", right="programme.enrol", is_own=True)
def answer_profile(enrolment: Enrolment, *, answers: Mapping[str, str], by: Who, now: datetime) -> Profile:
    """Keep the three coarse answers, each optional; an empty one is unknown.

    Asked for counting only, under the notice of version NOTICE. Raises Refused for an unknown answer.
    """
    require_own(by, "programme.enrol", enrolment)
    known = {"household": HOUSEHOLDS, "income_source": INCOME_SOURCES, "own_way_in": tuple(WayIn.values)}
    for name, answer in answers.items():
        if name not in known or (answer and answer not in known[name]):
            raise Refused(f"{answer[:20]!r} is no answer: choose one of the list, or leave it empty.")
    found, _ = Profile.objects.update_or_create(
        enrolment=enrolment,
        defaults={**answers, "notice": NOTICE, "answered_on": local_day(now)},
    )
    return found


def locked(enrolment_id: int, *, cohort_id: int | None = None) -> Enrolment:
    """Lock the group of an enrolment, then the enrolment: always in this order. Raises NotFound."""
    ids = {
        each
        for each in (
            *Enrolment.objects.filter(pk=enrolment_id).values_list("cohort_id", flat=True),
            cohort_id,
        )
        if each is not None
    }
    list(Cohort.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    found = Enrolment.objects.select_for_update().filter(pk=enrolment_id).first()
    if found is None:
        raise NotFound("This enrolment does not exist any more.")
    if found.cohort_id is not None and found.cohort_id not in ids:
        raise Refused("Somebody was before you: open the page again.")
    return found


def _end(
    enrolment: Enrolment, state: str, reason_code: str, note: str, *, by: Who, now: datetime
) -> Enrolment:
    if reason_code not in REASONS:
        raise Refused("Choose why from the list.")
    if reason_code == "other" and not note.strip():
        raise Refused("Write down in a few words why.")
    enrolment.state, enrolment.ended_on = state, local_day(now)
    enrolment.end_reason, enrolment.end_note = reason_code, note.strip()[:200]
    enrolment.save()
    tasks.drop(enrolment, by=by, now=now)
    return enrolment


def _new(  # noqa: PLR0913  what an enrolment begins with
    tenancy: Tenancy,
    programme: str,
    way_in: str,
    *,
    by: Who,
    state: str,
    invited_on: date | None,
    now: datetime,
) -> Enrolment:
    return Enrolment.objects.create(
        programme=programme,
        tenancy=tenancy,
        guide=by if isinstance(by, User) and by.role == Role.SOCIAL_WORKER else None,
        way_in=way_in,
        state=state,
        invited_on=invited_on,
        eligible_on=local_day(now),
    )


def _live(tenancy: Tenancy, programme: str) -> Enrolment | None:
    return (
        Enrolment.objects.select_for_update()
        .filter(tenancy=tenancy, programme=programme, state__in=LIVE)
        .first()
    )


def _person(tenancy: Tenancy, party_id: int | None) -> Party:
    """Choose who takes part: the one named, else the first tenant."""
    people = tenancy.parties.filter(role__in=(PartyRole.TENANT, PartyRole.CO_TENANT), deceased_on=None)
    found = people.order_by("-role", "pk").first() if party_id is None else people.filter(pk=party_id).first()
    if found is None:
        raise Refused("No such tenant is known for this tenancy: complete the data first.")
    return found


def _end_step(tenancy: Tenancy, *, by: Who, now: datetime) -> None:
    """The open step that asks to invite is done by inviting or enrolling."""
    step = Step.objects.filter(tenancy=tenancy, state=StepState.OPEN, name=INVITATION).first()
    if step is not None:
        steps.end(step, outcome="done", by=by, now=now)


def _check_way(way_in: str) -> None:
    if way_in not in WayIn.values:
        raise Refused("Choose one of the three ways in.")


def _check_lives(tenancy: Tenancy, *, on: date) -> None:
    if tenancy.ends_on is not None and tenancy.ends_on < on:
        raise Refused("This tenancy has ended: nobody can be enrolled.")


def _check_wishes(wishes: Wishes) -> None:
    if unknown := set(wishes.barriers) - set(BARRIERS):
        raise Refused(f"{', '.join(sorted(unknown))[:60]!r} is no barrier: choose from the list.")
    if wishes.part_of_day and wishes.part_of_day not in PARTS_OF_DAY:
        raise Refused("Choose the morning, the afternoon or the evening.")
    if wishes.channel not in CHANNELS:
        raise Refused("Choose a letter, e-mail, text message or call for the reminder.")
