"""Shows amounts, days, months, icons and small graphs in the language of the reader."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from gewoon.rules.money import Cents, display
from gewoon.web.shared.sparkline import Sparkline, draw
from gewoon.web.shared.stylesheets import SHEETS

register = template.Library()
_DAY_MONTH = {"nl": "j b", "en": "j M"}  # Dutch writes its months small


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@register.filter
def money(cents: int | None) -> str:
    """Show whole cents as `€ 1.912,50`; an unknown amount as a word."""
    return _("unknown") if cents is None else display(Cents(cents), _language())


@register.filter
def money_short(cents: int | None) -> str:
    """Show whole euros without their cents (`€ 85`), any other amount in full."""
    shown = money(cents)
    return shown[:-3] if cents is not None and cents % 100 == 0 else shown


@register.filter
def months(hundredths: int | None) -> str:
    """Show hundredths of a month, rounded down: `1,0 maand`, `3,0 maanden`, `geen`."""
    if hundredths is None:
        return _("months unknown")
    tenths = hundredths // 10
    if tenths <= 0:
        return pgettext("months of arrears", "none")
    point = "," if _language() == "nl" else "."
    number = f"{tenths // 10}{point}{tenths % 10}"
    return ngettext("%(number)s month", "%(number)s months", 1 if tenths <= 10 else 2) % {"number": number}


@register.filter
def day(on: date | None) -> str:
    """Show a day in a list: `wo 25 nov`."""
    return "" if on is None else format_date(on, f"D {_DAY_MONTH[_language()]}")


@register.filter
def day_short(on: date | None) -> str:
    """Show a day where there is little room: `25 nov`."""
    return "" if on is None else format_date(on, _DAY_MONTH[_language()])


@register.filter
def day_long(on: date | None) -> str:
    """Show a day in a sentence: `15 november`."""
    return "" if on is None else format_date(on, "j F")


@register.filter
def day_year(on: date | None) -> str:
    """Show a day with its year: `15 november 2026`."""
    return "" if on is None else format_date(on, "j F Y")


@register.filter
def day_full(on: date | None) -> str:
    """Show a day at the head of a page: `maandag 23 november`."""
    return "" if on is None else format_date(on, "l j F")


@register.filter
def month_year(on: date | None) -> str:
    """Show the month of a rent: `november 2026`."""
    return "" if on is None else format_date(on, "F Y")


@register.filter(expects_localtime=True)
def clock(at: datetime | None) -> str:
    """Show the local time as people write it: `19.30`."""
    return "" if at is None else format_date(at, "H.i" if _language() == "nl" else "H:i")


@register.simple_tag
def due(on: date, today: date) -> str:
    """Say when something is due: today, tomorrow, or the day itself."""
    return {0: _("Today"), 1: _("Tomorrow")}.get((on - today).days, day(on))


@register.simple_tag
def greeting(now: datetime) -> str:
    """Greet by the local hour."""
    hour = localtime(now).hour
    if hour < 6 or hour >= 18:
        return _("Good evening")
    return _("Good morning") if hour < 12 else _("Good afternoon")


@register.filter
def in_language(texts: dict[str, str] | str) -> str:
    """Take the reader's language from a text that comes in several, and Dutch where that lacks."""
    if isinstance(texts, str):
        return texts
    return texts.get(_language()) or texts.get("nl") or ""


@register.filter
def initials(name: str) -> str:
    """Take the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words if len(words) < 3 else (words[0], words[-1]))).upper()


@register.simple_tag
def form_key() -> str:
    """Make the key with which a form counts once, however often it is sent."""
    return uuid4().hex


@register.filter
def end_of(account: str) -> str:
    """Show the end of an account, enough to tell it from another."""
    return f"…{account[-4:]}" if account else ""


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draw an icon from the sprite; it is decoration, so a word must stand beside it."""
    return format_html(
        '<svg class="i {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        classes,
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the style sheets."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in SHEETS))


@register.inclusion_tag("parts/sparkline.html")
def sparkline(trend: Sequence[int]) -> dict[str, Sparkline | str]:
    """Draw the arrears of the last months as a line, with the same said in words."""
    line = draw(trend)
    return {"line": line, "words": _in_words(line, trend)}


def _in_words(line: Sparkline, trend: Sequence[int]) -> str:
    if not trend:
        return _("No arrears known yet")
    first, last = money(trend[0]), money(trend[-1])
    if line.direction == "up":
        return _("Arrears rise, now %(last)s; at the start %(first)s") % {"last": last, "first": first}
    if line.direction == "down":
        return _("Arrears fall, now %(last)s; at the start %(first)s") % {"last": last, "first": first}
    return _("Arrears stay level at %(last)s") % {"last": last}
