"""Deeds on the open step: send its letter, note a contact, mark it as done, and take any of these back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.contact import attempts, letters
from gewoon.actions.policy import steps
from gewoon.records.queries.account import AccountPage
from gewoon.web.desk.chosen import choose
from gewoon.web.desk.way import CONTACTS
from gewoon.web.shared import asked, moment, undo
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file


@needs("letter.dispatch")
@require_POST
def send_letter(request: HttpRequest, tenancy_id: int, step_id: int) -> HttpResponse:
    """Approve the letter of the step: it leaves in ten minutes."""
    name = choose(request.user, tenancy_id, on=moment.today()).name
    letter = letters.write_letter(
        tenancy_id, step_id=step_id, by=request.user, now=moment.now(), key=asked.key(request)
    )
    undo.offer(
        request,
        text=_("The letter to %(name)s leaves in ten minutes.") % {"name": name},
        url=reverse("desk:letter_back", args=[tenancy_id, letter.pk]),
    )
    return redirect(asked.after(request, reverse("desk:tenancy", args=[tenancy_id])))


@needs("letter.read")
@require_safe
def preview(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Show the letter of the open step as it would be written now; nothing is kept."""
    page = choose(request.user, tenancy_id, on=moment.today()).page
    content = letters.preview(tenancy_id, step_name=_step_name(page), by=request.user, now=moment.now())
    return pdf_file(content, _("letter"))


@needs("contact.record_attempt")
@require_POST
def contacted(request: HttpRequest, tenancy_id: int, step_id: int) -> HttpResponse:
    """Note that the tenant was reached, or was not."""
    chosen = choose(request.user, tenancy_id, on=moment.today())
    is_reached = request.POST.get("reached") == "1"
    attempts.record_attempt(
        tenancy_id,
        kind=CONTACTS.get(_step_name(chosen.page), ""),
        reached=is_reached,
        by=request.user,
        now=moment.now(),
        step_id=step_id,
        key=asked.key(request),
    )
    said = (
        _("Spoken with %(name)s. The step is done.")
        if is_reached
        else _("%(name)s was not reached. That counts as a try.")
    )
    return _done(request, tenancy_id, step_id, said % {"name": chosen.name})


@needs("contact.record_attempt")
@require_POST
def finished(request: HttpRequest, tenancy_id: int, step_id: int) -> HttpResponse:
    """Mark a task as done."""
    name = choose(request.user, tenancy_id, on=moment.today()).name
    steps.finish_step(tenancy_id, step_id=step_id, by=request.user, now=moment.now(), key=asked.key(request))
    return _done(request, tenancy_id, step_id, _("The step for %(name)s is done.") % {"name": name})


@needs("contact.record_attempt")
@require_POST
def back(request: HttpRequest, tenancy_id: int, step_id: int) -> HttpResponse:
    """Take back that a step was done."""
    steps.take_back_step(tenancy_id, step_id=step_id, by=request.user, now=moment.now())
    return redirect(asked.after(request, reverse("desk:tenancy", args=[tenancy_id])))


def _step_name(page: AccountPage) -> str:
    return "" if page.step is None else page.step.name


def _done(request: HttpRequest, tenancy_id: int, step_id: int, said: str) -> HttpResponse:
    undo.offer(request, text=said, url=reverse("desk:step_back", args=[tenancy_id, step_id]))
    return redirect(asked.after(request, reverse("desk:tenancy", args=[tenancy_id])))
