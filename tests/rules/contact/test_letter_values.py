"""The strict readers of what stands in a letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.contact import letter_values
from gewoon.rules.contact.letter_values import OpenItem, Payment, Person, Sender

PAYMENT = {
    "payee": "Stichting Wonen Waterrijk",
    "iban": "NL59GWNB0000000001",
    "reference": "W-1",
    "amount": 100,
}


@pytest.mark.parametrize(
    "hostile", ["#{panic()}", "$x$", "@label", "`raw`", "<script>", "{total}", "**dik**", "\\"]
)
def test_hostile_text_stays_text(hostile):
    assert letter_values.text(hostile) == hostile


@pytest.mark.parametrize("hidden", ["a\x00b", "a\nb", "a\u202eb", "a\u200bb", "\ud800", "a\u2028b", "\ue000"])
def test_what_cannot_be_printed_is_refused(hidden):
    with pytest.raises(ValueError, match="cannot be printed"):
        letter_values.text(hidden)


@pytest.mark.parametrize("raw", [None, "", "   ", 5, ["a"]])
def test_text_must_be_there(raw):
    with pytest.raises(ValueError, match="expected text"):
        letter_values.text(raw)


def test_a_name_of_five_thousand_characters_is_refused():
    with pytest.raises(ValueError, match="found 5000: shorten it"):
        letter_values.text("x" * 5000)


def test_letters_with_loose_marks_are_composed():
    assert letter_values.text("Rene\u0301") == "René"


@pytest.mark.parametrize("raw", [True, 1.5, "100", None])
def test_an_amount_is_whole_cents(raw):
    with pytest.raises(ValueError, match="whole cents"):
        letter_values.amount(raw)


@pytest.mark.parametrize("raw", [0, -1, 10**11])
def test_an_amount_to_pay_is_above_zero_and_fits_a_payment_code(raw):
    with pytest.raises(ValueError, match="above zero"):
        letter_values.amount(raw)


def test_a_day_is_read_as_a_machine_writes_it():
    assert letter_values.day("2026-11-22") == date(2026, 11, 22)
    for raw in ("22-11-2026", "2026-02-30", None):
        with pytest.raises(ValueError, match="expected a day as 2026-11-22"):
            letter_values.day(raw)


def test_an_address_has_two_to_six_lines_that_fit_the_window():
    assert letter_values.lines(["A", "B"]) == ("A", "B")
    for raw in (["A"], ["A"] * 7, "A\nB"):
        with pytest.raises(ValueError, match="two to six lines"):
            letter_values.lines(raw)
    with pytest.raises(ValueError, match="at most 60"):
        letter_values.lines(["A", "x" * 61])


def test_open_items_name_the_row_that_is_wrong():
    good = {"label": "Huur mei", "due_on": "2026-05-01", "amount": 5}
    assert letter_values.items([good]) == (OpenItem(label="Huur mei", due_on=date(2026, 5, 1), amount=5),)
    with pytest.raises(ValueError, match="row 2: amount: expected whole cents, found nothing"):
        letter_values.items([good, {"label": "Huur", "due_on": "2026-05-01"}])
    for raw in ([], None):
        with pytest.raises(ValueError, match="at least one open item"):
            letter_values.items(raw)


def test_a_payment_may_have_a_link():
    assert letter_values.payment(PAYMENT) == Payment(**PAYMENT)
    assert letter_values.payment(PAYMENT | {"link": "x.example"}).link == "x.example"
    assert letter_values.payment(PAYMENT | {"link": ""}).link == ""


def test_a_record_tells_all_its_problems_at_once():
    with pytest.raises(
        ValueError, match=r"bic: unknown; iban: the check digits .*; amount: expected an amount above"
    ):
        letter_values.payment(PAYMENT | {"iban": "NL60GWNB0000000001", "amount": 0, "bic": "X"})
    with pytest.raises(ValueError, match="expected payee, iban, reference, amount, found 'x'"):
        letter_values.payment("x")


def test_an_account_is_read_with_or_without_spaces():
    assert letter_values.iban("nl59 gwnb 0000 0000 01") == "NL59GWNB0000000001"
    with pytest.raises(ValueError, match="expected an IBAN"):
        letter_values.iban("59")


def test_payee_and_reference_have_a_longest_length():
    with pytest.raises(ValueError, match="at most 70"):
        letter_values.payee("x" * 71)
    with pytest.raises(ValueError, match="at most 40"):
        letter_values.reference("x" * 41)


def test_sender_and_person_leave_out_what_is_empty():
    sender = letter_values.sender({"name": "N", "street": "S", "town": "T", "website": None})
    assert sender == Sender(name="N", street="S", town="T")
    assert letter_values.person({"name": "N", "phone": "P", "hours": "H"}) == Person(
        name="N", phone="P", hours="H"
    )


@given(st.text())
def test_text_that_is_read_is_one_printable_line(raw):
    try:
        line = letter_values.text(raw)
    except ValueError:
        return
    assert line.splitlines() == [line]
    assert letter_values.text(line) == line
