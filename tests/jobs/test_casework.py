"""A case that was erased stays erased, whatever backup is put back; a restored case opens with its key."""

import sqlite3
from contextlib import closing

import pytest

from jobs.test_backup import MADE, Home

CASE = f"""{MADE}
from gewoon.actions.casework import cases, content
from gewoon.actions.rights import CONSOLE
from gewoon.records.models import Association, Home, Tenancy
Association.objects.create(name="Stichting Wonen Waterrijk")
home = Home.objects.create(number="1", street="Nergensweg", house_number="1", town="Waterrijk")
who = Tenancy.objects.create(number=101, home=home, starts_on="2020-01-01")
now = environment.now()
case = cases.open_case(who.pk, by=CONSOLE, now=now)
content.add_note(who.pk, case_id=case.pk, text="Zij slaapt slecht.", by=CONSOLE, now=now)
cases.close(who.pk, case_id=case.pk, result="solved", told="", by=CONSOLE, now=now)
"""
NOTES = f"""{MADE}
from gewoon.actions.casework import reading
from gewoon.actions.rights import CONSOLE
print([note.text for note in reading.read_case(1, by=CONSOLE, now=environment.now()).notes])
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = Home(tmp_path_factory.mktemp("cases") / "home")
    done = made.python("-c", CASE)
    assert done.returncode == 0, done.stderr
    assert made.gewoon("backup", made.folder.parent / "before.zip").returncode == 0
    return made


def test_a_case_opens_in_another_folder_after_a_restore(home, tmp_path):
    other = Home(tmp_path / "other")
    assert other.gewoon("restore", home.folder.parent / "before.zip").returncode == 0
    assert "Zij slaapt slecht." in other.python("-c", NOTES).stdout


def test_an_erased_case_stays_erased_when_an_older_backup_is_put_back(home):
    done = home.gewoon("case", "erase", "1", "--reason", "asked by the tenant")
    assert (done.returncode, "is gone" in done.stdout) == (0, True)
    assert home.gewoon("case", "erase", "1", "--reason", "again").returncode == 1
    back = home.gewoon("restore", home.folder.parent / "before.zip", "--replace")
    assert "erased again" in back.stdout
    assert home.python("-c", NOTES).stdout.strip() == "[]"
    with closing(sqlite3.connect(home.database)) as opened:
        assert opened.execute("SELECT count(*) FROM records_casekey").fetchone() == (0,)
        assert opened.execute("SELECT count(*) FROM records_casenote").fetchone() == (0,)
