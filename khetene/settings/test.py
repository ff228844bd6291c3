"""Settings of the test suite: strict, fast, on SQLite unless DATABASE_URL names a PostgreSQL."""

from __future__ import annotations

import base64
import os

from khetene.settings.base import *  # noqa: F403  settings files are read as one
from khetene.settings.base import STORAGES, TEMPLATES, VAR, database

STATIC_ROOT = VAR / "test-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns about a folder that is not there
SECRET_KEY = "only-for-tests"  # noqa: S105  nothing outside a test trusts it
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'test.sqlite3'}"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
FIELD_KEYS = ["t2:" + base64.b64encode(b"2" * 32).decode(), "t1:" + base64.b64encode(b"1" * 32).decode()]


class UndefinedVariable(str):
    """A template that names a variable which is not there fails instead of showing nothing."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"Undefined template variable: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("undefined")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
