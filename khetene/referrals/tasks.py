"""What the worker does each morning."""

from __future__ import annotations

from django_tasks import task

from khetene.kernel import clock
from khetene.referrals.reminders import send_due_reminders


@task()
def remind_of_referrals() -> int:
    """Send the reminders that are due today; twice on one day sends nothing twice. How many e-mails stand in the queue."""
    return send_due_reminders(on=clock.today())
