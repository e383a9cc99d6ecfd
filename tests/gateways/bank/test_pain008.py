"""Direct debit batches: what is written is read back, and what does not add up is refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.gateways import bank
from gewoon.gateways.bank import pain008
from gewoon.gateways.bank.pain008 import Creditor, DirectDebit, DirectDebitBatch

CREDITOR = Creditor(name="Stichting Wonen Waterrijk", id="NL00ZZZ000000000000", bic="GWNBNL2A")
NOW = datetime(2026, 6, 25, 10, 30, tzinfo=UTC)
TEXT = (
    st.text(st.sampled_from("abc <>&'\"é0123456789/-"), min_size=1, max_size=35).map(str.strip).filter(bool)
)


def debit(**changed):
    fields = {
        "end_to_end": "HUUR-2026-07-4711", "cents": 61250, "mandate": "M-0815", "name": "W. Verzonnen",
        "iban": "NL60TSTA0000000011", "remittance": "Huur juli", "mandate_signed_on": date(2020, 1, 1),
    }  # fmt: skip
    return DirectDebit(**fields | changed)


def batch(*items, **changed):
    fields = {
        "message_id": "M1", "payment_information_id": "BATCH-2026-07", "collected_on": date(2026, 7, 1),
        "creditor_account": "NL59GWNB0000000001", "items": items or (debit(),),
    }  # fmt: skip
    return DirectDebitBatch(**fields | changed)


def written(*batches):
    return pain008.write(batches, creditor=CREDITOR, created_at=NOW).decode()


def read(tmp_path, content):
    path = tmp_path / "incasso.xml"
    path.write_text(content, "utf-8")
    return list(pain008.read(path))


ITEMS = st.builds(
    debit, end_to_end=TEXT, cents=st.integers(1, 99_999_999), mandate=TEXT, name=TEXT,
    remittance=st.just("") | TEXT, mandate_signed_on=st.none() | st.dates(),
)  # fmt: skip


@given(st.lists(st.lists(ITEMS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_what_is_written_is_read_back(tmp_path_factory, groups):
    batches = [
        batch(*items, payment_information_id=f"B{n}", sequence_type="FRST") for n, items in enumerate(groups)
    ]
    assert read(tmp_path_factory.mktemp("pain"), written(*batches)) == batches


def test_older_version_is_read_as_well(tmp_path):
    content = written(batch()).replace("pain.008.001.08", "pain.008.001.02").replace("BICFI", "BIC")
    assert read(tmp_path, content) == [batch()]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("pain.008.001.08", "pain.001.001.09", "no pain.008"),
        ("<NbOfTxs>1", "<NbOfTxs>2", "number of items"),
        ("<NbOfTxs>1", "<NbOfTxs>een", "number is other text"),
        ("<CtrlSum>612.50", "<CtrlSum>612.51", "do not add up"),
        ('"EUR"', '"USD"', "not in euros"),
        ('"EUR">612.50', '"EUR">612.505', "amount is '612.505'"),
        ("<IBAN>NL59GWNB0000000001</IBAN>", "", "no account"),
        ("2026-07-01", "2026-07-32", "date"),
        ("<PmtInfId>", "<GrpHdr/><PmtInfId>", "where it does not belong"),
        ("<Document", "<!DOCTYPE Document><Document", "DOCTYPE"),
        ("</Document>", "", "cut off"),
    ],
)
def test_batch_that_is_wrong_is_refused(tmp_path, old, new, reason):
    with pytest.raises(bank.FileRefused, match=reason):
        read(tmp_path, written(batch()).replace(old, new))


def test_file_without_a_batch_is_refused(tmp_path):
    content = written(batch())
    with pytest.raises(bank.FileRefused, match="no batch"):
        read(tmp_path, content[: content.index("<PmtInf>")] + "</CstmrDrctDbtInitn></Document>")


def test_writer_refuses_two_messages_and_texts_that_do_not_fit():
    with pytest.raises(ValueError, match="one message"):
        written(batch(), batch(message_id="M2"))
    with pytest.raises(ValueError, match="1 to 35"):
        written(batch(debit(end_to_end="x" * 36)))
