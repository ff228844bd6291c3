"""What the worker does by itself."""

from __future__ import annotations

from django_tasks import task

from khetene.kernel import clock
from khetene.kernel.actions import delete_expired, take_up_lost
from khetene.kernel.models import JobProgress
from khetene.kernel.post import later
from khetene.kernel.reads import LOST_AFTER


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
