"""How messages leave this machine: mail server and SMS provider from the environment, else folders."""

import os
from typing import Any

from gewoon.jobs import environment


def ways() -> dict[str, Any]:
    """Answer the gateways: `post`, `mail`, `sms`. Raises Refused for an address that cannot be used.

    GEWOON_MAIL is the address of a mail server (`smtp+starttls://user:word@host:587`), GEWOON_SMS that
    of a provider, with GEWOON_SMS_TOKEN. What is not set is written into a folder of GEWOON_HOME.
    """
    from gewoon.actions.rights import Refused
    from gewoon.gateways.mail import MailFolder, MailServer
    from gewoon.gateways.post import FileDrop
    from gewoon.gateways.sms import SmsFolder, SmsProvider

    folder = environment.folder()
    server, provider = os.environ.get("GEWOON_MAIL", ""), os.environ.get("GEWOON_SMS", "")
    token = os.environ.get("GEWOON_SMS_TOKEN", "")
    if provider and not token:
        raise Refused("GEWOON_SMS is set and GEWOON_SMS_TOKEN is not: set both, or neither.")
    try:
        return {
            "post": FileDrop(folder / "letters"),
            "mail": MailServer(server) if server else MailFolder(folder / "mail"),
            "sms": SmsProvider(provider, token) if provider else SmsFolder(folder / "sms"),
        }
    except ValueError as error:
        raise Refused(f"GEWOON_MAIL or GEWOON_SMS: {error}") from error


def own_page() -> str:
    """Answer the address of the tenant's own page, as it stands in a letter: of the first host served."""
    from django.conf import settings

    return f"{settings.ALLOWED_HOSTS[0]}/mijn"
