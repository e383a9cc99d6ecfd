"""Going live from the command line: the association, its people, the first rent run."""

from datetime import UTC, date, datetime

import pytest

from gewoon.actions.ledger.rent_run import charge_what_is_due
from gewoon.actions.rights import NIGHT
from gewoon.jobs import main
from gewoon.records.ledger import Entry
from gewoon.records.people import Association, User
from stories import tenancy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 3, tzinfo=UTC)


def test_the_association_is_read_from_a_file(tmp_path, capsys):
    file = tmp_path / "association.toml"
    file.write_text('name = "Stichting Wonen Waterrijk"\ntown = "9999 SA Waterrijk"\n', "utf-8")
    assert main.main(["association", str(file)]) == 0
    assert Association.objects.get().town == "9999 SA Waterrijk"
    file.write_text('nome = "typing error"\n', "utf-8")
    assert main.main(["association", str(file)]) == 1
    assert "nome" in capsys.readouterr().err
    file.write_text("name =\n", "utf-8")
    assert main.main(["association", str(file)]) == 2


def test_somebody_gets_an_account_once(capsys):
    assert main.main(["user", "add", "noor", "collection_officer", "--first-name", "Noor"]) == 0
    password = capsys.readouterr().out.split()[-1]
    assert User.objects.get().check_password(password)
    assert main.main(["user", "add", "noor", "collection_officer"]) == 1
    assert main.main(["user", "add", "ivo", "king"]) == 1


def test_the_nights_go_on_where_a_person_began_to_charge(capsys):
    tenancy()
    assert charge_what_is_due(on=date(2026, 11, 2), by=NIGHT, now=NOW) == 0
    assert main.main(["charge", "2026-09"]) == 0
    assert charge_what_is_due(on=date(2026, 11, 2), by=NIGHT, now=NOW) == 2
    assert charge_what_is_due(on=date(2026, 11, 3), by=NIGHT, now=NOW) == 0
    assert sorted(Entry.objects.values_list("month", flat=True)) == [202609, 202610, 202611]


def test_a_month_that_is_none_is_wrong_use():
    with pytest.raises(SystemExit) as stop:
        main.main(["charge", "2026-13"])
    assert stop.value.code == 2
