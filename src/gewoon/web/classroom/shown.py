"""What may be shown to others: evaluations of many together, who may be asked, and a certificate."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gewoon.actions.training import certificates
from gewoon.gateways.training_files import shipped_programmes
from gewoon.records.queries.training import classroom
from gewoon.rules.training.evaluation import POOL
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file
from gewoon.web.shared.training_words import MEDIA, SCOPES, language


@needs("programme.evaluation_aggregate")
@require_safe
def evaluation(request: HttpRequest, programme: str) -> HttpResponse:
    """Show what participants say, ten or more together."""
    found = shipped_programmes().get(programme)
    if found is None:
        raise Http404
    texts = {each.name: each.text[language()] for each in found.questions}
    page = classroom.evaluation_page(request.user, programme, tuple(texts))
    shares = None if page.shares is None else [(texts[each.question], each.yes) for each in page.shares]
    values = {"title": found.title[language()], "page": page, "shares": shares, "pool": POOL}
    return render(request, "classroom/evaluation.html", values)


@needs("press.interview_consent_list")
@require_safe
def interviews(request: HttpRequest) -> HttpResponse:
    """List who agreed to be asked for an interview, as of now."""
    rows = [
        {
            "row": each,
            "medium": MEDIA.get(each.medium, each.medium),
            "scope": SCOPES.get(each.scope, each.scope),
        }
        for each in classroom.interview_list(request.user)
    ]
    return render(request, "classroom/interviews.html", {"rows": rows})


@needs("programme.attendance")
@require_safe
def certificate(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Give the certificate of who followed the whole training; the trainer's bears the first name."""
    content = certificates.certificate(enrolment_id, language=language(), by=request.user, on=moment.today())
    return pdf_file(content, "certificate")
