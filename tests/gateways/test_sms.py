"""Text messages: the folder and a real provider keep the same promises."""

import json
from pathlib import Path

import pytest

from gateways.servers import sms_server
from gewoon.gateways.mail import NotNow, Undeliverable
from gewoon.gateways.sms import LONGEST, SmsFolder, SmsProvider, Text, international


def _text(to="+31600000000", text="Er komt een brief voor u."):
    return Text(key="letter-7", sender="Waterrijk", to=to, text=text)


@pytest.fixture(params=["folder", "provider"])
def way(request, tmp_path):
    """Give a gateway and how to see what it was handed."""
    if request.param == "folder":
        yield (
            SmsFolder(tmp_path / "sms"),
            lambda: [
                json.loads(file.read_text("utf-8")) for file in sorted(Path(tmp_path / "sms").glob("*.json"))
            ],
        )
        return
    with sms_server() as (address, messages):
        yield SmsProvider(address, "woord"), lambda: messages


def test_a_message_arrives_whole(way):
    gateway, seen = way
    gateway.send(_text())
    assert seen() == [
        {"key": "letter-7", "sender": "Waterrijk", "to": "+31600000000", "text": "Er komt een brief voor u."}
    ]


@pytest.mark.parametrize("to", ["0600000000", "+0", "", "+31 6", "+31600000000\n"])
def test_what_is_no_number_is_refused(way, to):
    gateway, seen = way
    with pytest.raises(Undeliverable, match="no telephone number"):
        gateway.send(_text(to=to))
    assert seen() == []


def test_a_message_that_would_arrive_in_parts_is_refused(way):
    gateway, seen = way
    with pytest.raises(Undeliverable, match="160 is the most"):
        gateway.send(_text(text="x" * (LONGEST + 1)))
    assert seen() == []


def test_a_number_that_is_refused_is_told_apart_from_a_provider_that_is_away():
    with sms_server() as (address, messages):
        with pytest.raises(Undeliverable, match="422"):
            SmsProvider(address, "woord").send(_text(to="+31600000404"))
        with pytest.raises(NotNow, match="503"):
            SmsProvider(address, "woord").send(_text(to="+31600000503"))
        with pytest.raises(NotNow, match="401"):
            SmsProvider(address, "fout").send(_text())
        assert messages == []
    with pytest.raises(NotNow, match="does not answer"):
        SmsProvider(address, "woord").send(_text())


def test_a_folder_that_cannot_be_written_is_no_reason_to_give_up(tmp_path):
    (tmp_path / "sms").write_text("een bestand")
    with pytest.raises(NotNow, match="cannot be written"):
        SmsFolder(tmp_path / "sms").send(_text())


@pytest.mark.parametrize("address", ["http://sms.example", "ftp://x", "https://", "file:///etc/passwd"])
def test_a_provider_is_only_spoken_to_in_secret(address):
    with pytest.raises(ValueError, match="https"):
        SmsProvider(address, "woord")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06-0000 0000", "+31600000000"),
        ("0031 6 00000000", "+31600000000"),
        ("+32 (0)", None),
        ("bel mij", None),
    ],
)
def test_numbers_as_people_type_them(typed, number):
    if number is None:
        with pytest.raises(Undeliverable):
            international(typed)
    else:
        assert international(typed) == number
