"""E-mail: the folder and a real server keep the same promises."""

from pathlib import Path

import pytest

from gateways.servers import mail_server, parsed
from gewoon.gateways.mail import Attachment, Mail, MailFolder, MailServer, NotNow, Undeliverable

MAIL = Mail(
    key="letter-7",
    sender="huur@wonenwaterrijk.example",
    sender_name="Stichting Wonen Waterrijk",
    to="proef@voorbeeld.example",
    subject="Een bericht van Stichting Wonen Waterrijk",
    text="Er is een brief voor u.\n",
    attachments=(Attachment(name="brief.pdf", pdf=b"%PDF-1.7\r\n.\r\n..\r\nslot"),),
)


def _with(**more):
    return Mail(**{name: getattr(MAIL, name) for name in MAIL.__slots__} | more)


@pytest.fixture(params=["folder", "server"])
def way(request, tmp_path):
    """Give a gateway and how to see what it was handed."""
    if request.param == "folder":
        yield (
            MailFolder(tmp_path / "mail"),
            lambda: [file.read_bytes() for file in sorted(Path(tmp_path / "mail").glob("*.eml"))],
        )
        return
    with mail_server() as (address, messages):
        yield MailServer(address), lambda: messages


def test_a_message_arrives_whole(way):
    gateway, seen = way
    gateway.send(MAIL)
    (content,) = seen()
    message = parsed(content)
    assert (message["To"], message["Subject"]) == (MAIL.to, MAIL.subject)
    assert message["From"] == "Stichting Wonen Waterrijk <huur@wonenwaterrijk.example>"
    assert message["Message-ID"] == "<letter-7@wonenwaterrijk.example>"
    assert "Er is een brief voor u." in message.get_body().get_content()
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("brief.pdf", MAIL.attachments[0].pdf)


@pytest.mark.parametrize(
    "to", ["geen adres", "a@b@c", "a@b\r\nBcc: x@y", "", "naam<a@b>", "a@b,c@d", "pröef@b"]
)
def test_what_is_no_address_is_refused_before_anything_leaves(way, to):
    gateway, seen = way
    with pytest.raises(Undeliverable, match="no e-mail address"):
        gateway.send(_with(to=to))
    assert seen() == []


def test_a_name_or_subject_cannot_add_a_line(way):
    gateway, seen = way
    gateway.send(_with(sender_name="Wonen\r\nBcc: x@y.example", subject="Een\r\nbericht"))
    message = parsed(seen()[0])
    assert message["Bcc"] is None
    assert message["Subject"] == "Eenbericht"


def test_an_address_that_does_not_exist_is_told_apart_from_a_busy_server():
    with mail_server() as (address, messages):
        with pytest.raises(Undeliverable, match="550"):
            MailServer(address).send(_with(to="weg@voorbeeld.example"))
        with pytest.raises(NotNow, match="451"):
            MailServer(address).send(_with(to="later@voorbeeld.example"))
        assert messages == []


def test_a_server_that_is_not_there_is_no_reason_to_give_up():
    with mail_server() as (address, _):
        pass
    with pytest.raises(NotNow, match="does not answer"):
        MailServer(address).send(MAIL)


def test_a_folder_that_cannot_be_written_is_no_reason_to_give_up(tmp_path):
    (tmp_path / "mail").write_text("een bestand")
    with pytest.raises(NotNow, match="cannot be written"):
        MailFolder(tmp_path / "mail").send(MAIL)


@pytest.mark.parametrize("address", ["", "http://x", "smtp://", "mail.example"])
def test_an_address_of_a_server_that_cannot_be(address):
    with pytest.raises(ValueError, match="not understood"):
        MailServer(address)


@pytest.mark.parametrize("scheme", ["smtp", "smtps", "smtp+starttls"])
def test_every_kind_of_server_is_understood(scheme):
    MailServer(f"{scheme}://user:word@mail.example")
