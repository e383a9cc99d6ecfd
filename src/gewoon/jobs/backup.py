"""`gewoon backup` and `gewoon restore`: everything of an association in one file, checked, and back again."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gewoon.gateways import erased_cases, vault
from gewoon.jobs import archive, databases, environment

_LETTERS = "letters"
# The key that opens the cases, and which cases were erased: they lie beside the database.
_CASES = (vault.MASTER, erased_cases.LIST)


def add(commands: Any) -> None:
    """Add both commands."""
    saving = commands.add_parser("backup", help="put database and letters in one file, and check it")
    saving.add_argument("file", type=Path, metavar="FILE")
    saving.add_argument("--json", action="store_true")
    saving.set_defaults(run=backup)
    restoring = commands.add_parser("restore", help="put a backup back")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.add_argument("--replace", action="store_true", help="also when an association is there")
    restoring.add_argument("--json", action="store_true")
    restoring.set_defaults(run=restore)


def backup(arguments: argparse.Namespace) -> int:
    """Make a backup while everybody works on; 1 when it could not be made or does not hold."""
    environment.attach()
    try:
        contents = _save(arguments.file)
    except (archive.BadArchive, databases.CannotCopy, vault.Unreadable, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    size = arguments.file.stat().st_size
    answer = {"file": str(arguments.file), "bytes": size, "files": len(contents.files), **contents.about}
    text = f"{arguments.file}: {size:,} bytes, {len(contents.files)} files, unpacked again and sound."
    print(json.dumps(answer) if arguments.json else text)
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup back; an association that is there stays, unless --replace says otherwise."""
    environment.attach()
    try:
        kept = _restore(arguments.file, replaces=arguments.replace)
    except (archive.BadArchive, databases.CannotCopy, vault.Unreadable, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    environment.start()  # a backup of an older version gets the tables of this one
    erased = _erase_again()
    if arguments.json:
        print(
            json.dumps(
                {"file": str(arguments.file), "kept": str(kept) if kept else None, "erased_again": erased}
            )
        )
        return 0
    if kept:
        print(f"What was there before is kept in {kept}.")
    if erased:
        print(f"{erased} cases that had been erased came back with it, and were erased again.")
    print(f"{arguments.file} is back. Run `gewoon verify` before you go on.")
    return 0


def _save(place: Path) -> archive.Contents:
    """Copy the database first: every letter that it knows of is then in the folder that is copied next."""
    engine = databases.engine()
    with tempfile.TemporaryDirectory(dir=environment.folder(), prefix=".backup-") as folder:
        copy = Path(folder) / engine.member
        engine.take(copy)
        engine.check(copy)
        about = {"engine": engine.name, "made_at": environment.now().isoformat(timespec="seconds")}
        contents = archive.write(place, about=about, files=[(engine.member, copy), *_beside_the_database()])
        copy.unlink()
        try:
            archive.unpack(place, Path(folder))
            engine.check(copy)
        except (archive.BadArchive, databases.CannotCopy):
            place.unlink()
            raise
    return contents


def _beside_the_database() -> Iterator[tuple[str, Path]]:
    for name in _CASES:
        if (environment.folder() / name).exists():
            yield name, environment.folder() / name
    folder = environment.folder() / _LETTERS
    for path in sorted(folder.rglob("*")):
        is_half = path.name.startswith(".")  # being written: its manifest does not name it yet
        if path.is_file() and not is_half:
            yield f"{_LETTERS}/{path.relative_to(folder).as_posix()}", path


def _restore(place: Path, *, replaces: bool) -> Path | None:
    """Unpack and check everything before anything is touched; answer where the old one is kept."""
    engine, home = databases.engine(), environment.folder()
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        contents = archive.unpack(place, Path(folder))
        if contents.about.get("engine") != engine.name:
            raise archive.BadArchive(
                f"{place.name} is a backup of {contents.about.get('engine')}, and this association uses "
                f"{engine.name}. Set GEWOON_DATABASE as it was when the backup was made."
            )
        copy = Path(folder) / engine.member
        engine.check(copy)
        kept = None
        if _is_taken():
            if not replaces:
                raise archive.BadArchive(
                    f"{home} holds an association already. Choose another GEWOON_HOME, or put the backup "
                    "in its place with --replace."
                )
            kept = home / f"before-restore-{environment.now():%Y%m%d-%H%M%S}.zip"
            _save(kept)
        engine.put_back(copy)
        _put_letters_back(Path(folder) / _LETTERS, home / _LETTERS)
        _put_cases_back(Path(folder), home)
    return kept


def _is_taken() -> bool:
    """Say whether the database holds anything that somebody put there."""
    from django.db import connection

    names = {"records_association", "records_user", "records_tenancy", "records_entry"}
    with connection.cursor() as cursor:
        for name in sorted(names & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608  one of the four names above
            if cursor.fetchone() is not None:
                connection.close()
                return True
    connection.close()  # the file may be written over now
    return False


def _put_letters_back(source: Path, target: Path) -> None:
    """Replace the folder of letters; one that was there stands in the backup that was just made."""
    if target.exists():
        shutil.rmtree(target)
    if source.exists():
        shutil.move(source, target)


def _put_cases_back(source: Path, home: Path) -> None:
    """Take over the key that fits the database; what was erased, here or there, stays erased."""
    if (source / vault.MASTER).exists():
        key = vault.master_key(source, may_make=False)
        vault.keep_master_key(home, key, replaces=True)
    erased_cases.remember(home, erased_cases.remembered(source))


def _erase_again() -> int:
    from gewoon.actions.casework import erasure
    from gewoon.actions.rights import CONSOLE

    if not erasure.came_back().exists():
        return 0
    return erasure.erase_again(by=CONSOLE, now=environment.now())
