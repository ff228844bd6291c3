"""Settings of a real site. Everything comes from the environment; a missing value stops the start and is named."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from khetene.settings.base import *  # noqa: F403  settings files are read as one
from khetene.settings.base import database

PROBLEMS: list[str] = []


def _required(name: str, why: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        PROBLEMS.append(f"{name} is not set: {why}")
    return value


SECRET_KEY = _required("SECRET_KEY", "sessions and links are signed with it")
if SECRET_KEY and (len(SECRET_KEY) < 40 or SECRET_KEY in {"only-for-tests", "changeme" * 5}):
    PROBLEMS.append("SECRET_KEY is too short or a default one: make one with 50 random characters")
FIELD_KEYS = [key for key in _required("FIELD_KEYS", "names and notes are encrypted with it").split(",") if key]
ALLOWED_HOSTS = [host for host in _required("ALLOWED_HOSTS", "the site's own host names").split(",") if host]
PUBLIC_ADDRESS = _required("PUBLIC_ADDRESS", "links in e-mails begin with it")
if PUBLIC_ADDRESS and not PUBLIC_ADDRESS.startswith("https://"):
    PROBLEMS.append("PUBLIC_ADDRESS must begin with https://")
_url = _required("DATABASE_URL", "for example postgresql://user:password@host/khetene")
DATABASES = {"default": database(_url)} if _url else {}
DEFAULT_FROM_EMAIL = _required("EMAIL_FROM", "the sender of reminders")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
if PROBLEMS:
    raise ImproperlyConfigured("Khetene does not start:\n- " + "\n- ".join(PROBLEMS))

# Only behind the site's own proxy, which sets this header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
DEMO = False
