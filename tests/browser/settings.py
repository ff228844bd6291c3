"""The site that browsers look at: one of somebody's own, which opens what the suite prepared with its keys."""

from __future__ import annotations

from khetene.settings.local import *  # noqa: F403  settings files are read as one
from khetene.settings.local import PASSWORD_HASHERS
from khetene.settings.test import FIELD_KEYS  # noqa: F401  as above

# The prepared people have quick passwords; whoever signs in gets a slow one.
PASSWORD_HASHERS = [*PASSWORD_HASHERS, "django.contrib.auth.hashers.MD5PasswordHasher"]
