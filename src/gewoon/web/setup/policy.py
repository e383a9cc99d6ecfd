"""The policy as a page: its path, rules, duties and gates, what the checks find, and its other versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gewoon.actions.policy import publishing
from gewoon.records.queries.rights import scope
from gewoon.web.setup import path, shown, versions
from gewoon.web.setup.words import STATES, language, named
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs

READ = "policy.edit_draft"


@needs(READ)
@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Show the policy of today."""
    found = versions.versions(request.user, on=moment.today())
    held = versions.holding(found, on=moment.today())
    return _page(request, found, held or found[0])


@needs(READ)
@require_safe
def version(request: HttpRequest, key: str) -> HttpResponse:
    """Show another version: one that was, will be, or is proposed."""
    found = versions.versions(request.user, on=moment.today())
    return _page(request, found, versions.named(found, key))


@needs(READ)
@require_safe
def as_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the text of a version, to begin a draft with."""
    chosen = versions.named(versions.versions(request.user, on=moment.today()), key)
    answer = HttpResponse(chosen.text.content, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{chosen.policy.valid_from}.toml"'
    return answer


def _page(
    request: HttpRequest, found: tuple[versions.Version, ...], chosen: versions.Version
) -> HttpResponse:
    on, speech = moment.today(), language()
    held = versions.holding(found, on=on)
    examined = publishing.examine(chosen.text, on=on, language=speech)
    may_approve = scope(request.user, publishing.APPROVE) == "a"
    values = {
        "chosen": chosen,
        "policy": chosen.policy,
        "label": chosen.policy.label.get(speech) or chosen.policy.name,
        "path": path.draw(chosen.policy, speech),
        "rules": shown.rules(chosen.policy, speech),
        "otherwise": shown.label_of(chosen.policy.steps[chosen.policy.otherwise], speech),
        "protected": list(shown.protected(chosen.policy, speech)),
        "findings": shown.finding_rows(examined.findings, examined.grave),
        "is_held": held is not None and held.key == chosen.key,
        "held": held,
        "versions": [
            (each, each.policy.label.get(speech) or each.policy.name, _state(each)) for each in found
        ],
        "may_propose": scope(request.user, publishing.PROPOSE) == "a",
        "may_approve": may_approve,
        "is_own_proposal": chosen.row is not None and chosen.row.proposed_by_user == request.user.pk,
    }
    return render(request, "setup/policy.html", values)


def _state(each: versions.Version) -> object:
    return "" if each.row is None else named(STATES, each.row.state)
