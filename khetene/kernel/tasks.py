"""What the worker does by itself."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy, ngettext
from django_tasks import task

from khetene.kernel import clock, jobs
from khetene.kernel.actions import begin_renewal, delete_expired, finish_renewal, take_up_lost
from khetene.kernel.actor import System
from khetene.kernel.models import JobProgress
from khetene.kernel.post import later
from khetene.kernel.reads import LOST_AFTER, is_lost


@task()
def delete_what_is_expired() -> int:
    """Delete what is kept no longer; how many records went. `khetene delete-expired` does the same at once."""
    return sum(each.how_many for each in delete_expired(clock.today()).deleted)


@task()
def look_after_lost() -> dict[str, int]:
    """Long tasks that a stop of the site left behind; asked again for as long as one runs."""
    found = take_up_lost(silent_for=LOST_AFTER)
    wake()
    return dict(found)


def wake() -> None:
    """A site that starts again looks, when enough time went by, whether what was running still is."""
    if JobProgress.objects.unfinished().exists():
        later(look_after_lost, LOST_AFTER)


def _what_was_resealed(result: jobs.Result) -> str:
    values = int(result["resealed"])
    said = ngettext(
        "%(number)s record is sealed with the new key. The old key is destroyed.",
        "%(number)s records are sealed with the new key. The old key is destroyed.",
        values,
    )
    return said % {"number": values}


@jobs.job(gettext_lazy("Renewing the key of the organisation"), outcome=_what_was_resealed, repeatable=True)
def reseal_silo(progress: jobs.Progress, *, silo: str) -> jobs.Result:
    """In portions, each kept by itself: stopped at any moment, it goes on where it was."""
    return {"resealed": finish_renewal(uuid.UUID(silo), progress)}


@transaction.atomic
def renew_data_key(silo: uuid.UUID, *, actor: System, at_once: bool = False) -> JobProgress:
    """From now on the silo writes with a new key, and a task seals with it what there is. Raises NothingSealed, SiloHasEnded.

    Asked again, it goes on with what was begun. A task that is under way is left alone, but whoever asks `at_once` waits for
    none, which may have been killed a moment ago: two at a time do no harm.
    """
    begin_renewal(silo, actor=actor)
    return (None if at_once else _underway(silo)) or jobs.start(
        reseal_silo, actor=actor, at_once=at_once, silo=str(silo)
    )


def _underway(silo: uuid.UUID) -> JobProgress | None:
    rows = JobProgress.objects.unfinished().filter(task=reseal_silo.task, organisation=silo).order_by("-pk")
    return next((row for row in rows if not is_lost(row)), None)
