"""Makes the payment code of a letter: an EPC QR code (EPC069-12, version 002)."""

import io
import re
from dataclasses import dataclass
from decimal import Decimal

import segno
from segno.helpers import make_epc_qr

from gewoon.rules.contact.letter_values import Payment
from gewoon.rules.money import euros

_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}", re.ASCII)
_UTF_8 = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as SVG, with the sentence for who cannot see it."""

    svg: str
    alt: str


def payment_code(payment: Payment) -> segno.QRCode:
    """Make the code for an amount in euros above zero; raises ValueError for what no code can carry.

    An ISO 11649 reference goes in as such, any other reference as text.
    """
    if payment.amount <= 0:
        raise ValueError(f"a payment code asks more than nothing, found {payment.amount} cents")
    compact = payment.reference.replace(" ", "")
    is_structured = _CREDITOR_REFERENCE.fullmatch(compact) is not None
    return make_epc_qr(
        name=payment.payee,
        iban=payment.iban,
        amount=Decimal(euros(payment.amount)),
        reference=compact if is_structured else None,
        text=None if is_structured else payment.reference,
        encoding=_UTF_8,
    )


def payment_picture(payment: Payment, alt: str) -> Picture:
    """Draw the code as SVG with its quiet zone of four modules (ISO 18004)."""
    svg = io.BytesIO()
    payment_code(payment).save(svg, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None)
    return Picture(svg=svg.getvalue().decode(), alt=alt)
