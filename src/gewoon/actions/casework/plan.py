"""The plan on paper, for the tenant: in own words, with who does what and by when."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from gewoon.actions.casework import reading
from gewoon.actions.contact.values import association, language_of
from gewoon.actions.rights import Refused, Who
from gewoon.gateways.letters.typeset import TypesettingError, typeset
from gewoon.rules.calendar import local_day
from gewoon.rules.casework import parts
from gewoon.rules.contact import wording
from gewoon.rules.contact.letter_values import Person, Sender
from gewoon.rules.contact.letters import Document, FilledBlock
from gewoon.rules.contact.markup import Bullets, Heading, Paragraph, Words

_WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "subject": "Uw plan",
        "own_words": "In uw eigen woorden",
        "goals": "Wat u wilt bereiken",
        "actions": "Wat wij afspraken",
        "reached": "Gelukt: {what}",
        "done": "Klaar: {what}",
        "by": "{who}: {what} Vóór {when}.",
        "open": "{who}: {what}",
        "tenant": "U",
        "worker": "Uw begeleider",
        "together": "Samen",
        "other": "Iemand anders",
    },
    "en": {
        "subject": "Your plan",
        "own_words": "In your own words",
        "goals": "What you want to reach",
        "actions": "What we agreed",
        "reached": "Reached: {what}",
        "done": "Done: {what}",
        "by": "{who}: {what} Before {when}.",
        "open": "{who}: {what}",
        "tenant": "You",
        "worker": "Your social worker",
        "together": "Together",
        "other": "Somebody else",
    },
}


def as_pdf(case_id: int, *, by: Who, now: datetime) -> bytes:
    """Give the plan of a case as accessible PDF, in the tenant's language; the look is written down.

    Raises Hidden for a stranger, Refused while there is no plan or a sign cannot be printed.
    """
    opened = reading.read_case(case_id, by=by, now=now, part=parts.PLAN.name)
    plan = opened.parts[parts.PLAN.name].content if opened.parts else {}
    if not plan.get("goals"):
        raise Refused("There is no plan yet: write a goal first.")
    shared = reading.plan_of(opened.case, plan, local_day(now))
    return _on_paper(opened, shared, language=language_of(opened.case.tenancy), on=local_day(now))


def _on_paper(opened: reading.CaseFile, plan: reading.SharedPlan, *, language: str, on: date) -> bytes:
    house, words = association(), _WORDS[language]
    document = Document(
        name="plan",
        code="plan",
        language=language,
        subject=words["subject"],
        sender=Sender(
            name=house.name, street=house.street, town=house.town, mail=house.mail, website=house.website
        ),
        addressee=_addressee(opened),
        contact=Person(
            name=plan.worker or house.contact_name,
            phone=plan.worker_phone or house.phone,
            mail=house.mail,
            hours=house.hours,
        ),
        dated_on=on,
        reference=f"{opened.case.tenancy.number}",
        blocks=tuple(_blocks(plan, language)),
    )
    try:
        return typeset(document)
    except TypesettingError as wrong:
        raise Refused(f"The plan cannot be printed: {wrong}") from wrong


def _addressee(opened: reading.CaseFile) -> tuple[str, ...]:
    home = opened.case.tenancy.home
    return (opened.name[:60], opened.address, f"{home.postcode}  {home.town}")


def _blocks(plan: reading.SharedPlan, language: str) -> Iterator[FilledBlock]:
    words = _WORDS[language]
    if plan.own_words:
        yield Heading(words=_run(words["own_words"]))
        for line in filter(None, (line.strip() for line in plan.own_words.split("\n"))):
            yield Paragraph(words=_run(line))
    yield Heading(words=_run(words["goals"]))
    yield Bullets(
        items=tuple(
            _run(words["reached"].format(what=goal["goal"]) if goal.get("reached") else goal["goal"])
            for goal in plan.goals
        )
    )
    if plan.actions:
        yield Heading(words=_run(words["actions"]))
        yield Bullets(items=tuple(_run(_action(each, language)) for each in plan.actions))


def _action(row: Mapping[str, Any], language: str) -> str:
    words = _WORDS[language]
    what = row["what"].rstrip(".") + "."
    if row.get("done"):
        return words["done"].format(what=what)
    who = row.get("who") or words[row.get("owner") or "together"]
    if not row.get("by"):
        return words["open"].format(who=who, what=what)
    return words["by"].format(who=who, what=what, when=wording.day(date.fromisoformat(row["by"]), language))


def _run(text: str) -> tuple[Words, ...]:
    """Leave out what has no shape on paper: control signs and invisible ones."""
    return (Words(text="".join(sign for sign in text if unicodedata.category(sign)[0] != "C")),)
