"""Gives a list as a file: CSV as Dutch Excel expects it, or a workbook; what you see is what you get."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse

from gewoon.rules.money import Cents, euros

Cell = str | int | Decimal | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def amount(cents: int | None) -> Decimal | None:
    """Make an amount of money for a cell; exact, and a number to the spreadsheet."""
    return None if cents is None else Decimal(cents) / 100


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer a CSV with a byte order mark and semicolons, amounts with a comma, days as 2026-11-25."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return _file(text.getvalue().encode("utf-8-sig"), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer a workbook with one sheet; text is text, whatever it begins with."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    formats = {"day": book.add_format({"num_format": "d-m-yyyy"}), "bold": book.add_format({"bold": True})}
    money = book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, title in enumerate(header):
        sheet.write_string(0, place, title, formats["bold"])
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(line, place, cell, formats["day"])
            elif cell is not None:
                sheet.write_number(line, place, cell, money if isinstance(cell, Decimal) else None)
    sheet.autofit()
    book.close()
    return _file(content.getvalue(), f"{name}.xlsx", XLSX)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return euros(Cents(int(cell * 100))).replace(".", ",")
    if isinstance(cell, str):
        # A spreadsheet runs what begins like a formula, and remittance texts come from strangers.
        return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    return str(cell)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
