"""The page from which all work on the books begins, with how much of each waits."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gewoon.records.queries import final_accounts, suspense, write_offs
from gewoon.records.queries.rights import scope
from gewoon.web.shared import moment, undo
from gewoon.web.shared.access import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A kind of work on the books; `waits` is how many wait for somebody, None where nothing is counted."""

    label: Promise
    told: Promise
    url: str
    icon: str
    waits: int | None = None


@needs(write_offs.RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what somebody may do on the books, and how much waits."""
    work = _work(request.user)
    return render(request, "desk/money_page.html", {"work": work, "undo": undo.take(request)})


def _work(user: Any) -> tuple[Work, ...]:
    may_book = scope(user, "ledger.post_manual_entry") == "a"
    found: list[Work] = []
    if scope(user, "statement.import") == "a":
        told = _("Statements of the bank, direct debit batches, and tables of your own system.")
        url = reverse("desk:import")
        found.append(Work(label=_("Import files"), told=told, url=url, icon="upload"))
    if scope(user, "suspense.allocate") == "a":
        found.append(
            Work(
                label=_("Money to place"),
                told=_("Payments and returns of which nobody knows yet whose they are."),
                url=reverse("desk:suspense"),
                icon="receipt",
                waits=suspense.counts(user, on=moment.today())["all"],
            )
        )
    if may_book:
        told = _("Collect the rent of a month from who gave a mandate.")
        url = reverse("desk:collecting")
        found.append(Work(label=_("Direct debit"), told=told, url=url, icon="refresh"))
    found.append(
        Work(
            label=_("Write-offs"),
            told=_("One person proposes to give up a claim, another decides."),
            url=reverse("desk:write_offs"),
            icon="circle-x",
            waits=len(write_offs.waiting(user)),
        )
    )
    if may_book:
        found.append(
            Work(
                label=_("Final accounts"),
                told=_("Tenants who left: the deposit, what is open, and what goes back."),
                url=reverse("desk:final_accounts"),
                icon="door-exit",
                waits=sum(each.can_be_settled for each in final_accounts.unsettled(user, on=moment.today())),
            )
        )
    return tuple(found)
