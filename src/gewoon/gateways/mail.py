"""Sends e-mail: through a mail server, or into a folder where none is set up."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

_SECONDS = 20
_PERMANENT = 500


class Undeliverable(Exception):
    """This address will never get the message: a person must look at it. The text says why."""


class NotNow(Exception):
    """The way is closed for the moment: try again later; nothing was handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A PDF that goes along, under a name that says nothing of what is in it."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One e-mail; `key` is unique for ever, so that a repeat can be recognised."""

    key: str
    sender: str
    sender_name: str
    to: str
    subject: str
    text: str
    attachments: Sequence[Attachment] = ()


class MailGateway(Protocol):
    """How e-mail leaves the house."""

    def send(self, mail: Mail) -> None:
        """Hand over one e-mail. Raises Undeliverable or NotNow; nothing was handed over then."""


class MailServer:
    """E-mail through a server: `smtp://host:25`, `smtp+starttls://user:word@host:587`, `smtps://…:465`."""

    def __init__(self, address: str) -> None:
        """Read the address. Raises ValueError where it cannot be used."""
        parts = urlsplit(address)
        if parts.scheme not in {"smtp", "smtp+starttls", "smtps"} or not parts.hostname:
            raise ValueError(
                "The address of the mail server is not understood: expected "
                "smtp+starttls://user:word@host:587, smtps://… or smtp://…"
            )
        self._scheme, self._host = parts.scheme, parts.hostname
        self._port = parts.port or {"smtp": 25, "smtp+starttls": 587, "smtps": 465}[parts.scheme]
        self._user, self._word = unquote(parts.username or ""), unquote(parts.password or "")

    def send(self, mail: Mail) -> None:
        """Send at once; see MailGateway.send."""
        message = written(mail)
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise _refusal(code, said) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(f"the mail server does not answer: {error}") from error

    def _connected(self) -> smtplib.SMTP:
        if self._scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=_SECONDS, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=_SECONDS)
        if self._scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if self._user:
            server.login(self._user, self._word)
        return server


class MailFolder:
    """E-mail into a folder, one file each, the same key once: for who has no mail server yet."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that exists or can be made."""
        self._folder = folder

    def send(self, mail: Mail) -> None:
        """Write the message; see MailGateway.send."""
        content = written(mail).as_bytes(policy=SMTP)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._folder / f".{mail.key}.part"
            half.write_bytes(content)
            half.replace(self._folder / f"{mail.key}.eml")
        except OSError as error:
            raise NotNow(f"the folder for e-mail cannot be written: {error.strerror}") from error


def written(mail: Mail) -> EmailMessage:
    """Write the message. Raises Undeliverable for an address that cannot be one."""
    if not mail.to.isascii() or mail.to.count("@") != 1 or any(mark in mail.to for mark in "\r\n ,;<>"):
        raise Undeliverable(f"{mail.to[:60]!r} is no e-mail address")
    message = EmailMessage(policy=SMTP)
    message["From"] = f"{_plain(mail.sender_name)} <{mail.sender}>"
    message["To"] = mail.to
    message["Subject"] = _plain(mail.subject)
    message["Message-ID"] = f"<{mail.key}@{mail.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    for each in mail.attachments:
        message.add_attachment(each.pdf, maintype="application", subtype="pdf", filename=each.name)
    return message


def _plain(text: str) -> str:
    return "".join(mark for mark in text if mark.isprintable() and mark not in '<>"')


def _refusal(code: int, said: bytes | str) -> Undeliverable | NotNow:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    shown = f"{code} {' '.join(text.split())[:120]}"
    return Undeliverable(shown) if code >= _PERMANENT else NotNow(shown)
