"""The foot of a printed page: address, words about the funder and the number of the page stand on the paper, all of them."""

from __future__ import annotations

import json
import struct
import zlib
from itertools import takewhile

import pytest
import typst

from khetene.kernel.documents import shipped
from khetene.layouts.catalogue import LAYOUTS
from khetene.layouts.fields import complete_for_pdf
from tests.factories.pictures import drawn_png

DOTS_PER_INCH = 36
UNPRINTED = 5  # rows of dots, 3.5 mm: what a printer leaves white at the edge
FUNDER = "Šis pasākums ir organizēts projekta ietvaros ar Eiropas Savienības programmas finansiālo atbalstu. "


def rows_of(picture):
    """Each row of dots as bytes, the filters of PNG undone."""
    chunks, at = {}, 8
    while at < len(picture):
        size, kind = struct.unpack(">I4s", picture[at : at + 8])
        chunks[kind] = chunks.get(kind, b"") + picture[at + 8 : at + 8 + size]
        at += 12 + size
    width, _height, _depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    step = {2: 3, 6: 4}[colour]
    data, row = zlib.decompress(chunks[b"IDAT"]), bytearray(width * step)
    for start in range(0, len(data), width * step + 1):
        above, row = row, bytearray(data[start + 1 : start + 1 + width * step])
        for place in range(len(row)):
            left, corner = (row[place - step], above[place - step]) if place >= step else (0, 0)
            row[place] = (row[place] + _guess(data[start], left, above[place], corner)) % 256
        yield bytes(row)


def _guess(kind, left, above, corner):
    near = left + above - corner
    paeth = min((left, above, corner), key=lambda one: abs(near - one))
    return (0, left, above, (left + above) // 2, paeth)[kind]


def white_at_the_foot(report, template):
    """Of the first page, in rows of dots."""
    inputs = {"report": json.dumps(report, ensure_ascii=False)}
    pages = typst.compile(shipped(template), format="png", ppi=DOTS_PER_INCH, sys_inputs=inputs)
    rows = list(rows_of(pages[0]))
    return len(list(takewhile(lambda row: set(row) == {255}, reversed(rows))))


@pytest.mark.parametrize("name", ["gathering-report", "phase-report"])
def test_address_funder_and_number_stand_on_the_paper(name):
    lines = ["Parauga iela 1, Rīga, LV-1000", "Tālr. 60000000", "ministrija@khetene.example", "Reģ. Nr. 00000000000"]
    mine = {"sign": list(drawn_png("sign")), "format": "png", "above": lines, "below": lines}
    report = complete_for_pdf(LAYOUTS[name]) | {"letterhead": mine, "funding": FUNDER * 4}

    assert white_at_the_foot(report, f"{name}.typ") >= UNPRINTED
