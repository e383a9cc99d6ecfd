"""Letters: those that wait to leave, and those of one tenancy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gewoon.records.contact import Letter, LetterState
from gewoon.records.queries.rights import Reader, own_tenancies, reach, require
from gewoon.records.queries.tenancies import named

RIGHT = "letter.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A letter in a list. `letter` is its name in the shipped letters, `step` the step it came of or empty.

    `sent_on` is None until it leaves; `reason` says why it was stopped, taken back or returned.
    """

    letter_id: int
    tenancy_id: int
    tenant_name: str
    address: str
    letter: str
    step: str
    language: str
    state: str
    written_at: datetime
    leaves_at: datetime
    sent_on: date | None
    reason: str

    @property
    def can_be_taken_back(self) -> bool:
        """Say whether it still waits."""
        return self.state == LetterState.WAITING


def waiting(user: Reader) -> tuple[LetterRow, ...]:
    """List the letters that have not left yet, first to leave first. Raises Hidden."""
    letters = Letter.objects.filter(state=LetterState.WAITING)
    if reach(user, RIGHT) == "o":
        letters = letters.filter(tenancy__in=own_tenancies(user))
    return _rows(letters.select_related("step").order_by("leaves_at", "pk"))


def of(user: Reader, tenancy_id: int, *, on: date | None = None) -> tuple[LetterRow, ...]:
    """List the letters of one tenancy, newest first. Raises Hidden; `on` as in `rights.own_tenancies`."""
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    letters = Letter.objects.filter(tenancy=tenancy_id)
    return _rows(letters.select_related("step").order_by("-written_at", "-pk"))


def _rows(letters: Iterable[Letter]) -> tuple[LetterRow, ...]:
    found = list(letters)
    people = named({letter.tenancy_id for letter in found}) if found else {}
    return tuple(
        LetterRow(
            letter_id=letter.pk,
            tenancy_id=letter.tenancy_id,
            tenant_name=people[letter.tenancy_id].name,
            address=people[letter.tenancy_id].address,
            letter=letter.name,
            step=letter.step.name if letter.step is not None else "",
            language=letter.language,
            state=letter.state,
            written_at=letter.written_at,
            leaves_at=letter.leaves_at,
            sent_on=letter.sent_on,
            reason=letter.reason,
        )
        for letter in found
    )
