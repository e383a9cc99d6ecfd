"""Which verb a figure allows: after, goes together with, or because of; and a reader for the wrong one."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Design(StrEnum):
    """How a figure came about; only drawing lots lets one say because of."""

    COUNT = "count"
    COMPARISON = "comparison"
    LOTTERY = "lottery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A word that claims more than the design allows: where it stands, and what to say instead."""

    place: int
    word: str
    instead: str


_CAUSES = {
    "nl": (
        r"door(?!\s+de\s+rechter|gaan|gaat|lopen|loopt|verwijz)",
        r"dankzij",
        r"vanwege",
        r"wegens",
        r"(?:als\s+)?gevolg\s+van",
        r"leid(?:t|de|den|en)\b[^.]*?\btot",
        r"zorg(?:t|de|den|en)\s+(?:ervoor|voor)",
        r"veroorzaak\w*",
        r"effect\s+van",
        r"helpt",
        r"hielp",
        r"werkt\b",
        r"voorkom(?:t|en|de)?\b",
        r"voorkwam(?:en)?",
        r"bespaar(?:t|de|den)?",
        r"levert?\s+op",
        r"scheelt",
        r"omdat",
        r"waardoor",
        r"daardoor",
        r"hierdoor",
        r"daarom",
        r"resulteer\w*",
        r"bewezen",
        r"bewijst",
        r"succes\w*",
        r"vermind(?:er|er)(?:t|de)\b",
        r"verlaag(?:t|de)",
    ),
    "en": (
        r"because",
        r"thanks\s+to",
        r"due\s+to",
        r"owing\s+to",
        r"as\s+a\s+result",
        r"result(?:s|ed|ing)?\s+(?:of|in|from)",
        r"caus(?:e|es|ed|ing)\b",
        r"led\s+to",
        r"leads?\s+to",
        r"prevent(?:s|ed|ing)?",
        r"works?\b(?!\s+of)",
        r"worked",
        r"help(?:s|ed)\b",
        r"effect\s+of",
        r"impact\s+of",
        r"reduc(?:e|es|ed|ing)\b",
        r"cut\b",
        r"lower(?:s|ed)\b",
        r"saves?\b",
        r"saved",
        r"therefore",
        r"thereby",
        r"so\s+that",
        r"makes?\s+(?:a|the)\s+difference",
        r"pro(?:ves|ven|ved)",
        r"success\w*",
    ),
}
_INSTEAD = {
    "nl": {Design.COUNT: "na", Design.COMPARISON: "hangt samen met"},
    "en": {Design.COUNT: "after", Design.COMPARISON: "goes together with"},
}
_WORDS = {
    language: re.compile(r"(?<![\w-])(?:" + "|".join(words) + r")", re.IGNORECASE)
    for language, words in _CAUSES.items()
}


def verb(design: Design, language: str) -> str:
    """Answer the words that join programme and figure."""
    if design is Design.LOTTERY:
        return {"nl": "door", "en": "because of"}[language]
    return _INSTEAD[language][design]


def claims(text: str, *, design: Design, language: str) -> tuple[Claim, ...]:
    """Answer every word in a text that says because of where the design does not allow it.

    With a lottery nothing is found: then it may be said. It reads widely: a hit asks a person to look, and
    a text with a hit is not released.
    """
    if design is Design.LOTTERY:
        return ()
    instead = _INSTEAD[language][design]
    return tuple(
        Claim(place=hit.start(), word=hit.group(0), instead=instead)
        for hit in _WORDS[language].finditer(text)
    )
