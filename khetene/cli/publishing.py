"""Open data: what was published, as files for everybody. Nothing else can be written by this command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings

from khetene.publishing import files, reads
from khetene.publishing.errors import NothingPublished
from khetene.publishing.files.layout import CATALOGUE


def add_commands(commands: Any) -> None:
    open_data = commands.add_parser("open-data", help="published editions as files with a catalogue (DCAT-AP 3)")
    verbs = open_data.add_subparsers(dest="verb", required=True, metavar="VERB")
    build = verbs.add_parser("build", help="write all files into a folder; the same editions give the same bytes")
    build.add_argument("folder", metavar="DIR")
    build.add_argument("--address", metavar="URL", default="", help="where the folder will stand in the web")
    build.set_defaults(run=_build)


def _build(given: argparse.Namespace) -> None:
    editions = reads.published()
    if not editions:
        raise NothingPublished
    base = given.address or f"{settings.PUBLIC_ADDRESS.rstrip('/')}/dati"
    base = base.rstrip("/") + "/"
    folder, number = Path(given.folder), 0
    for path, body in [*files.all_files(editions, base), (CATALOGUE, files.catalogue(editions, base))]:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        number += 1
    print(f"{number} files, {len(editions)} editions: {folder}")
