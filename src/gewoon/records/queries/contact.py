"""Contact: the small tasks, who stands in for whom, preferences, and which letters leave by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from gewoon.records.contact import Attendant, ColleagueAbsence, ContactTask, StepSwitch
from gewoon.records.people import Role, User
from gewoon.records.policy import Step, StepState, WorkItem
from gewoon.records.queries.rights import Hidden, Reader, require, scope
from gewoon.records.queries.tenancies import named
from gewoon.records.tenancy import Party, PartyRole

MOST = 200
COVERED = (Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task that is open; `can_open` says whether the reader may see the tenancy behind it."""

    task_id: int
    tenancy_id: int
    name: str
    address: str
    kind: str
    owner: str
    due_on: date
    text: str
    can_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredRow:
    """An open step of a tenancy that somebody who is away looks after."""

    tenancy_id: int
    name: str
    address: str
    label: Mapping[str, str]
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Whom the reader stands in for, until when, and that person's rows."""

    absence_id: int
    name: str
    to_on: date
    rows: tuple[CoveredRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Who is or will be away, and who stands in."""

    absence_id: int
    name: str
    stand_in: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Somebody on a tenancy and how that person likes to be written to."""

    party_id: int
    name: str
    role: str
    language: str
    channel: str
    has_email: bool
    has_phone: bool


def tasks(user: Reader) -> tuple[TaskRow, ...]:
    """List the open tasks: all but the social worker's at the desk, else the own role's. Raises Hidden."""
    found = ContactTask.objects.filter(done_at=None)
    reach = scope(user, "contact.task")
    if reach == "-":
        raise Hidden("contact.task")
    found = found.exclude(owner=Role.SOCIAL_WORKER) if reach == "a" else found.filter(owner=user.role)
    rows = list(found.order_by("due_on", "pk")[:MOST])
    people = named({row.tenancy_id for row in rows}) if rows else {}
    can_open = scope(user, "arrears.worklist") == "a"
    return tuple(
        TaskRow(
            task_id=row.pk,
            tenancy_id=row.tenancy_id,
            name=people[row.tenancy_id].name,
            address=people[row.tenancy_id].address,
            kind=row.kind,
            owner=row.owner,
            due_on=row.due_on,
            text=row.text,
            can_open=can_open,
        )
        for row in rows
    )


def covers(user: User, *, on: date) -> tuple[Cover, ...]:
    """List for whom the user stands in on a day, with the rows of each. Raises Hidden."""
    if scope(user, "contact.cover") == "-":
        raise Hidden("contact.cover")
    away = ColleagueAbsence.objects.filter(stand_in=user, from_on__lte=on, to_on__gte=on)
    return tuple(
        Cover(absence_id=each.pk, name=_name(each.user), to_on=each.to_on, rows=_rows_of(each.user))
        for each in away.select_related("user").order_by("to_on", "pk")
    )


def absences(user: Reader, *, on: date) -> tuple[Away, ...]:
    """List who is or will be away, soonest first. Raises Hidden."""
    if scope(user, "contact.cover") == "-":
        raise Hidden("contact.cover")
    found = ColleagueAbsence.objects.filter(to_on__gte=on).select_related("user", "stand_in")
    return tuple(
        Away(
            absence_id=each.pk,
            name=_name(each.user),
            stand_in=_name(each.stand_in),
            from_on=each.from_on,
            to_on=each.to_on,
        )
        for each in found.order_by("from_on", "pk")
    )


def colleagues(user: Reader) -> tuple[tuple[int, str, str], ...]:
    """List who can be away or stand in: key, name and role; others than a manager see their own role."""
    if scope(user, "contact.cover") == "-":
        raise Hidden("contact.cover")
    roles = COVERED if user.role == Role.MANAGER else (user.role,)
    found = User.objects.filter(role__in=roles, is_active=True).order_by("first_name", "username")
    return tuple((each.pk, _name(each), each.role) for each in found)


def staff() -> dict[str, User]:
    """Answer everybody who signs in, by user name: who makes a demonstration lets them work."""
    return {each.username: each for each in User.objects.filter(is_active=True)}


def parties(user: Reader, tenancy_id: int, *, on: date) -> tuple[PartyRow, ...]:
    """List who is on a tenancy and how each likes to be written to. Raises Hidden."""
    require(user, "tenancy.contact_phone_email", tenancy_id=tenancy_id, on=on)
    wanted = (PartyRole.TENANT, PartyRole.CO_TENANT, PartyRole.ADMINISTRATOR)
    found = Party.objects.filter(tenancy=tenancy_id, role__in=wanted).select_related("preference")
    return tuple(
        PartyRow(
            party_id=each.pk,
            name=each.full_name,
            role=each.role,
            language=each.language if each.language in ("nl", "en") else "nl",
            channel=each.preference.channel if hasattr(each, "preference") else "post",
            has_email=bool(each.email),
            has_phone=bool(each.phone),
        )
        for each in found.order_by("pk")
    )


def switched(user: Reader) -> frozenset[str]:
    """Name the steps whose letter is sent by itself. Raises Hidden."""
    if scope(user, "contact.switch_step") == "-":
        raise Hidden("contact.switch_step")
    newest = StepSwitch.objects.values("step").annotate(newest=Max("pk")).values("newest")
    return frozenset(
        StepSwitch.objects.filter(pk__in=newest, sends_itself=True).values_list("step", flat=True)
    )


def _rows_of(user: User) -> tuple[CoveredRow, ...]:
    mine = Attendant.objects.filter(user=user).values("tenancy_id")
    steps = list(
        Step.objects.filter(tenancy__in=mine, state=StepState.OPEN, owner=user.role)
        .exclude(name__startswith="wait")
        .order_by("due_on", "pk")[:MOST]
    )
    people = named({each.tenancy_id for each in steps}) if steps else {}
    labels = dict(WorkItem.objects.filter(step__in=steps).values_list("step_id", "label"))
    return tuple(
        CoveredRow(
            tenancy_id=each.tenancy_id,
            name=people[each.tenancy_id].name,
            address=people[each.tenancy_id].address,
            label=labels.get(each.pk, {}),
            due_on=each.due_on,
        )
        for each in steps
    )


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
