"""The gates of a tenancy as JSON, duty by duty."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from gewoon.actions.policy import gates as deeds
from gewoon.records.queries import gates
from gewoon.rules.policy.gate import as_json
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs


@needs("eviction.gate_status")
@require_safe
def of_tenancy(request: HttpRequest, tenancy_id: int) -> JsonResponse:
    """Answer all five gates of a tenancy as of today."""
    on = moment.today()
    gates.require_sight(request.user, tenancy_id, on=on)
    states = deeds.states_of(tenancy_id, on=on)
    answer = {
        "tenancy": tenancy_id,
        "on": on.isoformat(),
        "gates": [as_json(each) for each in states.values()],
    }
    return JsonResponse(answer)
