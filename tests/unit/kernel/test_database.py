"""A reading page cannot write, and no statement runs for ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count

from khetene.kernel import clock
from khetene.kernel.database import declared_write, reading_only, statement_limit
from khetene.kernel.errors import WriteRefused
from khetene.kernel.models import LoadedData
from khetene.settings import base

pytestmark = pytest.mark.django_db

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
WRITES = [
    "INSERT INTO kernel_auditentry (id) VALUES (1)",
    "  update kernel_auditentry set verb = ''",
    "\n\tDELETE FROM kernel_auditentry",
    "WITH old AS (SELECT id FROM kernel_auditentry) INSERT INTO kernel_audithead SELECT id FROM old",
    "WITH gone AS (DELETE FROM kernel_auditentry RETURNING id) SELECT id FROM gone",
    "EXPLAIN ANALYZE DELETE FROM kernel_auditentry",
    "SELECT 1; DELETE FROM kernel_auditentry",
    "/* SELECT */ DELETE FROM kernel_auditentry",
    "DROP TABLE kernel_auditentry",
    "TRUNCATE kernel_auditentry",
    "SET statement_timeout = 0",
    "PRAGMA query_only = 0",
    "VACUUM",
    "",
]


def a_row() -> LoadedData:
    return LoadedData(name="pack", digest="1", loaded_at=clock.now())


@pytest.mark.parametrize("sql", WRITES)
def test_a_reading_page_cannot_send_a_writing_statement(sql):
    with reading_only(), connection.cursor() as cursor, pytest.raises(WriteRefused):
        cursor.execute(sql)


def test_a_reading_page_cannot_save():
    with pytest.raises(WriteRefused), transaction.atomic(), reading_only():
        a_row().save()

    assert LoadedData.objects.count() == 0


def test_a_reading_page_reads():
    a_row().save()

    with reading_only():
        names = list(LoadedData.objects.order_by("name").values_list("name", flat=True))
        counted = LoadedData.objects.aggregate(all=Count("pk"))

    assert (names, counted) == (["pack"], {"all": 1})


def test_a_declared_write_passes_and_only_that():
    with reading_only():
        with declared_write():
            a_row().save()
        with pytest.raises(WriteRefused), transaction.atomic():
            LoadedData.objects.all().delete()

    assert LoadedData.objects.count() == 1


def test_after_the_block_everything_writes_again():
    with reading_only():
        pass

    a_row().save()

    assert LoadedData.objects.count() == 1


@contextmanager
def a_page_of(seconds: float, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """The connection of a page: SQLite is limited around it, PostgreSQL is told when the connection is opened."""
    if connection.vendor == "sqlite":
        with statement_limit(seconds):
            yield connection
        return
    monkeypatch.setenv("KHETENE_PROCESS", "web")
    monkeypatch.setattr(base, "WEB_STATEMENT_SECONDS", seconds)
    opened = connection.copy("page")
    opened.settings_dict = opened.settings_dict | {"OPTIONS": base.database(os.environ["DATABASE_URL"])["OPTIONS"]}
    yield opened
    opened.close()


def test_an_endless_statement_of_a_page_is_ended(monkeypatch):
    with (
        a_page_of(0.05, monkeypatch) as page,
        page.cursor() as cursor,
        pytest.raises(OperationalError, match=r"interrupted|statement timeout"),
    ):
        cursor.execute(ENDLESS)


def test_the_limit_ends_with_its_block():
    with statement_limit(0.0):
        pass

    with connection.cursor() as cursor:
        cursor.execute(LONG)
        assert cursor.fetchone() == (300000,)


def test_only_pages_have_a_limit(monkeypatch):
    url = "postgresql://somebody@localhost/khetene"
    monkeypatch.setenv("KHETENE_PROCESS", "worker")
    assert "statement_timeout=0" in base.database(url)["OPTIONS"]["options"]

    monkeypatch.setenv("KHETENE_PROCESS", "web")
    assert "statement_timeout=10000" in base.database(url)["OPTIONS"]["options"]
