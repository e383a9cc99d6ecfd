"""An archive with the fingerprint of each file in it, written whole or not at all and read back to check."""

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

_LIST = "backup.json"
_FORMAT = 1
_BLOCK = 1 << 20


class BadArchive(Exception):
    """The file is no archive of ours, or not as it was written; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an archive says of itself: `about` as it was given, and the SHA-256 of each file by its name."""

    about: Mapping[str, Any]
    files: Mapping[str, str]


def write(place: Path, *, about: Mapping[str, Any], files: Iterable[tuple[str, Path]]) -> Contents:
    """Write an archive that only this user may read. Raises BadArchive when the name is taken."""
    if place.exists():
        raise BadArchive(f"{place} exists already. Choose another name.")
    if not place.parent.is_dir():
        raise BadArchive(f"The folder {place.parent} does not exist. Make it first.")
    half = place.with_name(f".{place.name}.part")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    try:
        with ZipFile(half, "w", ZIP_DEFLATED) as zipped:
            found = {name: _add(zipped, name, source) for name, source in files}
            contents = Contents(about=dict(about), files=found)
            zipped.writestr(_LIST, json.dumps({"format": _FORMAT, "about": contents.about, "files": found}))
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
    return contents


def unpack(place: Path, folder: Path) -> Contents:
    """Unpack into an empty folder, every file held against its fingerprint. Raises BadArchive."""
    try:
        with ZipFile(place) as zipped:
            contents = _contents(place, zipped)
            for name, wanted in contents.files.items():
                if _take_out(zipped, name, folder) != wanted:
                    raise BadArchive(f"{place.name}: {name} is not as it was written. Use another backup.")
    except (OSError, BadZipFile, zlib.error, KeyError, EOFError) as error:
        raise BadArchive(f"{place.name} cannot be read as a backup: {error}.") from error
    return contents


def _contents(place: Path, zipped: ZipFile) -> Contents:
    try:
        said = json.loads(zipped.read(_LIST))
        contents = Contents(about=dict(said["about"]), files=dict(said["files"]))
    except (ValueError, TypeError, KeyError):
        raise BadArchive(f"{place.name} is no backup of gewoon: it has no {_LIST}.") from None
    if said["format"] != _FORMAT:
        raise BadArchive(f"{place.name} was made by another version of gewoon: format {said['format']}.")
    if sorted(zipped.namelist()) != sorted([*contents.files, _LIST]):
        raise BadArchive(f"{place.name} holds other files than it says. Use another backup.")
    for name in contents.files:
        path = PurePosixPath(name)
        if path.is_absolute() or {"..", "."} & set(name.split("/")) or "\\" in name or ":" in name:
            raise BadArchive(f"{place.name} holds a file with an unsafe name: {name!r}.")
    return contents


def _add(zipped: ZipFile, name: str, source: Path) -> str:
    with source.open("rb") as plain, zipped.open(name, "w", force_zip64=True) as packed:
        return _pour(plain, packed)


def _take_out(zipped: ZipFile, name: str, folder: Path) -> str:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipped.open(name) as packed, target.open("wb") as plain:
        return _pour(packed, plain)


def _pour(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
        target.write(block)
    return digest.hexdigest()
