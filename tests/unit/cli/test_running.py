"""Setting a site up: what is loaded once, what is refused on a real site."""

from __future__ import annotations

import base64
import os
import secrets
import socket
import subprocess
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from khetene.accounts.models import Membership
from khetene.cli import checking
from khetene.cli.serving import address, refuse_busy_port
from khetene.directory.models import Organisation
from khetene.kernel.errors import DomainError
from khetene.kernel.models import LoadedData
from khetene.settings import base
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrganisationFactory

GOOD_KEY = "k1:" + base64.b64encode(secrets.token_bytes(32)).decode()
REQUIRED = ["SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "PUBLIC_ADDRESS", "DATABASE_URL", "EMAIL_FROM"]


@pytest.fixture
def real_site(db, settings):
    """Settings of production, all of them good."""
    settings.DEMO = False
    settings.SECRET_KEY = secrets.token_urlsafe(50)
    settings.FIELD_KEYS = [GOOD_KEY]
    settings.PUBLIC_ADDRESS = "https://khetene.example"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    return settings


def reasons() -> list[str]:
    return list(checking.reasons_not_to_start())


def test_a_well_configured_site_starts(real_site):
    assert reasons() == []


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("FIELD_KEYS", [], "FIELD_KEYS: there is no key"),
        ("FIELD_KEYS", ["k1:" + base64.b64encode(b"1" * 32).decode()], "default key"),
        ("FIELD_KEYS", [GOOD_KEY, "k0:" + base64.b64encode(b"short").decode()], "FIELD_KEYS, entry 2"),
        ("FIELD_KEYS", ["no key at all!"], "FIELD_KEYS, entry 1"),
        ("FIELD_KEYS", [GOOD_KEY.replace("k1:", "silo-1:")], "must not begin with 'silo-'"),
        ("PUBLIC_ADDRESS", "http://khetene.example", "PUBLIC_ADDRESS"),
        ("SECURE_SSL_REDIRECT", False, "SECURE_SSL_REDIRECT"),
        ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE"),
        ("CSRF_COOKIE_SECURE", False, "CSRF_COOKIE_SECURE"),
        ("SECURE_HSTS_SECONDS", 0, "SECURE_HSTS_SECONDS"),
        ("SECRET_KEY", "django-insecure-" + "x" * 60, "security.W009"),
        ("DEBUG", True, "security.W018"),
    ],
)
def test_a_real_site_does_not_start_and_says_what_is_wrong(real_site, name, value, named):
    setattr(real_site, name, value)

    assert any(named in reason for reason in reasons())


def test_a_real_site_does_not_start_with_the_demonstration(real_site):
    LoadedData.objects.create(name="demo", digest="x", loaded_at="2026-11-20T09:00Z")

    assert reasons() == ["this database holds the demonstration; a real site begins with an empty one"]


def test_the_demonstration_is_not_loaded_into_a_real_site(real_site, khetene):
    said = khetene("load-demo")

    assert (said.code, said.err) == (1, "khetene load-demo: The demonstration is never loaded into a real site.\n")


def test_production_names_every_setting_that_is_missing():
    environment = {name: value for name, value in os.environ.items() if name not in REQUIRED}

    done = subprocess.run(
        [sys.executable, "-m", "khetene", "serve"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "khetene.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert [name for name in REQUIRED if f"{name} is not set" in done.stderr] == REQUIRED


def test_no_sign_ins_are_shown_where_there_is_no_demonstration(khetene):
    assert khetene("sign-ins").out == ""


def test_the_first_administrator_is_let_in(khetene, monkeypatch):
    organisation = OrganisationFactory.create(slug="ventspils-sd")
    monkeypatch.setattr(
        "sys.stdin", SimpleNamespace(isatty=lambda: False, readline=lambda: "four plain words together\n")
    )

    said = khetene("create-admin", "ilze@example.org", "Ilze", "ventspils-sd")

    membership = Membership.objects.get()
    assert said.code == 0
    assert (membership.user.email, membership.role) == ("ilze@example.org", "organisation_administrator")
    assert membership.organisation_id == organisation.pk
    assert membership.user.check_password("four plain words together")


def test_the_first_administrator_does_not_inherit_the_closed_account_of_whoever_had_the_address(khetene, monkeypatch):
    OrganisationFactory.create(slug="ventspils-sd")
    gone = UserFactory.create(email="info@example.org", is_active=False, closed_on=date(2025, 1, 1))
    monkeypatch.setattr(
        "sys.stdin", SimpleNamespace(isatty=lambda: False, readline=lambda: "four plain words together\n")
    )

    khetene("create-admin", "info@example.org", "Ilze", "ventspils-sd")

    gone.refresh_from_db()
    membership = Membership.objects.get()
    assert (membership.user.name, membership.user.email) == ("Ilze", "info@example.org")
    assert membership.user_id != gone.pk
    assert (gone.email, gone.is_active) == (f"{gone.pk}@closed.invalid", False)


def test_an_unknown_organisation_is_named(khetene):
    said = khetene("create-admin", "ilze@example.org", "Ilze", "nowhere")

    assert said.code == 1
    assert "'nowhere'" in said.err
    assert Organisation.objects.count() == 0


def test_a_busy_port_is_told_before_anything_starts():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        with pytest.raises(DomainError) as refused:
            refuse_busy_port("127.0.0.1", port)

    assert str(refused.value.message).startswith(f"Port {port} of 127.0.0.1 cannot be used")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_what_is_no_port_is_wrong_usage(khetene, port):
    assert khetene("serve", "--port", port).code == 2


@pytest.mark.parametrize(("demonstration", "level"), [(True, "note"), (False, "problem")])
def test_limits_that_every_process_counts_by_itself_are_told(db, settings, demonstration, level):
    settings.DEMO = demonstration

    assert checking._limits().level == level


def test_limits_that_are_shared_are_in_order(db, settings):
    settings.CACHES = base.CACHES

    assert checking._limits().level == "ok"


@pytest.mark.parametrize(("given", "port"), [({"PORT": "9000"}, 9000), ({}, 8000)])
def test_links_of_ones_own_machine_lead_to_where_the_site_answers(given, port):
    elsewhere = {name: value for name, value in os.environ.items() if name != "PORT"}
    asked = "from khetene.settings.local import PUBLIC_ADDRESS; print(PUBLIC_ADDRESS)"

    done = subprocess.run(
        [sys.executable, "-c", asked], env=elsewhere | given, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == address("127.0.0.1", port) == f"http://localhost:{port}"
