"""Rows from before silos had keys: everything is written anew, nothing changes its meaning, and it may be interrupted."""

from __future__ import annotations

import base64

import pytest
from django.db import connection

from khetene.cases import reads as case_reads
from khetene.cases.models import Client
from khetene.kernel.actions import keys, rotate_keys
from khetene.kernel.checks import fields_with_old_keys, unopenable_fields
from khetene.kernel.models import AuditEntry, DataKey
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.encryption import sealed_as_before

NEW = "n1:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def worker(db):
    return MembershipFactory.create(role="case_worker")


@pytest.fixture
def clients(worker):
    for number in range(5):
        open_case(worker, called=f"Haris {number}", legal_name="" if number else None)
    sealed_as_before(Client)
    return Client.objects.order_by("pk")


@pytest.fixture
def new_key(clients, settings):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]


def tokens() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT called FROM cases_client UNION SELECT legal_name FROM cases_client")
        return {row[0].partition(":")[0] for row in cursor.fetchall() if row[0] is not None}


def test_every_field_is_sealed_with_the_new_key_and_opens_as_before(clients, new_key, settings):
    before = [(client.called, client.legal_name) for client in clients]

    rotation = rotate_keys()

    settings.FIELD_KEYS = [NEW]
    assert [(client.called, client.legal_name) for client in clients.all()] == before
    assert tokens() == {f"silo-{DataKey.objects.get().pk.hex}"}
    assert DataKey.objects.get().wrapped.startswith("n1:")
    assert rotation.rewritten == {"kernel.datakey": 1, "cases.client": 5, "publishing.noisesecret": 1}


def test_a_client_is_found_by_name_after_the_old_key_is_gone(worker, clients, new_key, settings):
    rotate_keys()

    settings.FIELD_KEYS = [NEW]

    found = case_reads.find_by_name("haris 3", actor=actor_of(worker))
    assert [row.case_id for row in found] == [clients[3].case_id]


def test_an_interrupted_rotation_goes_on_where_it_stopped(clients, new_key, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 2)
    begun = keys._batches(Client, ["called", "legal_name"])
    keys._reseal(Client, ["called", "legal_name"], next(begun), keys.Rotation())

    assert list(fields_with_old_keys())[1:] == [
        "cases.Client: 3 not yet sealed with the key of their silo; run: khetene rotate-keys",
        "publishing.NoiseSecret: 1 not yet sealed with key 'n1'; run: khetene rotate-keys",
    ]
    assert rotate_keys().rewritten == {"kernel.datakey": 1, "cases.client": 3, "publishing.noisesecret": 1}
    assert list(fields_with_old_keys()) == []


def test_rotating_twice_rewrites_nothing(clients, new_key):
    rotate_keys()

    assert rotate_keys().rewritten == {}


def test_what_does_not_open_stays_as_it_is_and_is_counted(clients, new_key):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_client SET called = 'gone:QUJD' WHERE called_index = %s", [clients[0].called_index]
        )

    rotation = rotate_keys()

    assert rotation.unreadable == {"cases.client": 1}
    assert rotation.rewritten == {"kernel.datakey": 1, "cases.client": 4, "publishing.noisesecret": 1}
    assert tokens() == {f"silo-{DataKey.objects.get().pk.hex}", "gone"}


def test_the_wrong_keys_are_noticed(clients, settings):
    assert list(unopenable_fields()) == []

    settings.FIELD_KEYS = [NEW]

    assert [line.partition(":")[0] for line in unopenable_fields()] == [
        "kernel.DataKey of silo " + str(clients[0].case.organisation_id),
        "cases.Client",
        "publishing.NoiseSecret",
    ]


def test_a_rotation_is_in_the_audit_trail(clients, new_key):
    rotate_keys()

    assert AuditEntry.objects.filter(verb="keys.rotated", system_task="rotate-keys").count() == 1
