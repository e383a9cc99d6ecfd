"""How the pages of guidance say the codes of a case: parts, questions, causes, domains, ways to adapt."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS: dict[str, Promise] = {
    "intake": _("Intake"),
    "causes": _("Causes"),
    "domains": _("Parts of life"),
    "household": _("Household"),
    "strengths": _("Strengths"),
    "plan": _("Plan"),
    "referrals": _("Referrals"),
    "conferences": _("Case talks"),
    "closing": _("Closing"),
}
LEADS: dict[str, Promise] = {
    "intake": _("Begin with what the tenant tells. Use the tenant’s own words where you can."),
    "causes": _("Choose what plays a part, and tell how it came about. Only you see this."),
    "domains": _("How does it go in each part of life? Leave open what you do not know."),
    "household": _("Who live here, and what do the children need? A judge asks for this in writing."),
    "strengths": _("What goes well helps to solve what is hard. So it stands beside it."),
    "plan": _("Goals of the tenant, and who does what by when. You can share this plan."),
    "referrals": _("Who else helps? A referral counts when it was accepted."),
    "conferences": _("Talks with other helpers. Invite the tenant as well."),
}
QUESTIONS: dict[str, Promise] = {
    "intake.talked_on": _("When did you talk?"),
    "intake.story": _("What does the tenant tell?"),
    "intake.question": _("What does the tenant want help with?"),
    "intake.urgent": _("What cannot wait?"),
    "intake.agreed": _("What did you agree on?"),
    "causes.causes": _("What plays a part?"),
    "causes.explained": _("How did it come about?"),
    "household.adults": _("How many adults live here?"),
    "household.children_at_home": _("Do children live here?"),
    "household.children": _("Children"),
    "children.born": _("Year of birth"),
    "children.lives": _("Lives here how often?"),
    "children.needs": _("What does this child need?"),
    "household.children_weighed": _("What does losing the home mean for the children?"),
    "household.children_weighed_on": _("Weighed on which day?"),
    "household.housing_explored": _("Which other home or shelter did you look for?"),
    "household.housing_explored_on": _("Looked for on which day?"),
    "strengths.can": _("What can the tenant do well?"),
    "strengths.proud_of": _("What is the tenant proud of?"),
    "strengths.people": _("Who are there for the tenant?"),
    "strengths.worked_before": _("What helped before?"),
    "strengths.hard": _("What is hard now?"),
    "plan.own_words": _("What does the tenant want? In the tenant’s own words"),
    "plan.goals": _("Goals"),
    "goals.goal": _("Goal"),
    "goals.reached": _("Reached"),
    "plan.actions": _("Who does what?"),
    "actions.what": _("What"),
    "actions.owner": _("Who"),
    "actions.who": _("Name, if it is somebody else"),
    "actions.by": _("Before"),
    "actions.done": pgettext_lazy("action", "Done"),
    "referrals.referrals": _("Referrals"),
    "referrals.to": _("To"),
    "referrals.whom": _("With whom?"),
    "referrals.on": _("Asked on"),
    "referrals.accepted": _("Accepted?"),
    "referrals.accepted_on": _("Answered on"),
    "referrals.outcome": _("What came of it?"),
    "conferences.conferences": _("Case talks"),
    "conferences.on": _("Day"),
    "conferences.present": _("Who were there?"),
    "conferences.agreed": _("What was agreed?"),
    "conferences.tenant_present": _("The tenant was there"),
}
HINTS: dict[str, Promise] = {
    "household.children_weighed": _("Think of school, sleep, friends, care and safety. Write what you saw."),
    "household.housing_explored": _("Family, another home, shelter, the municipality: whom did you ask?"),
    "causes.explained": _("Write what the tenant agrees with. The tenant may read it."),
}
CAUSES: dict[str, Promise] = {
    "lost_work": _("Lost work"),
    "less_hours": _("Fewer hours of work"),
    "irregular_income": _("Income that changes each month"),
    "own_business": _("Own business brings in too little"),
    "benefit_late": _("Benefit came late or stopped"),
    "allowance_stopped": _("Allowance stopped or was not asked for"),
    "allowance_paid_back": _("Allowance must be paid back"),
    "income_too_low": _("Income too low to live on"),
    "fixed_costs_rose": _("Fixed costs rose, such as energy"),
    "rent_rose": _("Rent too high for the income"),
    "double_housing_costs": _("Costs of two homes"),
    "other_debts": _("Other debts"),
    "attachment_of_income": _("A bailiff takes a part of the income"),
    "separation": _("Separation"),
    "birth": _("Birth of a child"),
    "death_in_family": _("Somebody died"),
    "partner_left_debts": _("A partner left debts"),
    "illness": _("Illness"),
    "disability": _("Disability"),
    "mental_health": _("Worries, stress or low spirits"),
    "addiction": _("Addiction"),
    "care_for_others": _("Care for somebody else"),
    "violence_at_home": _("Not safe at home"),
    "detention": _("Detention"),
    "reading_and_writing": _("Reading and writing is hard"),
    "language": _("Dutch is hard"),
    "digital": _("Forms on the computer are hard"),
    "lost_overview": _("Lost the overview of money"),
    "mail_unopened": _("Mail stays unopened"),
    "newcomer": _("New in the Netherlands"),
    "complaint_about_home": _("Complaint about the home"),
    "does_not_want_to_pay": _("Does not want to pay"),
}
DOMAINS: dict[str, Promise] = {
    "money": _("Money"),
    "work_and_day": _("Work and the day"),
    "home": pgettext_lazy("part of life", "Home"),
    "family": _("Family"),
    "children": _("Children"),
    "mental_health": _("Mental health"),
    "physical_health": _("Physical health"),
    "addiction": _("Addiction"),
    "daily_life": _("Daily life"),
    "network": _("Friends and neighbours"),
    "taking_part": _("Taking part"),
    "justice": _("Police and justice"),
}
LEVELS: dict[str, Promise] = {
    "strong": _("Goes well"),
    "enough": _("Good enough"),
    "fragile": _("Fragile"),
    "acute": _("Help is needed now"),
}
OWNERS: dict[str, Promise] = {
    "tenant": _("The tenant"),
    "worker": _("Social worker"),
    "together": _("Together"),
    "other": _("Somebody else"),
}
REFERRED_TO: dict[str, Promise] = {
    "debt_help": _("Debt help of the municipality"),
    "budget_coach": _("Budget coach"),
    "administration": _("Administration (bewind)"),
    "allowance_check": _("Check of allowances (VoorzieningenWijzer)"),
    "municipal_support": _("Support of the municipality"),
    "food_bank": _("Food bank"),
    "general_practitioner": _("General practitioner"),
    "mental_care": _("Mental health care"),
    "addiction_care": _("Addiction care"),
    "youth_care": _("Youth care"),
    "community_team": _("Community team"),
    "legal_aid": _("Legal aid"),
    "language_course": _("Language course"),
    "work_coach": _("Work coach"),
    "safe_at_home": _("Safe at Home (Veilig Thuis)"),
    "other": _("Somebody else"),
}
RESULTS: dict[str, Promise] = {
    "solved": _("Solved: rent is paid, the tenant goes on alone"),
    "stable": _("Stable: arrears go down, other help goes on"),
    "moved_on": _("Goals partly reached, the tenant goes on alone"),
    "taken_over": _("Another helper took over"),
    "moved_house": _("Moved house"),
    "lost_contact": _("No contact any more"),
    "declined": _("The tenant does not want guidance"),
    "evicted": _("Evicted"),
}
STATUSES: dict[str, Promise] = {
    "offered": _("Offered"),
    "running": _("Running"),
    "finished": _("Finished"),
    "declined": _("Declined"),
}
STATUS_KINDS = {"offered": "attn", "running": "brand", "finished": "ok", "declined": ""}
WAYS: dict[str, Promise] = {
    "call_not_write": _("Call, do not write"),
    "write_not_call": _("Write, do not call"),
    "visit_only": _("Go there, do not call or write"),
    "plain_language": _("Use short, plain sentences"),
    "interpreter": _("Take an interpreter along"),
    "extra_time": _("Give more time to answer"),
    "through_worker": _("Ask the social worker first"),
    "through_helper": _("Send a copy to the helper"),
    "no_evening": _("Not in the evening"),
}
PURPOSES: dict[str, Promise] = {
    "guidance": _("own guidance"),
    "cover": _("cover for a colleague"),
    "emergency": _("emergency"),
    "system": _("the system"),
}
WHOLE = _("the whole case")
FAULTS: dict[str, Promise] = {
    "choice": _("Choose from the list."),
    "number": _("Write a whole number, at most %(limit)s."),
    "day": _("This is no day: write it like 2026-12-01."),
    "long": _("This is too long: at most %(limit)s signs."),
    "rows": _("At most %(limit)s rows fit here."),
}
# What the deeds of this room refuse, so that it stands among the texts to translate.
REFUSALS: tuple[Promise, ...] = (
    _("A day lies in the future: fill in when it really happened."),
    _("A part of this case cannot be opened any more: call IT."),
    _("Call or write: choose one of the two."),
    _("Choose a day from today on, within half a year."),
    _("Choose a social worker who works here."),
    _("Choose two different social workers."),
    _("Choose with what result the case closes."),
    _("Choose yes, no, or leave it open: do children live here?"),
    _("Cover lasts at most 120 days: assign the cases instead."),
    _("Only the manager arranges this for somebody else."),
    _("Say in 10 to 200 signs why this cannot wait for your colleague."),
    _("Somebody saved this since you opened it. Your text is kept as a draft."),
    _("Something was not understood: correct what is marked."),
    _("The content of this case was erased."),
    _("The key of the cases is another one: call IT."),
    _("The last day lies before the first, or behind us: correct it."),
    _("The plan needs a goal, and the tenant's own words, before it is shared."),
    _("There is an open case for this tenant already."),
    _("There is no plan yet: write a goal first."),
    _("There is no such part of a case."),
    _("This case is closed: open a new one if guidance begins again."),
    _("This is too long to keep: make it shorter."),
    _("This step asks for something else than an intake."),
    _("This visit is more than a month ago: note the contact on the tenant's page."),
    _("This visit lies in the future: report it when it was made."),
    _("This visit was changed since you opened it."),
    _("This visit was reported or called off already."),
    _("Write a note, of at most 4000 signs."),
    _("Write what was agreed in at most 200 signs."),
    _("You can open this case already."),
    _("You have a visit planned here on that day already."),
)
_OPTIONS: dict[str, dict[str, Promise]] = {
    "causes": CAUSES,
    "owner": OWNERS,
    "to": REFERRED_TO,
    "result": RESULTS,
}


def question(scope: str, name: str) -> Promise | str:
    """Say what a field asks; a part of life is named, and its note bears no question of its own."""
    if scope == "domains":
        return DOMAINS.get(name, _("In a few words"))
    return QUESTIONS.get(f"{scope}.{name}", name)


def option(scope: str, name: str, code: str) -> Promise | str:
    """Say what a choice means."""
    labels = LEVELS if scope == "domains" else _OPTIONS.get(name, {})
    return labels.get(code, code)
