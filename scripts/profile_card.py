"""Writes country/lv/instruments/youth-card.xlsx: the young person's card of ESF 8.3.3 as an XLSForm.

Source 001, steps 1 and 2: needs, resources and possibilities, interests, education, skills and directions of development. The
source names these parts and no wording; the questions are ours. Nothing is asked about health, origin or the family.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evaluation_form import CHOICES, SURVEY, write_book

TARGET = Path(__file__).resolve().parents[1] / "country" / "lv" / "instruments" / "youth-card.xlsx"
VERSION = "2026-11"
HEADS = ["form_title", "form_id", "version", "default_language"]
SETTINGS = ["Jaunieša karte (profilēšana)", "youth-card", VERSION, "lv"]
ANSWERS = {
    "education": {
        "below_basic": ("nepabeigta pamatizglītība", "basic education not finished"),
        "basic": ("pamatizglītība", "basic education"),
        "secondary": ("vidējā izglītība", "secondary education"),
        "vocational": ("profesionālā izglītība", "vocational education"),
        "higher": ("augstākā izglītība", "higher education"),
        "not_said": ("negrib teikt vai nezina", "does not want to say or does not know"),
    },
    "directions": {
        "school": ("atgriezties skolā vai tehnikumā", "go back to school or college"),
        "trade": ("mācīties amatu pie meistara", "learn a trade from a master"),
        "guarantee": ("Jauniešu garantijas vai NVA pasākums", "a measure of the Youth Guarantee or the employment agency"),
        "work": ("darbs", "work"),
        "ngo": ("NVO vai jauniešu centrs", "an NGO or a youth centre"),
        "open": ("vēl nav skaidrs", "not clear yet"),
    },
    "specialists": {
        "career": ("karjeras konsultants", "career adviser"),
        "psychologist": ("psihologs", "psychologist"),
        "social_worker": ("sociālais darbinieks", "social worker"),
        "pedagogue": ("pedagogs vai sociālais pedagogs", "teacher or social pedagogue"),
        "youth_worker": ("jaunatnes darbinieks", "youth worker"),
        "nobody": ("neviens", "nobody"),
    },
}  # fmt: skip
NO_NAMES = (
    "Citu cilvēku vārdus un veselības ziņas šeit neraksta.",
    "No names of other people and nothing about health.",
)


def survey() -> list[list[str]]:
    return [
        ["note", "intro", "Karti aizpilda kopā ar jaunieti. Jebkuru jautājumu var izlaist, ja tas nav obligāts.",
         "The card is filled in together with the young person. What is not marked as needed may be skipped."],
        _text("needs", "Kas jaunietim tagad visvairāk vajadzīgs?", "What does the young person need most now?", needed=True),
        _text("resources", "Kas jaunietim padodas, kas palīdz, uz ko var paļauties?",
              "What is the young person good at, what helps, what can be relied on?", needed=True),
        _text("interests", "Kas jaunieti interesē?", "What interests the young person?", needed=True),
        ["select_one education", "education", "Kāda izglītība iegūta?", "Which education is finished?", "", "", "yes"],
        _text("skills", "Ko jaunietis prot: darbi, valodas, dators, vadīšana?",
              "What can the young person do: jobs, languages, computer, driving?"),
        _text("obstacles", "Kas līdz šim traucējis mācīties vai strādāt?", "What has stood in the way of learning or working?"),
        ["select_multiple directions", "directions", "Kādā virzienā jaunietis grib iet?",
         "In which direction does the young person want to go?", "", "", "yes"],
        _text("first_step", "Kāds būs pirmais solis?", "What will be the first step?", needed=True),
        ["select_multiple specialists", "specialists", "Kurš speciālists palīdzēja izvērtēt?",
         "Which specialist helped to judge?", "Ārstniecības personas programma nepiesaista.",
         "The programme involves no medical staff."],
    ]  # fmt: skip


def _text(name: str, latvian: str, english: str, *, needed: bool = False) -> list[str]:
    return ["text", name, latvian, english, *NO_NAMES, "yes" if needed else ""]


def choices() -> list[list[str]]:
    return [[name, key, *words] for name, answers in ANSWERS.items() for key, words in answers.items()]


def write(target: Path) -> None:
    """The same bytes each time."""
    write_book(target, ("survey", SURVEY, survey()), ("choices", CHOICES, choices()), ("settings", HEADS, [SETTINGS]))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
