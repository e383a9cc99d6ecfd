"""The one Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _guard(using: str, **_: Any) -> None:
    from gewoon.records import guards

    guards.install(connections[using])


class RecordsConfig(AppConfig):
    """The records of one association."""

    name = "gewoon.records"
    label = "records"
    verbose_name = "records"

    def ready(self) -> None:
        """Put the triggers back after every migration: SQLite drops them when it rebuilds a table."""
        post_migrate.connect(_guard, sender=self, dispatch_uid="gewoon-guards")
