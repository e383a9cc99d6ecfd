"""Signing in of tenants: with a code that travels by letter or e-mail, works once, and is nowhere kept.

Who asks hears the same in the same time whether the tenancy exists or not: asking only writes down what
was typed. What exists is looked up later, where nobody can measure it.
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from gewoon.actions.contact.letters import document
from gewoon.actions.contact.values import association, language_of, readers, values
from gewoon.actions.rights import NIGHT, Refused, Who, require
from gewoon.gateways.contact_files import shipped_code_mail
from gewoon.gateways.letters.typeset import page_count, typeset
from gewoon.gateways.mail import Mail, MailGateway, NotNow, Undeliverable
from gewoon.gateways.post import Batch, Parcel, PostGateway
from gewoon.gateways.sms import SmsGateway
from gewoon.records.people import Association, Role, User
from gewoon.records.tenancy import (
    CodeAsked,
    CodeChannel,
    Party,
    SignInCode,
    SignInTry,
    Tenancy,
    TenantAccount,
)
from gewoon.rules.calendar import local_day

DIGITS = 8
VALID = {CodeChannel.EMAIL: timedelta(minutes=15), CodeChannel.LETTER: timedelta(days=14)}
BETWEEN = {CodeChannel.EMAIL: timedelta(minutes=2), CodeChannel.LETTER: timedelta(days=7)}
WINDOW = timedelta(hours=1)
MOST_ASKED, MOST_TYPED = 5, 8  # per tenancy in the window
MOST_FROM_ADDRESS = 40  # a library or an office has one address for many people
MOST_WAITING = 2_000
KEPT_TRIES, KEPT_CODES = timedelta(days=1), timedelta(days=30)
LETTER, PARCEL = "sign_in_code", "code-"
_SALT = "gewoon.sign_in"


class TooMany(Refused):
    """Somebody tried too often; the same for a tenancy that exists and one that does not."""

    def __init__(self) -> None:
        """Say how long to wait, or whom to call."""
        super().__init__("That was too often. Wait an hour, or call us.")


def ask_for_code(*, number: int, postcode: str, channel: str, address: str, now: datetime) -> None:
    """Write down that somebody asks for a code. Raises TooMany; says nothing of what exists."""
    with transaction.atomic():
        _count(number, address, is_code=False, most=MOST_ASKED, now=now)
        if CodeAsked.objects.count() < MOST_WAITING:
            CodeAsked.objects.create(
                number=number, postcode=_bare(postcode)[:7], channel=CodeChannel(channel), at=now
            )


def send_codes(
    *,
    post: PostGateway,
    by: Who,
    now: datetime,
    page: str,
    mail: MailGateway | None = None,
    sms: SmsGateway | None = None,  # the ways come as one; a code does not go by SMS
) -> int:
    """Answer those who asked: make a code and send it; answer how many left. Safe to run twice at once.

    `page` is the address that stands in the letter. Who asked with a postcode that is not the tenancy's,
    or has a fresh code already, gets nothing.
    """
    require(by, "letter.dispatch")
    left = 0
    for key in list(CodeAsked.objects.order_by("at", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            asked = CodeAsked.objects.select_for_update().filter(pk=key).first()
            if asked is not None:
                left += _answer(asked, post=post, mail=mail, page=page, now=now)
                asked.delete()
    SignInTry.objects.filter(at__lt=now - KEPT_TRIES).delete()
    SignInCode.objects.filter(expires_at__lt=now - KEPT_CODES).delete()
    return left


def sign_in(*, number: int, code: str, address: str, now: datetime) -> User | None:
    """Answer the user whose code this is, and use the code up; None for any that is not right.

    Raises TooMany. What is written for a wrong code is the same whether the tenancy exists or not.
    """
    with transaction.atomic():
        _count(number, address, is_code=True, most=MOST_TYPED, now=now)
        typed = "".join(sign for sign in code if sign.isdigit())
        fitting = [each for each in _open_codes(number, now) if _fits(each, typed)]
        # A digest is made for a tenancy without codes as well, so that both take as long.
        salted_hmac(_SALT, f"{number}:{typed}", algorithm="sha256").hexdigest()
        if not fitting:
            return None
        taken = SignInCode.objects.filter(pk=fitting[0].pk, used_at=None).update(used_at=now)
        return _user(fitting[0].party, now=now) if taken else None


def digest(number: int, code: str) -> str:
    """Answer what is kept of a code: without the secret of the installation nobody can guess it back."""
    return salted_hmac(_SALT, f"{number}:{code}", algorithm="sha256").hexdigest()


def new_code(party: Party, channel: str, *, now: datetime) -> str:
    """Make a code for a party; an e-mailed one before it stops working. The caller hands it over."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    if channel == CodeChannel.EMAIL:
        party.codes.filter(channel=channel, used_at=None, expires_at__gt=now).update(expires_at=now)
    SignInCode.objects.create(
        party=party,
        channel=channel,
        digest=digest(party.tenancy.number, code),
        made_at=now,
        expires_at=now + VALID[CodeChannel(channel)],
    )
    return code


def _count(number: int, address: str, *, is_code: bool, most: int, now: datetime) -> None:
    """Count this attempt. Raises TooMany for one too many of a tenancy, or of a network address."""
    here = _hash("address", address)
    of_number = _hash("number", str(number))
    lately = SignInTry.objects.filter(at__gt=now - WINDOW)
    if (
        lately.filter(number_hash=of_number, is_code=is_code).count() >= most
        or lately.filter(address_hash=here).count() >= MOST_FROM_ADDRESS
    ):
        raise TooMany
    SignInTry.objects.create(at=now, is_code=is_code, number_hash=of_number, address_hash=here)


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"{_SALT}.{kind}", value, algorithm="sha256").hexdigest()


def _open_codes(number: int, now: datetime) -> list[SignInCode]:
    codes = SignInCode.objects.filter(party__tenancy__number=number, used_at=None, expires_at__gt=now)
    return list(codes.select_related("party__tenancy"))


def _fits(code: SignInCode, typed: str) -> bool:
    return constant_time_compare(code.digest, digest(code.party.tenancy.number, typed))


def _user(party: Party, *, now: datetime) -> User | None:
    """Find or make the user of a party; None for who has died since."""
    if party.deceased_on is not None:
        return None
    account = TenantAccount.objects.select_related("user").filter(party=party).first()
    if account is not None:
        return account.user if account.user.is_active else None
    user = User(
        username=f"huurder-{party.tenancy.number}-{party.pk}",
        role=Role.TENANT,
        language=party.language if party.language in ("nl", "en") else "nl",
    )
    user.set_unusable_password()
    user.save()
    TenantAccount.objects.create(user=user, party=party, made_at=now)
    return user


def _answer(
    asked: CodeAsked, *, post: PostGateway, mail: MailGateway | None, page: str, now: datetime
) -> bool:
    tenancy = Tenancy.objects.select_related("home").filter(number=asked.number).first()
    if tenancy is None or _bare(tenancy.home.postcode) != asked.postcode:
        return False
    party = _reader(tenancy, asked.channel)
    if party is None or not _may_have(party, asked.channel, now=now):
        return False
    has_moved = tenancy.ends_on is not None and tenancy.ends_on < local_day(now)
    try:
        if asked.channel == CodeChannel.EMAIL:
            return mail is not None and _by_mail(tenancy, party, mail, now=now)
        return not has_moved and _by_letter(tenancy, party, post, page, now=now)
    except Refused:
        return False  # something is missing that staff must fill in: who asked can call


def _reader(tenancy: Tenancy, channel: str) -> Party | None:
    """Answer who gets the code: whoever letters go to, the administrator first; by e-mail who has it."""
    found = readers(tenancy)
    if channel == CodeChannel.EMAIL:
        found = [party for party in found if party.email]
    return next(iter(found), None)


def _may_have(party: Party, channel: str, *, now: datetime) -> bool:
    since = now - BETWEEN[CodeChannel(channel)]
    return not party.codes.filter(channel=channel, made_at__gt=since).exists()


def _by_mail(tenancy: Tenancy, party: Party, mail: MailGateway, *, now: datetime) -> bool:
    house = association()
    words = shipped_code_mail()[language_of(tenancy)]
    code = new_code(party, CodeChannel.EMAIL, now=now)
    given = _said(house, code)
    try:
        mail.send(
            Mail(
                key=f"{PARCEL}{secrets.token_hex(8)}",
                sender=house.mail,
                sender_name=house.name,
                to=party.email,
                subject=words["subject"].format(**given),
                text=words["text"].strip().format(**given),
            )
        )
    except (Undeliverable, NotNow):
        return False
    return True


def _said(house: Association, code: str) -> dict[str, str]:
    return {
        "sender": house.name,
        "name": house.contact_name,
        "phone": house.phone,
        "code": _shown(code),
        "minutes": str(VALID[CodeChannel.EMAIL] // timedelta(minutes=1)),
    }


def _by_letter(tenancy: Tenancy, party: Party, post: PostGateway, page: str, *, now: datetime) -> bool:
    """Put the code in a letter of its own; it is not among the letters of the tenancy, for it says a code."""
    code, on, language = new_code(party, CodeChannel.LETTER, now=now), local_day(now), language_of(tenancy)
    extra = {
        "code": _shown(code),
        "until": local_day(now + VALID[CodeChannel.LETTER]).isoformat(),
        "page": page,
    }
    filled = values(tenancy, LETTER, language=language, by=NIGHT, on=on, extra=extra)
    ready = document(LETTER, language, filled)
    content = typeset(ready)
    post.deliver(
        Batch(
            name=on.isoformat(),
            parcels=(
                Parcel(
                    letter_id=f"{PARCEL}{secrets.token_hex(8)}",
                    pdf=content,
                    pages=page_count(content),
                    address=tuple(filled["addressee"]),
                    code=ready.code,
                    sent_on=on,
                ),
            ),
        )
    )
    return True


def _shown(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()
