"""What people take away from a gathering: the file itself or where it lies, and in which language."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.files.models import StoredFile
from khetene.gatherings.enums import MaterialLanguage
from khetene.gatherings.models.gathering import Gathering
from khetene.kernel import retention
from khetene.kernel.models import Record


class Material(Record):
    """A presentation, a leaflet, a recording: its title, and its address on the web, its file, or both."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=3, choices=MaterialLanguage, blank=True, default=MaterialLanguage.LATVIAN)
    address = models.URLField(max_length=500, blank=True, validators=[URLValidator(schemes=["https", "http"])])
    order = models.PositiveSmallIntegerField(default=0)

    retention = retention.KeptWith("gathering", _("So that what was shown can be found again."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "address"],
                condition=~Q(address=""),
                name="material_stands_once",
                violation_error_message=_("This address stands among the materials already."),
            )
        ]


class MaterialFile(StoredFile):
    """The material itself, in the silo of whoever holds the gathering; seen by whoever sees the gathering."""

    material = models.OneToOneField(Material, on_delete=models.CASCADE, related_name="file")

    silo_path = "material.gathering.organisation_id"
    retention = retention.KeptWith("material", _("So that what was shown can be found again."))
