"""A case at bailiff and judge: what was done, and the deeds that record it."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.court import bailiff, cases, evictions, last_chance
from gewoon.actions.court.cases import Ruling
from gewoon.records.queries import court
from gewoon.records.queries.rights import scope
from gewoon.records.queries.tenancies import named
from gewoon.web.shared import asked, moment
from gewoon.web.shared import court_words as words
from gewoon.web.shared.access import needs
from gewoon.web.shared.typed import amount, day

Deed = Callable[[int, QueryDict, Mapping[str, Any]], object]


@needs("eviction.gate_status")
@require_safe
def show(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show what lies with bailiff and judge."""
    on, user = moment.today(), request.user
    values = {
        "file": court.case_file(user, tenancy_id, on=on),
        "who": named([tenancy_id])[tenancy_id],
        "tenancy_id": tenancy_id,
        "today": on,
        "may_court": scope(user, cases.RIGHT) == "a",
        "may_bailiff": scope(user, bailiff.RIGHT) == "a",
        "may_chance": scope(user, last_chance.RIGHT) == "a",
        "reports": words.REPORTS,
        "ends": {end: words.ENDS[end] for end in evictions.RETURNS},
        "all_ends": words.ENDS,
    }
    return render(request, "court/case.html", values)


@needs("court.record_hearing_judgment")
@require_POST
def at_court(request: HttpRequest, tenancy_id: int, deed: str) -> HttpResponse:
    """Record what happened before the judge."""
    return _do(request, tenancy_id, _COURT.get(deed))


@needs("bailiff.hand_over_recall")
@require_POST
def at_bailiff(request: HttpRequest, tenancy_id: int, deed: str) -> HttpResponse:
    """Record what the bailiff did, or take the claim back."""
    return _do(request, tenancy_id, _BAILIFF.get(deed))


@needs("arrangement.create")
@require_POST
def at_last_chance(request: HttpRequest, tenancy_id: int, deed: str) -> HttpResponse:
    """Offer a last chance, or record how it goes."""
    return _do(request, tenancy_id, _CHANCE.get(deed))


def _do(request: HttpRequest, tenancy_id: int, deed: Deed | None) -> HttpResponse:
    if deed is None:
        raise Http404
    try:
        deed(tenancy_id, request.POST, {"by": request.user, "now": moment.now()})
    except ValueError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("It is recorded."))
    return redirect("desk:case", tenancy_id)


def _day(given: QueryDict, name: str = "on") -> Any:
    return day(given.get(name, ""), near=moment.today())


def _day_or_none(given: QueryDict, name: str) -> Any:
    return _day(given, name) if given.get(name, "").strip() else None


def _time_or_none(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().replace(".", ":")) if text.strip() else None
    except ValueError:
        raise ValueError(_("“%(text)s” is no time. Write it like 10.30.") % {"text": text[:20]}) from None


def _cents(given: QueryDict, name: str) -> int:
    return amount(given[name]) if given.get(name, "").strip() else 0


def _judgment(tenancy_id: int, given: QueryDict, who: Mapping[str, Any]) -> object:
    days = given.get("leave_days", "").strip() or "0"
    if not days.isdigit() or len(days) > 4:
        raise ValueError(_("The number of days is a whole number."))
    ruling = Ruling(
        on=_day(given),
        case_number=given.get("case_number", ""),
        payment_cents=_cents(given, "payment"),
        court_costs_cents=_cents(given, "court_costs"),
        orders_eviction="orders_eviction" in given,
        is_enforceable_at_once="at_once" in given,
        leave_days=int(days),
        grace_until=_day_or_none(given, "grace_until"),
        conditions=tuple(line for line in given.get("conditions", "").splitlines() if line.strip()),
    )
    return cases.record_judgment(tenancy_id, ruling=ruling, **who)


_COURT: dict[str, Deed] = {
    "dagvaarding-betekend": lambda key, given, who: cases.serve(key, on=_day(given), **who),
    "zitting": lambda key, given, who: cases.plan_hearing(
        key, on=_day(given), starts_at=_time_or_none(given.get("at", "")), place=given.get("place", ""), **who
    ),
    "zitting-gehouden": lambda key, given, who: cases.record_hearing(
        key, hearing_id=asked.number(given.get("hearing", "")), result=given.get("result", ""), **who
    ),
    "vonnis": _judgment,
    "vonnis-betekend": lambda key, given, who: cases.serve_judgment(key, on=_day(given), **who),
    "hoger-beroep": lambda key, given, who: cases.record_appeal(key, on=_day(given), **who),
    "voorwaarde": lambda key, given, who: cases.meet_condition(
        key, condition_id=asked.number(given.get("condition", "")), evidence=given.get("evidence", ""), **who
    ),
    "intrekken": lambda key, given, who: cases.withdraw(key, reason=given.get("reason", ""), **who),
    "ontruiming": lambda key, given, who: evictions.plan(
        key, on=_day(given), served_on=_day(given, "served_on"), **who
    ),
    "gemeente": lambda key, given, who: evictions.tell_municipality(key, on=_day(given), **who),
    "afblazen": lambda key, given, who: evictions.cancel(
        key, reason=given.get("reason", ""), end=given.get("end", ""), **who
    ),
}
_BAILIFF: dict[str, Deed] = {
    "bericht": lambda key, given, who: bailiff.report_back(
        key, status=given.get("status", ""), text=given.get("text", ""), **who
    ),
    "terughalen": lambda key, given, who: bailiff.recall(key, reason=given.get("reason", ""), **who),
    "afdracht": lambda key, given, who: bailiff.remit(
        asked.number(given.get("payment", "")),
        tenancy_id=key,
        reference=given.get("reference", ""),
        parts={part: _cents(given, part) for part in ("costs", "interest", "principal")},
        **who,
    ),
}
_CHANCE: dict[str, Deed] = {
    "aanbod": lambda key, given, who: last_chance.offer(
        key,
        conditions=tuple(given.get("conditions", "").splitlines()),
        until=_day(given, "until"),
        **who,
    ),
    "akkoord": lambda key, given, who: last_chance.agree(key, **who),
    "gebroken": lambda key, given, who: last_chance.break_condition(
        key, condition_id=asked.number(given.get("condition", "")), reason=given.get("reason", ""), **who
    ),
    "einde": lambda key, given, who: last_chance.end(
        key, is_kept=given.get("is_kept") == "1", reason=given.get("reason", ""), **who
    ),
}
