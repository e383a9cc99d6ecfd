"""`gewoon serve`: the pages, and beside them the letters that leave when their ten minutes are over."""

import argparse
import logging
import threading
from typing import Any

from gewoon.jobs import environment
from gewoon.jobs.ways import own_page, ways

_PAUSE_SECONDS = 20
_log = logging.getLogger("gewoon.serve")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="serve the pages")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until somebody stops it."""
    environment.start()
    environment.collect_static()
    import waitress
    from django.core.wsgi import get_wsgi_application

    stop = threading.Event()
    sender = threading.Thread(target=_send_letters, args=(stop,), daemon=True)
    sender.start()
    host = getattr(arguments, "host", "127.0.0.1")
    print(f"Serving on http://{host}:{arguments.port}/  (Ctrl+C stops)", flush=True)
    try:
        waitress.serve(
            get_wsgi_application(),
            host=host,
            port=arguments.port,
            threads=8,
            ident="gewoon",
            **_proxy(),
        )
    except OSError as error:
        print(f"Port {arguments.port} cannot be used ({error.strerror}): choose another with --port.")
        return 2
    finally:
        stop.set()
    return 0


def _proxy() -> dict[str, Any]:
    """Believe the proxy on this machine about HTTPS, where there is one (GEWOON_SECURE=1)."""
    from django.conf import settings

    if not settings.SECURE_SITE:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": headers, "trusted_proxy_count": 1}


def _send_letters(stop: threading.Event) -> None:
    """Send what is due, again and again; a failure is logged and tried again."""
    from django.db import close_old_connections

    from gewoon.actions.contact.dispatch import dispatch
    from gewoon.actions.contact.sign_in import send_codes
    from gewoon.actions.rights import NIGHT

    messages = ways()
    while not stop.wait(_PAUSE_SECONDS):
        try:
            close_old_connections()
            dispatch(**messages, by=NIGHT, now=environment.now())
            send_codes(**messages, by=NIGHT, now=environment.now(), page=own_page())
        except Exception:
            _log.exception("letters could not be sent; they stay in the queue")
