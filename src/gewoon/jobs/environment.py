"""Makes the association's folder ready for a command: settings, tables, triggers, translations."""

import os
from datetime import UTC, datetime
from pathlib import Path


def start(*, migrate: bool = True) -> None:
    """Load the framework; bring tables and translations up to date when they are not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gewoon.web.shared.settings")
    import django

    django.setup()
    if migrate:
        _migrate()


def attach() -> None:
    """Load the framework in a process beside the one that made everything ready."""
    start(migrate=False)


def folder() -> Path:
    """Answer the folder of the association (GEWOON_HOME)."""
    from django.conf import settings

    return Path(settings.GEWOON_HOME)


def collect_static() -> None:
    """Put the style sheets and icons where the server looks, when the program is newer than they are."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    source = max(path.stat().st_mtime for path in Path(settings.STATICFILES_DIRS[0]).rglob("*"))
    stamp = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not stamp.exists() or stamp.stat().st_mtime < source:
        call_command("collectstatic", verbosity=0, interactive=False)


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
