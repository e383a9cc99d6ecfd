"""Makes the certificate of who followed the whole training."""

from datetime import date

from gewoon.actions.contact.values import association
from gewoon.actions.rights import NotFound, Who
from gewoon.actions.training.planning import programme_of
from gewoon.gateways.certificate import Certificate, typeset
from gewoon.records.people import scope
from gewoon.records.queries.rights import Hidden
from gewoon.records.queries.training import sight
from gewoon.records.training import EnrolmentState


def certificate(enrolment_id: int, *, language: str, by: Who, on: date) -> bytes:
    """Give the certificate as PDF; raises NotFound for who did not finish or is not one's own.

    With the full name for whoever may know it, with the first name for the trainer.
    """
    try:
        seen = sight.enrolments(by, "programme.attendance", on=on)
    except Hidden:
        raise NotFound("There is no such certificate.") from None
    found = seen.filter(pk=enrolment_id, state=EnrolmentState.FINISHED).select_related("party", "cohort")
    enrolment = found.first()
    if enrolment is None or enrolment.ended_on is None:
        raise NotFound("There is no such certificate.")
    programme, house = programme_of(enrolment.programme), association()
    has_name = enrolment.party is not None and scope(by, "programme.full_name_of_participant") != "-"
    name = enrolment.party.full_name if has_name and enrolment.party else enrolment.first_name
    return typeset(
        Certificate(
            language=language,
            name=name,
            programme=programme.title[language],
            themes=tuple(each.theme[language] for each in programme.themes),
            bureau=programme.bureau,
            association=house.name,
            town=house.town.split("  ")[-1],
            on=enrolment.ended_on,
        )
    )
