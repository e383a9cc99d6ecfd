"""Sends text messages: through the HTTP address of a provider, or into a folder where none is set up."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from gewoon.gateways.mail import NotNow, Undeliverable

_SECONDS = 20
_NUMBER = re.compile(r"\+[1-9][0-9]{7,14}", re.ASCII)
LONGEST = 160  # one message; a longer one would arrive in parts
_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text message; `key` is unique for ever, so that the provider sends it once."""

    key: str
    sender: str  # at most 11 letters, shown as the sender
    to: str
    text: str


class SmsGateway(Protocol):
    """How text messages leave the house."""

    def send(self, text: Text) -> None:
        """Hand over one message. Raises Undeliverable or NotNow; nothing was handed over then."""


class SmsProvider:
    """A provider that takes JSON (`key`, `sender`, `to`, `text`) by POST with a bearer token."""

    def __init__(self, address: str, token: str) -> None:
        """Use an https address; http only on this machine itself. Raises ValueError for another."""
        parts = urlsplit(address)
        is_here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
        if not (parts.scheme == "https" and parts.hostname) and not is_here:
            raise ValueError("The address of the SMS provider must begin with https://")
        self._address, self._token = address, token

    def send(self, text: Text) -> None:
        """Send at once; see SmsGateway.send."""
        body = json.dumps(asdict(_checked(text))).encode()
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self._token}",
            "Idempotency-Key": text.key,
        }
        request = Request(self._address, data=body, headers=headers, method="POST")  # noqa: S310  checked
        try:
            with urlopen(request, timeout=_SECONDS):  # noqa: S310  the address was checked above
                return
        except HTTPError as error:
            if error.code in _LATER or error.code >= 500 or error.code in {401, 403}:
                raise NotNow(f"the SMS provider answers {error.code}") from error
            raise Undeliverable(f"the SMS provider refuses the number ({error.code})") from error
        except (URLError, OSError) as error:
            raise NotNow(f"the SMS provider does not answer: {error}") from error


class SmsFolder:
    """Text messages into a folder, one file each, the same key once."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that exists or can be made."""
        self._folder = folder

    def send(self, text: Text) -> None:
        """Write the message; see SmsGateway.send."""
        content = json.dumps(asdict(_checked(text)), ensure_ascii=False, indent=1)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._folder / f".{text.key}.part"
            half.write_text(content, encoding="utf-8")
            half.replace(self._folder / f"{text.key}.json")
        except OSError as error:
            raise NotNow(f"the folder for text messages cannot be written: {error.strerror}") from error


def international(number: str) -> str:
    """Write a Dutch or international number as +31…; raise Undeliverable for anything else."""
    digits = re.sub(r"[ ()./-]", "", number)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+31" + digits[1:]
    if not _NUMBER.fullmatch(digits):
        raise Undeliverable(f"{number[:20]!r} is no telephone number")
    return digits


def _checked(text: Text) -> Text:
    if not _NUMBER.fullmatch(text.to):
        raise Undeliverable(f"{text.to[:20]!r} is no telephone number")
    if len(text.text) > LONGEST:
        raise Undeliverable(f"the message has {len(text.text)} characters, {LONGEST} is the most")
    return text
