"""Two versions side by side: for whom the next step becomes another, in words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gewoon.rules.policy.difference import difference
from gewoon.rules.policy.difference_in_words import difference_in_words
from gewoon.rules.policy.explain import label_of
from gewoon.rules.policy.grid import TooMuchWork
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.sentences import Language
from gewoon.web.setup import slowly, versions
from gewoon.web.setup.policy import READ
from gewoon.web.setup.words import language
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs


@needs(READ)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Choose two versions, and see every kind of tenant that is treated differently."""
    speech = language()
    found = versions.versions(request.user, on=moment.today())
    values: dict[str, Any] = {
        "versions": [(each, each.policy.label.get(speech) or each.policy.name) for each in found]
    }
    if "old" in request.GET and "new" in request.GET:
        old = versions.named(found, request.GET["old"])
        new = versions.named(found, request.GET["new"])
        values |= {"old": old, "new": new, **_compared(old.policy, new.policy, speech)}
    return render(request, "setup/compare.html", values)


def _compared(old: Policy, new: Policy, speech: Language) -> dict[str, Any]:
    prints = (old.content_hash, new.content_hash, old.catalogue_hash, old.gates_hash, new.gates_hash)
    if old.content_hash == new.content_hash:
        return {"pairs": []}
    done = slowly.answer(("difference", speech, prints), lambda: in_pairs(old, new, speech))
    if done is None:
        return {"is_coming": True}
    try:
        return {"pairs": done.result()}
    except (ValueError, TooMuchWork) as wrong:
        return {"wrong": str(wrong)}


def in_pairs(old: Policy, new: Policy, speech: Language) -> list[dict[str, Any]]:
    """Answer per old and new step who is meant; the lines are those of `gewoon policy diff`."""
    changes = difference(old, new)
    found = []
    for was, becomes in dict.fromkeys((each.old_step, each.new_step) for each in changes):
        own = [each for each in changes if (each.old_step, each.new_step) == (was, becomes)]
        lines = list(difference_in_words(own, old, new, speech))[2:]
        found.append(
            {
                "was": label_of(old.steps[was], speech),
                "becomes": label_of(new.steps[becomes], speech),
                "is_heavier": new.steps[becomes].weight > old.steps[was].weight,
                "lines": [(line.strip(), line.startswith("      ")) for line in lines],
            }
        )
    return found
