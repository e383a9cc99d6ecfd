"""Records evidence of a duty, takes it back, and draws up the file for the bailiff."""

from datetime import date, datetime
from typing import Any

from gewoon.actions.facts import facts_of, histories
from gewoon.actions.ledger import statements
from gewoon.actions.policy import deciding
from gewoon.actions.policy.gates import fingerprint
from gewoon.actions.rights import NotAllowed, Refused, Who, name_of, on_row
from gewoon.gateways.evidence_files import shipped_evidence
from gewoon.records.people import Actor
from gewoon.records.policy import Evidence
from gewoon.records.queries.gates import sees
from gewoon.records.queries.rights import scope
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.policy.facts import FactValue

RIGHT = "gate.record_evidence"
FILE = "handover_complete"
FILE_DAYS = 14  # our own choice: an older file no longer says how it stands
LONGEST = 500


@on_row(Tenancy, "court.record_evidence", right=RIGHT, is_own=True)
def record(  # noqa: PLR0913  what the form asks
    tenancy: Tenancy,
    *,
    fact: str,
    text: str,
    by: Who,
    now: datetime,
    is_met: bool = True,
    reference: str = "",
    on: date | None = None,
    key: str | None = None,
) -> Evidence:
    """Record what shows that a duty is met, or that it is not, from its own day on.

    Raises Refused for a fact that is not recorded like this, a day to come, no words, or a document that
    has to be named and is not; NotAllowed for who may not record this.
    """
    kind = shipped_evidence().get(fact)
    if kind is None:
        raise Refused(f"Evidence of {fact!r} is not recorded by hand: choose one of the list.")
    _may(tenancy, by, kind.recorded_by, on=local_day(now))
    day = on or local_day(now)
    if day > local_day(now):
        raise Refused("This day is still to come: evidence is of today or earlier.")
    if not 1 <= len(text.strip()) <= LONGEST:
        raise Refused("Write down what you saw or did, in at most 500 characters.")
    if kind.needs_reference and is_met and not reference.strip():
        raise Refused("Name the document that shows it, such as its title and date.")
    made = _write(tenancy, fact, day, text.strip(), by=by, now=now, is_met=is_met, reference=reference)
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


@on_row(Tenancy, "court.withdraw_evidence", right=RIGHT, is_own=True)
def withdraw(tenancy: Tenancy, *, evidence_id: int, reason: str, by: Who, now: datetime) -> Evidence:
    """Withdraw evidence that turned out wrong; it stays to be read. Raises Refused without a reason."""
    found = Evidence.objects.filter(pk=evidence_id, tenancy=tenancy, withdrawn_at=None).first()
    if found is None:
        raise Refused("This evidence was withdrawn already.")
    kind = shipped_evidence().get(found.fact)
    _may(tenancy, by, kind.recorded_by if kind else (found.role,), on=local_day(now))
    if not 1 <= len(reason.strip()) <= 200:
        raise Refused("Give a reason, in at most 200 characters.")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = now, name_of(by), reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


@on_row(Tenancy, "court.draw_up_file", right="bailiff.hand_over_recall")
def draw_up_file(tenancy: Tenancy, *, by: Who, now: datetime) -> Evidence:
    """Draw up the file for the bailiff: contract, ledger, letters, contacts, proof of the signal, children.

    It is built from records by key, so that no case note and no BSN can be in it. What is missing is
    named, and then the file does not count as complete.
    """
    on = local_day(now)
    manifest = file_of(tenancy, on=on)
    missing = manifest["missing"]
    text = "complete" if not missing else "missing: " + ", ".join(missing)
    made = _write(
        tenancy,
        FILE,
        on,
        text,
        by=by,
        now=now,
        is_met=not missing,
        reference=f"sha256 {fingerprint(manifest)}",
        days=FILE_DAYS,
    )
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made


def file_of(tenancy: Tenancy, *, on: date) -> dict[str, Any]:
    """Answer what goes along to the bailiff, by key and day, and what is missing of it."""
    history = next(histories([tenancy.pk], on=on))
    facts = facts_of(history, on=on, has_gap=statements.has_gap())
    values = facts.values
    known = {
        "contract": tenancy.components.exists() and tenancy.parties.exists(),
        "ledger": facts.position.overdue > 0,
        "letters": bool(values.get("letter14_sent")),
        "contacts": bool(history.attempts),
        "signal": bool(values.get("signal_sent") or values.get("help_offer_declined")),
        "children": values.get("children_at_home") is not None,
    }
    return {
        "tenancy": tenancy.number,
        "contract": {"since": tenancy.starts_on.isoformat(), "monthly_rent_cents": history.monthly_rent},
        "ledger_until": history.newest_entry,
        "letters": [[each.id, each.name, each.on.isoformat()] for each in history.sent],
        "contacts": [[each.kind, each.on.isoformat(), each.reached] for each in history.attempts],
        "signal": facts.sources.get("signal_sent", ""),
        "declined": _plain(values.get("help_offer_declined")),
        "children": _plain(values.get("children_at_home")),
        "administrator": history.has_administrator,
        "missing": sorted(name for name, is_there in known.items() if not is_there),
    }


def _plain(value: FactValue) -> FactValue:
    return value if isinstance(value, bool) else None


def _may(tenancy: Tenancy, by: Who, roles: tuple[str, ...], *, on: date) -> None:
    """Raise NotAllowed unless the role records this, and the tenancy is theirs where that is needed."""
    if isinstance(by, Actor):
        raise Refused("Evidence is recorded by a person who is signed in.")
    if by.role not in roles or (scope(by, RIGHT) == "o" and not sees(by, tenancy.pk, on=on)):
        raise NotAllowed("You may not do this. Ask a colleague who may, or your manager.")


def _write(  # noqa: PLR0913  the row, field by field
    tenancy: Tenancy,
    fact: str,
    day: date,
    text: str,
    *,
    by: Who,
    now: datetime,
    is_met: bool,
    reference: str,
    days: int | None = None,
) -> Evidence:
    kind = shipped_evidence().get(fact)
    until = kind.expires_on(day) if kind is not None else None
    return Evidence.objects.create(
        tenancy=tenancy,
        fact=fact,
        is_met=is_met,
        on=day,
        expires_on=until if days is None else date.fromordinal(day.toordinal() + days),
        text=text,
        reference=reference.strip()[:200],
        by_id=by.pk,
        by_name=name_of(by),
        role=by.role,
        recorded_at=now,
    )
