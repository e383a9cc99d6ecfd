"""Lays a draft before a second person: upload, what the checks say, propose, publish or turn down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gewoon.actions.policy import publishing
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.reading import Text
from gewoon.rules.policy.sheet import LARGEST
from gewoon.web.setup import shown
from gewoon.web.setup.words import language
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs

MOST_BYTES = 4 * LARGEST


@needs(publishing.PROPOSE)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Take in a draft, say everything that is wrong with it; propose it when that is asked."""
    values: dict[str, Any] = {"why": request.POST.get("why", "")}
    if request.method == "POST":
        read = _read(request)
        if isinstance(read, Finding):
            values["findings"] = shown.finding_rows((read,), (read,))
            return render(request, "setup/draft.html", values, status=400)
        if request.POST.get("do") == "propose":
            row = publishing.propose_policy(
                read, why=values["why"], by=request.user, now=moment.now(), key=asked.key(request)
            )
            messages.success(request, _("The policy waits for a second person."))
            return redirect("setup:version", key=f"p{row.pk}")
        values |= _examined(read)
    return render(request, "setup/draft.html", values, status=400 if values.get("is_wrong") else 200)


@needs(publishing.APPROVE)
@require_POST
def publish(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Publish, as a second person."""
    row = publishing.publish_policy(policy_id, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("Published. It decides from its first day on."))
    return redirect("setup:version", key=f"p{row.pk}")


@needs(publishing.APPROVE)
@require_POST
def refuse(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Turn a proposed policy down."""
    reason = request.POST.get("reason", "")
    publishing.refuse_policy(policy_id, reason=reason, by=request.user, now=moment.now())
    messages.success(request, _("The policy is turned down."))
    return redirect("setup:policy")


def _read(request: HttpRequest) -> Text | Finding:
    """Read the file, or the text that was checked before; of a large file no more than shows that it is."""
    file = request.FILES.get("file")
    if file is not None:
        return publishing.read_draft(file.read(MOST_BYTES + 1), file.name or "")
    content = request.POST.get("text", "").replace("\r\n", "\n")
    return publishing.read_draft(content.encode(), request.POST.get("name", ""))


def _examined(text: Text) -> dict[str, Any]:
    found = publishing.examine(text, on=moment.today(), language=language())
    policy = found.policy
    return {
        "text": text,
        "is_checked": True,
        "is_wrong": bool(found.grave) or policy is None,
        "first": None if policy is None else policy.valid_from,
        "is_late": policy is not None and policy.valid_from <= moment.today(),
        "findings": shown.finding_rows(found.findings, found.grave),
    }
