"""`gewoon snapshot` and `gewoon arrears`: columns that keep up with the ledger, whoever does the sums."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from gewoon.gateways import snapshot
from gewoon.jobs import partitions
from gewoon.jobs.main import main
from gewoon.jobs.snapshot import bring_up_to_date, differences
from gewoon.records.queries.accounts import order
from gewoon.rules.arrears.portfolio import Question
from gewoon.rules.columns import Entry, build
from stories import pays, rent, tenancy

OCTOBER = date(2026, 10, 1)
ON = date(2026, 10, 20)


@pytest.fixture
def home(tmp_path, settings):
    settings.GEWOON_HOME = tmp_path
    return tmp_path / "snapshot"


def _asked(**switches):
    day = ON.toordinal()
    return Question(order=order(), on=day, known_on=day, is_compiled=False, **switches)


@pytest.mark.django_db
def test_only_what_changed_is_written(home):
    who = tenancy(101)
    rent(who, OCTOBER)
    assert bring_up_to_date(home) == {"kept": 0, "changed": 0, "written_anew": 1, "rows": 1}
    assert bring_up_to_date(home)["kept"] == 1
    pays(who, 20_000, OCTOBER + timedelta(days=4))
    assert bring_up_to_date(home) == {"kept": 0, "changed": 1, "written_anew": 0, "rows": 2}
    assert differences(home) == []


@pytest.mark.django_db
def test_backdated_entry_and_new_tenancy_arrive_in_order(home):
    anna = tenancy(101)
    rent(anna, OCTOBER, date(2026, 11, 1))
    bring_up_to_date(home)
    pays(anna, 60_000, OCTOBER + timedelta(days=1))
    rent(tenancy(102), OCTOBER)
    bring_up_to_date(home)
    changed = {path.name: path.read_bytes() for path in (home / "part-000000").glob("*.npy")}
    bring_up_to_date(home, is_rebuilt=True)
    assert {path.name: path.read_bytes() for path in (home / "part-000000").glob("*.npy")} == changed


@pytest.mark.django_db
def test_damaged_columns_are_told_and_written_anew(home):
    rent(tenancy(101), OCTOBER)
    bring_up_to_date(home)
    cents = home / "part-000000" / "cents.npy"
    np.save(cents, np.load(cents) + np.int32(1))
    assert "digest" in differences(home)[0]
    assert bring_up_to_date(home)["written_anew"] == 1
    assert differences(home) == []


@pytest.mark.django_db
def test_arrears_of_all_are_told_to_a_person_and_to_a_program(home, capsys):
    who = tenancy(101)
    rent(who, OCTOBER)
    pays(who, 20_000, OCTOBER + timedelta(days=4))
    assert main(["arrears", "--on", str(ON), "--plain"]) == 0
    assert "1 tenancies, 1 in arrears, 2 entries" in capsys.readouterr().out
    assert main(["arrears", "--on", str(ON), "--plain", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["overdue"], told["rent_open"], told["age_30"]) == (40_000, 40_000, 40_000)


def _written(folder: Path) -> list[Path]:
    for number in range(4):
        rows = [
            Entry(who, 10 * who + month, day, day, 60_000 + who, 1)
            for who in range(number * 10, number * 10 + 10)
            for month, day in enumerate((ON.toordinal() - 40, ON.toordinal() - 10))
        ]
        columns = build(rows)
        named = {name: getattr(columns, name) for name in snapshot.COLUMNS}
        snapshot.write(folder / f"part-{number:06d}", named, watermark=1)
    return list(snapshot.partitions(folder))


def test_processes_and_a_cluster_give_what_one_loop_gives(tmp_path):
    from distributed import LocalCluster

    folders, asked = _written(tmp_path), _asked()
    alone = partitions.ask(folders, asked, partitions.in_turn)
    assert (alone.tenancies, alone.in_arrears) == (40, 40)
    with partitions.on_all_cores(2) as mapper:
        assert partitions.ask(folders, asked, mapper) == alone
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        partitions.on_a_cluster(cluster.scheduler_address) as mapper,
    ):
        assert partitions.ask(folders, asked, mapper) == alone
