"""Published editions, which are the ledger as well: only added, never changed, never removed; the database sees to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record

MEMBERSHIP = "accounts.Membership"


class EditionQuerySet(models.QuerySet["Edition"]):
    def newest_first(self) -> EditionQuerySet:
        return self.order_by("data_set", "-period", "-number")

    def in_order(self) -> EditionQuerySet:
        """As they left."""
        return self.order_by("published_at", "id")


class Edition(Record):
    """One table as it left: `content` is what readers see, `release` what the ledger remembers. No hidden number is in either."""

    data_set = models.SlugField(max_length=40)
    period = models.SlugField(max_length=12)
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    content = models.JSONField()
    release = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    objects = EditionQuerySet.as_manager()

    retention = retention.Permanent(
        _(
            "Published tables, in which nobody can be found; what was published has to be remembered to protect what follows."
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["data_set", "period", "number"],
                name="edition_is_published_once",
                violation_error_message=_("Somebody published this edition just now."),
            ),
            models.CheckConstraint(
                name="correction_says_why",
                condition=Q(number=1, reason="") | Q(number__gt=1) & ~Q(reason=""),
                violation_error_message=_("A corrected edition says why; the first one corrects nothing."),
            ),
        ]


class NoiseSecret(Record):
    """What decides the noise of numbers that people cut themselves. One for ever: with another one they would differ."""

    use = models.SlugField(max_length=20, unique=True)
    value = EncryptedTextField()

    retention = retention.Permanent(_("A random number; it holds nothing about a person."))
