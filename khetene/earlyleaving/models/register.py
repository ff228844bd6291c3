"""What holds for everybody: the country's risk families and semesters, which schools take part, and what others already pay."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import SchoolKind
from khetene.kernel import retention
from khetene.kernel.models import Record

ORGANISATION = "directory.Organisation"
MEMBERSHIP = "accounts.Membership"


class RegisterVersion(Record):
    """One state of the country file. A plan keeps the version by which it was made."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    published_at = models.DateTimeField()

    retention = retention.Permanent(_("Public rules; they hold nothing about a person."))


class SchoolQuerySet(models.QuerySet["School"]):
    def joined_on(self, day: date) -> SchoolQuerySet:
        """`left_on` is the first day on which the school takes part no more."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class School(Record):
    """That a school takes part, and which municipality approves its plans."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=SchoolKind)
    municipality = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    retention = retention.Permanent(_("Which institutions take part in a public programme."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(left_on=None),
                name="school_takes_part_once",
                violation_error_message=_("This school already takes part."),
            ),
            models.CheckConstraint(
                name="general_school_has_a_municipality",
                condition=Q(kind=SchoolKind.GENERAL, municipality__isnull=False)
                | Q(kind=SchoolKind.VOCATIONAL, municipality=None),
                violation_error_message=_("Say which municipality approves. Only vocational schools have none."),
            ),
            models.CheckConstraint(
                name="school_leaves_after_it_joined",
                condition=Q(left_on=None) | Q(left_on__isnull=False, left_on__gt=F("joined_on")),
                violation_error_message=_("A school cannot leave before it joined."),
            ),
        ]


class PaidElsewhere(Record):
    """What a school, a municipality or another project already pays for all pupils: the same need is not paid twice (D 3.2)."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    payer = models.CharField(max_length=200)
    first_grade = models.PositiveSmallIntegerField()
    last_grade = models.PositiveSmallIntegerField()
    covers_from = models.DateField()
    covers_to = models.DateField()
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)

    retention = retention.Permanent(_("What institutions pay for all pupils; it names nobody."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paid_elsewhere_from_a_day_to_a_day",
                condition=Q(covers_to__gte=F("covers_from")),
                violation_error_message=_("The last day cannot lie before the first one."),
            ),
            models.CheckConstraint(
                name="paid_elsewhere_from_a_grade_to_a_grade",
                condition=Q(first_grade__gte=1, last_grade__gte=F("first_grade"), last_grade__lte=12),
                violation_error_message=_("Grades go from 1 to 12, the lower one first."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind"], name="paid_elsewhere_by_kind")]
