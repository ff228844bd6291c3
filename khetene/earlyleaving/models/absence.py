"""How many lessons a pupil missed without an excuse, as VIIS counted them; a sign for a person, never a decision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.models.pupil import Pupil
from khetene.kernel import retention
from khetene.kernel.models import Record


class Absence(Record):
    """Counted from the beginning of the semester to a day. A later count is another row."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="absences")
    semester = models.CharField(max_length=8)
    unexcused_lessons = models.PositiveSmallIntegerField()
    counted_on = models.DateField()

    retention = retention.KeptWith("pupil", _("To see in time that a pupil stays away."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "semester", "counted_on"],
                name="absence_is_counted_once_a_day",
                violation_error_message=_("For this day lessons were counted already."),
            )
        ]
