"""Actions that serve recommendations: what somebody does, by when, how far it is, and who was reminded."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.guidance.enums import ACTION_CLOSED, ActionState, ReminderKind
from khetene.guidance.models.named import MEMBERSHIP, ORGANISATION, PUBLIC
from khetene.guidance.models.statements import Addressing, SourceDocument
from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.wiping import WipeableRecord


class ActionQuerySet(models.QuerySet["Action"]):
    def of_organisation(self, organisation: uuid.UUID) -> Self:
        return self.filter(organisation_id=organisation)

    def unfinished(self) -> Self:
        """Also what its organisation calls done is unfinished until it is confirmed."""
        return self.exclude(state__in=ACTION_CLOSED)

    def overdue_on(self, day: date) -> Self:
        """Past their day and neither done nor dropped; they stay so until somebody acts."""
        return self.filter(state__in=[ActionState.PLANNED, ActionState.UNDER_WAY], due_on__lt=day)


class Action(Record):
    """What an organisation does about one or several recommendations; a recommendation may have several.

    `kept_by` is whose membership took it on and is reminded; who is responsible is an organisation and a post.
    """

    title = models.CharField(max_length=250)
    words = models.TextField(max_length=2000, blank=True)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    responsible = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.PLANNED)
    statements = models.ManyToManyField("guidance.Statement", related_name="actions")
    guideline = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_in_guideline = models.CharField(max_length=60, blank=True)
    kept_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    objects = ActionQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_stands_in_a_guideline_that_is_named",
                condition=Q(place_in_guideline="") | Q(guideline__isnull=False),
                violation_error_message=_("Say in which document it stands."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="actions_of_an_organisation")]


class ActionNote(WipeableRecord):
    """How far an action is, in the words of its organisation or of the coordinator; added, never changed; it may be wiped."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")
    state = models.CharField(max_length=10, choices=ActionState)
    words = models.TextField(max_length=2000, blank=True)
    evidence = models.URLField(max_length=300, blank=True)
    due_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    by_coordinator = models.BooleanField(default=False)

    retention = retention.KeptWith("action", _("To see what became of a promise."))


class Reminder(Record):
    """That somebody was reminded of an answer or an action that is past its day: once for each day that was set."""

    addressing = models.ForeignKey(
        Addressing, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due_on = models.DateField()
    at = models.DateTimeField()

    retention = retention.Permanent(_("It holds no personal data and keeps anybody from being reminded twice."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reminder_is_of_an_answer_or_of_an_action",
                condition=Q(addressing__isnull=False, action=None) | Q(addressing=None, action__isnull=False),
                violation_error_message=_("A reminder is about an answer or about an action."),
            ),
            models.UniqueConstraint(
                fields=["addressing", "kind", "due_on"], condition=Q(action=None), name="answer_is_reminded_of_once"
            ),
            models.UniqueConstraint(
                fields=["action", "kind", "due_on"], condition=Q(addressing=None), name="action_is_reminded_of_once"
            ),
        ]
