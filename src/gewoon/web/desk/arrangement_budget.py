"""The budget with the tenant at the table: what can be paid, and which allowances may be missed.

Nothing that is typed here is kept; only the amount a month, when somebody asks for that.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gewoon.actions.arrangement import budget
from gewoon.actions.arrangement.budget import Told
from gewoon.actions.rights import Refused
from gewoon.records.queries.rights import require
from gewoon.rules.arrangement.assistance import Situation
from gewoon.rules.arrangement.capacity import Every, Line
from gewoon.rules.arrangement.household import Household
from gewoon.rules.money import Cents
from gewoon.web.desk.chosen import choose
from gewoon.web.shared import arrangement_words as words
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words
from gewoon.web.shared.typed import amount

RIGHT = "budget.income_expenses"


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Work out a budget; with `keep` the amount a month is kept, and nothing else."""
    on = moment.today()
    require(request.user, RIGHT, tenancy_id=tenancy_id, on=on)
    chosen = choose(request.user, tenancy_id, on=on)
    values: dict[str, Any] = _form(request.POST) | {"chosen": chosen}
    if request.method != "POST":
        return render(request, "arrangement/budget.html", values)
    try:
        told = _told(request.POST)
        values["capacity"] = budget.work_out(told, on=on)
        values["missed"] = budget.missed(_household(request.POST, told), on=on)
        if "keep" in request.POST:
            budget.record_capacity(
                tenancy_id, told=told, by=request.user, now=moment.now(), key=asked.key(request)
            )
            messages.success(request, _("Only the amount a month is kept. What you filled in is gone."))
            return redirect("desk:arrangement_make", tenancy_id)
    except ValueError as wrong:
        return render(request, "arrangement/budget.html", values | {"error": str(wrong)}, status=400)
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        values["error"] = in_words(str(refusal))
        return render(request, "arrangement/budget.html", values, status=400)
    return render(request, "arrangement/budget.html", values)


def _form(given: QueryDict) -> dict[str, Any]:
    """Give the lines of the form with what was typed."""
    return {
        "given": given,
        "households": words.HOUSEHOLDS,
        "everies": words.EVERY,
        "income": _lines(given, "in", words.SOURCES),
        "costs": _lines(given, "out", words.COSTS),
    }


def _lines(given: QueryDict, prefix: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{prefix}_{name}",
            "label": label,
            "value": given.get(f"{prefix}_{name}", ""),
            "every": given.get(f"{prefix}_{name}_every", Every.MONTH),
        }
        for name, label in names.items()
    ]


def _told(given: QueryDict) -> Told:
    """Read the form; raise ValueError with what was expected."""
    household = given.get("household", "")
    if household not in words.HOUSEHOLDS:
        raise ValueError(_("Choose who lives there from the list."))
    return Told(
        situation=Situation(
            household=household,
            age=_age(given.get("age", "")),
            adults_sharing_costs=_age(given["adults"]) if given.get("adults", "").strip() else None,
        ),
        children=len(_ages(given)),
        income=_read(given, "in", words.SOURCES),
        costs=_read(given, "out", words.COSTS),
        holiday_included="holiday" in given,
    )


def _read(given: QueryDict, prefix: str, names: dict[str, Any]) -> tuple[Line, ...]:
    found = []
    for name in names:
        text = given.get(f"{prefix}_{name}", "").strip()
        if not text:
            continue
        every = given.get(f"{prefix}_{name}_every", Every.MONTH)
        if every not in words.EVERY:
            raise ValueError(_("Choose from the list how often an amount comes."))
        found.append(Line(name=name, cents=amount(text), every=Every(every)))
    return tuple(found)


def _household(given: QueryDict, told: Told) -> Household:
    """Say of the household what the allowances ask; what was not typed is unknown."""
    ages = _ages(given)
    return Household(
        income=_perhaps(given, "year_income"),
        has_partner=told.situation.household == "couple",
        assets=_perhaps(given, "assets"),
        age=told.situation.age,
        children=len(ages),
        children_ages=ages,
        has_child=bool(ages),
        bare_rent=_perhaps(given, "bare_rent"),
    )


def _perhaps(given: QueryDict, name: str) -> Cents | None:
    text = given.get(name, "").strip()
    found = amount(text) if text else None
    if found is not None and found < 0:
        raise ValueError(_("An amount is below zero: income and costs are both written as positive amounts."))
    return found


def _ages(given: QueryDict) -> tuple[int, ...]:
    return tuple(_age(text) for text in given.get("children", "").replace(",", " ").split())[:20]


def _age(text: str) -> int:
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) < 4 and int(bare) <= 120):
        raise ValueError(_("“%(text)s” is no age. Write whole years like 34.") % {"text": bare[:40]})
    return int(bare)
