"""A statement made up at random comes back to the cent; a damaged one never throws anything but a refusal."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.gateways import bank
from gewoon.gateways.bank import camt_writer
from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite, StatementToWrite

OWN, TENANT = "NL59GWNB0000000001", "NL60TSTA0000000011"
FIRST = date(2026, 7, 1)
AMOUNTS = st.lists(st.integers(-99_999_999, 99_999_999).filter(bool), max_size=12)


def as_camt(amounts, opening=12345):
    entries = [
        EntryToWrite(
            reference=f"B{n:06}",
            booked_on=FIRST + timedelta(days=n),
            payments=(PaymentToWrite(cents=cents, name="W. Verzonnen", iban=TENANT, remittance="Huur"),),
        )
        for n, cents in enumerate(amounts)
    ]
    return camt(entries, opening, opening + sum(amounts))


def camt(entries, opening, closing):
    stream = io.BytesIO()
    statement = StatementToWrite(
        account=OWN, id="S1", sequence=1, created_on=FIRST, opening_on=FIRST, closing_on=FIRST,
        opening_cents=opening, closing_cents=closing, entries=entries,
    )  # fmt: skip
    camt_writer.write_statements(stream, [statement])
    return stream.getvalue()


def comma(cents):
    return f"{abs(cents) // 100},{abs(cents) % 100:02}"


def as_mt940(amounts, opening=12345):
    def balance(tag, cents):
        return f":{tag}:{'D' if cents < 0 else 'C'}260701EUR{comma(cents)}"

    lines = [":20:P1", f":25:{OWN}EUR", ":28C:1", balance("60F", opening)]
    for n, cents in enumerate(amounts):
        lines.append(f":61:2607010701{'D' if cents < 0 else 'C'}{comma(cents)}NTRFNONREF//B{n:06}")
        lines.append(f":86:/IBAN/{TENANT}/NAME/W. Verzonnen/REMI/Huur")
    return "\r\n".join([*lines, balance("62F", opening + sum(amounts)), "-", ""]).encode()


def as_csv(amounts, opening=12345):
    lines = []
    for n, cents in enumerate(amounts):
        amount, after = f"{'-' if cents < 0 else ''}{comma(cents)}", opening + sum(amounts[: n + 1])
        before = after - cents
        balances = [f"{'-' if b < 0 else ''}{comma(b)}" for b in (before, after)]
        lines.append("\t".join(["123000001", "EUR", "20260701", *balances, "20260701", amount, "Huur"]))
    return "\n".join([*lines, ""]).encode()


def outcome(folder, content):
    """Return the statements, or None when the file is refused; anything else is a failure."""
    path = folder / "afschrift"
    path.write_bytes(content)
    try:
        return [s for file in bank.dry_run(path) for s in file["statements"]]
    except bank.FileRefused as refused:
        assert refused.reason and refused.expected and str(refused).startswith("afschrift")
        return None


def money(statement):
    return [
        statement[k] for k in ("opening_cents", "closing_cents", "entries", "credit_cents", "debit_cents")
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("bank")


@pytest.mark.parametrize("write", [as_camt, as_mt940, as_csv])
@given(amounts=AMOUNTS.filter(bool), opening=st.integers(-99_999_999, 99_999_999))
def test_statement_comes_back_to_the_cent(folder, write, amounts, opening):
    credit, debit = sum(a for a in amounts if a > 0), -sum(a for a in amounts if a < 0)
    (statement,) = outcome(folder, write(amounts, opening))
    assert money(statement) == [opening, opening + credit - debit, len(amounts), credit, debit]
    assert statement["balances_agree"] is True


PAYMENTS = st.builds(
    PaymentToWrite,
    cents=st.integers(1, 99_999_999),
    name=st.text(max_size=70),
    iban=st.sampled_from(["", TENANT, "123456789"]),
    remittance=st.text(max_size=140),
    end_to_end=st.text(st.characters(categories=["Lu", "Nd"]), max_size=35),
    mandate=st.text(st.characters(categories=["Lu", "Nd"]), max_size=35),
    structured=st.sampled_from(["", "RF18000000000539007547034"]),
    note=st.sampled_from(["", "SEPA <incasso>"]),
)


def read_entries(folder, content):
    path = folder / "afschrift.xml"
    path.write_bytes(content)
    return [record for record in bank.read(path) if isinstance(record, bank.Entry)]


@given(st.lists(PAYMENTS, min_size=1, max_size=5))
def test_writer_and_reader_of_camt_agree_on_every_payment(folder, payments):
    total = sum(p.cents for p in payments)
    entry = EntryToWrite(
        reference="B1", booked_on=FIRST, value_on=FIRST + timedelta(days=1), payments=tuple(payments),
        batch_reference="BATCH", batch_announced=len(payments),
    )  # fmt: skip
    (read,) = read_entries(folder, camt([entry], 0, total))
    assert (read.cents, read.reference, read.batch_reference) == (total, "B1", "BATCH")
    assert (read.batch_announced, read.value_on) == (len(payments), FIRST + timedelta(days=1))
    for detail, payment in zip(read.details, payments, strict=True):
        assert (detail.cents, detail.iban, detail.structured) == (
            payment.cents,
            payment.iban,
            payment.structured,
        )
        assert (detail.end_to_end, detail.mandate) == (payment.end_to_end, payment.mandate)


def test_batch_without_details_and_a_return_are_written_as_banks_do(folder):
    payments = (PaymentToWrite(cents=600), PaymentToWrite(cents=400))
    returned = PaymentToWrite(cents=-600, name="F. Bedacht", iban=TENANT, reason_code="MD06")
    entries = [
        EntryToWrite(
            reference="B1", booked_on=FIRST, payments=payments, batch_announced=2, shows_details=False
        ),
        EntryToWrite(reference="", booked_on=FIRST, payments=(returned,), is_reversal=True),
    ]
    batch, back = read_entries(folder, camt(entries, 0, 400))
    assert [d.cents for d in batch.details] == [1000] and batch.batch_announced == 2
    assert back.is_return and back.is_reversal and back.reference == ""
    assert (back.details[0].reason_code, back.details[0].name) == ("MD06", "F. Bedacht")


def test_writer_refuses_a_statement_that_does_not_add_up():
    with pytest.raises(ValueError, match="ends at 0 cents"):
        camt([], 0, 1)


BASES = {write.__name__: write([61250, -50001, 100]) for write in (as_camt, as_mt940, as_csv)}


@pytest.mark.parametrize("name", BASES)
@settings(max_examples=400)
@given(data=st.data())
def test_one_wrong_byte_changes_no_money_unseen(folder, name, data):
    base = BASES[name]
    (whole,) = outcome(folder, base)
    place = data.draw(st.integers(0, len(base) - 1))
    byte = data.draw(st.integers(0, 255))
    found = outcome(folder, base[:place] + bytes([byte]) + base[place + 1 :])
    assert (
        found is None
        or len(found) != 1
        or money(found[0]) == money(whole)
        or found[0]["balances_agree"] is not True
    )


@pytest.mark.parametrize("name", BASES)
def test_file_cut_off_anywhere_is_refused_or_agrees_with_its_own_balances(folder, name):
    base = BASES[name]
    (whole,) = outcome(folder, base)
    for length in range(0, len(base), 1 if name != "as_camt" else 7):
        for statement in outcome(folder, base[:length]) or ():
            assert (
                name == "as_csv" or money(statement) == money(whole) or statement["balances_agree"] is False
            )
