"""The words of the e-mail or text message that brings a letter: who writes, who answers, nothing else."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from gewoon.rules.contact.letters import LANGUAGES, Document

SMS_CHARACTERS = 160
_WORDS = ("subject", "mail", "sms", "attachment")
SENDER_LETTERS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What stands around a letter on a screen."""

    subject: str
    mail: str
    sms: str
    sms_sender: str
    attachment: str


def parse(text: str) -> Mapping[str, Mapping[str, str]]:
    """Read the words per language; raises ValueError where one is missing."""
    words = tomllib.loads(text)
    missing = [
        f"{language}.{name}" for language in LANGUAGES for name in _WORDS if not _has(words, language, name)
    ]
    if missing:
        raise ValueError(f"notices.toml: missing {', '.join(missing)}")
    return {language: dict(words[language]) for language in LANGUAGES}


def notice(words: Mapping[str, Mapping[str, str]], document: Document, salutation: str) -> Notice:
    """Fill the words for one letter. An SMS that grows too long loses the name, then the question."""
    own = words[document.language]
    given = {
        "sender": document.sender.name,
        "name": document.contact.name,
        "phone": document.contact.phone,
        "salutation": salutation,
    }
    filled = {name: _fill(own[name], given) for name in _WORDS}
    short = filled["sms"]
    if len(short) > SMS_CHARACTERS:
        short = f"{document.sender.name[: SMS_CHARACTERS - 40]}: {document.contact.phone}"
    letters = "".join(mark for mark in document.sender.name if mark.isascii() and mark.isalpha())
    return Notice(
        subject=filled["subject"].strip(),
        mail=filled["mail"].strip() + "\n",
        sms=short,
        sms_sender=letters[:SENDER_LETTERS],
        attachment=filled["attachment"],
    )


def _fill(template: str, given: Mapping[str, str]) -> str:
    """Put the values in, each once: what stands in a value is never read as a place."""
    parts = template.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(given[name] + rest)
    return "".join(out)


def _has(words: Mapping[str, object], language: str, name: str) -> bool:
    own = words.get(language)
    return isinstance(own, dict) and isinstance(own.get(name), str)
