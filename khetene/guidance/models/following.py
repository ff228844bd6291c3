"""Who wants to hear what becomes of a recommendation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from khetene.guidance.models.named import MEMBERSHIP
from khetene.guidance.models.statements import Statement, Step
from khetene.guidance.models.work import ActionNote
from khetene.kernel import retention
from khetene.kernel.models import Record


class FollowingQuerySet(models.QuerySet["Following"]):
    def of(self, membership: Any) -> Self:
        return self.filter(membership_id=membership)

    def with_last_change(self) -> Self:
        """`changed_at`: the newest answer or note of an action by somebody else, or the moment from which it is followed."""
        steps = Step.objects.filter(addressing__statement=OuterRef("statement")).exclude(by=OuterRef("membership"))
        notes = ActionNote.objects.filter(action__statements=OuterRef("statement")).exclude(by=OuterRef("membership"))
        newest_step = Subquery(steps.order_by("-at").values("at")[:1])
        newest_note = Subquery(notes.order_by("-at").values("at")[:1])
        return self.annotate(
            changed_at=Greatest(Coalesce(newest_step, F("since")), Coalesce(newest_note, F("since")), F("since"))
        )

    def changed_after(self, moment: datetime) -> Self:
        changed: Any = self.with_last_change()
        found: Self = changed.filter(changed_at__gt=F("since")).filter(changed_at__gt=moment)
        return found

    def to_be_told(self, on: date) -> Self:
        """With news, of people who got no letter on that day, whatever else they follow."""
        told_today = Following.objects.filter(membership=OuterRef("membership"), told_on__gte=on)
        changed: Any = self.with_last_change()
        found: Self = changed.filter(changed_at__gt=F("told_until")).exclude(Exists(told_today))
        return found


class Following(Record):
    """One person follows one statement. They are told at most once a day (`told_on`), and never of their own steps."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="followings")
    membership = models.ForeignKey(MEMBERSHIP, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    told_until = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)

    objects = FollowingQuerySet.as_manager()

    retention = retention.KeptWith("membership", _("To tell people what becomes of what they care about."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "membership"],
                name="statement_is_followed_once",
                violation_error_message=_("You follow it already."),
            ),
            models.CheckConstraint(
                name="nobody_is_told_before_they_follow",
                condition=Q(told_until__gte=F("since")),
                violation_error_message=_("Somebody is told of what came after they began to follow."),
            ),
        ]
