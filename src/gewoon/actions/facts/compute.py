"""Turns the history of one tenancy into the facts of a day; nothing here reads a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from gewoon.actions.facts.account import Account, Run, principal
from gewoon.actions.facts.history import Asked, Attempt, Done, History, Sent
from gewoon.actions.facts.rooms import ROOMS
from gewoon.gateways.law_files import shipped_law
from gewoon.records.contact import AttemptKind, LetterState
from gewoon.records.tenancy import CircumstanceKind
from gewoon.rules.arrears.position import Position
from gewoon.rules.law import terms
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.policy.facts import FactValue

OFFICE_HOURS = ("morning", "afternoon")
DAYS_KEPT = 4096  # terms of the law are the same for every tenancy: each first day is worked out once
_HELP_LETTERS = ("second_reminder", "fourteen_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one tenancy on a day, the records they come from, and where the account stands."""

    values: dict[str, FactValue]
    sources: dict[str, str]
    position: Position


def facts_of(
    history: History,
    *,
    on: date,
    has_gap: bool,
    known_on: date | None = None,
    account: Account | None = None,
    with_sources: bool = True,
) -> Facts:
    """Compute every fact of the catalogue that can be recorded; what no release records is left out.

    `known_on` is the day whose knowledge of the books counts, `on` itself unless given; `account` is
    the account of this history with that knowledge, where the caller asks about more days than one.
    Who tries a policy out needs no sources.
    """
    day = on.toordinal()
    if account is None:
        account = Account(history.rows, last=on, known_on=known_on or on)
    stand = account.position(on, history.monthly_rent)
    runs = account.runs(day, history.starts_on.toordinal())
    before = account.past.overdue(day - 30)
    began = date.fromordinal(runs[0].since)
    values: dict[str, FactValue] = {"statement_gap": has_gap}
    values |= _ledger(history, account, stand, on)
    values["arrears_rising"] = stand.overdue > before
    values |= _episodes(history, account, runs, day)
    values |= _people(history, on, began, owes=stand.overdue > 0)
    values |= _steps(history, on, began)
    values |= _letters(history, on, began)
    values |= _contacts(history, on, began)
    sources = _sources(history, began) if with_sources else {}
    asked = Asked(history=history, on=on, began=began, position=stand)
    for name, room in ROOMS.items():
        found = history.rooms.get(name)
        values |= room.facts(found, asked)
        sources |= room.sources(found, asked) if with_sources else {}
    values["signal_wait_over"] = _signal_wait_over(values["days_since_signal"], on)
    return Facts(values=values, sources=sources, position=stand)


def _ledger(history: History, account: Account, position: Position, on: date) -> dict[str, FactValue]:
    """Say what is owed, and what was paid lately."""
    stand = account.stand(on.toordinal())
    month = on.replace(day=1).toordinal()
    last_step = max((each.on for each in history.done), default=None)
    paid_on = position.last_payment_on
    return {
        "arrears": position.overdue,
        "principal_arrears": principal(stand.claims),
        "rent_arrears": position.rent_open,
        "arrears_months": position.months,
        "oldest_due_days": _days(position.oldest_due_on, on) if position.overdue else None,
        "episode_days": _days(position.episode_began_on, on),
        "days_since_last_payment": _days(paid_on, on),
        "paid_since_last_step": last_step is not None and paid_on is not None and paid_on > last_step,
        "current_rent_paid": not any(
            claim.kind == Kind.RENT and month <= claim.due for claim in stand.claims
        ),
        "direct_debit": history.has_direct_debit,
        "reversals_in_a_row": stand.reversals_in_a_row,
    }


def _episodes(
    history: History, account: Account, runs: tuple[Run, Run | None], day: int
) -> dict[str, FactValue]:
    """Say how this time of arrears, or without, relates to the one before."""
    run, before = runs
    owes = run.in_arrears
    start = history.starts_on.toordinal()
    quiet_since = (before.since if before else start) if owes else run.since
    cleared = not owes and before is not None and day - before.until <= 365 and _step_taken(history, before)
    return {
        "first_arrears_in_months": _months(quiet_since, run.since) if owes else 0,
        "costs_charged": any(on >= run.since for on in account.stand(day).costs_on),
        "debt_cleared": cleared,
        "months_on_time": 0 if owes else _months(run.since, day),
        "congratulated": any(
            each.name == "good_news" and each.on.toordinal() >= run.since for each in history.done
        )
        and not owes,
    }


def _step_taken(history: History, run: Run) -> bool:
    return any(run.since <= each.on.toordinal() <= run.until for each in history.done)


def _people(history: History, on: date, began: date, *, owes: bool) -> dict[str, FactValue]:
    """Say what persons recorded of the tenancy."""
    now = {
        each.kind
        for each in history.circumstances
        if each.from_on <= on and (each.to_on is None or each.to_on >= on)
    }
    lately = {each.kind for each in history.circumstances if began <= each.from_on <= on}
    children = next(
        (
            each.kind
            for each in reversed(history.circumstances)
            if each.kind in _CHILDREN and each.from_on <= on
        ),
        None,
    )
    declined = CircumstanceKind.GUIDANCE_DECLINED in lately
    referrals = [each for each in history.done if each.name == "social_worker" and each.on >= began]
    return {
        "tenancy_ended": history.ends_on is not None and history.ends_on < on,
        "under_administration": history.has_administrator or CircumstanceKind.ADMINISTRATION in now,
        "deceased": history.is_deceased or CircumstanceKind.DECEASED in now,
        "legal_stop": bool(now & _LEGAL_STOPS),
        "dispute_open": CircumstanceKind.DISPUTE in now,
        "pause_open": CircumstanceKind.PAUSE in now,
        "tenant_asked_help": _asked_help(history, on),
        "promise_open": CircumstanceKind.PROMISE in now,
        "promise_broken": owes and _promise_broken(history, on, began),
        "debt_help_running": CircumstanceKind.DEBT_HELP in now,
        "help_offer_declined": CircumstanceKind.HELP_DECLINED in lately,
        "guidance_status": "declined" if declined else _guidance(referrals),
        "days_since_referral": _days(referrals[-1].on if referrals else None, on),
        "social_review_done": bool(referrals),
        "children_assessed": bool(referrals),
        "household_known": children is not None,
        "children_at_home": None if children is None else children == CircumstanceKind.CHILDREN,
    }


_CHILDREN = (CircumstanceKind.CHILDREN, CircumstanceKind.NO_CHILDREN)
_LEGAL_STOPS = {
    CircumstanceKind.LEGAL_STOP,
    CircumstanceKind.MORATORIUM,
    CircumstanceKind.RESTRUCTURING,
}


def _guidance(referrals: Sequence[Done]) -> str:
    if not referrals:
        return "none"
    outcome = referrals[-1].outcome
    return outcome if outcome in {"running", "declined", "finished"} else "offered"


def _asked_help(history: History, on: date) -> bool:
    """A question waits until somebody has called back."""
    asked = [
        each.from_on
        for each in history.circumstances
        if each.kind == CircumstanceKind.HELP_ASKED and each.from_on <= on
    ]
    answered = [each.on for each in history.done if each.name == "call_back"]
    return bool(asked) and (not answered or max(answered) < max(asked))


def _promise_broken(history: History, on: date, began: date) -> bool:
    """A promise whose day is over is broken while arrears stand and nobody has had contact since."""
    over = [
        each.to_on
        for each in history.circumstances
        if each.kind == CircumstanceKind.PROMISE and each.to_on is not None and began <= each.to_on < on
    ]
    contacts = [each.on for each in history.attempts if each.reached]
    return bool(over) and (not contacts or max(contacts) <= max(over))


def _steps(history: History, on: date, began: date) -> dict[str, FactValue]:
    """Say what was done in this episode, and what no one can have done yet."""
    last = {each.name: each.on for each in history.done if each.on >= began}
    invited = last.get("training_invitation")
    return {
        "arrangement_status": "none",
        "arrangement_kept": False,
        "instalment_late": False,
        "arrangement_offered": "arrangement_offer" in last,
        "days_since_arrangement_offer": _days(last.get("arrangement_offer"), on),
        "days_since_arrangement_talk": _days(last.get("arrangement_talk"), on),
        "training_condition": "offered" if invited else "none",
        "training_running": False,
        "days_since_training_invitation": _days(invited, on),
        "last_warning_sent": "last_warning" in last,
        "days_since_last_warning": _days(last.get("last_warning"), on),
        "days_since_administrator_call": _days(last.get("call_administrator"), on),
        "signal_sent": False,
        "days_since_signal": None,
        "signal_answered": False,
        "court_status": "none",
        "days_since_judgment": None,
    }


def _letters(history: History, on: date, began: date) -> dict[str, FactValue]:
    """Say which letters left in this episode."""
    lately = [each for each in history.sent if each.on >= began]
    last = {each.name: each.on for each in lately}
    fourteen = last.get("fourteen_day")
    help_offer = last.get("second_reminder")
    return {
        "letters_this_month": sum(each.on >= on.replace(day=1) for each in history.sent),
        "delivery_failed": _delivery_failed(history.sent, history.done),
        "reminder_sent": "reminder" in last,
        "days_since_reminder": _days(last.get("reminder"), on),
        "second_reminder_sent": help_offer is not None,
        "days_since_second_reminder": _days(help_offer, on),
        "help_offer_made": help_offer is not None,
        "days_since_help_offer": _days(help_offer, on),
        "letter14_sent": fourteen is not None,
        "days_since_letter14": _days(fourteen, on),
        "letter14_term_over": fourteen is not None and _term_over(fourteen, on),
        "debt_help_pointed": any(name in last for name in _HELP_LETTERS)
        or any(each.reached and each.on >= began for each in history.attempts),
    }


def _term_over(sent_on: date, on: date) -> bool:
    """Outside the validity of the law's numbers the term is not known to be over."""
    begins = _costs_from(sent_on)
    return begins is not None and begins <= on


@lru_cache(DAYS_KEPT)
def _costs_from(sent_on: date) -> date | None:
    term = terms.letter_term(sent_on, shipped_law())
    return term.costs_from if isinstance(term, terms.LetterTerm) else None


def _signal_wait_over(days: FactValue, on: date) -> bool:
    """Two whole months lie between the signal and today; outside the validity of the numbers that is no."""
    if not isinstance(days, int):
        return False
    return (summons_from := _summons_from(on - timedelta(days=days))) is not None and summons_from <= on


@lru_cache(DAYS_KEPT)
def _summons_from(signal_on: date) -> date | None:
    window = terms.signal_window(signal_on, shipped_law())
    return window.summons_not_before if isinstance(window, terms.SignalWindow) else None


def _delivery_failed(sent: Sequence[Sent], done: Sequence[Done]) -> bool:
    """A letter came back, and nothing has arrived nor was the address checked since."""
    left = [each for each in sent if each.state != LetterState.WAITING]
    if not left or left[-1].state != LetterState.RETURNED:
        return False
    return not any(each.name == "find_address" and each.on >= left[-1].on for each in done)


def _contacts(history: History, on: date, began: date) -> dict[str, FactValue]:
    """Say how often and how personal contact was sought, and when it was had."""
    lately = [each for each in history.attempts if each.on >= began]
    return {
        "personal_contact_attempts": len(lately),
        "call_attempts": _count(lately, AttemptKind.CALL),
        "visit_attempts": _count(lately, AttemptKind.VISIT),
        "contact_channels": len({each.kind for each in lately}),
        "contact_outside_office_hours": any(
            each.part_of_day and each.part_of_day not in OFFICE_HOURS for each in lately
        ),
        "personal_contact_made": any(each.reached for each in lately),
        "days_since_personal_contact": _days(_last(each.on for each in lately if each.reached), on),
        "days_since_contact_attempt": _days(_last(each.on for each in lately), on),
    }


def _count(attempts: Iterable[Attempt], kind: str) -> int:
    return sum(each.kind == kind for each in attempts)


def _last(days: Iterable[date]) -> date | None:
    return max(days, default=None)


def _days(since: date | None, on: date) -> int | None:
    return None if since is None else (on - since).days


def _months(first: int, last: int) -> int:
    """Count the whole months between two days."""
    a, b = date.fromordinal(first), date.fromordinal(max(first, last))
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)


def _sources(history: History, began: date) -> dict[str, str]:
    """Name the records behind the facts."""
    found = {"arrears": f"entries to {history.newest_entry}"}
    for letter in history.sent:
        if letter.on >= began:
            found[_LETTER_FACT.get(letter.name, letter.name)] = f"letter {letter.id}"
    lately = [each.id for each in history.attempts if each.on >= began]
    if lately:
        found["personal_contact_attempts"] = "attempts " + ", ".join(map(str, lately))
    for circumstance in history.circumstances:
        found[_CIRCUMSTANCE_FACT[circumstance.kind]] = f"circumstance {circumstance.id}"
    return found


_LETTER_FACT = {
    "reminder": "reminder_sent",
    "second_reminder": "second_reminder_sent",
    "fourteen_day": "letter14_sent",
}
_CIRCUMSTANCE_FACT: dict[str, str] = {
    CircumstanceKind.DISPUTE: "dispute_open",
    CircumstanceKind.LEGAL_STOP: "legal_stop",
    CircumstanceKind.PAUSE: "pause_open",
    CircumstanceKind.HELP_ASKED: "tenant_asked_help",
    CircumstanceKind.PROMISE: "promise_open",
    CircumstanceKind.DEBT_HELP: "debt_help_running",
    CircumstanceKind.HELP_DECLINED: "help_offer_declined",
    CircumstanceKind.GUIDANCE_DECLINED: "guidance_status",
    CircumstanceKind.CHILDREN: "children_at_home",
    CircumstanceKind.NO_CHILDREN: "children_at_home",
    CircumstanceKind.MORATORIUM: "legal_stop",
    CircumstanceKind.RESTRUCTURING: "legal_stop",
    CircumstanceKind.ADMINISTRATION: "under_administration",
    CircumstanceKind.DECEASED: "deceased",
}
