"""Compiles the translations that come with the package, without system tools."""

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
        for source in sorted(SOURCE.glob("*/LC_MESSAGES/django.po"))
        if (written := _compile(source, folder / source.relative_to(SOURCE).with_suffix(".mo")))
    )


def _compile(source: Path, target: Path) -> Path | None:
    made_of = int(source.stat().st_mtime)
    if target.exists() and int(target.stat().st_mtime) == made_of:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(fresh))
    os.utime(fresh, (made_of, made_of))  # the same age says which version it was made of, newer or older
    fresh.replace(target)
    return target


def entries(language: str) -> polib.POFile:
    """Read the translations of a language."""
    source = SOURCE / language / "LC_MESSAGES" / "django.po"
    if not source.exists():
        raise TranslationError(f"no translations for {language!r}: expected {source}")
    return polib.pofile(str(source))
