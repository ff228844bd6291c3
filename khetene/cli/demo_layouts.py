"""One template of the demonstration's ministry: the shipped one with a line of its own, tried and put in force."""

from __future__ import annotations

import io

from docx import Document

from khetene.files.storing import Given
from khetene.kernel import documents
from khetene.kernel.actor import Actor
from khetene.layouts import actions
from khetene.layouts.catalogue import LAYOUTS

REPORT = "gathering-report"


def keep(actor: Actor) -> None:
    document, packed = Document(str(documents.shipped(LAYOUTS[REPORT].file))), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "Demonstrācijas ministrija · {{ kind }}"
    document.save(packed)
    given = Given("sanaksmes-zinojums.docx", packed.getvalue())
    version = actions.keep(REPORT, given, words="Galvenē ministrijas nosaukums un sanāksmes veids", actor=actor)
    actions.put_in_force(REPORT, version.pk, actor=actor)
