"""Direct debit: batches are remembered, so that the one amount the bank books can be explained."""

from datetime import date, datetime
from pathlib import Path

from gewoon.actions.ledger.directory import directory
from gewoon.actions.ledger.statements import hold_books
from gewoon.actions.rights import Refused, Who, deed
from gewoon.gateways.bank import pain008
from gewoon.records import bulk
from gewoon.records.ledger import BankAccount, DirectDebitBatch, DirectDebitItem, Mandate
from gewoon.rules.ledger.matching import Directory, PaymentLine, match


@deed("ledger.import_batches", right="statement.import")
def import_batches(*, path: Path, by: Who, now: datetime) -> int:
    """Remember the collections of a pain.008 file; answer how many are new.

    A batch that is known adds nothing. Raises Refused for a collection that names no tenancy of ours,
    and FileRefused when the file cannot be read.
    """
    hold_books()
    payers = directory()
    known = set(DirectDebitBatch.objects.values_list("reference", flat=True))
    new = 0
    for batch in pain008.read(path):
        if batch.payment_information_id in known:
            continue
        account = BankAccount.objects.filter(number=batch.creditor_account).first()
        if account is None:
            raise Refused(f"{path.name}: the batch is not for one of your own accounts.")
        row = DirectDebitBatch.objects.create(
            reference=batch.payment_information_id,
            account=account,
            collected_on=batch.collected_on,
            cents=sum(item.cents for item in batch.items),
            made_at=now,
        )
        new += bulk.insert(
            DirectDebitItem,
            ("batch_id", "tenancy_id", "end_to_end", "cents", "mandate_id"),
            _rows(row.pk, batch, payers, path),
        )
    return new


def _rows(
    batch_id: int, batch: pain008.DirectDebitBatch, payers: Directory, path: Path
) -> list[tuple[int, int, str, int, int | None]]:
    """Answer the items as they are stored, each with its mandate where that is known for its tenancy."""
    named = {item.mandate for item in batch.items}
    known = {
        (reference, tenancy): key
        for key, reference, tenancy in Mandate.objects.values_list("pk", "reference", "tenancy_id")
        if reference in named
    }
    tenancies = [_tenancy(item, batch.collected_on, payers, path) for item in batch.items]
    return [
        (batch_id, tenancy, item.end_to_end, item.cents, known.get((item.mandate, tenancy)))
        for item, tenancy in zip(batch.items, tenancies, strict=True)
    ]


def _tenancy(item: pain008.DirectDebit, on: date, known: Directory, path: Path) -> int:
    """Find whose rent a collection is, by the same evidence as a payment."""
    line = PaymentLine(
        cents=item.cents,
        on=on,
        text=f"{item.remittance} {item.end_to_end}",
        iban=item.iban,
        name=item.name,
    )
    found = match(line, known)
    if found.tenancy is None:
        raise Refused(
            f"{path.name}, collection {item.end_to_end}: it cannot be told for which tenancy it is."
        )
    return found.tenancy
