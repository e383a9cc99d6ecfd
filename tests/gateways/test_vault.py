"""A case opens with its own key, in its own place, and with nothing else."""

import stat

import pytest

from gewoon.gateways import erased_cases, vault

TEXT = b"Zij slaapt slecht."


def test_what_was_sealed_opens_with_the_same_key_in_the_same_place():
    key = vault.new_key()
    sealed = vault.seal(key, TEXT, "case:notes")
    assert TEXT not in sealed
    assert vault.unseal(key, sealed, "case:notes") == TEXT


@pytest.mark.parametrize("damage", ["key", "place", "byte", "short"])
def test_anything_else_does_not_open(damage):
    key = vault.new_key()
    sealed = vault.seal(key, TEXT, "case:notes")
    wrong = {
        "key": (vault.new_key(), sealed, "case:notes"),
        "place": (key, sealed, "other:notes"),
        "byte": (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), "case:notes"),
        "short": (key, sealed[:5], "case:notes"),
    }
    with pytest.raises(vault.Unreadable, match="cannot be opened"):
        vault.unseal(*wrong[damage])


def test_the_master_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = vault.master_key(tmp_path, may_make=True)
    assert (vault.master_key(tmp_path, may_make=True), len(first)) == (first, 32)
    assert stat.S_IMODE((tmp_path / vault.MASTER).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [vault.MASTER]


def test_a_second_process_keeps_the_key_of_the_first(tmp_path):
    first = vault.master_key(tmp_path, may_make=True)
    vault.keep_master_key(tmp_path, vault.new_key(), replaces=False)
    assert vault.master_key(tmp_path, may_make=True) == first


def test_a_restored_key_takes_the_place_of_the_one_there(tmp_path):
    vault.master_key(tmp_path, may_make=True)
    other = vault.new_key()
    vault.keep_master_key(tmp_path, other, replaces=True)
    assert vault.master_key(tmp_path, may_make=True) == other


@pytest.mark.parametrize("text", ["", "geen sleutel", "ab" * 16])
def test_a_damaged_master_key_is_named_and_never_made_anew(tmp_path, text):
    (tmp_path / vault.MASTER).write_text(text, "ascii")
    with pytest.raises(vault.Unreadable, match="put back the file"):
        vault.master_key(tmp_path, may_make=True)


def test_no_second_master_key_is_made_where_the_first_went_away(tmp_path):
    with pytest.raises(vault.Unreadable, match="is not there"):
        vault.master_key(tmp_path, may_make=False)
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_erased_cases_keeps_each_once(tmp_path):
    assert erased_cases.remembered(tmp_path) == frozenset()
    erased_cases.remember(tmp_path, ["b", "a"])
    erased_cases.remember(tmp_path, ["a", "c"])
    erased_cases.remember(tmp_path, [])
    assert (tmp_path / erased_cases.LIST).read_text().split() == ["a", "b", "c"]
