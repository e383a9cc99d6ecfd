"""The PostgreSQL that the tests start themselves."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

import postgres

pytestmark = pytest.mark.postgres


def test_the_server_answers_and_is_gone_afterwards():
    with postgres.started() as address:
        folder = Path(parse_qs(urlsplit(address).query)["host"][0])
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT lower('É'), 7").fetchone() == ("é", 7)
        assert folder.is_dir()
    assert not folder.parent.exists()


def test_two_servers_stand_beside_each_other():
    with postgres.started() as one, postgres.started() as other:
        with psycopg.connect(one, autocommit=True) as connection:
            connection.execute("CREATE TABLE only_here ()")
        with psycopg.connect(other) as connection:
            assert connection.execute("SELECT to_regclass('only_here')").fetchone() == (None,)


def test_a_machine_without_the_package_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr(postgres, "find_spec", lambda _: None)
    expected = pytest.raises(postgres.NoPostgres, match=r"not installed; \./gewoon test installs it")
    with expected, postgres.started():
        pass
