"""Who is asked, the letters that carry their links, and the links; none of them says when somebody answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import Sector
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.enums import LetterState
from khetene.kernel.models import Record
from khetene.surveys.models.survey import Survey


class Asked(Record):
    """One person asked, for whom they spoke on that day, and that they answered: without a moment."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="asked")
    name = EncryptedTextField()
    email = EncryptedTextField(blank=True)
    sector = models.CharField(max_length=14, choices=Sector, blank=True)
    place = models.CharField(max_length=120, blank=True)
    answered = models.BooleanField(default=False)

    retention = retention.KeptWith("survey", _("To ask people, to remind only the silent, and to count both."))

    class Meta:
        indexes = [models.Index(fields=["survey", "answered"], name="asked_and_silent")]


class Letter(Record):
    """The letter with the link (number 0) or a reminder: that it is to go, goes, or went. The link is made when it goes."""

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    retention = retention.KeptWith("asked", _("To write to nobody twice, and to know whom to call instead."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked", "number"], name="survey_letter_goes_once"),
            models.CheckConstraint(
                name="survey_letter_moves_after_it_was_asked_for",
                condition=Q(moved_at__gte=F("asked_at")),
                violation_error_message=_("A letter cannot go before somebody asks for it."),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="survey_letters_that_wait")]


class Link(Record):
    """A personal door to the questions. Only the digest of its token is kept; every letter brings a further one."""

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)

    retention = retention.KeptWith("asked", _("So that somebody without an account can answer."))
