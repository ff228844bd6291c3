"""Long tasks of all houses on the command line: what runs, what stopped and why, and how it is begun anew."""

from __future__ import annotations

import argparse
import uuid
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.actions import cancel_job, start_job_again
from khetene.kernel.actor import System
from khetene.kernel.errors import DomainError, NotForYou
from khetene.kernel.models import JobProgress
from khetene.kernel.reads import is_lost, unfinished_and_failed

MOST_SHOWN = 100


def add_commands(commands: Any) -> None:
    watch = commands.add_parser("jobs", help="long tasks that run or stopped with a problem, by key")
    what = watch.add_mutually_exclusive_group()
    what.add_argument("--again", type=uuid.UUID, metavar="KEY", help="begin one anew")
    what.add_argument("--cancel", type=uuid.UUID, metavar="KEY", help="stop one")
    watch.set_defaults(run=_jobs)


def _jobs(given: argparse.Namespace) -> None:
    try:
        if given.again:
            start_job_again(given.again, actor=System("jobs"))
        elif given.cancel:
            cancel_job(given.cancel, actor=System("jobs"))
    except NotForYou as problem:
        raise DomainError(_("There is no long task with this key.")) from problem
    for row in unfinished_and_failed(limit=MOST_SHOWN):
        print("\t".join(_columns(row)))


def _columns(row: JobProgress) -> list[str]:
    far = f"{row.done}/{row.total}" if row.total else "-"
    state = "interrupted" if is_lost(row) else row.state
    return [str(row.pk), row.task.rpartition(".")[2], state, far, f"{row.seen_at:%Y-%m-%d %H:%M}", row.problem]
