"""References survive the ways in which people and banks write them, and catch what was mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from gewoon.rules.calendar import parse_month
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.reference import Reference

MARCH = parse_month("2026-03")
OURS = Reference(text=reference.make(4711, MARCH), tenancy_number=4711, month=MARCH)
months = st.none() | st.integers(2000 * 12, 2100 * 12 - 1)
numbers = st.integers(1, reference.HIGHEST_NUMBER)


@pytest.mark.parametrize(
    ("payload", "digit"),
    [
        ("000056789012345", 5),  # the example of the Betaalvereniging: 215, remainder 6
        ("000000000000000", 0),  # remainder 0: 11 becomes 0
        ("000000000000006", 1),  # 6 x 2 = 12, remainder 1: 10 becomes 1
        ("100000000000000", 1),  # the fifteenth weight is 10: remainder 10
    ],
)
def test_check_digit_follows_the_specification(payload, digit):
    assert reference.check_digit(payload) == digit


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "Huur maart {} dank u",
        "KENMERK{}EUR",
        "/REMI/{}/",
    ],
)
@pytest.mark.parametrize("step", [16, 4, 5])
@pytest.mark.parametrize("between", [" ", ".", "\n", " - ", "\r\n"])
def test_a_reference_is_found_however_it_is_written(text, step, between):
    written = between.join(OURS.text[i : i + step] for i in range(0, 16, step))
    assert reference.find(text.format(written)) == (OURS,)


def test_numbers_beside_it_do_not_hide_it():
    assert reference.find(f"huur 2026 03 {OURS.text} 650 00") == (OURS,)


@pytest.mark.parametrize("text", ["", "huur", OURS.text[:15], OURS.text + "1", "1" + OURS.text])
def test_no_sixteen_digits_no_reference(text):
    assert reference.find(text) == ()


@given(numbers, months, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_never_names_a_tenancy(number, month, place, change):
    right = reference.make(number, month)
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]
    assert all(found.tenancy_number is None for found in reference.find(wrong))


@given(numbers, months)
def test_what_is_made_is_found(number, month):
    plain, rf = reference.make(number, month), reference.make_rf(number, month)
    assert reference.find(plain) == (Reference(text=plain, tenancy_number=number, month=month),)
    assert iso11649.is_valid(rf)
    spaced = " ".join(rf[i : i + 4] for i in range(0, len(rf), 4))
    assert reference.find(f"ref {spaced} huur") == (Reference(text=rf, tenancy_number=number, month=month),)


def test_references_of_others_are_known_by_their_text_only():
    assert reference.find("5000 0567 8901 2345") == (Reference(text="5000056789012345"),)
    assert reference.find("rf18 5390 0754 7034") == (Reference(text="RF18539007547034"),)
    assert reference.find("RF19 5390 0754 7034") == ()


def test_two_different_references_are_both_found_and_equal_ones_once():
    other = reference.make(4712, None)
    found = reference.find(f"{OURS.text} en {other} {OURS.text}")
    assert [each.tenancy_number for each in found] == [4711, 4712]


@pytest.mark.parametrize("body", ["0000000002603", "0000047112613", "0000047112600", "0000047110003"])
def test_a_month_or_number_that_cannot_be_is_not_read(body):
    payload = f"{body}{98 - int(body) * 100 % 97:02}"
    digits = f"{reference.check_digit(payload)}{payload}"
    expected = parse_month("2000-03") if body.endswith("0003") else None
    assert [each.month for each in reference.find(digits)] == [expected]


@pytest.mark.parametrize("number", [0, -1, 1_000_000_000])
def test_a_number_that_does_not_fit_is_refused(number):
    with pytest.raises(ValueError, match="nine digits"):
        reference.make(number, None)


@pytest.mark.parametrize("month", ["1999-12", "2100-01"])
def test_a_month_of_another_century_is_refused(month):
    with pytest.raises(ValueError, match=f"month {month} does not lie"):
        reference.make(1, parse_month(month))
