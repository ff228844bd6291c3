"""Writes country/lv/instruments/overview-contribution.xlsx: what a municipality adds to the yearly overview, field by field.

It counts measures and events. Of people it asks a wide range only, of whoever came, and never how many of them were Roma
(product.md, domain.md 5). The questions are ours; no source prescribes their wording.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evaluation_form import CHOICES, write_book

TARGET = Path(__file__).resolve().parents[1] / "country" / "lv" / "instruments" / "overview-contribution.xlsx"
VERSION = "2026-11"
LATVIAN, ENGLISH = "Latviešu (lv)", "English (en)"
SURVEY = [
    "type", "name", f"label::{LATVIAN}", f"label::{ENGLISH}", f"hint::{LATVIAN}", f"hint::{ENGLISH}", "required",
    "constraint", f"constraint_message::{LATVIAN}", f"constraint_message::{ENGLISH}", "bind::khetene:domain",
]  # fmt: skip
REACH = {
    "under_20": ("mazāk nekā 20", "fewer than 20"),
    "20_to_99": ("no 20 līdz 99", "20 to 99"),
    "100_to_499": ("no 100 līdz 499", "100 to 499"),
    "from_500": ("500 un vairāk", "500 and more"),
    "not_counted": ("nav skaitīts", "not counted"),
}
FIELDS = {
    "education": ("edu", "Izglītība", "Education"),
    "social": ("soc", "Sociālais atbalsts", "Social support"),
    "employment": ("emp", "Nodarbinātība", "Employment"),
    "housing": ("hou", "Mājoklis", "Housing"),
    "health": ("hea", "Veselība", "Health"),
    "participation": ("par", "Kultūra un līdzdalība", "Culture and participation"),
}
NO_NAMES = ("Cilvēku vārdus nerakstiet.", "Write no names of people.")
NOT_COUNTED = (
    "Ja neskaitījāt, atstājiet tukšu. Nulle nozīmē, ka nebija.",
    "Leave it empty if you did not count. Zero means none.",
)
NUMBER = (". >= 0 and . <= 500", "Rakstiet skaitli no 0 līdz 500.", "Write a number from 0 to 500.")
NOBODYS_ORIGIN = (
    "Visi, kas piedalījās. Neskaitiet, cik no viņiem ir romi.",
    "Everybody who took part. Do not count how many of them are Roma.",
)


def survey() -> list[list[str]]:
    intro = (
        "Atbildiet par virsrakstā minēto gadu un tikai par savu jomu. Atbilde ar iestādes nosaukumu nonāk gada pārskatā.",
        "Answer about the year in the heading, for your own field. The answer stands in the overview with your institution.",
    )
    return [["note", "intro", *intro], *(row for field in FIELDS for row in _field(field))]


def _field(domain: str) -> list[list[str]]:
    short, *titles = FIELDS[domain]
    return [
        ["begin_group", f"{short}_group", *titles, "", "", "", "", "", "", domain],
        ["text", f"{short}_done", "Kas tika izdarīts?", "What was done?", *NO_NAMES, "yes", "", "", "", domain],
        ["integer", f"{short}_measures", "Cik bija pasākumu, kas notika vairāk nekā vienu reizi?",
         "How many measures were there that took place more than once?", *NOT_COUNTED, "", *NUMBER, domain],
        ["integer", f"{short}_events", "Cik bija vienreizēju notikumu?", "How many single events were there?",
         *NOT_COUNTED, "", *NUMBER, domain],
        ["select_one reach", f"{short}_reach", "Cik cilvēku kopā piedalījās?", "How many people took part altogether?",
         *NOBODYS_ORIGIN, "yes", "", "", "", domain],
        ["text", f"{short}_worked", "Kas izdevās, un kāpēc?", "What worked, and why?", *NO_NAMES, "", "", "", "", domain],
        ["text", f"{short}_needed", "Kas pašvaldībai ir vajadzīgs?", "What does the municipality need?", "", "", "", "", "", "",
         domain],
        ["text", f"{short}_state", "Kas būtu jāzina valstij?", "What should the state know?", "", "", "", "", "", "", domain],
        ["end_group"],
    ]  # fmt: skip


def write(target: Path) -> None:
    settings = [
        "Pašvaldības daļa gada pārskatā",
        "overview-contribution",
        VERSION,
        "lv",
        'khetene="urn:khetene:xlsform"',
    ]
    heads = ["form_title", "form_id", "version", "default_language", "namespaces"]
    choices = [["reach", name, *words] for name, words in REACH.items()]
    write_book(target, ("survey", SURVEY, survey()), ("choices", CHOICES, choices), ("settings", heads, [settings]))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
