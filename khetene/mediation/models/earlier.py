"""What stood in a work plan before it was changed or taken out, from the day on which others could read it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.wiping import WipeableRecord
from khetene.mediation.enums import PlanPart
from khetene.mediation.models.workplan import WorkPlan


class EarlierWordsQuerySet(models.QuerySet["EarlierWords"]):
    def visible_to(self, actor: Actor) -> EarlierWordsQuerySet:
        """Inside the mediator's organisation with the plan; from outside only what one wrote and corrected oneself."""
        inside = Q(plan__organisation_id=actor.organisation_key)
        own = Q(by_id=actor.membership_key, part=PlanPart.COMMENT)
        return self.filter(inside | own, plan__in=WorkPlan.objects.visible_to(actor))


class EarlierWords(WipeableRecord):
    """The words of one part (`about`: its key) until `until`; `removed` when nothing took their place."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="earlier")
    part = models.CharField(max_length=10, choices=PlanPart)
    about = models.UUIDField()
    content = EncryptedTextField()
    removed = models.BooleanField(default=False)
    until = models.DateTimeField()
    by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    objects = EarlierWordsQuerySet.as_manager()

    retention = retention.KeptWith("plan", _("To see what was corrected in a plan that others had read."))
