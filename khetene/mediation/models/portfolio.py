"""What a mediator learned and can do. It belongs to the person, not to an employer, and leaves with them (D 2.1, D 11 #48)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.mediation.enums import EntryKind, Level


class PortfolioEntry(Record):
    """A training, a skill or a language. No organisation stands in it, so no silo and no role opens it: only the person does."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=EntryKind)
    title = EncryptedTextField()
    giver = EncryptedTextField(blank=True)
    taken_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    certificate = EncryptedTextField(blank=True)
    level = models.CharField(max_length=5, choices=Level, blank=True)

    retention = retention.KeptWith(
        "user", _("So that what somebody learned stays theirs, also after a post has ended.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="training_has_its_day",
                condition=Q(kind=EntryKind.TRAINING, taken_on__isnull=False)
                | ~Q(kind=EntryKind.TRAINING) & Q(taken_on=None, hours=None),
                violation_error_message=_("A training has a day; only a training has hours."),
            ),
            models.CheckConstraint(
                name="training_lasted_a_while",
                condition=Q(hours=None) | Q(hours__gt=0, hours__lte=5000),
                violation_error_message=_("A training lasts more than 0 and at most 5000 hours."),
            ),
            models.CheckConstraint(
                name="language_has_its_level",
                condition=Q(kind=EntryKind.LANGUAGE) & ~Q(level="") | ~Q(kind=EntryKind.LANGUAGE) & Q(level=""),
                violation_error_message=_("Say how well you know the language."),
            ),
        ]
        indexes = [models.Index(fields=["user", "kind"], name="portfolio_of_a_person")]
