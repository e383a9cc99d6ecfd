"""Everything about one tenancy that the desk shows on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gewoon.records.policy import Decision, Step, StepState
from gewoon.records.queries import reasons
from gewoon.records.queries.accounts import monthly_rents, order
from gewoon.records.queries.letters import LetterRow, of
from gewoon.records.queries.lines import Line, OpenItem, book
from gewoon.records.queries.policies import Policies, policy_behind
from gewoon.records.queries.reasons import Why
from gewoon.records.queries.rights import Hidden, Reader, may_read, require
from gewoon.records.queries.timeline import Moment, timeline
from gewoon.records.tenancy import PartyRole, Tenancy, full_name
from gewoon.rules.arrears.position import Position, position
from gewoon.rules.policy.policy import RESERVED

RIGHT = "ledger.entries_and_balance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who it is about. Telephone and e-mail are empty for who may not see them."""

    tenancy_id: int
    number: int
    names: tuple[str, ...]
    address: str
    postcode: str
    town: str
    phone: str
    email: str
    language: str
    since: date
    ended: date | None
    way_of_paying: str
    monthly_rent: int | None
    administrator: str
    is_deceased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """The open step. `why` is None when the text of its policy is not here; `is_gate` cannot be taken."""

    step_id: int
    name: str
    label: Mapping[str, str]
    kind: str
    icon: str
    owner: str
    opened_on: date
    due_on: date
    is_gate: bool
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One tenancy. Lines stand newest last, timeline and letters newest first; cents throughout."""

    head: Head
    position: Position
    lines: tuple[Line, ...]
    open_items: tuple[OpenItem, ...]
    timeline: tuple[Moment, ...]
    letters: tuple[LetterRow, ...]
    step: OpenStep | None


def account(user: Reader, tenancy_id: int, *, on: date, policies: Policies) -> AccountPage:
    """Answer the page of a tenancy as known on a day; some ten queries, whatever its length.

    `policies` answers the policy of a day (`actions.policy.published.policy_of`). Raises Hidden for
    who may not see it and for what does not exist.
    """
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    rent = monthly_rents([tenancy_id], on=on).get(tenancy_id)
    head = _head(user, tenancy_id, rent=rent, on=on)
    found = book(tenancy_id, on=on)
    letters = of(user, tenancy_id, on=on) if may_read(user, "letter.read") else ()
    policy = policies(on)
    labels = {} if policy is None else {step.id: step.label for step in policy.steps.values()}
    moments: tuple[Moment, ...] = ()
    if may_read(user, "collection.step_history"):
        moments = timeline(tenancy_id, lines=found.lines, letters=letters, labels=labels)
    return AccountPage(
        head=head,
        position=position(found.rows, order(), monthly_rent=rent, on=on, known_on=on),
        lines=found.lines,
        open_items=found.open_items,
        timeline=moments,
        letters=letters,
        step=open_step(tenancy_id, policies=policies),
    )


def open_step(tenancy_id: int, *, policies: Policies) -> OpenStep | None:
    """Answer the open step of a tenancy, explained from its receipt; the caller has checked the right."""
    step = Step.objects.filter(tenancy=tenancy_id, state=StepState.OPEN).select_related("decision").first()
    if step is None:
        return None
    why = reasons.of_decision(step.decision, policies)
    policy = policy_behind(step.decision, policies) or policies(step.decision.on)
    named = policy.steps.get(step.name) if policy is not None else None
    return OpenStep(
        step_id=step.pk,
        name=step.name,
        label=named.label if named is not None else {},
        kind=named.kind if named is not None else "task",
        icon=named.icon if named is not None else "",
        owner=step.owner,
        opened_on=step.opened_on,
        due_on=step.due_on,
        is_gate=step.name in RESERVED,
        why=why,
    )


def receipt(user: Reader, number: int) -> tuple[int, Decision | None]:
    """Answer the key of the tenancy with this number, and the decision behind its open step, if any.

    Raises Hidden for an unknown number, or for who may not see the steps.
    """
    tenancy_id = Tenancy.objects.filter(number=number).values_list("pk", flat=True).first()
    if tenancy_id is None:
        raise Hidden(RIGHT)
    require(user, "collection.step_history", tenancy_id=tenancy_id)
    step = Step.objects.filter(tenancy=tenancy_id, state=StepState.OPEN).select_related("decision").first()
    return tenancy_id, None if step is None else step.decision


def _head(user: Reader, tenancy_id: int, *, rent: int | None, on: date) -> Head:
    tenancy = Tenancy.objects.select_related("home").prefetch_related("parties").filter(pk=tenancy_id).first()
    if tenancy is None:
        raise Hidden(RIGHT)
    tenants = sorted(
        (each for each in tenancy.parties.all() if each.role in (PartyRole.TENANT, PartyRole.CO_TENANT)),
        key=lambda each: (each.role != PartyRole.TENANT, each.pk),
    )
    administrators = [each.name for each in tenancy.parties.all() if each.role == PartyRole.ADMINISTRATOR]
    reached = tenants if may_read(user, "tenancy.contact_phone_email") else []
    return Head(
        tenancy_id=tenancy.pk,
        number=tenancy.number,
        names=tuple(full_name(each.first_name, each.name) for each in tenants),
        address=f"{tenancy.home.street} {tenancy.home.house_number}",
        postcode=tenancy.home.postcode,
        town=tenancy.home.town,
        phone=next((each.phone for each in reached if each.phone), ""),
        email=next((each.email for each in reached if each.email), ""),
        language=tenants[0].language if tenants else "nl",
        since=tenancy.starts_on,
        ended=tenancy.ends_on,
        way_of_paying=tenancy.way_of_paying,
        monthly_rent=rent,
        administrator=next(iter(administrators), ""),
        is_deceased=any(each.deceased_on is not None and each.deceased_on <= on for each in tenants),
    )
