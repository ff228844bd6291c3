"""What is kept while a phase runs: the documents of its money."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.files.models import StoredFile
from khetene.kernel import retention
from khetene.projects.models.phase import Cost


class CostDocument(StoredFile):
    """The invoice, contract or order itself, in the silo of the beneficiary."""

    cost = models.ForeignKey(Cost, on_delete=models.CASCADE, related_name="files")

    silo_path = "cost.line.phase.beneficiary_id"
    retention = retention.KeptWith("cost", _("To show the document that proves an entry about money."))
