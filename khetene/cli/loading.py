"""Loading the country pack and the demonstration; what was loaded is remembered in the database itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from khetene.cli.invented import DEMO, LOADER
from khetene.cli.loaded import COUNTRY, DEMONSTRATION, country_digest, digest_of, holds_demonstration
from khetene.directory import actions as directory
from khetene.directory.models import Organisation
from khetene.earlyleaving import loading as earlyleaving
from khetene.gatherings import loading as gatherings
from khetene.guidance import loading as guidance
from khetene.instruments import loading as instruments
from khetene.kernel.actions import remember_loaded
from khetene.kernel.actor import System
from khetene.kernel.errors import DomainError
from khetene.kernel.reads import loaded_digest
from khetene.mediation import scope as mediators_scope
from khetene.monitoring import loading as monitoring
from khetene.network import loading as network
from khetene.programmes import actions as programmes
from khetene.projects import loading as projects
from khetene.schoolstaff import loading as schoolstaff
from khetene.sources import loading as sources
from khetene.territory import actions as territory

SAY_AFTER_SECONDS = 1.0


def migrate() -> str:
    call_command("migrate", interactive=False, verbosity=0)
    return "the database is up to date"


@transaction.atomic
def load_country() -> str:
    """Load the country pack; what people edited here is left as it is, and told. Returns a sentence."""
    folder = settings.COUNTRY_FOLDER
    places = territory.load_country(folder)
    for slug in directory.load_country(folder):
        sys.stderr.write(f"{slug}: edited here, left as it is\n")
    version = programmes.load_country(folder)
    network.load_country(folder)
    gatherings.load_country(folder)
    instruments.load_country(folder)
    earlyleaving.load_country(folder)
    mediators_scope.check(folder)
    schoolstaff.load_country(folder)
    said = guidance.load_country(folder)
    projects.load_country(folder)
    monitoring.load_country(folder)
    sources.load_country(folder)
    remember_loaded(COUNTRY, country_digest(), actor=System("load-country"))
    organisations = Organisation.objects.count()
    return (
        f"{places} territories, {organisations} organisations, {len(version.programmes)} programmes, {said} statements"
    )


@transaction.atomic
def load_demonstration() -> str:
    """Load the invented people and their caseload once. Raises DomainError on a real site. Returns a sentence."""
    if not settings.DEMO:
        raise DomainError("The demonstration is never loaded into a real site.")
    if holds_demonstration():
        return "the demonstration was loaded before; nothing is loaded over it"
    import_module("khetene.cli.demonstration").load()  # reads half of the house, and only once
    remember_loaded(DEMONSTRATION, digest_of(DEMO), actor=LOADER)
    return "the demonstration is loaded"


def prepare() -> None:
    """What `make run` needs before it serves: only what this database lacks, each longer step with its time."""
    prepare_country()
    if settings.DEMO and loaded_digest(DEMONSTRATION) is None:
        _timed("demonstration", load_demonstration)


def prepare_country() -> None:
    """The same without the invented people."""
    if lacks_migrations():
        _timed("database", migrate)
    if loaded_digest(COUNTRY) != country_digest():
        _timed(COUNTRY, load_country)


def lacks_migrations() -> bool:
    """Asked first, because Django looks through all models even where nothing is to be done."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _timed(name: str, load: Callable[[], str]) -> None:
    began = time.monotonic()
    load()
    took = time.monotonic() - began
    if took > SAY_AFTER_SECONDS:
        sys.stdout.write(f"  {name} … {took:.1f} s\n")
        sys.stdout.flush()
