"""Batches that were offered to the bank are remembered once."""

import pytest

from actions.ledger.banking import DAY
from actions.ledger.test_matching import offered
from gewoon.actions.ledger import direct_debit, mandates
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.gateways.bank import FileRefused
from gewoon.gateways.erp.model import MandateRow
from gewoon.records.ledger import DirectDebitBatch, DirectDebitItem
from stories import at, iban, tenancy


def test_a_batch_is_remembered_with_its_collections(bank):
    anna = tenancy(101)
    assert offered(bank, 101) == 1
    item = DirectDebitItem.objects.get()
    assert (item.tenancy, item.cents, item.entry, item.batch.cents) == (anna, 600_00, None, 600_00)


def test_a_collection_is_kept_with_the_mandate_of_its_own_tenancy(bank):
    for number in (101, 102):
        tenancy(number)
    rows = [MandateRow(tenancy=101, reference=name, signed_on=DAY) for name in ("M101", "M102")]
    for row in rows:
        mandates.take_in(rows=[row], by=CONSOLE, now=at(DAY))
    offered(bank, 101, 102)
    found = DirectDebitItem.objects.order_by("end_to_end").values_list("mandate__reference", flat=True)
    assert list(found) == ["M101", None]


def test_a_batch_that_is_known_adds_nothing(bank):
    tenancy(101)
    offered(bank, 101)
    assert offered(bank, 101) == 0
    assert DirectDebitBatch.objects.count() == 1


def test_a_batch_for_another_account_is_refused(bank):
    tenancy(101)
    with pytest.raises(Refused, match="your own accounts"):
        offered(bank, 101, account=iban("GWNB", 9))


def test_a_collection_from_an_unknown_tenancy_is_refused_whole(bank):
    tenancy(101)
    with pytest.raises(Refused, match="E999-1"):
        offered(bank, 101, 999)
    assert DirectDebitBatch.objects.count() == 0


def test_a_file_that_is_no_batch_is_refused(bank):
    with pytest.raises(FileRefused):
        direct_debit.import_batches(path=bank.file(b"<Document/>"), by=CONSOLE, now=at(DAY))
