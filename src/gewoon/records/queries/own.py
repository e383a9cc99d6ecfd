"""What a tenant sees of the own home. Nothing here takes the key of a tenancy: it follows from who asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gewoon.records.arrangement import OPEN_STATES, Arrangement, ArrangementState, CapacityCheck, Origin
from gewoon.records.casework import Case
from gewoon.records.contact import Attendant, Letter, LetterState
from gewoon.records.people import Association, Role, User, scope
from gewoon.records.policy import Step, StepState
from gewoon.records.queries import casework
from gewoon.records.queries.accounts import monthly_rents, order
from gewoon.records.queries.arrangement_books import Version, books
from gewoon.records.queries.casework import Look
from gewoon.records.queries.lines import Line, OpenItem, book
from gewoon.records.queries.reasons import facts_in, sentences
from gewoon.records.queries.rights import Hidden, Reader
from gewoon.records.tenancy import Circumstance, CircumstanceKind, SignInCode, TenantAccount
from gewoon.rules.arrangement.keeping import Standing
from gewoon.rules.arrears.position import Position, position
from gewoon.rules.money import Cents
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.sentences import Language

Policies = Callable[[date], Policy | None]
OPEN_KINDS = (CircumstanceKind.DISPUTE, CircumstanceKind.HELP_ASKED, CircumstanceKind.PAUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Who is signed in, and whose home it is."""

    user_id: int
    username: str
    party_id: int
    tenancy_id: int
    number: int
    first_name: str
    name: str
    role: str
    address: str
    postcode: str
    town: str
    email: str
    phone: str
    has_ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrears:
    """What is open on a day, in cents, and why the next step is what it is, in plain sentences."""

    position: Position
    monthly_rent: int | None
    why: tuple[str, ...]
    open_items: tuple[OpenItem, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnArrangement:
    """The newest arrangement that runs or waits; `version` is what holds, `waiting` what asks for a yes."""

    arrangement_id: int
    state: str
    origin: str
    answer_by: date | None
    version: Version
    waiting: Version | None
    standing: Standing

    @property
    def is_running(self) -> bool:
        """Say whether it runs."""
        return self.state == ArrangementState.RUNNING

    @property
    def is_court(self) -> bool:
        """Say whether a judge ordered it."""
        return self.origin == Origin.COURT

    @property
    def asks_me(self) -> bool:
        """Say whether the tenant is the one who has not agreed yet."""
        return self.waiting is not None and "tenant" not in self.waiting.agreed

    @property
    def total(self) -> int:
        """Answer all that it is about, in cents."""
        return self.version.terms.total_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What this household can pay a month, in cents, as it was worked out on a day; nothing else was kept."""

    cents: Cents
    rule: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLetter:
    """A letter that left; `has_file` says whether it is ours, so that we can show it."""

    letter_id: int
    name: str
    sent_on: date
    has_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the tenant asked or said, and stands open: a dispute, help that was asked, a rest."""

    kind: str
    from_on: date
    to_on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Who is there to talk with: name, what they are (empty: the desk), telephone and e-mail."""

    name: str
    role: str
    phone: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The association as the tenant needs it."""

    name: str
    iban: str
    phone: str
    hours: str
    debt_help_name: str
    debt_help_phone: str
    municipality: str


def own(user: Reader) -> Own:
    """Answer who is signed in. Raises Hidden for everybody but a tenant with a tenancy."""
    if not isinstance(user, User) or user.role != Role.TENANT or not user.is_active:
        raise Hidden("own page")
    found = TenantAccount.objects.select_related("party__tenancy__home").filter(user=user.pk).first()
    if found is None or found.party.deceased_on is not None:
        raise Hidden("own page")
    party, tenancy = found.party, found.party.tenancy
    home = tenancy.home
    return Own(
        user_id=user.pk,
        username=user.get_username(),
        party_id=party.pk,
        tenancy_id=tenancy.pk,
        number=tenancy.number,
        first_name=party.first_name or party.name,
        name=party.full_name,
        role=party.role,
        address=f"{home.street} {home.house_number}",
        postcode=home.postcode,
        town=home.town,
        email=party.email,
        phone=party.phone,
        has_ended=tenancy.ends_on,
    )


def require(user: Reader, right: str) -> Own:
    """Answer who is signed in, for a right on the own things. Raises Hidden."""
    found = own(user)
    if scope(user, right) != "o":
        raise Hidden(right)
    return found


def arrears(user: Reader, *, on: date, policies: Policies, language: Language) -> Arrears:
    """Answer what is open and why the next step is what it is. Raises Hidden."""
    who = require(user, "ledger.entries_and_balance")
    found = book(who.tenancy_id, on=on)
    rent = monthly_rents([who.tenancy_id], on=on).get(who.tenancy_id)
    return Arrears(
        position=position(found.rows, order(), monthly_rent=rent, on=on, known_on=on),
        monthly_rent=rent,
        why=_why(who.tenancy_id, policies=policies, language=language),
        open_items=found.open_items,
        lines=found.lines,
    )


def arrangement(user: Reader, *, on: date) -> OwnArrangement | None:
    """Answer the arrangement that runs or waits, if there is one. Raises Hidden."""
    who = require(user, "arrangement.read")
    row = Arrangement.objects.filter(tenancy=who.tenancy_id, state__in=OPEN_STATES).order_by("-pk").first()
    if row is None:
        return None
    found = books([row], on=on)[row.pk]
    return OwnArrangement(
        arrangement_id=row.pk,
        state=row.state,
        origin=row.origin,
        answer_by=row.answer_by,
        version=found.version_on(on),
        waiting=found.waiting,
        standing=found.standing(on),
    )


def capacity(user: Reader, *, on: date) -> Capacity | None:
    """Answer what can be paid a month, as it was worked out last; None while it was not. Raises Hidden."""
    who = require(user, "arrangement.affordable_amount")
    newest = CapacityCheck.objects.filter(tenancy=who.tenancy_id, on__lte=on).order_by("-on", "-pk").first()
    return (
        None
        if newest is None
        else Capacity(cents=Cents(newest.monthly_cents), rule=newest.rule, on=newest.on)
    )


def letters(user: Reader) -> tuple[OwnLetter, ...]:
    """List the letters that left for this home, newest first. Raises Hidden."""
    who = require(user, "letter.read")
    found = Letter.objects.filter(tenancy=who.tenancy_id, state=LetterState.SENT)
    return tuple(
        OwnLetter(
            letter_id=each.pk,
            name=each.name,
            sent_on=each.sent_on,
            has_file=each.written_at != each.leaves_at,
        )
        for each in found.order_by("-sent_on", "-pk")
        if each.sent_on is not None
    )


def asked(user: Reader, *, on: date) -> Mapping[str, Asked]:
    """Answer what the tenant asked or said that stands open, by kind. Raises Hidden."""
    who = require(user, "collection.step_history")
    rows = Circumstance.objects.filter(tenancy=who.tenancy_id, kind__in=OPEN_KINDS, from_on__lte=on)
    answered = Step.objects.filter(tenancy=who.tenancy_id, name="call_back", state=StepState.DONE)
    called_on = answered.order_by("-ended_on").values_list("ended_on", flat=True).first()
    found = {}
    for each in rows.order_by("pk"):
        is_over = each.to_on is not None and each.to_on < on
        is_answered = each.kind == CircumstanceKind.HELP_ASKED and called_on and called_on >= each.from_on
        if not is_over and not is_answered:
            found[str(each.kind)] = Asked(
                kind=each.kind, from_on=each.from_on, to_on=each.to_on, reason=each.reason
            )
    return found


def looked(user: Reader) -> tuple[Look, ...]:
    """List who opened the guidance of this household, newest first. Raises Hidden."""
    who = require(user, "audit.who_saw_my_file")
    return casework.who_looked(user, who.tenancy_id, is_own=True)


def signed_in(user: Reader) -> tuple[datetime, ...]:
    """List when somebody signed in for this home, newest first. Raises Hidden."""
    who = require(user, "audit.who_saw_my_file")
    used = SignInCode.objects.filter(party__tenancy=who.tenancy_id, used_at__isnull=False)
    moments = used.order_by("-used_at").values_list("used_at", flat=True)[:50]
    return tuple(each for each in moments if each is not None)


def talk(user: Reader) -> Talk | None:
    """Answer who to talk with: the social worker who guides, who spoke last, or the desk. Raises Hidden."""
    who = require(user, "case.exists_flag")
    house = Association.objects.first()
    case = Case.objects.select_related("worker").filter(tenancy=who.tenancy_id, closed_on=None).first()
    attendant = Attendant.objects.select_related("user").filter(tenancy=who.tenancy_id).first()
    person = case.worker if case is not None else None
    if person is None and attendant is not None and attendant.user.is_active:
        person = attendant.user
    if person is not None:
        phone = person.phone or (house.phone if house else "")
        return Talk(
            name=person.get_full_name() or person.get_username(),
            role=person.role,
            phone=phone,
            mail=person.email or (house.mail if house else ""),
        )
    if house is None:
        return None
    return Talk(name=house.contact_name, role="", phone=house.phone, mail=house.mail)


def house() -> House | None:
    """Answer what the tenant needs of the association; None while nobody described it. Not secret."""
    found = Association.objects.first()
    if found is None:
        return None
    return House(
        name=found.name,
        iban=found.iban,
        phone=found.phone,
        hours=found.hours,
        debt_help_name=found.debt_help_name,
        debt_help_phone=found.debt_help_phone,
        municipality=found.municipality,
    )


def _why(tenancy_id: int, *, policies: Policies, language: Language) -> tuple[str, ...]:
    """Tell from its receipt why the open step was decided; nothing where the policy is not here any more."""
    step = Step.objects.filter(tenancy=tenancy_id, state=StepState.OPEN).select_related("decision").first()
    if step is None:
        return ()
    policy = policies(step.decision.on)
    if policy is None or policy.content_hash != step.decision.policy_hash:
        return ()
    facts = facts_in(step.decision.receipt)
    return sentences(facts, policy, language=language, reader="tenant").sentences
