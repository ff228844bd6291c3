"""What was answered: beside the name where names were announced, otherwise in one sealed box without order."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.surveys.models.asking import Asked
from khetene.surveys.models.survey import Survey


class Answer(Record):
    """One answer under a name. The database refuses one in a survey that was announced without names."""

    asked = models.OneToOneField(Asked, on_delete=models.CASCADE, related_name="answer")
    content = EncryptedTextField()

    retention = retention.KeptWith("asked", _("To know what those who work together need and think."))


class Box(Record):
    """All answers of a survey without names, as one sealed text that is shuffled anew with every answer.

    An answer has no row, key, moment or place of its own, so nothing in the database leads from it to whoever gave it.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="box")
    content = EncryptedTextField()

    retention = retention.KeptWith("survey", _("To know what those who work together need and think."))
