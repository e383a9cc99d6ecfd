"""One step for several tenants at once: first for whom it can be done, then one deed for each."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gewoon.actions.contact import letters
from gewoon.actions.rights import Refused
from gewoon.records.queries import worklist
from gewoon.records.queries.worklist import WorklistRow
from gewoon.web.shared import asked, moment, undo
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words

MOST = 200
SENT = "sent_together"
GONE = "This step is no longer open: somebody was before you, or a payment came in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Somebody for whom it is not done, and why."""

    name: str
    why: str


@needs("letter.dispatch")
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show for whom of those chosen the letter can be sent, and why not for the others."""
    chosen = asked.numbers(request.POST.getlist("tenancy"))[:MOST]
    back = asked.after(request, reverse("desk:worklist"))
    if not chosen:
        messages.info(request, _("Choose one or more tenants first."))
        return redirect(back)
    rows = [row for key in chosen if (row := worklist.row(request.user, key)) is not None]
    reasons = {row.tenancy_id: _why_not(row, request.user) for row in rows}
    return render(
        request,
        "desk/together.html",
        {
            "can": [row for row in rows if not reasons[row.tenancy_id]],
            "cannot": [
                Not(name=row.name, why=reasons[row.tenancy_id]) for row in rows if reasons[row.tenancy_id]
            ],
            "gone": len(chosen) - len(rows),
            "chosen": len(chosen),
            "back": back,
        },
    )


@needs("letter.dispatch")
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send the letters, one deed per tenancy; what cannot be done is told, the rest goes on."""
    sent: list[tuple[int, int]] = []
    for key in asked.numbers(request.POST.getlist("tenancy"))[:MOST]:
        row = worklist.row(request.user, key)
        try:
            # Without a step the deed refuses, unless this very form was sent before.
            step_id = 0 if row is None else row.step_id
            made = letters.write_letter(
                key, step_id=step_id, by=request.user, now=moment.now(), key=_key(request, key)
            )
            sent.append((key, made.pk))
        except Refused as refusal:
            name, said = (_("A tenant"), GONE) if row is None else (row.name, str(refusal))
            messages.warning(request, f"{name}: {in_words(said)}")
    if sent:
        request.session[SENT] = sent
        said = ngettext(
            "%(count)s letter leaves in ten minutes.", "%(count)s letters leave in ten minutes.", len(sent)
        )
        undo.offer(request, text=said % {"count": len(sent)}, url=reverse("desk:together_back"))
    return redirect(asked.after(request, reverse("desk:worklist")))


@needs("letter.dispatch")
@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Take back the letters that were sent together and have not left."""
    for tenancy_id, letter_id in request.session.pop(SENT, []):
        try:
            letters.take_back(tenancy_id, letter_id=letter_id, by=request.user, now=moment.now())
        except Refused as refusal:
            messages.warning(request, in_words(str(refusal)))
    return redirect(asked.after(request, reverse("desk:worklist")))


def _key(request: HttpRequest, tenancy_id: int) -> str | None:
    """Answer the key of one letter of many: that of the form, and whose it is."""
    whole = asked.key(request)
    return None if whole is None else f"{whole}-{tenancy_id}"


def _why_not(row: WorklistRow, user: Any) -> str:
    """Say why no letter can be sent for this step; empty when one can."""
    if row.is_gate:
        return _("the gate is closed")
    if letters.letter_of(row.step) is None:
        return _("this step is not a letter")
    return _refused(row, user)


def _refused(row: WorklistRow, user: Any) -> str:
    """Write the letter without keeping it, to hear what is missing or doubtful."""
    try:
        letters.preview(row.tenancy_id, step_name=row.step, by=user, now=moment.now())
    except Refused as refusal:
        return in_words(str(refusal))
    return ""
