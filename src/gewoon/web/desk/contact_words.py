"""The words of contact: channels, tasks, what a stop holds back, and what a municipality answered."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANNELS: dict[str, Promise] = {
    "post": _("By post"),
    "email": _("By e-mail"),
    "sms": _("By post, with a text message"),
}
TASKS: dict[str, Promise] = {
    "overdue_contact": _("A call or visit is five days late"),
    "not_delivered": _("A message did not arrive"),
    "stop_ended": _("A stop is over: see how it goes on"),
    "follow_up": _("Agreed on the telephone"),
    "municipality": _("An answer of the municipality"),
    "pause_check": _("The rest of thirty days is over"),
    "letter": _("Send the letter about the arrangement"),
}
HELD: dict[str, Promise] = {
    "letters": _("no letters that ask for money"),
    "heavy_steps": _("no costs, bailiff, judge or eviction"),
    "all_to_the_name": _("nothing leaves in the name of who died"),
    "to_the_administrator": _("letters go to the administrator"),
}
ANSWERS: dict[str, Promise] = {
    "not_taken_up": _("not taken up"),
    "stop": _("has died, they say"),
    "address": _("does not live there, they say"),
    "help_running": _("help is running"),
    "not_reached": _("was not reached"),
    "lost": _("was reached once, then no more"),
    "declined": _("wants no help"),
    "solved": _("has paid or arranged it"),
    "help_short": _("accepts help: short advice"),
    "help_financial": _("accepts help: with money"),
    "care": _("passed on to other help"),
    "help_other": _("accepts help: other"),
    "private": _("an answer for the social worker"),
}

# What the deeds say in English, named here so that it stands among the texts to translate.
SAID: tuple[Promise, ...] = (
    _("A card at the door reaches nobody by itself: note it as not reached."),
    _("Write down in a few words what the tenant said."),
    _("A next step needs both: what is done, and by which day."),
    _("The note is too long: at most 500 characters. What is personal belongs in the case."),
    _("This task was done already."),
    _("The tenant has died: no letter leaves. Look for the family with care."),
    _("A judge or the law has stopped collection: no letter leaves until that ends."),
    _("The tenant disputes the bill: find that out first, then write."),
    _("A rest was agreed on: no letter leaves until it ends."),
    _("Help with debts is running: call the helper instead of writing."),
    _("The tenant promised to pay: wait for that day."),
    _("The tenant follows the training: no letter leaves until the last session."),
    _("A call or visit is due: do that first, then write."),
    _("This tenant had the most letters of these thirty days: call or visit instead."),
    _("This tenant heard from us often enough in these thirty days: wait."),
    _("The administrator has no address: fill it in, letters go there."),
    _("Choose two different colleagues."),
    _("You can record your own absence; for a colleague your manager does it."),
    _("You can end your own absence; for a colleague your manager does it."),
    _("Only a colleague of the same role can stand in."),
    _("These days cannot be: give a first and a last day, not over yet and within a year."),
    _("This colleague is away in that time as well: choose another."),
    _("Choose post, e-mail or text message, and Dutch or English."),
    _("No e-mail address is known: it comes from your own system, add it there first."),
    _("No telephone number is known: it comes from your own system, add it there first."),
    _("There is no letter for this step, so it cannot be sent by itself."),
    _("A person decides on this letter, each time: it is never sent by itself."),
    _("No agreement with the municipality holds today: ask your manager to record it."),
    _("This signal does not exist."),
    _("This signal was recalled already."),
    _("The tenant does not want the municipality to know: no signal may be sent (Bgs art. 2 d)."),
    _("The rent of this tenancy is not known, so the months are not: complete the data first."),
    _("Give the name of the debt helper and where the tenant's mandate can be found."),
    _("The mandate must be signed today or in the past two years: ask for a new one."),
    _("Choose a day of this tenancy that is not yet to come."),
    _("A bank statement is missing, so the balance is not certain: import it first."),
    _("Choose a CSV file of at most one megabyte."),
    _("The municipality says that the tenant has died. Check, and look for the family."),
    _("The municipality says that the tenant does not live there. Check the address."),
    _("The municipality says that it was paid or arranged. Look in the books."),
    _("The tenant wants no help of the municipality. Offer an arrangement."),
    _("The municipality answered: look at it."),
    _("Help was accepted. Ask for the plan."),
    _("Help was accepted, but this month's rent is not paid: no rest yet. Call first."),
    _("Help was accepted long ago. Ask for the plan."),
)
