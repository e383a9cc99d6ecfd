"""How the pages name what stands in arrangements and budgets."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gewoon.rules.arrangement.allowances import Assumed, Why
from gewoon.rules.arrangement.capacity import Cost, Every, Rule, Source
from gewoon.rules.arrangement.terms import Condition, How, Rhythm

VIEWS: dict[str, tuple[Promise, str, str]] = {
    "word": (_("Word due"), "attn", "phone"),
    "proposed": (pgettext_lazy("arrangement", "Waits for an answer"), "info", "hourglass"),
    "kept": (_("Being kept"), "ok", "circle-check"),
    "late": (_("Late, spoken about"), "attn", "clock"),
    "broken": (pgettext_lazy("arrangement", "Broken"), "danger", "unlink"),
    "court": (_("Ordered by a judge"), "info", "gavel"),
    "done": (pgettext_lazy("arrangement", "Over"), "", "check"),
}
STATES: dict[str, tuple[Promise, str, str]] = {
    "to_come": (_("To come"), "", "circle"),
    "paid": (_("Paid on time"), "ok", "circle-check"),
    "paid_late": (_("Paid, a little late"), "ok", "check"),
    "short": (_("Nearly whole"), "ok", "coin"),
    "late": (pgettext_lazy("instalment", "Late"), "attn", "clock"),
    "overdue": (_("Too late"), "danger", "alert-triangle"),
}
ORIGINS: dict[str, Promise] = {
    "officer": _("Offered by us"),
    "tenant": _("Proposed by the tenant"),
    "court": _("Ordered by a judge"),
}
ENDS: dict[str, Promise] = {
    "declined": _("The other party said no."),
    "withdrawn": _("The proposal was taken back."),
    "finished": _("Everything is paid. Well done."),
    "broken": _("An instalment stayed away, after a word."),
    "ended": _("Stopped early."),
}
RHYTHMS: dict[str, Promise] = {
    Rhythm.MONTHLY: _("Each month"),
    Rhythm.FOUR_WEEKLY: _("Every four weeks"),
    Rhythm.WEEKLY: _("Each week"),
}
CONDITIONS: dict[str, Promise] = {
    Condition.TRAINING: _("Follow the training"),
    Condition.GUIDANCE: _("Accept guidance"),
    Condition.FIXED_COSTS: _("Pay the fixed costs on time"),
}
HOWS: dict[str, Promise] = {
    How.SIGNED: _("Signed on paper"),
    How.SPOKEN: _("In a talk"),
    How.MAIL: _("By e-mail or letter"),
    How.PORTAL: _("On the own page"),
    How.JUDGMENT: _("By the judgment"),
}
ASKED_HOWS = {key: HOWS[key] for key in (How.SIGNED, How.SPOKEN, How.MAIL)}
KINDS: dict[str, Promise] = {
    "first": _("First terms"),
    "change": _("Divided anew"),
    "rest": _("A rest"),
    "lump_sum": _("A larger payment"),
}
RULES: dict[str, Promise] = {
    Rule.WHAT_IS_LEFT: _("What is left after fixed costs and the minimum for living."),
    Rule.AT_THE_NORM: _("The income is at or below the assistance norm: at most 5% of it may be asked."),
    Rule.NORM_UNKNOWN: _("No assistance norm is known for this household: we take the careful 5%."),
    Rule.NOTHING_LEFT: _("Nothing is left: no instalment. A rest and help with debts come first."),
}
HOUSEHOLDS: dict[str, Promise] = {
    "single": _("One adult"),
    "single_parent": _("One parent with children"),
    "couple": _("A couple"),
}
SOURCES: dict[str, Promise] = {
    Source.WORK: pgettext_lazy("income", "Work"),
    Source.ASSISTANCE: _("Social assistance"),
    Source.BENEFIT: _("Benefit for illness or unemployment"),
    Source.PENSION: _("Pension or AOW"),
    Source.STUDENT_FINANCE: _("Student finance"),
    Source.ALLOWANCES: pgettext_lazy("income", "Allowances"),
    Source.CHILD_BENEFIT: _("Child benefit"),
    Source.MAINTENANCE: _("Maintenance"),
    Source.OTHER: _("Other income"),
}
COSTS: dict[str, Promise] = {
    Cost.RENT: _("Rent of now"),
    Cost.ENERGY: _("Energy"),
    Cost.WATER: _("Water"),
    Cost.HEALTH_INSURANCE: _("Health insurance"),
    Cost.OTHER_INSURANCE: _("Other insurance"),
    Cost.PHONE_INTERNET: _("Telephone and internet"),
    Cost.TRAVEL: _("Travel to work"),
    Cost.CHILDCARE: _("Childcare"),
    Cost.LOCAL_TAXES: _("Local taxes"),
    Cost.OTHER_DEBTS: _("Other debts being paid off"),
    Cost.OTHER: _("Other fixed costs"),
}
EVERY: dict[str, Promise] = {
    Every.MONTH: _("a month"),
    Every.FOUR_WEEKS: _("every four weeks"),
    Every.WEEK: _("a week"),
    Every.QUARTER: _("a quarter"),
    Every.YEAR: _("a year"),
}
ALLOWANCES: dict[str, Promise] = {
    "zorgtoeslag": _("Healthcare allowance (zorgtoeslag)"),
    "huurtoeslag": _("Rent allowance (huurtoeslag)"),
    "kindgebonden_budget": _("Child budget (kindgebonden budget)"),
}
WHY: dict[str, Promise] = {
    Why.AMOUNT: _("About this much a month."),
    Why.INCOME: _("The income is too high for it."),
    Why.ASSETS: _("The savings are above the limit."),
    Why.AGE: _("Too young for it."),
    Why.NOT_INSURED: _("Only with health insurance."),
    Why.NO_CHILDREN: _("Only with children under 18."),
    Why.NO_CHILD_BENEFIT: _("Only with child benefit."),
    Why.RENT: _("The rent is too low for it."),
}
ASSUMED: dict[str, Promise] = {
    Assumed.ASSETS: _("savings within the limit"),
    Assumed.AGE: _("old enough"),
    Assumed.INSURED: _("insured for healthcare"),
    Assumed.PARTNER_INSURED: _("partner insured for healthcare"),
    Assumed.PERSONS: _("nobody else lives there"),
    Assumed.CHILD_AGES: _("all children under 12"),
    Assumed.CHILD_BENEFIT: _("child benefit is received"),
}
ESCALATION: dict[str, Promise] = {
    "costs": _("Collection costs"),
    "court_fee": _("Court fee"),
    "writ_summons": _("Writ of summons"),
}

# What the deeds of this room say when something cannot be, named here to be translated.
REFUSALS: tuple[Promise, ...] = (
    _("A judge ordered these terms: only a judge changes them."),
    _("A proposal waits for an answer already: answer that one first."),
    _("An amount is above a million euros: check it."),
    _("An amount is below zero: income and costs are both written as positive amounts."),
    _("An arrangement runs already: change that one, or end it first."),
    _("Each instalment must be above zero."),
    _("Give at least one instalment."),
    _("Give the number of the judgment."),
    _("No letter about this arrangement is due any more: open the page again."),
    _("No minimum for living costs was chosen for this household: fill in the table first."),
    _("Nothing comes in: give at least one income above zero. Without income, help with debts comes first."),
    _("Nothing is late any more: there is nothing to speak about."),
    _("Nothing waits for an answer any more: open the page again."),
    _("One instalment is above a million euros: check the amounts."),
    _("One of the conditions is not in the list: choose from the list."),
    _("Say how the tenant agreed: choose one of the list."),
    _("The association has no rules for arrangements on this day: fill them in first."),
    _("The day of the payment lies in the past: choose today or later."),
    _("The days of the instalments must go forward, each day once."),
    _("The first instalment lies before the tenancy began: choose a later day."),
    _("The first instalment lies in the past by now: make a new proposal with later days."),
    _("The first instalment lies in the past: choose today or later."),
    _("The instalments do not add up to the debt: correct the amounts."),
    _("There is nothing to pay off: no rent is overdue."),
    _("These are too many instalments: choose fewer, or a larger amount each time."),
    _("These are too many lines: add some of them up."),
    _("These terms cannot be: they leave nothing to pay, or ask more than is left. Check the amounts."),
    _("This arrangement stands otherwise by now: open the page again."),
    _("This is more than the household can pay: take a smaller amount, or write down why."),
    _("This takes too long: choose a larger amount, or help with debts instead."),
    _("What this household can pay was not worked out: do that first, or write down why not."),
)
