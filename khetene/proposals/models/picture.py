"""A picture in the report, beside the activity that it shows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.files.released import ReleasedPicture
from khetene.kernel import retention
from khetene.proposals.models.application import Piece


class ReportPicture(ReleasedPicture):
    """`piece` is a row of the plan: an activity. It lies in the silo of the organisation that applied."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="pictures")

    silo_path = "piece.application.organisation_id"
    retention = retention.KeptWith("piece", _("To show in the report what was done, as long as those in it agree."))

    class Meta(ReleasedPicture.Meta):
        indexes = [models.Index(fields=["piece", "place"], name="pictures_of_an_activity")]
