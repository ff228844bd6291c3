"""What a signed-in person takes away as a file is kept by nothing on the way."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpResponse

import khetene
from khetene.web.components.files import to_be_saved

DESK = Path(khetene.__file__).parent
# The helper itself, and what nobody signs in for: a calendar for whoever holds a letter, and published tables.
NAME_A_FILE = [
    "gatherings/letters.py",
    "web/components/files.py",
    "web/desk/gatherings/views_letters.py",
    "web/desk/publishing/views_open.py",
]


def test_every_attachment_for_a_signed_in_person_goes_through_the_one_helper():
    found = [file for file in DESK.rglob("*.py") if "Content-Disposition" in file.read_text(encoding="utf-8")]

    assert sorted(str(file.relative_to(DESK)) for file in found) == NAME_A_FILE


def test_the_helper_lets_nothing_keep_a_copy():
    answer = to_be_saved(HttpResponse(b"x"), "viis.csv")

    assert (answer["Cache-Control"], answer["Content-Disposition"]) == (
        "private, no-store",
        'attachment; filename="viis.csv"',
    )
