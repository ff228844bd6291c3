"""Territories through time: each row holds from a day to a day, and successions say what became of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.encryption import normalised
from khetene.kernel.models import Record
from khetene.territory.enums import LOCAL_GOVERNMENT, Origin, TerritoryKind

# How a place's name ends when a municipality is named after it: Aglona – Aglonas, Talsi – Talsu, Tukums – Tukuma.
_GENITIVES = (("is", "u"), ("a", "as"), ("e", "es"), ("i", "u"), ("s", "a"))


def genitive(folded: str) -> str:
    """The Latvian genitive of a folded place name, good enough to find what is named after it."""
    ending = next((pair for pair in _GENITIVES if folded.endswith(pair[0])), ("", ""))
    return folded.removesuffix(ending[0]) + ending[1]


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def in_force_on(self, day: date) -> TerritoryQuerySet:
        """`valid_to` is the first day on which the territory is no more."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def local_governments(self) -> TerritoryQuerySet:
        return self.filter(kind__in=LOCAL_GOVERNMENT)

    def called(self, name: str) -> TerritoryQuerySet:
        """By name, with or without diacritics; "Ventspils" also finds "Ventspils novads", "Aglona" "Aglonas novads"."""
        folded = normalised(name)
        municipalities = [f"{form} novads" for form in (folded, genitive(folded))]
        return self.filter(Q(folded_name=folded) | Q(folded_name__in=municipalities))


class Territory(Record):
    """A territory as it was in one span of time. Codes are text with leading zeros (ATVK, D 6.1)."""

    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=12, blank=True)
    iso = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, default="LV")
    kind = models.CharField(max_length=20, choices=TerritoryKind)
    name = models.CharField(max_length=100)
    folded_name = models.CharField(max_length=100, editable=False, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    origin = models.CharField(max_length=10, choices=Origin)
    note = models.CharField(max_length=300, blank=True)

    objects = TerritoryQuerySet.as_manager()

    retention = retention.Permanent(_("Public geography."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="territory_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("A territory cannot end before it began."),
            )
        ]

    def exists_on(self, day: date) -> bool:
        """The same answer as `in_force_on` gives for many."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class Succession(Record):
    """That one territory went into another. A territory with several successors was split."""

    before = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="successions")
    after = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="origins")
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    retention = retention.Permanent(_("Public geography."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="succession_once")]
