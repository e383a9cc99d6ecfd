"""For the press: the text that the figures allow, its release by a second person, and the register."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.outcome import releases
from gewoon.actions.rights import Refused
from gewoon.records.queries import outcome
from gewoon.records.queries.rights import scope
from gewoon.web.insight.words import STATES, language, named
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.refusals import in_words

READ = "press.figures"


@needs(READ)
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """Show the text about the last closed year, and the register of releases."""
    report, draft, refused = outcome.newest_report(request.user), None, ""
    if report is not None:
        try:
            draft = releases.draft(request.user, report, year=report.until_on.year - 1)
        except Refused as refusal:
            refused = in_words(str(refusal))
    rows = outcome.releases(request.user)
    return render(
        request,
        "insight/press.html",
        {
            "draft": draft,
            "paragraphs": [] if draft is None else draft.texts[language()].split("\n\n"),
            "refused": refused,
            "rows": [(each, named(STATES, each.state), each.texts[language()]) for each in rows],
            "is_released": draft is not None
            and any(each.period == str(draft.year) and each.state == "released" for each in rows),
            "may_propose": scope(request.user, "press.release_propose") == "a",
            "may_approve": scope(request.user, "press.release_approve") == "a",
            "may_interviews": scope(request.user, "press.interview_consent_list") == "a",
        },
    )


@needs("press.release_propose")
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Make the release of the last closed year."""
    report = outcome.newest_report(request.user)
    if report is None:
        raise Refused(_("There is no report yet: make one first."))
    releases.propose_release(
        report=report,
        year=report.until_on.year - 1,
        notes=request.POST.get("notes", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The release waits for a second person."))
    return redirect("insight:press")


@needs("press.release_approve")
@require_POST
def approve(request: HttpRequest, release_id: int) -> HttpResponse:
    """Release, as a second person."""
    releases.approve_release(release_id, by=request.user, now=moment.now())
    messages.success(request, _("Released. Text and figures are frozen."))
    return redirect("insight:press")


@needs("press.release_approve")
@require_POST
def refuse(request: HttpRequest, release_id: int) -> HttpResponse:
    """Turn a release down."""
    reason = request.POST.get("reason", "")[:200]
    releases.refuse_release(release_id, reason=reason, by=request.user, now=moment.now())
    messages.success(request, _("The release is turned down."))
    return redirect("insight:press")
