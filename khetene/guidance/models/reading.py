"""A document while somebody marks what is said in it. It may name people, so it is sealed and goes after a year at the latest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.guidance.models.named import MEMBERSHIP, ORGANISATION
from khetene.guidance.models.statements import SourceDocument
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class ReadDocument(Record):
    """The paragraphs of a document (a JSON list), for the coordinators of one organisation alone."""

    source = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    paragraphs = EncryptedTextField()
    kept_on = models.DateField()
    kept_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptFor(
        years=1,
        after="kept_on",
        purpose=_("To take recommendations out of a document word for word."),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that coordinates"),
    )
