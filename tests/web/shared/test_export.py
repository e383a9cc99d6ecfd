"""Lists as files."""

import io
from datetime import date

from python_calamine import load_workbook

from gewoon.web.shared.export import amount, csv_file, xlsx_file

HEADER = ("Huurder", "Achterstand", "Voor", "Maanden")
ROWS = [("Proef Persoon", amount(191250), date(2026, 11, 25), 3), ("=1+1", amount(-7), None, None)]


def test_a_csv_opens_in_dutch_excel():
    answer = csv_file("werklijst", HEADER, ROWS)
    assert answer.content.decode("utf-8") == (
        "\ufeffHuurder;Achterstand;Voor;Maanden\r\nProef Persoon;1912,50;2026-11-25;3\r\n'=1+1;-0,07;;\r\n"
    )
    assert answer["Content-Disposition"] == 'attachment; filename="werklijst.csv"'
    assert answer["Cache-Control"] == "no-store"


def test_a_workbook_keeps_amounts_days_and_texts_apart():
    content = xlsx_file("werklijst", HEADER, ROWS).content
    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == list(HEADER)
    assert rows[1] == ["Proef Persoon", 1912.5, date(2026, 11, 25), 3.0]
    assert rows[2][:2] == ["=1+1", -0.07]


def test_an_unknown_amount_stays_empty():
    assert amount(None) is None
