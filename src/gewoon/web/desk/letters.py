"""Letters: those that wait to leave, each as PDF, and taken back while it waits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.contact import letters as deeds
from gewoon.records.queries import letters
from gewoon.web.shared import asked, moment, undo
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file


@needs("letter.dispatch")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the letters that have not left, first to leave first."""
    return render(
        request,
        "desk/letters.html",
        {"letters": letters.waiting(request.user), "now": moment.now(), "undo": undo.take(request)},
    )


@needs("letter.read")
@require_safe
def pdf(request: HttpRequest, tenancy_id: int, letter_id: int) -> HttpResponse:
    """Show a letter as it left; of one from before we have only that it was sent."""
    found = letters.of(request.user, tenancy_id, on=moment.today())
    letter = next((each for each in found if each.letter_id == letter_id), None)
    if letter is None:
        raise Http404
    if is_from_before(letter):
        return render(request, "desk/letter_from_before.html", {"letter": letter}, status=404)
    return pdf_file(deeds.pdf(letter_id, by=request.user), f"{letter.letter}-{letter_id}")


@needs("letter.dispatch")
@require_POST
def back(request: HttpRequest, tenancy_id: int, letter_id: int) -> HttpResponse:
    """Take a letter back; its step is open again."""
    deeds.take_back(tenancy_id, letter_id=letter_id, by=request.user, now=moment.now())
    return redirect(asked.after(request, reverse("desk:letters")))


def is_from_before(letter: letters.LetterRow) -> bool:
    """Say whether another system sent it: ours wait before they leave."""
    return letter.written_at == letter.leaves_at
