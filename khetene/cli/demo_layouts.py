"""Templates of the demonstration's ministry, tried; the second is in force. Two letterheads; the first is in force."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document

from khetene.files.storing import Given
from khetene.kernel import documents
from khetene.kernel.actor import Actor
from khetene.layouts import actions
from khetene.layouts.catalogue import LAYOUTS
from khetene.layouts.models import LayoutVersion

REPORT = "gathering-report"
NAME = "Demonstrācijas ministrija"
ADDRESS = "Parauga iela 1, Rīga, LV-1000\nministrija@khetene.example"


def keep(actor: Actor, folder: Path) -> None:
    _kept(NAME, "Galvenē ministrijas nosaukums", actor)
    second = _kept(f"{NAME} · {{{{ kind }}}}", "Galvenē ministrijas nosaukums un sanāksmes veids", actor)
    actions.put_in_force(REPORT, second.pk, actor=actor)
    sign = Given("zime.png", (folder / "sign.png").read_bytes())
    first = actions.keep_letterhead(sign, above=f"{NAME}\nIntegrācijas nodaļa", below=ADDRESS, actor=actor)
    actions.put_letterhead_in_force(first.pk, actor=actor)
    actions.keep_letterhead(sign, above=NAME, below="", actor=actor)


def _kept(header: str, words: str, actor: Actor) -> LayoutVersion:
    document, packed = Document(str(documents.shipped(LAYOUTS[REPORT].file))), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = header
    document.save(packed)
    return actions.keep(REPORT, Given("sanaksmes-zinojums.docx", packed.getvalue()), words=words, actor=actor)
