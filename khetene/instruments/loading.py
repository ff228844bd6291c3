"""Questionnaires from the country pack. A changed file becomes a new version; open evaluations keep theirs."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import transaction

from khetene.instruments import actions
from khetene.instruments.errors import BadInstrument
from khetene.instruments.models import InstrumentVersion
from khetene.instruments.questionnaire import Questionnaire
from khetene.instruments.xlsform import read_xlsform
from khetene.kernel.actor import System

FOLDER = "instruments"


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load every workbook of `instruments/`; how many. Raises BadInstrument with file, sheet and cell."""
    files = sorted((folder / FOLDER).glob("*.xlsx"))
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if not InstrumentVersion.objects.filter(digest=digest).exists():
            actions.load_version(read_file(path), digest=digest, actor=System("load-country"))
    return len(files)


def read_file(path: Path) -> Questionnaire:
    """The questionnaire of a file. Raises BadInstrument that names the file too."""
    try:
        return read_xlsform(path.read_bytes())
    except BadInstrument as problem:
        raise BadInstrument(f"{path.name}: {problem.message}") from problem
