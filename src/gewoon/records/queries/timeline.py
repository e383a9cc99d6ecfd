"""What happened to a tenancy, in order: payments, steps, letters, contacts, circumstances and deeds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from gewoon.records.contact import ContactAttempt
from gewoon.records.events import Event
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.letters import LetterRow
from gewoon.records.queries.lines import Line
from gewoon.records.tenancy import Circumstance
from gewoon.rules.calendar import AMSTERDAM, local_day

_MONEY = {"payment", "refund", "reversal", "credit", "write_off"}
# These deeds write a record that stands in the timeline itself.
_TOLD = {
    "contact.write_letter",
    "contact.record_attempt",
    "policy.finish_step",
    "tenancy.record_circumstance",
}
# What the social worker does stands in the case, for who may open it.
_APART = "casework."


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened. `kind`: payment, step, letter, call, visit, email, sms, talk, note, deed.

    `name` says which: the kind of money, the step, the letter, the circumstance or the deed. `outcome` is
    what came of it (a step's outcome or `withdrawn`, a letter's state, `reached` or `not_reached`).
    `cents` is negative for money received. `until` is the last day of a circumstance. `by` is empty where
    nobody is known. `label` has the words of the policy for a step and for the letter of a step.
    """

    at: datetime
    on: date
    kind: str
    name: str
    label: Mapping[str, str]
    outcome: str = ""
    text: str = ""
    cents: int | None = None
    until: date | None = None
    by: str = ""


def timeline(
    tenancy_id: int,
    *,
    lines: Sequence[Line],
    letters: Sequence[LetterRow],
    labels: Mapping[str, Mapping[str, str]],
) -> tuple[Moment, ...]:
    """Answer all moments, newest first, in four queries besides the lines and letters given.

    `labels` has the words for a step by its name.
    """
    events = list(Event.objects.filter(tenancy_id=tenancy_id).order_by("at", "pk"))
    moments = [
        *_money(lines),
        *_letters(letters, labels, _authors(events)),
        *_attempts(tenancy_id),
        *_steps(tenancy_id, labels),
        *_circumstances(tenancy_id),
        *_deeds(events),
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.on, moment.at), reverse=True))


def _money(lines: Iterable[Line]) -> Iterator[Moment]:
    for line in lines:
        if line.kind in _MONEY:
            code = line.undoes.code if line.undoes is not None else ""
            yield Moment(
                at=_midday(line.on),
                on=line.on,
                kind="payment",
                name=line.kind,
                label={},
                outcome=code or ("undone" if line.undone_by is not None else ""),
                text=line.reason,
                cents=line.cents,
                by="" if line.match is not None else line.by,
            )


def _letters(
    letters: Iterable[LetterRow], labels: Mapping[str, Mapping[str, str]], authors: Mapping[str, str]
) -> Iterator[Moment]:
    for letter in letters:
        yield Moment(
            at=letter.written_at,
            on=letter.sent_on or local_day(letter.written_at),
            kind="letter",
            name=letter.letter,
            label=labels.get(letter.step, {}),
            outcome=letter.state,
            text=letter.reason,
            by=authors.get(f"letter:{letter.letter_id}", ""),
        )


def _attempts(tenancy_id: int) -> Iterator[Moment]:
    for attempt in ContactAttempt.objects.filter(tenancy=tenancy_id, taken_back_at=None):
        yield Moment(
            at=attempt.recorded_at,
            on=attempt.on,
            kind=attempt.kind,
            name=attempt.kind,
            label={},
            outcome="reached" if attempt.reached else "not_reached",
            text=attempt.part_of_day,
            by=attempt.by_name,
        )


def _steps(tenancy_id: int, labels: Mapping[str, Mapping[str, str]]) -> Iterator[Moment]:
    """Tell of steps that ended; the open one stands apart."""
    for step in Step.objects.filter(tenancy=tenancy_id).exclude(state=StepState.OPEN):
        if step.ended_on is None or step.ended_at is None:
            continue
        yield Moment(
            at=step.ended_at,
            on=step.ended_on,
            kind="step",
            name=step.name,
            label=labels.get(step.name, {}),
            outcome=step.outcome or step.state,
            by=step.ended_by,
        )


def _circumstances(tenancy_id: int) -> Iterator[Moment]:
    for each in Circumstance.objects.filter(tenancy=tenancy_id):
        yield Moment(
            at=each.recorded_at,
            on=each.from_on,
            kind="note",
            name=each.kind,
            label={},
            text=each.reason,
            until=each.to_on,
            by=each.by_name,
        )


def _deeds(events: Iterable[Event]) -> Iterator[Moment]:
    """Tell of the deeds that left no other trace here, such as taking something back."""
    for event in events:
        if event.deed not in _TOLD and not event.deed.startswith(_APART):
            yield Moment(
                at=event.at,
                on=local_day(event.at),
                kind="deed",
                name=event.deed,
                label={},
                text=event.reason,
                by=event.by_name,
            )


def _authors(events: Iterable[Event]) -> dict[str, str]:
    """Say who made a record, by its subject."""
    return {event.subject: event.by_name for event in events if event.deed in _TOLD}


def _midday(day: date) -> datetime:
    """Give money a moment in its day: a bank tells none."""
    return datetime.combine(day, time(12), AMSTERDAM)
