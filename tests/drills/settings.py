"""A small site for drills: quick passwords, real tasks, keys from the environment."""

from __future__ import annotations

import os

from khetene.settings import base
from khetene.settings.test import *  # noqa: F403  settings files are read as one
from khetene.settings.test import FIELD_KEYS

DEMO = True
DEMO_SECOND_FACTOR = "KHETENEDEMOKOPAKHETENEDEMOKOPA23"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FIELD_KEYS = [os.environ[name] for name in ("DRILL_NEW_KEY",) if name in os.environ] + FIELD_KEYS
FIELD_KEYS = [os.environ["DRILL_ONLY_KEY"]] if "DRILL_ONLY_KEY" in os.environ else FIELD_KEYS
CACHES = base.CACHES
EMAIL_FILE_PATH = os.environ.get("DRILL_MAIL", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if EMAIL_FILE_PATH else 'dummy'}.EmailBackend"
