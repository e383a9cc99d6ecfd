"""Takes in what municipalities answered, and acts on it; a file is taken in whole or not at all."""

from datetime import date, datetime, timedelta

from gewoon.actions.contact import tasks
from gewoon.actions.facts import facts_of, histories
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.policy import deciding, steps
from gewoon.actions.rights import Refused, Who, deed, name_of
from gewoon.gateways.contact_files import shipped_limits
from gewoon.gateways.municipality import shipped_codes
from gewoon.records.contact import ContactTaskKind, Signal, SignalReply
from gewoon.records.tenancy import CircumstanceKind, Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.contact.replies import HELP_ACCEPTED, RepliesRefused, Reply, read

TASK_DAYS = 5
PAUSE_REASON = "The municipality: help was accepted. Rest of thirty days (agreement on early warning)."
_TO_DO = {
    "stop": (
        "collection_officer",
        "The municipality says that the tenant has died. Check, and look for the family.",
    ),
    "address": (
        "collection_officer",
        "The municipality says that the tenant does not live there. Check the address.",
    ),
    "solved": (
        "collection_officer",
        "The municipality says that it was paid or arranged. Look in the books.",
    ),
    "declined": ("collection_officer", "The tenant wants no help of the municipality. Offer an arrangement."),
    "care": ("social_worker", "The municipality answered: look at it."),
    "help_other": ("social_worker", "The municipality answered: look at it."),
}


@deed("signal.take_in_replies", right="signal.take_in_replies")
def take_in_replies(*, content: bytes, by: Who, now: datetime) -> int:
    """Take in a file with answers; answer how many were new. Those known change nothing.

    Raises Refused with every line that is wrong: an unknown code or number, a day before the signal, an
    answer to a signal that was recalled. Nothing of such a file is kept.
    """
    codes = shipped_codes()
    try:
        found = read(content, codes, today=local_day(now))
    except RepliesRefused as error:
        raise Refused("Nothing was taken in.\n" + "\n".join(error.problems)) from error
    signals = _signals(found)
    problems = [problem for each in found if (problem := _problem(each, signals.get(each.number)))]
    if problems:
        raise Refused("Nothing was taken in.\n" + "\n".join(problems))
    return sum(_take_in(each, signals[each.number], codes.version, by=by, now=now) for each in found)


def _signals(found: tuple[Reply, ...]) -> dict[str, Signal]:
    numbers = {each.number for each in found}
    known = {
        each.number: each for each in Signal.objects.filter(number__in=numbers).select_related("agreement")
    }
    Tenancy.objects.select_for_update().filter(pk__in={each.tenancy_id for each in known.values()}).order_by(
        "pk"
    ).exists()
    return known


def _problem(reply: Reply, signal: Signal | None) -> str:
    if signal is None:
        return (
            f"line {reply.line}: signal {reply.number[:32]!r} was not sent by us: is this an answer "
            "for another landlord? Send the file back."
        )
    if reply.on < signal.sent_on:
        return f"line {reply.line}: the answer of {reply.on} lies before the signal of {signal.sent_on}"
    if signal.recalled_at is not None and reply.on > local_day(signal.recalled_at):
        return f"line {reply.line}: signal {reply.number} was recalled: ask the municipality"
    return ""


def _take_in(reply: Reply, signal: Signal, version: str, *, by: Who, now: datetime) -> bool:
    made, is_new = SignalReply.objects.get_or_create(
        signal=signal,
        code=reply.code.literal,
        replied_on=reply.on,
        defaults={
            "list_version": version,
            "outcome": reply.code.outcome,
            "recorded_at": now,
            "by_name": name_of(by),
        },
    )
    if is_new:
        _act(made, signal, by=by, now=now)
    return is_new


def _act(reply: SignalReply, signal: Signal, *, by: Who, now: datetime) -> None:
    on = local_day(now)
    if reply.outcome in HELP_ACCEPTED:
        _help_accepted(reply, signal, by=by, now=now)
    elif reply.outcome in _TO_DO:
        owner, text = _TO_DO[reply.outcome]
        _task(reply, signal, owner=owner, text=text, on=on)
    deciding.decide_now([signal.tenancy_id], on=on, now=now, by=by)


def _help_accepted(reply: SignalReply, signal: Signal, *, by: Who, now: datetime) -> None:
    """Rest for thirty days where that was agreed and this month's rent is paid; else a person looks."""
    on = local_day(now)
    facts = facts_of(next(histories([signal.tenancy_id], on=on)), on=on, has_gap=has_gap()).values
    if not signal.agreement.has_pause:
        _task(reply, signal, owner="collection_officer", text="Help was accepted. Ask for the plan.", on=on)
        return
    if not facts["current_rent_paid"]:
        text = "Help was accepted, but this month's rent is not paid: no rest yet. Call first."
        _task(reply, signal, owner="collection_officer", text=text, on=on)
        return
    last = reply.replied_on + timedelta(days=shipped_limits().pause_days)
    if last < on:
        _task(
            reply,
            signal,
            owner="collection_officer",
            text="Help was accepted long ago. Ask for the plan.",
            on=on,
        )
        return
    steps.record_circumstance(
        signal.tenancy_id, kind=CircumstanceKind.PAUSE, reason=PAUSE_REASON, to_on=last, by=by, now=now
    )


def _task(reply: SignalReply, signal: Signal, *, owner: str, text: str, on: date) -> None:
    tasks.open_task(
        signal.tenancy_id,
        kind=ContactTaskKind.MUNICIPALITY,
        source=f"reply:{reply.pk}",
        owner=owner,
        due_on=on + timedelta(days=TASK_DAYS),
        text=text,
        on=on,
    )
