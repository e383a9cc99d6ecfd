"""My letters and my data: who looked, the whole as a file, and what I agreed to."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.contact import letters as deeds
from gewoon.actions.training import consenting
from gewoon.records.queries import own as queries
from gewoon.records.queries import own_data, own_training
from gewoon.records.queries.own import Own
from gewoon.web.portal.access import acting, tenant
from gewoon.web.shared import moment
from gewoon.web.shared import training_words as words
from gewoon.web.shared.files import given_file, pdf_file


@tenant("letter.read")
@require_safe
def letters(request: HttpRequest, own: Own) -> HttpResponse:
    """List the letters that we sent."""
    return render(request, "portal/letters.html", {"own": own, "letters": queries.letters(request.user)})


@tenant("letter.read")
@require_safe
def letter(request: HttpRequest, own: Own, letter_id: int) -> HttpResponse:
    """Give one of these letters, as it left the house."""
    found = next((each for each in queries.letters(request.user) if each.letter_id == letter_id), None)
    if found is None or not found.has_file:
        raise Http404
    return pdf_file(deeds.pdf(letter_id, by=acting(own)), f"{found.name}-{letter_id}")


@tenant("audit.who_saw_my_file")
@require_safe
def data(request: HttpRequest, own: Own) -> HttpResponse:
    """Show what we know, who looked, and what was agreed to."""
    values = {
        "own": own,
        "looks": queries.looked(request.user),
        "signed_in": queries.signed_in(request.user),
        "training": own_training.training(request.user, on=moment.today()),
        "consents": own_training.consents(request.user),
        "media": words.MEDIA,
        "scopes": words.SCOPES,
        "consent_text": consenting.TEXT[words.language()],
        "text_version": consenting.TEXT_VERSION,
        "house": queries.house(),
    }
    return render(request, "portal/data.html", values)


@tenant("dsar.export")
@require_safe
def file(request: HttpRequest, own: Own) -> HttpResponse:
    """Give everything that we keep about this home and who asks, as a file."""
    content = json.dumps(own_data.everything(request.user, on=moment.today()), ensure_ascii=False, indent=1)
    return given_file(content.encode(), "mijn-gegevens.json", "application/json")


@tenant("press.give_consent")
@require_POST
def agree(request: HttpRequest, own: Own) -> HttpResponse:
    """Agree to be asked for an interview, for one medium and no more than was chosen."""
    consenting.give_consent(
        own.tenancy_id,
        medium=request.POST.get("medium", ""),
        scope=request.POST.get("scope", ""),
        text_version=request.POST.get("text_version", ""),
        by=acting(own),
        now=moment.now(),
    )
    messages.success(request, _("Thank you. You can take this back here at any moment."))
    return redirect("portal:data")


@tenant("press.withdraw_consent")
@require_POST
def withdraw(request: HttpRequest, own: Own) -> HttpResponse:
    """Take consent back, at once."""
    consenting.withdraw_consent(
        own.tenancy_id,
        medium=request.POST.get("medium", ""),
        scope=request.POST.get("scope", ""),
        by=acting(own),
        now=moment.now(),
    )
    messages.success(request, _("It is taken back. It has no consequences."))
    return redirect("portal:data")
