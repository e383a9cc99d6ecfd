"""Finds tenancies by what people type: a name, an address, a number, an account, a telephone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from gewoon.records.queries.rights import Reader, own_tenancies, reach
from gewoon.records.tenancy import Party, PartyRole, Tenancy, full_name

LARGEST_NUMBER = 2_147_483_647
WORDS = 6  # of a search text; what comes after these narrows nothing any more
_TENANTS = (PartyRole.TENANT, PartyRole.CO_TENANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A tenancy as it stands in lists."""

    tenancy_id: int
    number: int
    name: str
    address: str


def search(user: Reader, text: str, *, limit: int = 20) -> tuple[Named, ...]:
    """Find tenancies, also those without a next step, by number; nothing for an empty text."""
    found = Tenancy.objects.all()
    if reach(user, "tenancy.name_address") == "o":
        found = found.filter(pk__in=own_tenancies(user))
    if not _words(text):
        return ()
    keys = found.filter(matching(text, key="pk")).order_by("number").values_list("pk", flat=True)[:limit]
    return tuple(named(list(keys)).values())


def keys(numbers: Iterable[int]) -> Mapping[int, int]:
    """Answer the key of each tenancy by its number; unknown numbers are left out."""
    return dict(Tenancy.objects.filter(number__in=list(numbers)).values_list("number", "pk"))


def matching(text: str, *, key: str) -> Q:
    """Make the condition that a tenancy fits a search text; `key` names the column with its key.

    Every word must be found: in a name, the street, as house number or tenancy number, at the end of
    an account, or in a telephone number. Digits in groups count as one number.
    """
    condition = Q()
    for word in _words(text):
        condition &= _word(word, key)
    return condition


def named(tenancy_ids: Iterable[int]) -> Mapping[int, Named]:
    """Answer name and address of tenancies by key, in the order asked; two queries, whatever their number."""
    keys = list(dict.fromkeys(tenancy_ids))
    tenants = Party.objects.filter(tenancy__in=keys, role__in=_TENANTS).order_by("-role", "pk")
    names: dict[int, str] = {}
    for tenancy, first_name, name in tenants.values_list("tenancy_id", "first_name", "name"):
        names.setdefault(tenancy, full_name(first_name, name))
    rows = Tenancy.objects.filter(pk__in=keys).values_list(
        "pk", "number", "home__street", "home__house_number"
    )
    found = {
        pk: Named(
            tenancy_id=pk,
            number=number,
            name=names.get(pk, ""),
            address=f"{street} {house_number}",
        )
        for pk, number, street, house_number in rows
    }
    return {key: found[key] for key in keys if key in found}


def _words(text: str) -> list[str]:
    """Cut a text into words; an account or telephone number typed in groups is one word."""
    text = text.replace("\x00", "")  # PostgreSQL has no such sign
    whole = re.sub(r"[\s.()-]", "", text)
    if re.fullmatch(r"\+?\d{6,15}|[A-Za-z]{2}\d{2}[A-Za-z]{4}\d{4,}", whole):
        return [whole]
    return re.sub(r"\b(\d{4}) ([A-Za-z]{2})\b", r"\1\2", text).split()[:WORDS]  # a postcode is one word


def _word(word: str, key: str) -> Q:
    found = Q(**{f"{key}__in": _parties(word)}) | Q(**{f"{key}__in": _homes(word)})
    if word.isascii() and word.isdigit() and int(word) <= LARGEST_NUMBER:
        found |= Q(**{f"{key}__in": Tenancy.objects.filter(number=int(word)).values("pk")})
    return found


def _homes(word: str) -> QuerySet[Tenancy, Any]:
    """Who lives in that street, or at that house number."""
    wanted = Q(home__house_number__iexact=word)
    if not word.isdigit():
        wanted |= Q(home__street__icontains=word) | Q(plain_postcode__iexact=word)
    homes = Tenancy.objects.annotate(plain_postcode=Replace("home__postcode", Value(" ")))
    return homes.filter(wanted).values("pk")


def _parties(word: str) -> QuerySet[Party, Any]:
    """Whose name, account or telephone it is; four signs of an account are enough."""
    parties = Party.objects.order_by()
    wanted = Q(name__icontains=word) | Q(first_name__icontains=word)
    if len(word) >= 4 and any(sign.isdigit() for sign in word):
        wanted |= Q(iban__iendswith=word)
    digits = word.removeprefix("+")
    if len(digits) >= 6 and digits.isascii() and digits.isdigit():
        plain = Replace(Replace("phone", Value(" ")), Value("-"))
        parties = parties.annotate(plain_phone=plain)
        # A number is the same with 0 or with the country before it.
        wanted |= Q(plain_phone__endswith=digits.lstrip("0").removeprefix("31"))
    return parties.filter(wanted).values("tenancy_id")
