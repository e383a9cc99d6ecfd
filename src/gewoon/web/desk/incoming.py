"""Files that somebody uploaded and looks at before they come in; gone after that, or after a day."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MOST_FILES = 40
MOST_BYTES = 250 * 2**20
KEPT_SECONDS = 24 * 3600
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The files of one upload, by the token under which they wait."""

    token: str
    paths: tuple[Path, ...]


def keep(user_id: int, files: Iterable[UploadedFile], *, now: float) -> Waiting:
    """Put uploaded files in a folder of this user that nobody else may read.

    Raises ValueError with a sentence for no files, too many of them, or too much.
    """
    given = list(files)
    if not given:
        raise ValueError(_("Choose one or more files first."))
    if len(given) > MOST_FILES:
        raise ValueError(_("Choose at most %(most)s files at once.") % {"most": MOST_FILES})
    if sum(each.size or 0 for each in given) > MOST_BYTES:
        raise ValueError(_("Together these files are larger than 250 MB. Upload them in parts."))
    _sweep(_folder(user_id), now)
    token = uuid4().hex
    folder = _folder(user_id) / token
    folder.mkdir(mode=0o700, parents=True)
    for place, each in enumerate(given):
        path = folder / _name(each.name or "", place, folder)
        with path.open("xb") as stream:
            for chunk in each.chunks():
                stream.write(chunk)
    return Waiting(token=token, paths=tuple(sorted(folder.iterdir())))


def find(user_id: int, token: str) -> Waiting:
    """Answer the files that wait under a token of this user; raise LookupError when they are gone."""
    folder = _folder(user_id) / token
    if not _TOKEN.fullmatch(token) or not folder.is_dir():
        raise LookupError(token)
    return Waiting(token=token, paths=tuple(sorted(folder.iterdir())))


def forget(user_id: int, token: str) -> None:
    """Throw the files away, if they are still there."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_folder(user_id) / token, ignore_errors=True)


def _folder(user_id: int) -> Path:
    return Path(settings.GEWOON_HOME) / "incoming" / str(user_id)


def _name(given: str, place: int, folder: Path) -> str:
    """Keep the name, which may say what a table is; a second file of that name gets a number."""
    name = Path(given.replace("\\", "/")).name.replace("\x00", "")[-120:].lstrip(".") or f"file-{place}"
    return f"{place}-{name}" if (folder / name).exists() else name


def _sweep(folder: Path, now: float) -> None:
    """Throw away what somebody looked at and left."""
    for old in folder.glob("*/") if folder.is_dir() else ():
        if now - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
