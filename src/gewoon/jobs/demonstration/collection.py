"""Writes the direct debit batches as pain.008 files."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from gewoon.gateways.bank import pain008
from gewoon.jobs.demonstration import identity, names
from gewoon.jobs.demonstration.payments import Batch
from gewoon.jobs.demonstration.world import World

SENT_DAYS_BEFORE = 5
SENT_AT = time(9)


def write(world: World, folder: Path) -> list[Path]:
    """Write one file per batch, oldest first."""
    creditor = pain008.Creditor(name=names.ASSOCIATION, id=identity.creditor_id())
    paths = []
    for batch in world.batches:
        day = date.fromordinal(batch.day)
        sent_at = datetime.combine(day - timedelta(days=SENT_DAYS_BEFORE), SENT_AT, UTC)
        path = folder / f"{day.isoformat()}.xml"
        path.write_bytes(
            pain008.write([_to_collect(batch, world.account)], creditor=creditor, created_at=sent_at)
        )
        paths.append(path)
    return paths


def _to_collect(batch: Batch, account: str) -> pain008.DirectDebitBatch:
    return pain008.DirectDebitBatch(
        message_id=batch.reference,
        payment_information_id=batch.reference,
        collected_on=date.fromordinal(batch.day),
        creditor_account=account,
        items=tuple(
            pain008.DirectDebit(
                end_to_end=debit.end_to_end,
                cents=debit.cents,
                mandate=debit.mandate,
                name=debit.name,
                iban=debit.iban,
                remittance=debit.text,
                mandate_signed_on=date.fromordinal(debit.signed_on),
            )
            for debit in batch.debits
        ),
    )
