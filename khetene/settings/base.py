"""Settings that hold everywhere. What differs by place is in local.py, test.py and production.py."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from khetene.settings.accounts import *  # noqa: F403  what django-allauth reads has its own file

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
COUNTRY = "lv"
COUNTRY_FOLDER = ROOT / "country" / COUNTRY

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "khetene.kernel",
    "khetene.accounts",
    "khetene.territory",
    "khetene.directory",
    "khetene.guidance",
    "khetene.network",
    "khetene.gatherings",
    "khetene.surveys",
    "khetene.layouts",
    "khetene.projects",
    "khetene.dashboards",
    "khetene.facts",
    "khetene.cases",
    "khetene.instruments",
    "khetene.referrals",
    "khetene.programmes",
    "khetene.mediation",
    "khetene.enrolments",
    "khetene.earlyleaving",
    "khetene.schoolstaff",
    "khetene.monitoring",
    "khetene.proposals",
    "khetene.sources",
    "khetene.publishing",
    "khetene.web.components",
    "khetene.web.desk.accounts",
    "khetene.web.desk.enrolments",
    "khetene.web.desk.earlyleaving",
    "khetene.web.desk.schoolstaff",
    "khetene.web.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "khetene.web.components.policy.OnePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "khetene.accounts.middleware.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "khetene.urls"
WSGI_APPLICATION = "khetene.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("khetene.web.components.quick.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khetene.web.desk.navigation.page_furniture",
            ],
        },
    }
]
FORM_RENDERER = "khetene.web.components.renderers.Forms"

# SQLite: a power cut loses acknowledged commits with synchronous=NORMAL, none with FULL (reliability.md 4.1).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 15,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-64000;",
}
# No page may hold the database for longer than this; `khetene serve` sets KHETENE_PROCESS=web, jobs and commands do not.
WEB_STATEMENT_SECONDS = 10


def database(url: str) -> dict[str, Any]:
    """The DATABASES entry for a `DATABASE_URL` (sqlite:///path or postgresql://…)."""
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_health_checks=True))
    config["CONN_MAX_AGE"] = None
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        limit = int(WEB_STATEMENT_SECONDS * 1000) if os.environ.get("KHETENE_PROCESS") == "web" else 0
        # A statement that comes again is planned once: planning takes longer than answering here. Behind a pooler that
        # gives a connection to several clients in turn, PREPARE_AFTER=0 keeps statements unprepared (docs/operations.md).
        prepare_after = int(os.environ.get("PREPARE_AFTER", "3"))
        config["OPTIONS"] = config.get("OPTIONS", {}) | {
            "connect_timeout": 5,
            "server_side_binding": True,
            "prepare_threshold": prepare_after or None,
            "options": f"-c lock_timeout=5000 -c statement_timeout={limit}",
        }
    return config


DATABASES = {"default": database(f"sqlite:///{VAR / 'khetene.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Actions open their own durable transactions; a page that reads needs none.
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["khetene.accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "khetene.accounts.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the page's script sends it with a kept draft
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_500  # a hall of people, ticked one by one
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["khetene.web.components.files.MemoryOnly"]  # nothing of a person on the disk in clear

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = sorted(str(folder) for folder in (ROOT / "khetene").glob("**/locale"))
FORMAT_MODULE_PATH = ["khetene.kernel.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Riga"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Limits are counted here, so all processes and machines of a site share it.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cacheentry",
        "KEY_FUNCTION": "khetene.kernel.limits.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = "khetene@localhost"
ADMINS: list[tuple[str, str]] = []  # error mails would carry request data

# Keys for personal fields: "id:base64 of 32 bytes", newest first. See docs/operations.md.
FIELD_KEYS: list[str] = []
PUBLIC_ADDRESS = "http://localhost:8000"
DEMO = False
DEMO_SECOND_FACTOR = ""

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "khetene.kernel.logs.NoPersonalData"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["console"], "propagate": False}},
}
