"""Typesets a report of figures as accessible PDF, in a process of its own; data only as data."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from gewoon.gateways.letters.typeset import MEMORY_BYTES, TypesettingError
from gewoon.gateways.outcome_files import texts
from gewoon.rules.contact import wording
from gewoon.rules.outcome.paper import sections
from gewoon.rules.outcome.press import Writer

_HERE = Path(__file__).parent / "letters"
_FONTS = Path(__file__).parents[1] / "data" / "fonts"
SECONDS = 30


def typeset(report: Mapping[str, Any], *, language: str) -> bytes:
    """Give a report as tagged PDF; the same report gives the same bytes.

    Raises TypesettingError for a sign that the font lacks, or a limit that is passed.
    """
    writer, until = Writer(texts(), language), date.fromisoformat(report["until"])
    data = {
        "language": language,
        "association": report.get("association") or "gewoon",
        "title": writer.say("paper_title", until=wording.day(until, language)),
        "day": {"year": until.year, "month": until.month, "day": until.day},
        "sections": [asdict(each) for each in sections(writer, report)],
    }
    moment = datetime.combine(until, time(12), tzinfo=UTC)
    request = json.dumps({"data": json.dumps(data), "timestamp": int(moment.timestamp())})
    worker, source = str(_HERE / "worker.py"), str(_HERE / "report.typ")
    command = (sys.executable, "-I", worker, source, str(_FONTS), str(MEMORY_BYTES))
    try:
        done = subprocess.run(  # noqa: S603  our own worker, no shell
            command, input=request.encode() + b"\n", capture_output=True, timeout=SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise TypesettingError("the report could not be typeset: try again") from error
    head, _, body = done.stdout.partition(b"\n")
    answer = json.loads(head)
    if "error" in answer:
        raise TypesettingError(f"this report cannot be typeset: {answer['error']}")
    return body
