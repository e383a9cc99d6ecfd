"""Other systems' files in: tenancies, rents and claims from CSV, XLSX or VERA JSON, whole or not at all."""

from gewoon.gateways.erp.delivery import read, read_delivery
from gewoon.gateways.erp.preview import preview

__all__ = ["preview", "read", "read_delivery"]
