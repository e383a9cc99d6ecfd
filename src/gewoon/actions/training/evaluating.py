"""Takes in evaluations so that nobody, and no database, can say whose an answer is."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from gewoon.actions.rights import Refused, Who, on_row
from gewoon.actions.training.own import require_own
from gewoon.actions.training.planning import programme_of
from gewoon.records.training import Enrolment, EnrolmentState, EvaluationAnswer, EvaluationRemark
from gewoon.rules.training import evaluation

_KEYS = 2**62
_MIXER = secrets.SystemRandom()


@on_row(Enrolment, "training.evaluate", right="programme.evaluation_individual", is_own=True)
def evaluate(
    enrolment: Enrolment,
    *,
    answers: Mapping[str, str],
    by: Who,
    now: datetime,
    remark: str = "",
    may_show: bool = False,
) -> None:
    """Take in one form. All that is kept with the participant is that there was one, without a moment.

    Every waiting form is written anew in another order under new random keys, so that neither order
    nor transaction says which came with whom. A remark without consent to show it is not kept at all.
    Raises Refused when somebody answered already, or has not been in a group.
    """
    require_own(by, "programme.evaluation_individual", enrolment)
    if enrolment.has_evaluated:
        raise Refused("You filled in this form already. Thank you.")
    if enrolment.state not in (EnrolmentState.SEATED, EnrolmentState.FINISHED, EnrolmentState.DROPPED_OUT):
        raise Refused("This form is for who took part.")
    programme = programme_of(enrolment.programme)
    try:
        checked = evaluation.check(answers, [each.name for each in programme.questions])
    except ValueError as error:
        raise Refused(str(error)) from None
    # Two forms at once wait for each other here: the programme has no row of its own to lock.
    list(EvaluationAnswer.objects.select_for_update().filter(programme=programme.name, pool=0))
    enrolment.has_evaluated = True
    enrolment.save(update_fields=["has_evaluated"])
    _mix(programme.name, checked, remark.strip()[: evaluation.LONGEST_REMARK] if may_show else "")


def _mix(programme: str, answers: Mapping[str, str], remark: str) -> None:
    waiting = EvaluationAnswer.objects.filter(programme=programme, pool=0)
    forms = [*waiting.values_list("answers", flat=True), dict(answers)]
    remarks = EvaluationRemark.objects.filter(programme=programme, pool=0)
    texts = [*remarks.values_list("text", flat=True), *([remark] if remark else [])]
    so_far = EvaluationAnswer.objects.filter(programme=programme).aggregate(last=Max("pool"))["last"] or 0
    waiting.delete()
    remarks.delete()
    _MIXER.shuffle(forms)
    _MIXER.shuffle(texts)
    numbers = evaluation.pools(len(forms), so_far=so_far)
    EvaluationAnswer.objects.bulk_create(
        EvaluationAnswer(pk=_key(), programme=programme, pool=number, answers=form)
        for number, form in zip(numbers, forms, strict=True)
    )
    # Remarks are shown with the tens of their own time: when a ten is full, all that wait go along.
    EvaluationRemark.objects.bulk_create(
        EvaluationRemark(pk=_key(), programme=programme, pool=max(numbers), text=text) for text in texts
    )


def _key() -> int:
    return 1 + secrets.randbelow(_KEYS)
