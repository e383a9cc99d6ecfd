"""Turns the file of a gate into an accessible PDF (PDF/UA-1) with the template of files."""

import atexit
import json
import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from gewoon.gateways.letters.typeset import Typesetter

_TEMPLATE = Path(__file__).parent / "dossier.typ"


class FileTypesetter(Typesetter):
    """A typesetter for files of gates: the same worker and limits, another template."""

    def __init__(self) -> None:
        """Prepare; the worker starts with the first file."""
        super().__init__(labels={})
        python, flag, worker, _letter, fonts, limit = self._command
        self._command = (python, flag, worker, str(_TEMPLATE), fonts, limit)

    def typeset_file(self, content: Mapping[str, Any], *, on: date) -> bytes:
        """Give the file as tagged PDF; the same content gives the same bytes. Raises TypesettingError."""
        moment = datetime.combine(on, time(12), tzinfo=UTC)
        data = {"data": json.dumps(content), "timestamp": int(moment.timestamp())}
        with self._lock:
            return self._ask(json.dumps(data).encode() + b"\n")


@cache
def _shared(_process: int) -> FileTypesetter:
    """Give the worker of this process: a forked one must not talk into the pipes of its parent."""
    typesetter = FileTypesetter()
    atexit.register(typesetter.close)
    return typesetter


def typeset_file(content: Mapping[str, Any], *, on: date) -> bytes:
    """Give a file as tagged PDF, with the shared worker; see FileTypesetter.typeset_file."""
    return _shared(os.getpid()).typeset_file(content, on=on)
