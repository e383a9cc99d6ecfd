"""The association's own rules for arrangements."""

from datetime import date

import pytest

from gewoon.gateways.arrangement_files import house_on, read_houses, shipped_houses
from gewoon.rules.arrangement.house import minimum_for, read_house

GOOD = {
    "arrangement": {
        "tolerance_days": 5,
        "tolerance_euros": "5.00",
        "word_days": 3,
        "word_again_days": 14,
        "answer_days": 5,
        "most_months": 36,
        "most_instalments": 160,
        "debt_help_months": 24,
        "source": "policy 4",
    },
    "minimum": {"single": "540.00", "child": "140.00"},
}


def test_the_version_of_the_day_holds():
    assert house_on(date(2022, 12, 31)) is None
    assert house_on(date(2026, 6, 30)).minimum == {}
    assert house_on(date(2026, 7, 1)).valid_from == date(2026, 7, 1)
    assert len(shipped_houses()) == 2


def test_the_minimum_counts_each_child():
    house = read_house(GOOD, valid_from=date(2026, 1, 1))
    assert minimum_for(house, "single", 2) == 82_000
    assert minimum_for(house, "couple", 0) is None
    assert (
        minimum_for(read_house({**GOOD, "minimum": {"single": "1"}}, valid_from=date.min), "single", 1)
        is None
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"arrangement": GOOD["arrangement"] | {"answer_days": "5"}}, "whole number"),
        ({"arrangement": GOOD["arrangement"] | {"fine": 5}}, "fine: unknown"),
        ({"arrangement": {}}, "word_days: missing"),
        ({"minimum": {"single": 540}}, "euros between quotes"),
        ({"minimum": {"single": "-1"}}, "euros between quotes"),
        ({"minimum": {"commune": "1"}}, "unknown household"),
        ({"more": {}}, "exactly"),
    ],
)
def test_a_file_that_cannot_be_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        read_house({**GOOD, **change}, valid_from=date(2026, 1, 1))


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "note.txt").write_text("x")
    (tmp_path / "2026-01-01.toml").write_text("[")
    with pytest.raises(ValueError, match="2026-01-01"):
        read_houses(tmp_path)
