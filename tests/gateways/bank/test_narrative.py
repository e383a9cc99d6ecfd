"""The free text of the banks, split into what the matching needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways.bank.narrative import Narrative, iban_in, split

IBAN = "NL60TSTA0000000011"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([f"/CNTP/{IBAN}/X/W. V///REMI/USTD//HUUR/"], Narrative(iban=IBAN, name="W. V", remittance="HUUR")),
        (["/CNTP////REMI/USTD//HUUR/"], Narrative(remittance="HUUR")),
        (["/NAME/W. VERZONNEN/RTRN/onbekend/NRTX/x"], Narrative(name="W. VERZONNEN")),
        (["/MARF/NOTPROVIDED/EREF/NONREF/REMI/HUUR"], Narrative(remittance="HUUR")),
        ([f"IBAN: {IBAN} NAAM: W. VERZONNEN"], Narrative(iban=IBAN, name="W. VERZONNEN")),
        (["REK: 123456789/NAAM: W. VERZONNEN"], Narrative(iban="123456789", name="W. VERZONNEN")),
        (["0111111111 HUUR JULI"], Narrative(iban="0111111111", remittance="HUUR JULI")),
        ([IBAN + " w verzonnen", " " * 65, " " * 65], Narrative(iban=IBAN, name="w verzonnen")),
        (["kenmerk: 12 omschrijving: huur"], Narrative(remittance="kenmerk: 12 omschrijving: huur")),
        (["HUUR", "JULI"], Narrative(remittance="HUUR JULI")),
        (["x" * 65, "JULI"], Narrative(remittance="x" * 65 + "JULI")),
        ([""], Narrative()),
        ([], Narrative()),
    ],
)  # fmt: skip
def test_text_is_split(lines, found):
    assert split(lines) == found


def test_account_number_is_found_at_the_start_only():
    assert (iban_in(f"{IBAN} "), iban_in("HUUR")) == (IBAN, "")


@given(st.lists(st.text(st.sampled_from("/ABIN:>0129REMIUSTDCNTP rek naam"), max_size=65), max_size=6))
def test_any_text_can_be_split(lines):
    assert isinstance(split(lines), Narrative)
