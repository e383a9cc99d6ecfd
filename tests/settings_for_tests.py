"""The settings of the tests: the real ones, in a home of their own, with a password hash that is quick."""

import atexit
import os
import shutil
import tempfile

# Each test process gets a home of its own, so that no test ever touches somebody's association.
_home = tempfile.mkdtemp(prefix="gewoon-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["GEWOON_HOME"] = _home

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402

from gewoon.web.shared.settings import *  # noqa: E402, F403
from gewoon.web.shared.settings import STATIC_ROOT, STORAGES  # noqa: E402


class QuickArgon2(Argon2PasswordHasher):
    """The real hash at its lowest cost: hundreds of tests sign somebody in."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


PASSWORD_HASHERS = ["settings_for_tests.QuickArgon2"]
# The tests collect no static files first, so the names stay as they are in the source.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True
