"""Typesets a certificate as accessible PDF, in a process of its own; data only as data."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from gewoon.gateways.letters.typeset import MEMORY_BYTES, TypesettingError
from gewoon.rules.contact import wording

_HERE = Path(__file__).parent / "letters"
_FONTS = Path(__file__).parents[1] / "data" / "fonts"
SECONDS = 20
LABELS = {
    "nl": {
        "heading": "Certificaat",
        "followed": "heeft de training {programme} helemaal gevolgd.",
        "about": "De bijeenkomsten gingen over:",
        "well_done": "Gefeliciteerd. Dit heeft u zelf gedaan.",
    },
    "en": {
        "heading": "Certificate",
        "followed": "has followed all of the training {programme}.",
        "about": "The sessions were about:",
        "well_done": "Congratulations. You did this yourself.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What stands on a certificate; nothing of it speaks of rent."""

    language: str
    name: str
    programme: str
    themes: tuple[str, ...]
    bureau: str
    association: str
    town: str
    on: date


def typeset(certificate: Certificate) -> bytes:
    """Give the certificate as tagged PDF; the same certificate gives the same bytes.

    Raises TypesettingError for a sign that the font lacks, or a limit that is passed.
    """
    labels = LABELS[certificate.language]
    data = asdict(certificate) | {
        "labels": labels | {"followed": labels["followed"].replace("{programme}", certificate.programme)},
        "date": wording.day(certificate.on, certificate.language),
        "on": certificate.on.isoformat(),
    }
    moment = datetime.combine(certificate.on, time(12), tzinfo=UTC)
    request = json.dumps({"data": json.dumps(data), "timestamp": int(moment.timestamp())})
    command = (
        sys.executable,
        "-I",
        str(_HERE / "worker.py"),
        str(_HERE / "certificate.typ"),
        str(_FONTS),
        str(MEMORY_BYTES),
    )
    try:
        done = subprocess.run(  # noqa: S603  our own worker, no shell
            command, input=request.encode() + b"\n", capture_output=True, timeout=SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise TypesettingError("the certificate could not be typeset: try again") from error
    head, _, body = done.stdout.partition(b"\n")
    answer = json.loads(head)
    if "error" in answer:
        raise TypesettingError(f"this certificate cannot be typeset: {answer['error']}")
    return body
