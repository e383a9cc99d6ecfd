"""How messages leave this machine: by what the environment says, else into folders."""

import pytest

from gewoon.actions.rights import Refused
from gewoon.gateways.mail import MailFolder, MailServer
from gewoon.gateways.sms import SmsFolder, SmsProvider
from gewoon.jobs.ways import ways


@pytest.fixture(autouse=True)
def _home(tmp_path, settings):
    settings.GEWOON_HOME = tmp_path


def test_without_settings_all_goes_into_folders(monkeypatch):
    for name in ("GEWOON_MAIL", "GEWOON_SMS", "GEWOON_SMS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    found = ways()
    assert isinstance(found["mail"], MailFolder)
    assert isinstance(found["sms"], SmsFolder)


def test_a_server_and_a_provider_are_used_where_they_are_named(monkeypatch):
    monkeypatch.setenv("GEWOON_MAIL", "smtp+starttls://user:word@mail.example:587")
    monkeypatch.setenv("GEWOON_SMS", "https://sms.example/send")
    monkeypatch.setenv("GEWOON_SMS_TOKEN", "woord")
    found = ways()
    assert isinstance(found["mail"], MailServer)
    assert isinstance(found["sms"], SmsProvider)


@pytest.mark.parametrize(
    "given",
    [
        {"GEWOON_MAIL": "mail.example"},
        {"GEWOON_SMS": "https://sms.example"},
        {"GEWOON_SMS": "http://sms.example", "GEWOON_SMS_TOKEN": "x"},
    ],
)
def test_a_setting_that_cannot_be_used_is_told(monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Refused, match="GEWOON_"):
        ways()
