"""What is loaded once, and what is loaded again. Here the country is in the database already."""

from __future__ import annotations

import pytest
from django.db.migrations.recorder import MigrationRecorder

from khetene.cli import demonstration, loading
from khetene.directory.models import Service
from khetene.kernel.models import LoadedData

pytestmark = pytest.mark.usefixtures("latvia")


def test_the_country_is_loaded_once_and_again_only_when_it_changed(settings):
    settings.DEMO = False
    LoadedData.objects.filter(name=loading.COUNTRY).update(loaded_at="2026-01-01T00:00Z")

    loading.prepare()
    assert LoadedData.objects.get(name=loading.COUNTRY).loaded_at.month == 1

    LoadedData.objects.filter(name=loading.COUNTRY).update(digest="older")
    loading.prepare()
    assert LoadedData.objects.get(name=loading.COUNTRY).digest == loading.country_digest()


def test_django_is_asked_to_migrate_only_where_a_migration_is_missing():
    assert loading.lacks_migrations() is False

    MigrationRecorder.Migration.objects.filter(app="publishing", name="0003_what_decides_the_noise").delete()

    assert loading.lacks_migrations() is True


def test_loading_the_country_again_keeps_what_people_edited(khetene):
    service = Service.objects.order_by("slug").first()
    Service.objects.filter(pk=service.pk).update(description={"lv": "Mūsu teksts"}, edited_in_product=True)

    said = khetene("load-country")

    assert said.code == 0
    assert f"{service.slug}: edited here, left as it is" in said.err
    assert str(Service.objects.get(pk=service.pk).description) == "Mūsu teksts"


def test_loading_the_demonstration_says_so(khetene, settings, monkeypatch):
    """`tests/drills` looks at what is loaded."""
    settings.DEMO = True
    monkeypatch.setattr(demonstration, "load", lambda: None)

    assert khetene("load-demo").out == "the demonstration is loaded\n"
    assert khetene("load-demo").out == "the demonstration was loaded before; nothing is loaded over it\n"
