"""Templates that people made in Word, which of them is in force from when, and letterheads of organisations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.files.models import StoredFile
from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.layouts.errors import KeptMeanwhile

FORM_ONLY = _("A template gives a document its form; it holds nothing about a person.")


class LayoutVersion(StoredFile):
    """A template as it was tried and kept; it is never changed, only followed by a further one."""

    layout = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)

    keeps_the_key = False
    retention = retention.Permanent(FORM_ONLY)

    class Meta(StoredFile.Meta):
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(fields=["layout", "number"], name="layout_versions_are_numbered"),
            models.CheckConstraint(
                name="layout_version_says_what_is_new",
                condition=~Q(words=""),
                violation_error_message=_("Say in a few words what is new."),
            ),
        ]


class LayoutInForce(Record):
    """From this moment documents take this version; without one, the template that came with Khetene.

    `number` stays when the version was deleted later.
    """

    layout = models.SlugField(max_length=40)
    version = models.ForeignKey(LayoutVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateTimeField()
    by = models.UUIDField(null=True)

    retention = retention.Permanent(FORM_ONLY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="layout_in_force_keeps_its_number",
                condition=Q(version=None) | Q(number__isnull=False),
                violation_error_message=_("What was in force keeps the number of its version."),
            )
        ]
        indexes = [models.Index(fields=["layout", "-since"], name="layouts_in_force")]


class Letterhead(StoredFile):
    """What the PDFs of an organisation begin with; the file is its sign. It is never changed, only followed by another one."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    above = models.CharField(max_length=240)
    below = models.CharField(max_length=240, blank=True)
    in_force_since = models.DateTimeField(null=True, blank=True)

    keeps_the_key = False
    retention = retention.Permanent(FORM_ONLY)

    class Meta(StoredFile.Meta):
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "number"],
                name="letterheads_are_numbered",
                violation_error_message=KeptMeanwhile.message,
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(in_force_since__isnull=False),
                name="one_letterhead_is_in_force",
                violation_error_message=_("Somebody put another letterhead in force at the same time."),
            ),
            models.CheckConstraint(
                name="letterhead_names_the_organisation",
                condition=~Q(above=""),
                violation_error_message=_("Write the name of the organisation."),
            ),
        ]
