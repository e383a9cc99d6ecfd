"""Gives a document to look at in the browser, or a file to take along; nothing is kept on the way."""

from django.http import HttpResponse
from django.utils.text import slugify


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Answer a PDF that opens in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slugify(name) or "document"}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def given_file(content: bytes, name: str, kind: str) -> HttpResponse:
    """Answer a file that the browser keeps under a name of ours (plain letters, digits, point and dash)."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
