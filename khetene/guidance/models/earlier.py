"""What stood in something before it was corrected; its words can be deleted for good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.guidance.models.ideas import Idea
from khetene.guidance.models.named import MEMBERSHIP, PUBLIC
from khetene.guidance.models.statements import Statement
from khetene.guidance.models.work import Action
from khetene.kernel import retention
from khetene.kernel.wiping import WipeableRecord


class EarlierWords(WipeableRecord):
    """Who corrected a statement, an idea or an action, and the words that stood there (`what`, by field)."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, null=True, blank=True, related_name="earlier")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, null=True, blank=True, related_name="earlier")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="earlier")
    what = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="earlier_words_stood_in_one_thing",
                condition=Q(statement__isnull=False, idea=None, action=None)
                | Q(statement=None, idea__isnull=False, action=None)
                | Q(statement=None, idea=None, action__isnull=False),
                violation_error_message=_("Earlier words stood in one thing."),
            ),
            models.CheckConstraint(
                name="wiped_earlier_words_are_gone",
                condition=Q(wiped_at=None) | Q(what={}),
                violation_error_message=_("What was deleted for good holds no words."),
            ),
        ]
