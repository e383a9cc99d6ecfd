"""The payment code on a letter."""

import pytest
import segno

from gewoon.gateways.letters.qr import payment_code, payment_picture
from gewoon.rules.contact.letter_values import Payment
from gewoon.rules.money import Cents


def payment(**other):
    wanted = {
        "payee": "Stichting Wonen Waterrijk",
        "iban": "NL59GWNB0000000001",
        "reference": "W-1",
        "amount": 130110,
    }
    return Payment(**wanted | other)


def code_of(*lines):
    """The code of these lines, made without the maker of payment codes."""
    return segno.make_qr("\n".join(lines).encode(), error="m", boost_error=False)


def test_code_carries_account_amount_and_text():
    lines = (
        "BCD",
        "002",
        "1",
        "SCT",
        "",
        "Stichting Wonen Waterrijk",
        "NL59GWNB0000000001",
        "EUR1301.1",
        "",
        "",
        "W-1",
    )
    assert payment_code(payment()) == code_of(*lines)


def test_code_carries_a_creditor_reference_as_such():
    lines = ("BCD", "002", "1", "SCT", "", "Şükrü", "NL59GWNB0000000001", "EUR0.01", "", "RF18539007547034")
    assert payment_code(payment(payee="Şükrü", amount=1, reference="RF18 5390 0754 7034")) == code_of(*lines)


@pytest.mark.parametrize("cents", [0, -1])
def test_code_for_nothing_is_refused(cents):
    with pytest.raises(ValueError, match="more than nothing"):
        payment_code(payment(amount=Cents(cents)))


def test_picture_has_its_quiet_zone_and_a_sentence():
    picture = payment_picture(payment(), "Betaalcode")
    side = payment_code(payment()).symbol_size(border=4)[0]
    assert picture.alt == "Betaalcode"
    assert f'width="{side}" height="{side}"' in picture.svg
