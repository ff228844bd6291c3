"""Compile every catalogue of the project."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]

for source in sorted((ROOT / "khetene").glob("**/*.po")):
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parents[1].name)
    with source.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
