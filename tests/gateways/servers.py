"""Tiny real servers on this machine: one speaks SMTP, one takes text messages by HTTP."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Smtp(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as one message needs; refuses addresses by how they begin."""

    def handle(self) -> None:
        self._say("220 klaar")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            word = line[:4].upper()
            if word in {"EHLO", "HELO"}:
                self._say("250 hallo")
            elif word == "RCPT":
                self._say(_answer(line))
            elif word == "DATA":
                self._say("354 ga door")
                self.server.messages.append(self._content())  # type: ignore[attr-defined]
                self._say("250 aangenomen")
            elif word == "QUIT":
                self._say("221 dag")
                return
            else:
                self._say("250 goed")

    def _content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def _answer(line: str) -> str:
    if "<weg@" in line:
        return "550 5.1.1 onbekend adres"
    return "451 4.3.0 straks weer" if "<later@" in line else "250 goed"


@contextmanager
def mail_server() -> Iterator[tuple[str, list[bytes]]]:
    """Run a mail server; give its address and the messages it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.daemon_threads = True
        server.messages = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", server.messages  # type: ignore[attr-defined]
        server.shutdown()


class _Sms(BaseHTTPRequestHandler):
    """Takes a message when the word is right; refuses numbers by how they end."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = 201
        if self.headers["Authorization"] != "Bearer woord":
            status = 401
        elif body["to"].endswith("404"):
            status = 422
        elif body["to"].endswith("503"):
            status = 503
        else:
            self.server.messages.append(body)  # type: ignore[attr-defined]
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Be quiet."""


@contextmanager
def sms_server() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Run a provider of text messages; give its address and the messages it took."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Sms) as server:
        server.messages = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/sms", server.messages  # type: ignore[attr-defined]
        server.shutdown()


def parsed(content: bytes) -> Message:
    """Read a message back."""
    return message_from_bytes(content, policy=default)
