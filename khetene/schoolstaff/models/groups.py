"""Learning groups and their sessions by head-count, and what else a school does in a year. Nothing here names a pupil."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.wiping import WipeableRecord
from khetene.schoolstaff.models.posts import MEMBERSHIP, ORGANISATION, Post

HIGHEST_GRADE = 12


class LearningGroup(Record):
    """A group that meets in one school year: a subject, grades, who pays, and perhaps the post that leads it."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=80)
    first_grade = models.PositiveSmallIntegerField()
    last_grade = models.PositiveSmallIntegerField()
    payer = models.SlugField(max_length=40)
    led_by = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    retention = retention.Permanent(_("What a school offered in a year; it names nobody."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_from_a_grade_to_a_grade",
                condition=Q(first_grade__gte=1, last_grade__gte=F("first_grade"), last_grade__lte=HIGHEST_GRADE),
                violation_error_message=_("Grades go from 1 to 12, the lower one first."),
            )
        ]
        indexes = [models.Index(fields=["school_year", "organisation"], name="groups_of_a_school_year")]


class EarlierGroup(WipeableRecord):
    """What was said of a group before it was corrected. Never changed, but its words may be wiped."""

    group = models.ForeignKey(LearningGroup, on_delete=models.CASCADE, related_name="earlier")
    subject = models.CharField(max_length=80, blank=True)
    first_grade = models.PositiveSmallIntegerField()
    last_grade = models.PositiveSmallIntegerField()
    payer = models.SlugField(max_length=40)
    led_by = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("group", _("To show what was said before, and who put it right."))

    class Meta:
        indexes = [models.Index(fields=["group", "-replaced_at"], name="what_a_group_was_before")]


class SessionQuerySet(models.QuerySet["Session"]):
    def that_count(self) -> SessionQuerySet:
        """Without those that were taken back."""
        return self.filter(taken_back_on=None)


class Session(Record):
    """One meeting of a group: the day, its hours, and how many pupils sat there."""

    group = models.ForeignKey(LearningGroup, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    heads = models.PositiveSmallIntegerField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    retention = retention.KeptWith("group", _("To show how often a group met and how many came."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_has_hours_and_heads",
                condition=Q(hours__gt=0, heads__gte=1),
                violation_error_message=_("A session has hours, and at least one pupil came."),
            )
        ]
        indexes = [models.Index(fields=["group", "-held_on"], name="sessions_of_a_group")]


class YearMeasure(Record):
    """That a school takes a measure of the programme in a school year."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    measure = models.SlugField(max_length=40)

    retention = retention.Permanent(_("What a school did in a year; it names nobody."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "measure"],
                name="school_takes_a_measure_once_a_year",
                violation_error_message=_("The school already has this measure in that year."),
            )
        ]
