"""Sends the letters whose ten minutes are over, each by its channel, unless something came first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gewoon.actions.contact import standing, tasks
from gewoon.actions.contact.letters import ABOUT_ARRANGEMENT, AGREEMENT, PARCEL, document, end
from gewoon.actions.contact.values import asked_items, open_items, readers
from gewoon.actions.facts import History, histories
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.policy import steps
from gewoon.actions.rights import Who, require
from gewoon.gateways.contact_files import shipped_notices
from gewoon.gateways.letters.typeset import page_count, typeset
from gewoon.gateways.mail import Attachment, Mail, MailGateway, NotNow, Undeliverable
from gewoon.gateways.post import Batch, Parcel, PostGateway, Status
from gewoon.gateways.sms import SmsGateway, Text, international
from gewoon.records.contact import Channel, ContactTaskKind, Letter, LetterState
from gewoon.records.ledger import Account, Entry
from gewoon.records.people import Association
from gewoon.records.tenancy import Party, PartyRole, Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.contact.letters import Document
from gewoon.rules.contact.notices import Notice, notice
from gewoon.rules.contact.peace import Why

TASK_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How messages leave the house; where e-mail or SMS is not set up, the letter goes by post."""

    post: PostGateway
    mail: MailGateway | None = None
    sms: SmsGateway | None = None


def dispatch(
    *,
    post: PostGateway,
    by: Who,
    now: datetime,
    mail: MailGateway | None = None,
    sms: SmsGateway | None = None,
) -> tuple[int, int]:
    """Send every letter whose ten minutes are over; answer how many left and how many were stopped.

    Each letter is its own transaction under the lock of its tenancy: a payment, a rest or a death that
    was committed before stops it. While a bank statement is missing nothing leaves. Safe to repeat and
    to run twice at once.
    """
    require(by, "letter.dispatch")
    if has_gap():
        return 0, 0
    ways, left, stopped = Ways(post=post, mail=mail, sms=sms), 0, 0
    for letter_id, tenancy_id in _due(now):
        with transaction.atomic():
            state = _send(letter_id, tenancy_id, ways=ways, by=by, now=now)
        left += state == LetterState.SENT
        stopped += state in (LetterState.STOPPED, LetterState.WITHDRAWN)
    return left, stopped


def take_in_results(*, post: PostGateway, by: Who, now: datetime) -> int:
    """Read what became of the letters: one that came back is work for a person; answer how many did."""
    require(by, "letter.dispatch")
    returned = 0
    for result in post.results().results:
        if result.status != Status.RETURNED or not result.letter_id.startswith(PARCEL):
            continue
        with transaction.atomic():
            letter = (
                Letter.objects.select_for_update()
                .filter(pk=int(result.letter_id.removeprefix(PARCEL)), state=LetterState.SENT)
                .first()
            )
            if letter is not None:
                end(letter, LetterState.RETURNED, now=now, reason=result.reason)
                _work(letter, f"post: {result.reason}", now=now)
                returned += 1
    return returned


def _due(now: datetime) -> Iterator[tuple[int, int]]:
    waiting = Letter.objects.filter(state=LetterState.WAITING, leaves_at__lte=now).order_by("leaves_at", "id")
    yield from waiting.values_list("id", "tenancy_id")


def _send(letter_id: int, tenancy_id: int, *, ways: Ways, by: Who, now: datetime) -> str | None:
    tenancy = Tenancy.objects.select_for_update().get(pk=tenancy_id)
    letter = Letter.objects.filter(pk=letter_id, state=LetterState.WAITING).first()
    if letter is None:
        return None
    if reason := _overtaken(letter, on=local_day(now)):
        end(letter, LetterState.STOPPED, now=now, reason=reason)
        return LetterState.STOPPED
    if why := _must_stay(tenancy, letter, on=local_day(now)):
        end(letter, LetterState.WITHDRAWN, now=now, reason=str(why))
        if letter.step is not None and why is not Why.DECEASED:
            steps.reopen(tenancy, letter.step, by=by, now=now)
        return LetterState.WITHDRAWN
    ready = document(letter.name, letter.language, letter.values)
    content = typeset(ready)
    if not _by_mail(tenancy, letter, ready, content, ways=ways, now=now):
        _by_post(letter, ready, content, post=ways.post, on=local_day(now))
        _by_sms(tenancy, letter, ready, ways=ways, now=now)
    letter.sent_on = local_day(now)
    end(letter, LetterState.SENT, now=now)
    return LetterState.SENT


def _must_stay(tenancy: Tenancy, letter: Letter, *, on: date) -> Why | None:
    """Ask again what may keep a letter in; and whether everybody it is addressed to is alive."""
    names = {line.casefold() for line in letter.values["addressee"]}
    died = tenancy.parties.filter(
        role__in=(PartyRole.TENANT, PartyRole.CO_TENANT), deceased_on__isnull=False, deceased_on__lte=on
    )
    if any(party.full_name.casefold() in names for party in died):
        return Why.DECEASED
    return standing.why_not(tenancy.pk, letter.name, on=on, letter_id=letter.pk)


def _by_post(letter: Letter, ready: Document, content: bytes, *, post: PostGateway, on: date) -> None:
    parcel = Parcel(
        letter_id=f"{PARCEL}{letter.pk}",
        pdf=content,
        pages=page_count(content),
        address=tuple(letter.values["addressee"]),
        code=ready.code,
        sent_on=on,
    )
    post.deliver(Batch(name=on.isoformat(), parcels=(parcel,)))
    letter.sha256 = parcel.sha256
    if letter.channel == Channel.EMAIL:
        letter.channel = Channel.POST


def _by_mail(
    tenancy: Tenancy, letter: Letter, ready: Document, content: bytes, *, ways: Ways, now: datetime
) -> bool:
    """Send by e-mail where that was chosen; False when the letter goes by post instead."""
    reader = _reader(tenancy)
    house = Association.objects.first()
    if letter.channel != Channel.EMAIL or ways.mail is None or reader is None or house is None:
        return False
    said = _notice(letter, ready)
    mail = Mail(
        key=f"{PARCEL}{letter.pk}",
        sender=house.mail,
        sender_name=house.name,
        to=reader.email,
        subject=said.subject,
        text=said.mail,
        attachments=(Attachment(name=said.attachment, pdf=content),),
    )
    try:
        ways.mail.send(mail)
    except (Undeliverable, NotNow) as error:
        # Nobody waits for a letter because of a wrong address: it goes by post today.
        if isinstance(error, Undeliverable):
            _work(letter, f"e-mail: {error}", now=now)
        return False
    letter.sha256 = Parcel(
        letter_id=mail.key, pdf=content, pages=0, address=(), code="", sent_on=local_day(now)
    ).sha256
    return True


def _by_sms(tenancy: Tenancy, letter: Letter, ready: Document, *, ways: Ways, now: datetime) -> None:
    """Tell by text message that a letter is on its way; the letter has left whatever becomes of this."""
    reader = _reader(tenancy)
    if letter.channel != Channel.SMS or ways.sms is None or reader is None:
        return
    said = _notice(letter, ready)
    try:
        ways.sms.send(
            Text(
                key=f"{PARCEL}{letter.pk}",
                sender=said.sms_sender,
                to=international(reader.phone),
                text=said.sms,
            )
        )
    except Undeliverable as error:
        _work(letter, f"SMS: {error}", now=now)
    except NotNow:
        return


def _reader(tenancy: Tenancy) -> Party | None:
    return next(iter(readers(tenancy)), None)


def _notice(letter: Letter, ready: Document) -> Notice:
    return notice(shipped_notices(), ready, letter.values["salutation"])


def _work(letter: Letter, text: str, *, now: datetime) -> None:
    day = local_day(now)
    tasks.open_task(
        letter.tenancy_id,
        kind=ContactTaskKind.NOT_DELIVERED,
        source=f"letter:{letter.pk}:{text.partition(':')[0]}",
        owner="collection_officer",
        due_on=date.fromordinal(day.toordinal() + TASK_DAYS),
        on=day,
        text=text,
    )


def _overtaken(letter: Letter, *, on: date) -> str:
    """Say what came between writing and leaving, so that the letter is no longer true; empty: nothing.

    A payment may be written down after the letter with an earlier moment (a long import), or count from
    a later day: what is open is therefore counted again as well, with all that is known.
    """
    history = next(histories([letter.tenancy_id], on=on))
    if letter.name == AGREEMENT or letter.name in ABOUT_ARRANGEMENT:
        return _paid_since(letter, history, on=on)
    if "payment" not in letter.values and letter.name != "paid_off":
        return ""  # it asks for nothing
    if letter.name == "paid_off":
        return "something is open again" if open_items(history, language=letter.language, on=on) else ""
    asked = letter.values.get("payment", {}).get("amount", 0)
    return "a payment came first" if _still_open(letter, history, on=on) < asked or _has_paid(letter) else ""


def _paid_since(letter: Letter, history: History, *, on: date) -> str:
    """Stop an agreement once nothing is left to pay, and what is said of a late part at any payment."""
    is_clear = not _still_open(letter, history, on=on)
    is_stale = letter.name != AGREEMENT and _has_paid(letter)
    return "a payment came first" if is_clear or is_stale else ""


def _still_open(letter: Letter, history: History, *, on: date) -> int:
    """Count what was overdue when the letter was written, with all that is known now."""
    last = date.fromordinal(max([on.toordinal(), *(day + 1 for day in history.rows.day)]))
    items = asked_items(history, letter.name, language=letter.language, on=last)
    return sum(item["amount"] for item in items if item["due_on"] < letter.values["dated_on"])


def _has_paid(letter: Letter) -> bool:
    return Entry.objects.filter(
        tenancy=letter.tenancy_id, credit=Account.TENANT, recorded_at__gte=letter.written_at
    ).exists()
