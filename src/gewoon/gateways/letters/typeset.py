"""Turns filled letters into accessible PDF (PDF/UA-1): one fixed template, data only as data."""

import atexit
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.gateways.letters.qr import payment_picture
from gewoon.rules.contact import wording
from gewoon.rules.contact.letter_values import Payment
from gewoon.rules.contact.letters import Document, FilledBlock, OpenItems, Signature
from gewoon.rules.contact.markup import Bullets, Heading, Paragraph, Words
from gewoon.rules.money import display

_HERE = Path(__file__).parent
_FONTS = _HERE.parents[1] / "data" / "fonts"
_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
_PAGES = re.compile(rb"/Type/Pages/Count ([0-9]+)")
MEMORY_BYTES = 1024**3  # address space; a letter of two pages was seen to take less than 300 MB of it


class TypesettingError(RuntimeError):
    """A letter could not be put on paper; the message says why and what to do."""


class Typesetter:
    """One worker process that is kept for the next letter, and replaced when it hangs or dies."""

    def __init__(
        self,
        *,
        labels: Mapping[str, Mapping[str, str]],
        seconds: float = 20,
        memory_bytes: int = MEMORY_BYTES,
        worker: Path = _HERE / "worker.py",
    ) -> None:
        """Prepare; the worker starts with the first letter. `seconds` is the limit for one letter."""
        self._labels = labels
        self._seconds = seconds
        limit = str(memory_bytes)
        self._command = (sys.executable, "-I", str(worker), str(_HERE / "letter.typ"), str(_FONTS), limit)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def typeset(self, document: Document) -> bytes:
        """Give the letter as PDF. The same document gives the same bytes.

        Raises TypesettingError for a sign that the font lacks, a warning, or a limit that is passed.
        """
        data = json.dumps(letter_data(document, self._labels[document.language]))
        moment = datetime.combine(document.dated_on, time(12), tzinfo=UTC)
        request = json.dumps({"data": data, "timestamp": int(moment.timestamp())}).encode() + b"\n"
        with self._lock:
            return self._ask(request)

    def close(self) -> None:
        """Stop the worker; the next letter starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.communicate()

    def _ask(self, request: bytes) -> bytes:
        if self._process is None:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        process = self._process
        alarm = Timer(self._seconds, process.kill)
        alarm.start()
        try:
            answer, body = _exchange(process, request)
        except (OSError, ValueError):
            self.close()
            raise TypesettingError(
                f"the typesetter gave no answer within {self._seconds:g} seconds and its memory; "
                "this letter is not made, the next one starts afresh"
            ) from None
        finally:
            alarm.cancel()
        if "error" in answer:
            raise TypesettingError(_explained(answer["error"]))
        return body


@cache
def _shared(_process: int) -> Typesetter:
    """Give the worker of this process: a forked one must not talk into the pipes of its parent."""
    typesetter = Typesetter(labels=shipped_letters().labels)
    atexit.register(typesetter.close)
    return typesetter


def typeset(document: Document) -> bytes:
    """Give a filled letter as tagged PDF, with the shared worker; see Typesetter.typeset."""
    return _shared(os.getpid()).typeset(document)


def page_count(pdf: bytes) -> int:
    """Count the pages of a letter made here; raises ValueError for a PDF from elsewhere."""
    count = _PAGES.search(pdf)
    if count is None:
        raise ValueError("this is no letter made here: it does not say how many pages it has")
    return int(count[1])


def letter_data(document: Document, labels: Mapping[str, str]) -> dict[str, Any]:
    """Give what the template shows: nothing but text, ready to print."""
    language = document.language
    return {
        "language": language,
        "labels": dict(labels),
        "subject": document.subject,
        "sender": asdict(document.sender),
        "addressee": document.addressee,
        "contact": asdict(document.contact),
        "date": wording.day(document.dated_on, language),
        "reference": document.reference,
        "blocks": [_block(block, language, labels) for block in document.blocks],
    }


def _block(block: FilledBlock, language: str, labels: Mapping[str, str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "words": _words(block.words)}
        case Paragraph():
            return {"kind": "paragraph", "words": _words(block.words)}
        case Bullets():
            return {"kind": "bullets", "items": [_words(item) for item in block.items]}
        case OpenItems():
            rows = [
                (item.label, wording.day(item.due_on, language), display(item.amount, language))
                for item in block.items
            ]
            return {"kind": "open_items", "rows": rows, "total": display(block.total, language)}
        case Payment():
            return _payment(block, language, labels)
        case Signature():
            return {"kind": "signature"}


def _payment(payment: Payment, language: str, labels: Mapping[str, str]) -> dict[str, Any]:
    shown = {
        "amount": display(payment.amount, language),
        "iban": " ".join(re.findall(".{1,4}", payment.iban)),
        "payee": payment.payee,
        "reference": payment.reference,
    }
    picture = payment_picture(payment, _with(labels["qr_alt"], shown))
    words = wording.amount_in_words(payment.amount, language)
    return {"kind": "payment", **shown, "words": words, "link": payment.link, **asdict(picture)}


def _with(sentence: str, values: Mapping[str, str]) -> str:
    """Put values in a label in one pass: braces inside a value stay braces."""
    return re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]], sentence)


def _words(words: Sequence[Words]) -> list[tuple[str, bool]]:
    return [(each.text, each.is_bold) for each in words]


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> tuple[dict[str, Any], bytes]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the worker has no pipes")
    process.stdin.write(request)
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    body = process.stdout.read(answer.get("size", 0))
    if len(body) < answer.get("size", 0):
        raise ValueError("the worker stopped halfway")
    return answer, body


def _explained(message: str) -> str:
    sign = _NO_GLYPH.search(message)
    if sign is None:
        return f"this letter cannot be typeset: {message}"
    return f"the font of the letters has no sign for {sign[1]!r}: write it in Latin letters"
