"""Gets the pages ready to be shown: their translations stand compiled before anything is translated."""

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings

from gewoon.web.shared.translations import compile_into


class SharedConfig(AppConfig):
    """What all rooms of the web floor share."""

    name = "gewoon.web.shared"
    label = "web"
    verbose_name = "pages"

    def __init__(self, *args: Any) -> None:
        """Compile the translations where they are missing or of another version.

        Here and not in `ready`: Django translates while it makes its models, and remembers what it found.
        """
        super().__init__(*args)
        compile_into(Path(settings.LOCALE_PATHS[0]))
