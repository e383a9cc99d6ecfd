"""Files for municipalities: the shipped columns, CSV, workbook and JSON, and the folder."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from gewoon.gateways.municipality import NotHandedOver, SignalFolder, shipped_codes, shipped_layouts, written
from gewoon.rules.contact.signal import row

PAYLOAD = {
    "number": "2026-101-1",
    "name": "=Verzonnen",
    "street": "Nergensweg",
    "house_number": "1",
    "postcode": "1000 AB",
    "town": "Waterrijk",
    "amount": 120_050,
    "months": 205,
}


@pytest.mark.parametrize("name", ["koppeling", "standaard", "werkblad"])
def test_every_shipped_mapping_writes_its_own_kind_of_file(name):
    layout = shipped_layouts()[name]
    content = written(layout, [row(layout, PAYLOAD)])
    if layout.format == "json":
        assert json.loads(content)[0]["bedrag_in_centen"] == "120050"
    elif layout.format == "xlsx":
        text = ZipFile(BytesIO(content)).read("xl/sharedStrings.xml").decode()
        assert "Verzonnen" in text
        assert ">1200<" in text
    else:
        assert "'=Verzonnen" in content.decode("utf-8-sig")
        assert "1200,50" in content.decode("utf-8-sig")


def test_the_code_list_has_its_version_and_its_day():
    codes = shipped_codes()
    assert (codes.version, codes.from_on, len(codes.results)) == ("0.9", date(2025, 12, 2), 15)
    assert {code.outcome for code in codes.results.values() if code.is_private} == {"care", "help_other"}


def test_the_same_file_twice_is_the_same_and_another_under_its_name_is_refused(tmp_path):
    folder = SignalFolder(tmp_path / "uit")
    assert folder.deliver("a.csv", b"een") == folder.deliver("a.csv", b"een")
    with pytest.raises(NotHandedOver, match="other contents"):
        folder.deliver("a.csv", b"twee")
    assert (tmp_path / "uit" / "a.csv").read_bytes() == b"een"


def test_a_folder_that_cannot_be_written_hands_nothing_over(tmp_path):
    (tmp_path / "uit").write_text("een bestand")
    with pytest.raises(NotHandedOver, match="cannot be written"):
        SignalFolder(tmp_path / "uit").deliver("a.csv", b"een")
