"""Makes the association's folder ready for a command: settings, tables, triggers, translations."""

import os
from datetime import UTC, datetime


def start(*, migrate: bool = True) -> None:
    """Load the framework; bring tables and translations up to date when they are not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gewoon.web.shared.settings")
    import django

    django.setup()
    if migrate:
        _migrate()


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
