"""Deeds of several rooms that must happen now and together."""

from datetime import datetime

from gewoon.actions.ledger.opening import take_in_opening_items
from gewoon.actions.rights import Who, deed
from gewoon.actions.tenancy import DeliveryRefused, take_in, take_in_rents
from gewoon.gateways.erp.model import Delivery


@deed("carry_out.take_in_delivery", right="statement.import")
def take_in_delivery(*, delivery: Delivery, by: Who, now: datetime) -> None:
    """Take in tenancies, rents and open claims of one delivery: all of it, or nothing.

    Raises DeliveryRefused with every error of the delivery, or of the first part that does not fit.
    """
    if delivery.errors:
        raise DeliveryRefused(delivery.errors)
    if delivery.tenancies:
        take_in(rows=delivery.tenancies, by=by, now=now)
    if delivery.components:
        take_in_rents(rows=delivery.components, by=by, now=now)
    if delivery.claims:
        take_in_opening_items(rows=delivery.claims, by=by, now=now)
