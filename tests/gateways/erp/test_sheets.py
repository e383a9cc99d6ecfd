import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from gewoon.gateways.erp import sheets

HEADER = ("tenancy", "kind", "from", "amount")


def workbook(rows, *, sheet_names=("Blad1",)):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name in sheet_names:
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(place, column, value, day)
                    else:
                        sheet.write(place, column, value)
    return stream.getvalue()


def archive(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in members.items():
            found.writestr(name, content)
    return stream.getvalue()


def rents(*rows):
    return {"rents.xlsx": workbook([HEADER, *rows])}


def test_a_workbook_gives_the_same_as_a_csv_file(deliver):
    delivery = deliver(
        rents((12, "net", datetime(2026, 7, 1), 612.3), (12, "service", "2026-07-01", "30.05"))
    )
    assert [(row.tenancy, row.cents, row.from_on.isoformat()) for row in delivery.components] == [
        (12, 61230, "2026-07-01"),
        (12, 3005, "2026-07-01"),
    ]
    assert delivery.formats == ("XLSX",)


@pytest.mark.parametrize(
    ("amount", "cents"), [(0.1 + 0.2, 30), (1.15, 115), (131072.01, 13107201), (-2.44, -244)]
)
def test_binary_fractions_lose_no_cent(deliver, amount, cents):
    assert deliver(rents((12, "net", "2026-07-01", amount))).components[0].cents == cents


@pytest.mark.parametrize("amount", [1.005, 0.001, 1e16, True, datetime(2026, 1, 1)])
def test_what_is_no_amount_in_a_workbook_is_refused(deliver, amount):
    assert (
        deliver(rents((12, "net", "2026-07-01", amount))).errors[0].place == "rents.xlsx row 2, column amount"
    )


@pytest.mark.parametrize("day", [datetime(2026, 7, 1, 12), 46204, "1-7-2026"])
def test_what_is_no_day_in_a_workbook_is_refused(deliver, day):
    assert deliver(rents((12, "net", day, 5))).errors[0].place == "rents.xlsx row 2, column from"


def test_zeros_and_numbers_that_a_spreadsheet_ate_are_noticed(deliver, messages):
    header = (
        "number",
        "home",
        "street",
        "house_number",
        "postcode",
        "town",
        "starts_on",
        "tenant_name",
        "phone",
    )
    rest = ("9990SA", "Waterrijk", "2020-01-01", "Anna de Verzonnen")
    rows = [header, (12, 7, "Fuutplein", datetime(2026, 2, 1), *rest, 600000001)]
    delivery = deliver({"tenancies.xlsx": workbook(rows)})
    assert [error.place.split("column ")[1] for error in delivery.errors] == ["house_number", "phone"]
    assert "leading zeros" in delivery.warnings[0].message


def test_only_the_first_sheet_is_read_and_that_is_said(deliver):
    content = workbook([HEADER, (12, "net", "2026-07-01", 5)], sheet_names=("Een", "Twee"))
    delivery = deliver({"rents.xlsx": content})
    assert len(delivery.components) == 1
    assert "only the first sheet" in delivery.warnings[0].message


def test_a_cell_with_an_error_is_never_read_as_empty(deliver):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_formula(1, 3, "=NA()", None, "#N/A")
    assert "#N/A" in deliver({"rents.xlsx": stream.getvalue()}).errors[0].message


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (400_000, 1), (3, 40)])
def test_a_cell_in_the_far_corner_is_refused_before_it_asks_for_memory(deliver, row, column):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet().write(row, column, "x")
    assert "more than 26 columns" in deliver({"rents.xlsx": stream.getvalue()}).errors[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (archive({"xl/worksheets/sheet1.xml": b"0" * 5_000_000}), "unpacks to far more"),
        (archive({"xl/worksheets/sheet1.xml": "<a/>".encode("utf-16")}), "unusual way"),
        (archive({"xl/worksheets/sheet1.xml": b"<a/>"}), "damaged"),
        (archive({"letter.txt": b"hello"}), "no workbook"),
        (workbook([HEADER])[:900], "damaged"),
    ],
)
def test_what_is_no_sound_workbook_is_refused_with_a_sentence(deliver, content, words):
    (error,) = deliver({"rents.xlsx": content}).errors
    assert words in error.message


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"tenancy;kind\xe9\n", "rents.csv byte 13", "no UTF-8"),
        (b"tenancy;kind\0\n", "rents.csv", "bytes and no text"),
        (b'tenancy;kind;from;amount\n1;"net', "rents.csv row 2", "quotation mark"),
        (b"  \n", "rents.csv", "the file is empty"),
        (b";" * 2_000, "rents.csv row 1", "more than 1000 columns"),
        (b"%PDF-1.7", "rents.csv", "this is a PDF"),
        (b"\xd0\xcf\x11\xe0 x", "rents.csv", "old Excel"),
        ("tenancy".encode("utf-16"), "rents.csv", "UTF-16"),
        (b" <html>", "rents.csv", "web page"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(deliver, content, place, words):
    (error,) = deliver({"rents.csv": content}).errors
    assert error.place == place
    assert words in error.message


def test_a_table_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(sheets.TableRefused, match="more than 2 rows"):
        list(sheets.open_csv(b"a\n1\n2\n3\n"))
