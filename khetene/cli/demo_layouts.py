"""A template of the demonstration's ministry: the shipped one with a line of its own, tried; the second is in force."""

from __future__ import annotations

import io

from docx import Document

from khetene.files.storing import Given
from khetene.kernel import documents
from khetene.kernel.actor import Actor
from khetene.layouts import actions
from khetene.layouts.catalogue import LAYOUTS
from khetene.layouts.models import LayoutVersion

REPORT = "gathering-report"


def keep(actor: Actor) -> None:
    _kept("Demonstrācijas ministrija", "Galvenē ministrijas nosaukums", actor)
    second = _kept("Demonstrācijas ministrija · {{ kind }}", "Galvenē ministrijas nosaukums un sanāksmes veids", actor)
    actions.put_in_force(REPORT, second.pk, actor=actor)


def _kept(header: str, words: str, actor: Actor) -> LayoutVersion:
    document, packed = Document(str(documents.shipped(LAYOUTS[REPORT].file))), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = header
    document.save(packed)
    return actions.keep(REPORT, Given("sanaksmes-zinojums.docx", packed.getvalue()), words=words, actor=actor)
