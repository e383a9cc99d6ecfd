"""The training as a participant sees it: own days, own words, own choices; nobody else's."""

from dataclasses import dataclass
from datetime import date, time

from gewoon.records.queries.own import require
from gewoon.records.queries.rights import Hidden, Reader
from gewoon.records.queries.training.classroom import MeetingRow, Words, meetings_of
from gewoon.records.queries.training.plans import session_rows
from gewoon.records.training import Enrolment, EnrolmentState, InterviewConsent, Session

LIVE = (EnrolmentState.INVITED, EnrolmentState.WAITING, EnrolmentState.SEATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session of the own group, and what stands of the participant (`presence` empty: nothing yet)."""

    number: int
    on: date
    begins_at: time
    ends_at: time
    place: str
    presence: str
    is_moved: bool
    is_cancelled: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTraining:
    """The newest time that somebody of the household takes part, with the own days."""

    enrolment_id: int
    programme: str
    is_mine: bool
    first_name: str
    state: str
    way_in: str
    group: str
    shares_strengths: bool
    meetings: tuple[Meeting, ...]
    words: tuple[Words, ...]

    @property
    def is_live(self) -> bool:
        """Say whether it still goes on."""
        return self.state in LIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent that stands."""

    medium: str
    scope: str
    given_on: date


def training(user: Reader, *, on: date) -> OwnTraining | None:
    """Answer the newest enrolment, if there is one: an own one before that of a housemate. Raises Hidden.

    Own words are shown to their writer alone: a co-tenant does not read them.
    """
    who = require(user, "programme.attendance")
    rows = Enrolment.objects.filter(tenancy=who.tenancy_id).select_related("cohort").order_by("-pk")
    found = next((each for each in rows if each.party_id in (who.party_id, None)), None)
    if found is None:
        return None
    return OwnTraining(
        enrolment_id=found.pk,
        programme=found.programme,
        is_mine=found.party_id == who.party_id,
        first_name=found.first_name,
        state=found.state,
        way_in=found.way_in,
        group=found.cohort.name if found.cohort is not None and found.seat is not None else "",
        shares_strengths=found.shares_strengths,
        meetings=_meetings(found, on=on),
        words=_words(found) if found.party_id == who.party_id else (),
    )


def calendar(user: Reader) -> tuple[MeetingRow, ...]:
    """List the sessions of the own group for a calendar, cancelled ones too. Raises Hidden."""
    who = require(user, "programme.attendance")
    mine = Enrolment.objects.filter(tenancy=who.tenancy_id, party=who.party_id, seat__isnull=False)
    newest = mine.order_by("-pk").first()
    if newest is None or newest.cohort_id is None:
        raise Hidden("programme.attendance")
    return meetings_of(Session.objects.filter(cohort=newest.cohort_id))


def consents(user: Reader) -> tuple[Consent, ...]:
    """List the consents to be asked for an interview that stand. Raises Hidden."""
    who = require(user, "press.give_consent")
    found = InterviewConsent.objects.filter(tenancy=who.tenancy_id, revoked_at=None).order_by("pk")
    return tuple(
        Consent(medium=each.medium, scope=each.scope, given_on=each.given_at.date()) for each in found
    )


def _meetings(enrolment: Enrolment, *, on: date) -> tuple[Meeting, ...]:
    if enrolment.cohort is None or enrolment.seat is None:
        return ()
    marks = dict(enrolment.attendance.values_list("session__number", "presence"))
    return tuple(
        Meeting(
            number=each.number,
            on=each.on,
            begins_at=each.begins_at,
            ends_at=each.ends_at,
            place=each.place or enrolment.cohort.place,
            presence=marks.get(each.number, ""),
            is_moved=each.is_moved,
            is_cancelled=each.is_cancelled,
            is_over=each.on < on,
        )
        for each in session_rows(list(enrolment.cohort.sessions.all()))
    )


def _words(enrolment: Enrolment) -> tuple[Words, ...]:
    return tuple(
        Words(words_id=each.pk, kind=each.kind, text=each.text, reached=each.reached)
        for each in enrolment.own_words.order_by("-kind", "pk")
    )
