"""Answers that came on paper: beside a name who typed them in; without names only how many, never which."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.surveys.models.answering import Answer
from khetene.surveys.models.survey import Survey


class FromPaper(Record):
    """An answer under a name was not typed by that person, but by somebody else from their sheet."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="paper")
    entered_by = models.UUIDField(null=True)

    retention = retention.KeptWith("answer", _("To know who typed an answer in, if somebody asks."))


class PaperCount(Record):
    """How many sheets without names went into the box, in each group. Which answers these are, nothing says.

    Whoever types a sheet in has read it. What others answered is shown only where they are enough without the sheets.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="papers")
    group = models.CharField(max_length=120, blank=True)
    number = models.PositiveSmallIntegerField()

    retention = retention.KeptWith("survey", _("So that nobody is recognised by those who typed the other sheets in."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "group"], name="sheets_of_a_group_are_counted_once"),
            models.CheckConstraint(
                name="sheets_are_counted_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("There is at least one sheet."),
            ),
        ]
