"""`khetene silo-keys`: the keys of the organisations, and another one for an organisation whose key may be known to others."""

from __future__ import annotations

import argparse
import uuid
from typing import Any

from khetene.directory.models import Organisation
from khetene.kernel.actor import System
from khetene.kernel.enums import JobState
from khetene.kernel.errors import DomainError
from khetene.kernel.models import DataKey, JobProgress
from khetene.kernel.tasks import renew_data_key


def add_commands(commands: Any) -> None:
    keys = commands.add_parser("silo-keys", help="the organisations' keys")
    questions = keys.add_subparsers(dest="question", required=True)
    questions.add_parser("list", help="which organisation has which key since when").set_defaults(run=_list)
    renew = questions.add_parser("renew", help="give an organisation another key while it works")
    renew.add_argument("organisation", metavar="ORGANISATION", help="slug or key of the organisation")
    renew.add_argument("--now", action="store_true", help="do it here and wait, instead of leaving it to the worker")
    renew.set_defaults(run=_renew)


def _list(_given: argparse.Namespace) -> None:
    rows = list(DataKey.objects.order_by("silo", "pk"))
    slugs = dict(Organisation.objects.filter(pk__in=[row.silo for row in rows]).values_list("pk", "slug"))
    for row in rows:
        print("\t".join([slugs.get(row.silo, str(row.silo)), row.pk.hex, f"{row.made_at:%Y-%m-%d %H:%M}", _state(row)]))


def _state(row: DataKey) -> str:
    if row.destroyed_at:
        return "destroyed"
    return "being replaced" if row.replaced_at else "in use"


def _renew(given: argparse.Namespace) -> int:
    silo = _organisation(given.organisation)
    job = renew_data_key(silo, actor=System("silo-keys", silo), at_once=given.now)
    row = JobProgress.objects.get(pk=job.pk)
    if row.state == JobState.DONE:
        print(f"{row.result['resealed']} records are sealed with the new key; the old one is destroyed.")
        print(
            "Make a backup now: what was backed up of this organisation before does not open with silo-keys.json of today."
        )
        return 0
    if row.state == JobState.FAILED:
        raise DomainError(row.problem or "it stopped with a problem that was reported; run it again, it goes on")
    print(f"New records are sealed with a new key. The rest is done in the background: khetene jobs ({row.pk})")
    print(
        "The old key is destroyed when nothing needs it any more; then make a backup. khetene check tells how far it is."
    )
    return 0


def _organisation(named: str) -> uuid.UUID:
    try:
        which: dict[str, Any] = {"pk": uuid.UUID(named)}
    except ValueError:
        which = {"slug": named}
    found = Organisation.objects.filter(**which).order_by("pk").first()
    if found is None:
        raise DomainError(f"there is no organisation {named!r}; khetene silo-keys list names those that have a key")
    return found.pk
