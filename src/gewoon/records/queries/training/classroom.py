"""What a trainer sees: own groups, first names, who was there, and what participants say they are good at."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from gewoon.records.people import Role, User
from gewoon.records.queries.rights import Hidden, Reader, scope
from gewoon.records.queries.training import sight
from gewoon.records.queries.training.plans import SessionRow, session_rows, stage_of
from gewoon.records.training import (
    Attendance,
    Cohort,
    Enrolment,
    EnrolmentState,
    EvaluationAnswer,
    EvaluationRemark,
    InterviewConsent,
    OwnWords,
    Session,
)
from gewoon.rules.training import evaluation
from gewoon.rules.training.evaluation import Share

RIGHT, STRENGTHS = "programme.attendance", "programme.strengths_exercise"
HERE = ("present", "caught_up")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A group as its trainer sees it."""

    cohort_id: int
    programme: str
    name: str
    place: str
    part_of_day: str
    stage: str
    people: int
    sessions: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A participant at one session: first name, what stands, and its version (0 for nothing yet)."""

    enrolment_id: int
    first_name: str
    presence: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """A participant over all sessions: presence per session number; no surname, way in or reason."""

    enrolment_id: int
    first_name: str
    presences: tuple[str, ...]
    is_finished: bool
    has_stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A strength or goal in the participant's own words."""

    words_id: int
    kind: str
    text: str
    reached: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """What a calendar needs of one session."""

    uid: str
    sequence: int
    programme: str
    number: int
    on: date
    begins_at: time
    ends_at: time
    place: str
    is_cancelled: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPage:
    """What evaluations say together; `shares` is None while fewer than ten people have answered."""

    programme: str
    forms: int
    shares: tuple[Share, ...] | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """Somebody who agreed to be asked; contact goes through the association, so no phone stands here."""

    tenancy_number: int
    name: str
    medium: str
    scope: str
    given_on: date


def groups(user: Reader, *, on: date) -> tuple[ClassRow, ...]:
    """List the groups somebody may see the attendance of, newest first. Raises Hidden."""
    found = sight.cohorts(user, RIGHT, on=on).prefetch_related("sessions", "enrolments")
    rows = [_class_row(each, on=on) for each in found]
    return tuple(sorted(rows, key=lambda row: row.sessions[0].on if row.sessions else on, reverse=True))


def group(user: Reader, cohort_id: int, *, on: date) -> ClassRow:
    """Answer one of these groups. Raises Hidden."""
    return _class_row(_cohort(user, cohort_id, on=on), on=on)


def at_session(user: Reader, cohort_id: int, number: int, *, on: date) -> tuple[SeatRow, ...]:
    """List who is expected at a session, by first name. Raises Hidden."""
    cohort = _cohort(user, cohort_id, on=on)
    session = cohort.sessions.filter(number=number).first()
    if session is None:
        raise Hidden(RIGHT)
    written = {each.enrolment_id: each for each in session.attendance.all()}
    people, rows = _seated(user, cohort, on=on), []
    names = _told_apart(people)
    for each in people:
        # Who stopped before this session is not expected any more.
        if (
            each.ended_on is not None
            and each.state == EnrolmentState.DROPPED_OUT
            and each.ended_on < session.on
        ):
            continue
        stands = written.get(each.pk)
        rows.append(
            SeatRow(
                enrolment_id=each.pk,
                first_name=names[each.pk],
                presence=stands.presence if stands else "",
                version=stands.version if stands else 0,
            )
        )
    return tuple(rows)


def participants(user: Reader, cohort_id: int, *, on: date) -> tuple[ParticipantRow, ...]:
    """List the participants of a group with their attendance, in two queries. Raises Hidden."""
    cohort = _cohort(user, cohort_id, on=on)
    numbers = [each.number for each in sorted(cohort.sessions.all(), key=lambda session: session.number)]
    people = _seated(user, cohort, on=on)
    names = _told_apart(people)
    marks = {
        (each.enrolment_id, each.session.number): each.presence
        for each in Attendance.objects.filter(session__cohort=cohort).select_related("session")
    }
    return tuple(
        ParticipantRow(
            enrolment_id=each.pk,
            first_name=names[each.pk],
            presences=tuple(marks.get((each.pk, number), "") for number in numbers),
            is_finished=each.state == EnrolmentState.FINISHED,
            has_stopped=each.state == EnrolmentState.DROPPED_OUT,
        )
        for each in people
    )


def own_words(user: Reader, enrolment_id: int, *, on: date) -> tuple[str, int, tuple[Words, ...]]:
    """Answer first name, group and own words of a participant, where one may see them.

    A trainer those of the own groups; a social worker only where the participant agreed. Raises Hidden.
    """
    found = sight.enrolments(user, STRENGTHS, on=on).filter(pk=enrolment_id, cohort__isnull=False)
    if isinstance(user, User) and user.role == Role.SOCIAL_WORKER:
        found = found.filter(shares_strengths=True)
    enrolment = found.first()
    if enrolment is None or enrolment.cohort_id is None:
        raise Hidden(STRENGTHS)
    words = OwnWords.objects.filter(enrolment=enrolment).order_by("kind", "pk")
    rows = tuple(
        Words(words_id=each.pk, kind=each.kind, text=each.text, reached=each.reached) for each in words
    )
    return enrolment.first_name, enrolment.cohort_id, rows


def meetings(user: Reader, *, on: date, cohort_id: int | None = None) -> tuple[MeetingRow, ...]:
    """List the sessions for a calendar, cancelled ones too; nobody's name is in them. Raises Hidden."""
    found = Session.objects.filter(cohort__in=sight.cohorts(user, RIGHT, on=on).values("pk"))
    return meetings_of(found if cohort_id is None else found.filter(cohort=cohort_id))


def meetings_of(sessions: QuerySet[Session]) -> tuple[MeetingRow, ...]:
    """Make calendar rows of sessions."""
    return tuple(
        MeetingRow(
            uid=each.uid,
            sequence=each.sequence,
            programme=each.cohort.programme,
            number=each.number,
            on=each.on,
            begins_at=each.begins_at,
            ends_at=each.ends_at,
            place=each.place or each.cohort.place,
            is_cancelled=each.is_cancelled,
            changed_at=each.changed_at,
        )
        for each in sessions.select_related("cohort").order_by("on", "pk")
    )


def evaluation_page(user: Reader, programme: str, questions: tuple[str, ...]) -> EvaluationPage:
    """Answer what evaluations say, all full tens of a programme pooled over groups. Raises Hidden."""
    if scope(user, "programme.evaluation_aggregate") == "-":
        raise Hidden("programme.evaluation_aggregate")
    forms = list(
        EvaluationAnswer.objects.filter(programme=programme, pool__gt=0).values_list("answers", flat=True)
    )
    remarks = EvaluationRemark.objects.filter(programme=programme, pool__gt=0).order_by("pk")
    return EvaluationPage(
        programme=programme,
        forms=len(forms),
        shares=evaluation.shares(forms, questions),
        remarks=tuple(remarks.values_list("text", flat=True)),  # by random key: no order of time
    )


def interview_list(user: Reader) -> tuple[ConsentRow, ...]:
    """List who agreed to be asked for an interview, as of this moment. Raises Hidden."""
    if scope(user, "press.interview_consent_list") != "a":
        raise Hidden("press.interview_consent_list")
    found = InterviewConsent.objects.filter(revoked_at=None).select_related("tenancy")
    rows = []
    for each in found.prefetch_related("tenancy__parties").order_by("given_at", "pk"):
        tenants = [party for party in each.tenancy.parties.all() if party.role == "tenant"]
        rows.append(
            ConsentRow(
                tenancy_number=each.tenancy.number,
                name=_shown(tenants[0].first_name, tenants[0].full_name, each.scope) if tenants else "",
                medium=each.medium,
                scope=each.scope,
                given_on=each.given_at.date(),
            )
        )
    return tuple(rows)


def _shown(first_name: str, full_name: str, scope_given: str) -> str:
    """Show no more of a name than was agreed to."""
    return {"full_name": full_name, "first_name": first_name}.get(scope_given, "")


def _cohort(user: Reader, cohort_id: int, *, on: date) -> Cohort:
    found = sight.cohorts(user, RIGHT, on=on).filter(pk=cohort_id).prefetch_related("sessions", "enrolments")
    cohort = found.first()
    if cohort is None:
        raise Hidden(RIGHT)
    return cohort


def _seated(user: Reader, cohort: Cohort, *, on: date) -> list[Enrolment]:
    """List who has a seat, by first name; a social worker sees only the own participants."""
    found = sight.enrolments(user, RIGHT, on=on).filter(
        cohort=cohort,
        seat__isnull=False,
        state__in=(EnrolmentState.SEATED, EnrolmentState.FINISHED, EnrolmentState.DROPPED_OUT),
    )
    return list(found.order_by("first_name", "pk").distinct())


def _told_apart(people: list[Enrolment]) -> dict[int, str]:
    """Number those who share a first name: a surname would say too much."""
    names = [each.first_name for each in people]
    found, seen = {}, Counter[str]()
    for each in people:
        seen[each.first_name] += 1
        is_shared = names.count(each.first_name) > 1
        found[each.pk] = f"{each.first_name} {seen[each.first_name]}" if is_shared else each.first_name
    return found


def _class_row(cohort: Cohort, *, on: date) -> ClassRow:
    sessions = session_rows(list(cohort.sessions.all()))
    return ClassRow(
        cohort_id=cohort.pk,
        programme=cohort.programme,
        name=cohort.name,
        place=cohort.place,
        part_of_day=cohort.part_of_day,
        stage=stage_of(cohort.state, [each.on for each in sessions], on=on),
        people=sum(each.seat is not None for each in cohort.enrolments.all()),
        sessions=sessions,
    )
