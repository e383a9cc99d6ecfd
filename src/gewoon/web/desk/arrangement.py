"""Arrangements at the desk: the list, one with its history, and what can be done with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.arrangement import agreeing, agreement, changing, keeping, telling
from gewoon.actions.rights import Refused
from gewoon.gateways.arrangement_files import house_on
from gewoon.gateways.law_files import shipped_law
from gewoon.records.queries import arrangements
from gewoon.records.queries.rights import may_read
from gewoon.rules.arrangement.changing import AfterLumpSum
from gewoon.rules.arrangement.terms import Rhythm
from gewoon.rules.court import escalation
from gewoon.web.shared import arrangement_words as words
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file
from gewoon.web.shared.marks import LETTERS
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount, day

MAKE = "arrangement.create"
LARGEST_COUNT = 1_000


@needs(arrangements.RIGHT)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List the arrangements; `?view=` narrows it to where they stand."""
    lines = arrangements.listed(request.user, on=moment.today(), again_days=_again_days())
    chosen = request.GET.get("view", "")
    views = [
        (name, words.VIEWS[name][0], count)
        for name, count in arrangements.counts(lines).items()
        if count or name in ("word", "proposed", "kept", "broken")
    ]
    values = {
        "lines": [line for line in lines if not chosen or line.view == chosen],
        "total": len(lines),
        "views": views,
        "chosen": chosen,
    }
    return render(request, "arrangement/list.html", values)


@needs(arrangements.RIGHT)
@require_safe
def show(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Show an arrangement with its instalments, its history, and what can be done."""
    return render(request, "arrangement/show.html", _values(request, tenancy_id, arrangement_id))


@needs(arrangements.RIGHT)
@require_safe
def paper(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Give the agreement as PDF."""
    content = agreement.pdf(tenancy_id, arrangement_id=arrangement_id, by=request.user, on=moment.today())
    return pdf_file(content, _("agreement"))


@needs("arrangement.record_acceptance")
@require_POST
def accepted(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Write down that the tenant agreed, and how."""
    how = request.POST.get("how", "")
    return _do(request, tenancy_id, arrangement_id, agreeing.record_acceptance, lambda: {"how": how})


@needs(MAKE)
@require_POST
def agreed(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Agree to what the tenant proposed."""
    return _do(request, tenancy_id, arrangement_id, agreeing.agree, dict)


@needs(MAKE)
@require_POST
def declined(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Say no to a proposal, or take back the own offer."""
    return _do(request, tenancy_id, arrangement_id, agreeing.decline, lambda: _why(request))


@needs("contact.record_attempt")
@require_POST
def word(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Write down that somebody spoke with the tenant about what is late."""
    return _do(request, tenancy_id, arrangement_id, keeping.give_word, dict)


@needs("letter.dispatch")
@require_POST
def told(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Send the letter that is due about a late instalment, or about the end."""
    return _do(request, tenancy_id, arrangement_id, telling.send_letter, dict)


@needs(MAKE)
@require_POST
def changed(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Divide what is left anew."""

    def given() -> dict[str, Any]:
        return _changes(request) | {
            "first_on": day(request.POST.get("first_on", ""), near=moment.today()),
            "count": count(request.POST.get("count", "")),
            "rhythm": rhythm(request.POST.get("rhythm", "")),
        }

    return _do(request, tenancy_id, arrangement_id, changing.change, given)


@needs(MAKE)
@require_POST
def rested(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Let the household off for some turns."""

    def given() -> dict[str, Any]:
        return _changes(request) | {"times": count(request.POST.get("times", ""))}

    return _do(request, tenancy_id, arrangement_id, changing.rest, given)


@needs(MAKE)
@require_POST
def lump_sum(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Agree on one larger payment."""

    def given() -> dict[str, Any]:
        then = AfterLumpSum.LOWER if request.POST.get("then") == "lower" else AfterLumpSum.SOONER
        return _changes(request) | {
            "cents": amount(request.POST.get("amount", "")),
            "paid_on": day(request.POST.get("paid_on", ""), near=moment.today()),
            "then": then,
        }

    return _do(request, tenancy_id, arrangement_id, changing.lump_sum, given)


@needs(MAKE)
@require_POST
def ended(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> HttpResponse:
    """Stop it before its end."""
    return _do(request, tenancy_id, arrangement_id, changing.end_early, lambda: _why(request))


def count(text: str) -> int:
    """Read how many; raise ValueError with what was expected."""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) < 5 and 1 <= int(bare) <= LARGEST_COUNT):
        raise ValueError(
            _("“%(text)s” is no number of turns. Write a whole number like 12.") % {"text": bare[:40]}
        )
    return int(bare)


def rhythm(text: str) -> Rhythm:
    """Read how often; raise ValueError for what is not in the list."""
    if text not in words.RHYTHMS:
        raise ValueError(_("Choose from the list how often the tenant pays."))
    return Rhythm(text)


def escalation_costs(cents: int, on: date) -> list[tuple[str, escalation.Item]]:
    """List what going on without an arrangement would cost; what is not known says so."""
    law = shipped_law()
    items = [
        item
        for step in ("costs", "summons")
        for item in escalation.of_step(step, principal=cents, law=law, on=on)
    ]
    return [(str(words.ESCALATION.get(item.name, item.name)), item) for item in items]


def _again_days() -> int:
    house = house_on(moment.today())
    return house.word_again_days if house else 0


def _why(request: HttpRequest) -> dict[str, Any]:
    return {"reason": request.POST.get("reason", "")}


def _changes(request: HttpRequest) -> dict[str, Any]:
    return _why(request) | {"how": request.POST.get("how", "")}


def _do(
    request: HttpRequest,
    tenancy_id: int,
    arrangement_id: int,
    deed: Callable[..., object],
    given: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Do one deed and go back to the page; what cannot be stands there in words, with what was typed."""
    try:
        deed(
            tenancy_id,
            arrangement_id=arrangement_id,
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
            **given(),
        )
    except ValueError as wrong:
        return _again(request, tenancy_id, arrangement_id, str(wrong))
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        return _again(request, tenancy_id, arrangement_id, in_words(str(refusal)))
    messages.success(request, _("Done. The next step is decided again."))
    return redirect("desk:arrangement", tenancy_id, arrangement_id)


def _again(request: HttpRequest, tenancy_id: int, arrangement_id: int, error: str) -> HttpResponse:
    values = _values(request, tenancy_id, arrangement_id) | {"error": error, "given": request.POST}
    return render(request, "arrangement/show.html", values, status=400)


def _values(request: HttpRequest, tenancy_id: int, arrangement_id: int) -> dict[str, Any]:
    on = moment.today()
    page = arrangements.page(request.user, tenancy_id, arrangement_id, on=on, again_days=_again_days())
    return {
        "page": page,
        "today": on,
        "hows": words.ASKED_HOWS,
        "rhythms": words.RHYTHMS,
        "costs": escalation_costs(page.standing.left, on) if page.row.ended_on is None else (),
        "may_make": may_read(request.user, MAKE),
        "may_accept": may_read(request.user, "arrangement.record_acceptance"),
        "may_speak": may_read(request.user, "contact.record_attempt"),
        "letter": _letter(request, page),
        "given": {},
    }


def _letter(request: HttpRequest, page: arrangements.Page) -> Any:
    """Name the letter that is due, for who may send it."""
    if not may_read(request.user, "letter.dispatch"):
        return ""
    found = telling.due_of(page.row.tenancy_id, page.row.pk, on=moment.today())
    return LETTERS[found.name] if found is not None else ""
