"""What is done to a site again and again: deletion, change of keys, reminders, letters."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from typing import Any

from django.core.management import call_command

from khetene.accounts import actions as accounts
from khetene.cases import actions as cases
from khetene.directory.models import Organisation
from khetene.enrolments import actions as enrolments
from khetene.files import releasing
from khetene.gatherings import post
from khetene.gatherings.queue import queue_reminders
from khetene.guidance import actions as guidance
from khetene.kernel import clock, limits
from khetene.kernel.actions import (
    SiloNotEmpty,
    delete_expired,
    destroy_data_key,
    forget_finished_tasks,
    rotate_keys,
)
from khetene.kernel.database import forget_old_versions
from khetene.kernel.models import DataKey
from khetene.referrals.reminders import send_due_reminders
from khetene.surveys import post as survey_post
from khetene.surveys import queue as surveys


def add_commands(commands: Any) -> None:
    delete = commands.add_parser("delete-expired", help="delete what has been kept long enough, and prove it")
    delete.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE")
    delete.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    delete.set_defaults(run=_delete)
    commands.add_parser("rotate-keys", help="wrap the silos' keys with the newest key").set_defaults(run=_rotate)
    reminders = commands.add_parser(
        "send-reminders",
        help="add up the quarter that ended; remind of referrals whose time ran out, of gatherings, surveys and promises",
    )
    reminders.set_defaults(run=_remind)
    letters = commands.add_parser("send-letters", help="send the letters of gatherings and surveys that wait")
    letters.set_defaults(run=_send_letters)


def _delete(given: argparse.Namespace) -> None:
    report = delete_expired(given.on or clock.today(), dry_run=given.dry_run)
    for row in sorted(report.deleted, key=lambda row: (row.object_type, str(row.silo))):
        print(f"{row.object_type}\t{row.silo or '-'}\t{row.how_many}")
    for object_type, how_many in sorted(report.kept_back.items()):
        sys.stderr.write(f"{object_type}: {how_many} kept back, because something that is still needed names them\n")
    if not given.dry_run:
        print(f"accounts closed\t-\t{accounts.close_idle_accounts()}")
        print(f"unseen pictures\t-\t{releasing.delete_unseen(clock.today())}")
        print(f"cases.draft\t-\t{cases.discard_old_drafts()}")
        call_command("clearsessions")
        print(f"finished tasks\t-\t{forget_finished_tasks()}")
        print(f"spent limits\t-\t{limits.forget_spent()}")
        _destroy_keys_of_ended_silos()


def _destroy_keys_of_ended_silos() -> None:
    """An organisation that is no more, and of which nothing is kept any more: its backups need not open either."""
    for organisation in Organisation.objects.ended_by(clock.today()).order_by("pk"):
        try:
            if destroy_data_key(organisation.pk):
                print(f"silo key\t{organisation.pk}\t1")
                forget_old_versions(DataKey._meta.db_table)
        except SiloNotEmpty:
            continue


def _rotate(_given: argparse.Namespace) -> int:
    rotation = rotate_keys()
    for object_type, how_many in sorted(rotation.rewritten.items()):
        print(f"{object_type}\t{how_many}")
    print(f"second factors\t{accounts.reseal_second_factors()}")
    for object_type, how_many in sorted(rotation.unreadable.items()):
        sys.stderr.write(f"{object_type}: {how_many} do not open with any configured key; keep the old key\n")
    return 1 if rotation.unreadable else 0


def _remind(_given: argparse.Namespace) -> None:
    print(f"{enrolments.close_quarter()} programme(s) added up for the last quarter")
    print(f"{send_due_reminders(on=clock.today())} e-mail(s) in the queue")
    print(f"{guidance.remind_overdue(on=clock.today())} letter(s) about recommendations in the queue")
    print(f"{guidance.tell_followers(on=clock.today())} letter(s) about what people follow in the queue")
    queue_reminders()
    surveys.queue_reminders()
    _send_letters(_given)


def _send_letters(_given: argparse.Namespace) -> None:
    for state, how_many in (Counter(post.deliver()) + Counter(survey_post.deliver())).items():
        print(f"letters {state}\t{how_many}")
