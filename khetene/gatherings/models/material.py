"""What people take away from a gathering: where it lies, and in which language."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import MaterialLanguage
from khetene.gatherings.models.gathering import Gathering
from khetene.kernel import retention
from khetene.kernel.models import Record


class Material(Record):
    """A presentation, a leaflet, a recording: its title and its address on the web."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=3, choices=MaterialLanguage, blank=True, default=MaterialLanguage.LATVIAN)
    address = models.URLField(max_length=500, validators=[URLValidator(schemes=["https", "http"])])
    order = models.PositiveSmallIntegerField(default=0)

    retention = retention.KeptWith("gathering", _("So that what was shown can be found again."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "address"],
                name="material_stands_once",
                violation_error_message=_("This address stands among the materials already."),
            )
        ]
