"""Every record of the five documents is found in the product, with its words, its number and its document."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
import yaml

from khetene.directory.models import Organisation, Service
from khetene.gatherings.models import Gathering
from khetene.guidance.models import Practice, SourceDocument, Statement
from khetene.monitoring.models import Value
from khetene.network.models import Body
from khetene.programmes.reads import catalogue
from khetene.projects.models import Activity, Deliverable, Goal, Indicator, Phase, Result, VisibilityText
from khetene.sources import loading
from khetene.sources.models import SourceRecord
from khetene.territory.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]

# How many records were taken out of each document. Whoever takes one away from the list changes a number here.
TAKEN = {
    "s000": {},
    "s001": {},
    "s002": {},
    "s003": {},
    "s004": {},
}
NOT_KEPT = {}
# Under another name than the document's: towns whose municipality is recorded.
OTHER_NAMES = {}
# A number of a document in the words of the part that keeps it.
UNITS = {}


def label(document):
    """How other parts of the product name the document."""
    return f"{document.title}, {document.year}"


@pytest.fixture(scope="module")
def listed(latvia):
    return list(SourceRecord.objects.select_related("document").order_by("order", "document__slug"))
