"""Compiles the translations that come with the package, without system tools.

A language is one folder with a file per room; a text stands in one of them.
"""

import os
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1] / "locale"


class TranslationError(ValueError):
    """A translation is empty, doubtful or breaks its placeholders."""


def compile_into(folder: Path) -> tuple[Path, ...]:
    """Write each `LANGUAGE/LC_MESSAGES/django.mo` under the folder where it is missing or of another version.

    Answers the files that were written. Two processes may do this at once: each writes its own
    file and moves it into place.
    """
    return tuple(
        written
        for source in sorted(SOURCE.glob("*/LC_MESSAGES"))
        if (written := _compile(source, folder / source.relative_to(SOURCE) / "django.mo"))
    )


def _compile(source: Path, target: Path) -> Path | None:
    made_of = sum(int(each.stat().st_mtime) for each in source.glob("*.po")) % 2**31
    if target.exists() and int(target.stat().st_mtime) == made_of:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    _joined(source).save_as_mofile(str(fresh))
    os.utime(fresh, (made_of, made_of))  # the age says which versions it was made of, newer or older
    fresh.replace(target)
    return target


def entries(language: str) -> polib.POFile:
    """Read the translations of a language."""
    source = SOURCE / language / "LC_MESSAGES"
    if not any(source.glob("*.po")):
        raise TranslationError(f"no translations for {language!r}: expected files in {source}")
    return _joined(source)


def _joined(folder: Path) -> polib.POFile:
    """Put the rooms of a language together."""
    first, *others = (polib.pofile(str(each)) for each in sorted(folder.glob("*.po")))
    for other in others:
        first.extend(other)
    return first
