"""What is no bank file, or a zip with a trick in it, is refused with a sentence."""

import os
import zipfile
from pathlib import Path

import pytest

from gewoon.gateways import bank

TWIN = Path(__file__).parents[2] / "data" / "bank" / "mt940-knab.sta"
CSV = TWIN.with_name("csv-bunq.csv")


def refusal(path):
    with pytest.raises(bank.FileRefused) as caught:
        list(bank.read(path))
    return caught.value


def zipped(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \r\n \n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"<!DOCTYPE html><html><body>Inloggen</body></html>", "web page"),
        (b"<html><body>Inloggen</body></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Office"),
        (bytes(range(256)) * 9, "bytes and no text"),
        ("Datum;Bedrag\n".encode("utf-16"), "UTF-16"),
        (b"een brief\nen verder niets\n", "no known bank file"),
        (b"\x01\x02", "control character"),
        (b"KNAB EXPORT;;;\n", "no known bank file"),
        (b"\x1a\n", "no known bank file"),
    ],
)
def test_other_file_is_refused_by_what_it_is(tmp_path, content, reason):
    path = tmp_path / "bestand"
    path.write_bytes(content)
    assert reason in str(refusal(path))


def test_refusal_names_file_place_reason_and_what_was_expected(tmp_path):
    path = tmp_path / "rekening.csv"
    path.write_text(CSV.read_text().replace("-2,56", "-2,567"))
    sentence = "rekening.csv, line 2: the amount is '-2,567'; expected digits with at most two decimals."
    assert str(refusal(path)) == sentence


def test_missing_file_is_refused(tmp_path):
    assert "No such file" in str(refusal(tmp_path / "weg.xml"))


def test_zip_gives_every_file_under_its_own_name(tmp_path):
    path = zipped(tmp_path / "alles.zip", {"map/a.sta": TWIN.read_bytes(), "b.csv": CSV.read_bytes()})
    assert [(f["name"], f["format"]) for f in bank.dry_run(path)] == [
        ("map/a.sta", "MT940"),
        ("b.csv", "CSV"),
    ]


def test_zip_passes_over_folders_and_what_a_mac_adds(tmp_path):
    path = zipped(tmp_path / "alles.zip", {"map/": "", "__MACOSX/._a": "x", "a.sta": TWIN.read_bytes()})
    assert [f["name"] for f in bank.dry_run(path)] == ["a.sta"]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({}, "empty"),
        ({"../a.sta": TWIN.read_bytes()}, "outside its own folder"),
        ({"/etc/a.sta": TWIN.read_bytes()}, "outside its own folder"),
        ({"C:\\a.sta": TWIN.read_bytes()}, "outside its own folder"),
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}, "Excel"),
        ({f"{n}.sta": "x" for n in range(201)}, "201 files"),
        ({"nul.csv": b"0" * 20_000_000}, "200 times"),
        ({"a.zip": b"PK\x03\x04"}, "zip inside a zip"),
    ],
    ids=["empty", "parent", "root", "drive", "workbook", "many", "bomb", "nested"],
)
def test_zip_with_a_trick_is_refused(tmp_path, members, reason):
    assert reason in str(refusal(zipped(tmp_path / "alles.zip", members)))


def changed(path, at, value):
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", at[0]), (b"PK\x01\x02", at[1])):
        place = content.find(signature) + offset
        content[place : place + len(value)] = value
    path.write_bytes(content)
    return path


def test_encrypted_zip_is_refused(tmp_path):
    path = changed(zipped(tmp_path / "dicht.zip", {"a.sta": TWIN.read_bytes()}), (6, 8), b"\x01")
    assert "password" in str(refusal(path))


def test_unusual_packing_is_refused(tmp_path):
    path = changed(zipped(tmp_path / "vreemd.zip", {"a.sta": TWIN.read_bytes()}), (8, 10), b"\x0e")
    assert "unusual way" in str(refusal(path))


def test_zip_that_lies_about_its_size_is_refused(tmp_path):
    path = changed(
        zipped(tmp_path / "groot.zip", {"a.sta": TWIN.read_bytes()}), (22, 24), b"\xff\xff\xff\xfe"
    )
    assert "4 GB" not in str(refusal(path))  # 4278190079 bytes: refused by its ratio
    path = zipped(tmp_path / "klein.zip", {"a.sta": TWIN.read_bytes()})
    assert "damaged" in str(refusal(changed(path, (14, 16), b"\0\0\0\0")))  # a wrong checksum


def test_zip_of_more_than_four_gigabytes_is_refused(tmp_path):
    path = zipped(tmp_path / "groot.zip", {"a.sta": TWIN.read_bytes(), "b.sta": TWIN.read_bytes()})
    content = path.read_bytes()
    sizes = content.replace(len(TWIN.read_bytes()).to_bytes(4, "little"), b"\xfe\xff\xff\xff")
    path.write_bytes(sizes)
    assert "4 GB" in str(refusal(path))


def test_zip64_and_a_huge_list_of_contents_are_refused_before_they_are_read(tmp_path):
    path = zipped(tmp_path / "lang.zip", {"a.sta": TWIN.read_bytes()})
    content = bytearray(path.read_bytes())
    end = content.find(b"PK\x05\x06")
    content[end + 12 : end + 16] = (2_000_000).to_bytes(4, "little")
    path.write_bytes(content)
    assert "too large" in str(refusal(path))
    path.write_bytes(TWIN.read_bytes().join([b"PK", b""]))
    assert "damaged" in str(refusal(path))


def test_cut_off_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "alles.zip", {"a.sta": TWIN.read_bytes()})
    os.truncate(path, path.stat().st_size - 30)
    assert "damaged" in str(refusal(path))


def test_file_in_a_zip_that_is_cut_off_is_refused_before_anything_is_read(tmp_path):
    whole = (TWIN.parent / "camt-04-pending.xml").read_bytes()
    path = zipped(tmp_path / "half.zip", {"a.xml": whole[: -len(b"</Document>") - 2]})
    reading = bank.read(path)
    with pytest.raises(bank.FileRefused, match=r"half\.zip: a\.xml.*cut off"):
        next(reading)
