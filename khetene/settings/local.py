"""Settings of `make run` and of the command line: one machine, its own secrets in var/, SQLite unless told otherwise."""

from __future__ import annotations

import base64
import os
import secrets

from khetene.settings.base import *  # noqa: F403  settings files are read as one
from khetene.settings.base import VAR, database


def _kept_secret(name: str, make: str) -> str:
    path = VAR / name
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make)
    return path.read_text().strip()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret("secret-key", secrets.token_urlsafe(50))
FIELD_KEYS = [_kept_secret("field-key", "local1:" + base64.b64encode(secrets.token_bytes(32)).decode())]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'khetene.sqlite3'}"))}
PUBLIC_ADDRESS = f"http://localhost:{os.environ.get('PORT', '8000')}"  # `serve` says where it answers
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
DEMO = True
# The published secret behind the six-digit codes of the invented people; it opens nothing on a real site.
DEMO_SECOND_FACTOR = "KHETENEDEMOKOPAKHETENEDEMOKOPA23"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
