"""What the worker does by itself."""

from __future__ import annotations

from django_tasks import task

from khetene.kernel import clock
from khetene.kernel.actions import delete_expired


@task()
def delete_what_is_expired() -> int:
    """Delete what is kept no longer; how many records went. `khetene delete-expired` does the same at once."""
    return sum(each.how_many for each in delete_expired(clock.today()).deleted)
