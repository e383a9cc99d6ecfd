"""Gives a document to look at in the browser; nothing of it is kept on the way."""

from django.http import HttpResponse
from django.utils.text import slugify


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Answer a PDF that opens in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slugify(name) or "document"}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
