"""Who stands in for whom, how a party likes to be written to, and which letters leave by themselves."""

from datetime import date, datetime, timedelta

from gewoon.actions.contact.letters import ABOUT_ARRANGEMENT, letter_of
from gewoon.actions.rights import Refused, Who, deed, name_of, on_row
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.records.contact import Channel, ColleagueAbsence, ContactPreference, StepSwitch
from gewoon.records.people import User
from gewoon.records.tenancy import Party, Tenancy
from gewoon.rules.calendar import local_day

LONGEST = timedelta(days=366)
BY_A_PERSON = frozenset({"fourteen_day", "last_warning"})  # a named person decides (AVG art. 22)
LANGUAGES = ("nl", "en")


@deed("contact.stand_in", right="contact.cover")
def record_absence(
    *, user_id: int, stand_in_id: int, from_on: date, to_on: date, by: Who, now: datetime
) -> ColleagueAbsence:
    """Let a colleague of the same role see somebody's rows while that person is away.

    Raises Refused for days that run backward or ended, another role (nobody gets more rights by it), and
    a stand-in who is away as well.
    """
    people = {each.pk: each for each in User.objects.filter(pk__in=(user_id, stand_in_id), is_active=True)}
    if len(people) != 2:
        raise Refused("Choose two different colleagues.")
    user, stand_in = people[user_id], people[stand_in_id]
    if not isinstance(by, User) or (by.role != "manager" and by.pk != user.pk):
        raise Refused("You can record your own absence; for a colleague your manager does it.")
    if user.role != stand_in.role:
        raise Refused("Only a colleague of the same role can stand in.")
    if to_on < from_on or to_on < local_day(now) or to_on - from_on > LONGEST:
        raise Refused("These days cannot be: give a first and a last day, not over yet and within a year.")
    away = ColleagueAbsence.objects.filter(user=stand_in, from_on__lte=to_on, to_on__gte=from_on)
    if away.exists():
        raise Refused("This colleague is away in that time as well: choose another.")
    return ColleagueAbsence.objects.create(
        user=user, stand_in=stand_in, from_on=from_on, to_on=to_on, by_name=name_of(by), recorded_at=now
    )


@on_row(ColleagueAbsence, "contact.come_back", right="contact.cover")
def come_back(absence: ColleagueAbsence, *, by: Who, now: datetime) -> ColleagueAbsence:
    """End an absence: from today the rows are the own again."""
    if not isinstance(by, User) or (
        by.role != "manager" and by.pk not in (absence.user_id, absence.stand_in_id)
    ):
        raise Refused("You can end your own absence; for a colleague your manager does it.")
    last = local_day(now) - timedelta(days=1)
    if absence.to_on <= last:
        raise Refused("This has ended already.")
    absence.to_on = max(absence.from_on, last)
    absence.save(update_fields=["to_on"])
    return absence


@on_row(Tenancy, "contact.prefer", right="contact.record_attempt", is_own=True)
def prefer(
    tenancy: Tenancy, *, party_id: int, channel: str, language: str, by: Who, now: datetime
) -> ContactPreference:
    """Record how somebody likes to be written to, and in which language.

    Raises Refused for a channel without its address.
    """
    party = Party.objects.filter(pk=party_id, tenancy=tenancy).first()
    if party is None:
        raise Refused("This person does not belong to this tenancy.")
    if channel not in Channel.values or language not in LANGUAGES:
        raise Refused("Choose post, e-mail or text message, and Dutch or English.")
    if channel == Channel.EMAIL and not party.email:
        raise Refused("No e-mail address is known: it comes from your own system, add it there first.")
    if channel == Channel.SMS and not party.phone:
        raise Refused("No telephone number is known: it comes from your own system, add it there first.")
    party.language = language
    party.save(update_fields=["language"])
    made, _ = ContactPreference.objects.update_or_create(
        party=party, defaults={"channel": channel, "by_name": name_of(by), "recorded_at": now}
    )
    return made


@deed("contact.switch_step", right="contact.switch_step")
def switch_step(*, step: str, sends_itself: bool, by: Who, now: datetime) -> StepSwitch:
    """Switch a step between "prepare" and "send by itself".

    Raises Refused for a step without a letter, or one that a person always decides on.
    """
    name = step if step in ABOUT_ARRANGEMENT else letter_of(step)
    if name is None or name not in shipped_letters().names():
        raise Refused("There is no letter for this step, so it cannot be sent by itself.")
    if sends_itself and name in BY_A_PERSON:
        raise Refused("A person decides on this letter, each time: it is never sent by itself.")
    return StepSwitch.objects.create(
        step=step, sends_itself=sends_itself, by_name=name_of(by), recorded_at=now
    )
