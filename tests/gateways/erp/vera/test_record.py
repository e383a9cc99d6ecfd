from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways.erp.findings import Findings
from gewoon.gateways.erp.vera.codes import lists
from gewoon.gateways.erp.vera.record import Record


def record(**data):
    return Record(data=data, place="x.json /0", found=Findings())


@pytest.mark.parametrize("amount", ["612.30", "612.3", "612.300", "6.123e2"])
def test_equal_amounts_in_other_spellings_are_equal_cents(amount):
    assert record(bedrag=Decimal(amount)).money("bedrag") == 61230
    assert record(bedrag=612).money("bedrag") == 61200
    assert record(bedrag=Decimal("0e-99")).money("bedrag") == 0


@pytest.mark.parametrize(
    "amount",
    [
        Decimal("0.305"),
        Decimal("1e999999"),
        Decimal("1e-999999"),
        10**13,
        True,
        "5",
        Decimal("1.00" + "0" * 40 + "1"),
    ],
)
def test_an_amount_is_never_rounded_or_guessed(amount):
    each = record(bedrag=amount)
    assert each.money("bedrag") is None
    assert each.found.errors[0].place == "x.json /0/bedrag"


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_no_cent_is_lost_in_reading(cents):
    assert record(bedrag=Decimal(cents).scaleb(-2)).money("bedrag") == cents


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-30T22:00:00Z", date(2026, 7, 1)),
        ("2026-07-01T00:00:00Z", date(2026, 7, 1)),
        ("2026-01-31T23:00:00Z", date(2026, 2, 1)),
        ("2026-06-30T21:59:59.123Z", date(2026, 6, 30)),
        ("2026-06-30 22:00:00+00:00", date(2026, 7, 1)),
        ("2026-07-01", date(2026, 7, 1)),
    ],
)
def test_a_moment_is_the_day_that_it_was_in_amsterdam(moment, day):
    assert record(begindatum=moment).moment_day("begindatum") == day


@pytest.mark.parametrize(
    "moment", ["2026-07-01T00:00:00", "20260701", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", 5]
)
def test_a_moment_without_zone_or_day_is_refused(moment):
    each = record(begindatum=moment)
    assert each.moment_day("begindatum") is None and each.found.errors


@pytest.mark.parametrize("day", ["20260601", "2026-W23-1", "2026-02-30", 20260601])
def test_a_date_has_one_form(day):
    each = record(begindatum=day)
    assert each.day("begindatum") is None and each.found.errors


def test_null_is_the_same_as_absent():
    each = record(a=None)
    assert (each.text("a", 5), each.money("a"), each.day("a"), each.whole("a"), each.one("a")) == (
        "",
        None,
        None,
        None,
        None,
    )
    assert each.code("a", "TAAL") == "" and list(each.many("a")) == [] and not each.found.errors


@pytest.mark.parametrize(("value", "count"), [(14, 14), (Decimal("14.0"), 14)])
def test_a_count_may_be_written_as_a_number_with_a_point(value, count):
    assert record(vervaltermijn=value).whole("vervaltermijn") == count


@pytest.mark.parametrize("value", [Decimal("16.5"), -1, True, "16", Decimal("1e999999")])
def test_what_is_no_count_is_refused(value):
    each = record(vervaltermijn=value)
    assert each.whole("vervaltermijn") is None and each.found.errors


def test_an_unknown_code_is_refused_with_the_nearest_and_an_ended_one_is_taken():
    each = record(soort={"code": "vor"}, status={"code": "OND"}, plain="VOR", lang={"code": "QQQ"})
    assert each.code("soort", "BOEKINGSOORT") == "" and each.code("plain", "BOEKINGSOORT") == ""
    assert each.code("status", "EENHEIDSTATUS") == "OND"
    assert each.code("lang", "BTW") == ""
    assert each.found.errors[0].message == "this code is not in BOEKINGSOORT; nearest: VOR"
    assert each.found.warnings[0].message == "code OND of EENHEIDSTATUS ended on 2023-06-30; it is taken in"


def test_a_code_that_ended_and_was_given_again_is_running():
    assert lists()["OVEREENKOMSTDETAILSOORT"]["INS"] == ""
    assert len(lists()) == 29


def test_fields_of_another_shape_are_refused():
    each = record(one=[], many={}, items=[1], text=5, long="x" * 9)
    assert each.one("one") is None
    assert list(each.many("many")) == list(each.many("items")) == []
    assert each.text("text", 5) == each.text("long", 5) == ""
    assert [error.place for error in each.found.errors] == [
        f"x.json /0/{name}" for name in ("one", "many", "items/0", "text", "long")
    ]
