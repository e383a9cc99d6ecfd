"""How the pages of the training say what the records name."""

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gewoon.gateways.training_files import shipped_programmes

STAGES: dict[str, tuple[Promise, str, str]] = {
    "coming": (_("Open to come forward"), "calendar-plus", "info"),
    "given": (_("Seats given"), "calendar-check", "brand"),
    "running": (_("Running"), "player-play", "ok"),
    "over": (pgettext_lazy("group", "Over"), "check", ""),
    "cancelled": (_("Cancelled"), "calendar-off", "attn"),
}
PRESENCES: dict[str, tuple[Promise, str, str]] = {
    "": (_("Not noted yet"), "circle-dashed", ""),
    "present": (_("Present"), "check", "ok"),
    "excused": (_("Sent word"), "calendar-off", "info"),
    "no_word": (_("Not there"), "circle-x", "attn"),
    "caught_up": (_("Caught up"), "refresh", "ok"),
}
STATES: dict[str, tuple[Promise, str, str]] = {
    "invited": (_("Invited"), "mail", "info"),
    "waiting": (_("Waiting for a seat"), "hourglass", "info"),
    "seated": (_("Has a seat"), "school", "brand"),
    "finished": (_("Followed the training"), "certificate", "ok"),
    "declined": (_("Does not take part"), "minus", ""),
    "dropped_out": (_("Stopped"), "door-exit", "attn"),
    "excused": (_("Need not follow it"), "hand-stop", ""),
}
WAYS: dict[str, Promise] = {
    "required": _("Required, because eviction looms"),
    "condition": _("Condition of an arrangement"),
    "own_initiative": _("Own initiative"),
}
PARTS: dict[str, Promise] = {
    "morning": pgettext_lazy("part of day", "Morning"),
    "afternoon": pgettext_lazy("part of day", "Afternoon"),
    "evening": pgettext_lazy("part of day", "Evening"),
}
BARRIERS: dict[str, Promise] = {
    "childcare": _("Childcare"),
    "work": _("Working hours"),
    "travel": _("Getting there"),
    "language": _("Dutch is difficult"),
    "reading": _("Reading is difficult"),
    "health": _("Health"),
    "other": pgettext_lazy("reason", "Something else"),
}
CHANNELS: dict[str, Promise] = {
    "letter": pgettext_lazy("channel", "Letter"),
    "email": pgettext_lazy("channel", "E-mail"),
    "sms": pgettext_lazy("channel", "Text message"),
    "call": pgettext_lazy("channel", "Call"),
}
REASONS: dict[str, Promise] = {
    "no_answer": _("Gives no answer"),
    "does_not_want": _("Does not want to"),
    "work": BARRIERS["work"],
    "childcare": BARRIERS["childcare"],
    "health": BARRIERS["health"],
    "travel": BARRIERS["travel"],
    "language": BARRIERS["language"],
    "moved": _("Moved away"),
    "other": BARRIERS["other"],
}
ABSENCES: dict[str, Promise] = {
    "ill": _("Ill"),
    "work": BARRIERS["work"],
    "childcare": BARRIERS["childcare"],
    "travel": BARRIERS["travel"],
    "other": BARRIERS["other"],
}
TASKS: dict[str, tuple[Promise, str]] = {
    "barrier": (_("Clear what stands in the way"), "lifebuoy"),
    "start_care": (_("Talk before the start"), "messages"),
    "session_moved": (_("Tell that a session moved"), "calendar-event"),
    "group_cancelled": (_("Tell that the group is off"), "calendar-off"),
    "tell_result": (_("Tell whether there is a seat"), "mail-forward"),
    "reminder": (_("Remind of tomorrow"), "bell"),
    "friendly_call": (_("Make a friendly call"), "phone"),
    "catch_up": (_("Agree on catching up"), "refresh"),
    "good_news": (_("Good news: bring the certificate"), "confetti"),
    "finished_letter": (_("Write that the training was followed"), "mail"),
    "decide_end": (_("Decide how it ends"), "user-question"),
}
PROFILE: dict[str, tuple[Promise, dict[str, Promise]]] = {
    "household": (
        _("Who lives in the home?"),
        {
            "alone": _("One person"),
            "single_parent": _("One parent with children"),
            "couple": _("Two adults"),
            "couple_children": _("Two adults with children"),
            "other": pgettext_lazy("household", "Otherwise"),
        },
    ),
    "income_source": (
        _("Where does most of the income come from?"),
        {
            "work": pgettext_lazy("income", "Work"),
            "benefit": pgettext_lazy("income", "A benefit"),
            "pension": pgettext_lazy("income", "A pension"),
            "own_business": _("An own business"),
            "study": _("Student finance"),
            "other": pgettext_lazy("household", "Otherwise"),
        },
    ),
    "own_way_in": (
        _("Why do you come, in your own view?"),
        {
            "required": _("I have to"),
            "condition": _("We agreed on it"),
            "own_initiative": _("I want to"),
        },
    ),
}
TIERS: dict[str, Promise] = {
    "urgent": _("First, outside the draw"),
    "lost_before": _("Was not drawn before"),
    "draw": _("The draw"),
}
MEDIA: dict[str, Promise] = {
    "newspaper": _("Newspaper"),
    "magazine": _("Magazine"),
    "radio": _("Radio"),
    "television": _("Television"),
    "online": _("Online"),
    "photo": _("Photo"),
}
SCOPES: dict[str, Promise] = {
    "anonymous": _("Without a name"),
    "first_name": _("With the first name"),
    "full_name": _("With the full name"),
}


def title(programme: str) -> str:
    """Name a programme in the language of the reader."""
    found = shipped_programmes().get(programme)
    return programme if found is None else found.title[language()]


def language() -> str:
    """Answer nl or en."""
    return "nl" if (get_language() or "nl").startswith("nl") else "en"


def theme(programme: str, number: int) -> str:
    """Name the theme of a session."""
    found = shipped_programmes().get(programme)
    return "" if found is None else found.theme_of(number, language())
