"""What the deeds on the books refuse, named here so that it stands among the texts to translate."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KNOWN: tuple[Promise, ...] = (
    _("A deposit is asked a month before the tenancy begins at the earliest."),
    _("A mandate cannot be signed on a day to come."),
    _("A write-off of this tenancy already waits for a decision."),
    _("Another view of yours bears this name already."),
    _("Choose for what you take this list out."),
    _("Choose the kind of file: CSV or Excel."),
    _("Costs and interest can only be lowered here. New ones come from their own step."),
    _("Give the reference of the mandate: at most 35 letters, digits and plain signs."),
    _("Give the view a name, in at most 40 characters."),
    _("Nothing would change. Say what should be different."),
    _("Only a write-off that was approved can be taken back."),
    _("The account of the association is not among its own accounts: add it first."),
    _("The bank needs a day to collect. Choose tomorrow or later."),
    _("The bank says when and how much was paid. Only a smaller part can be booked."),
    _("The deposit has been settled already: undo that first."),
    _("The last two collections came back: speak with the tenant first."),
    _("There are twelve views of yours already. Take one away first."),
    _("There is no account with right check digits: correct it in your own system and import it."),
    _("There is no deposit and nothing to pay back, so there is nothing to settle."),
    _("There is no mandate that may be used on this day: record one, or ask for a transfer."),
    _("This day lies before the tenancy began, or more than a year ahead."),
    _("This entry can only be undone."),
    _("This entry undoes another one. Book that one again instead."),
    _("This reference belongs to a mandate already. Give another one."),
    _("This tenancy has no mandate that runs."),
    _("This tenancy has not ended yet. The final account comes after its last day."),
    _("This write-off has been decided already."),
    _("This write-off has been taken back already."),
    _("Two persons decided on this write-off. Taking it back needs two persons as well."),
    _("What the bank booked stands. Only what it was booked on can be corrected."),
    _("Write down the association with its creditor identifier (incassant-ID) first."),
    _("You proposed this write-off. Somebody else must decide on it."),
)
