"""The association itself, as far as every page shows it."""

from gewoon.records.people import Association


def note() -> str:
    """Answer the line that stands on every page (the demonstration says what it is); often empty."""
    return Association.objects.values_list("note", flat=True).first() or ""
