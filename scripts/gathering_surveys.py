"""Writes country/lv/instruments/survey-before.xlsx and survey-after.xlsx: what people need from a gathering, and what it brought.

Source 003 tells that the regional experts got an e-survey beside the discussion of 27.05.2021 and gives its answers, not its
questions: the wording is ours. Nothing is asked about origin, health, families or named people.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evaluation_form import CHOICES, SURVEY, write_book

FOLDER = Path(__file__).resolve().parents[1] / "country" / "lv" / "instruments"
VERSION = "2026-11"
HEADS = ["form_title", "form_id", "version", "default_language"]
NO_NAMES = ("Cilvēku vārdus nerakstiet.", "Write no names of people.")
Lines = list[list[str]]
ANSWERS: dict[str, dict[str, tuple[str, str]]] = {
    "topics": {
        "education": ("izglītība", "education"),
        "employment": ("nodarbinātība", "employment"),
        "social": ("sociālais darbs", "social work"),
        "health": ("veselība", "health"),
        "housing": ("mājoklis", "housing"),
        "mediation": ("sadarbība ar mediatoriem", "work with mediators"),
        "funding": ("projekti un finansējums", "projects and funding"),
        "culture": ("kultūra un valoda", "culture and language"),
    },
    "format": {
        "two_days": ("divas dienas klātienē, ar vizīti", "two days in one place, with a visit"),
        "one_day": ("viena diena klātienē", "one day in one place"),
        "online": ("tiešsaistē", "online"),
        "any": ("nav svarīgi", "it does not matter"),
    },
    "useful": {
        "very": ("ļoti noderīga", "very useful"),
        "rather": ("drīzāk noderīga", "rather useful"),
        "little": ("maz noderīga", "of little use"),
        "not": ("nebija noderīga", "not useful"),
    },
    "use": {
        "yes": ("jā, zinu, ko darīšu", "yes, I know what I shall do"),
        "maybe": ("varbūt, vēl nezinu, kā", "perhaps, I do not know how yet"),
        "no": ("nē", "no"),
    },
    "best": {
        "talks": ("prezentācijas", "talks"),
        "discussion": ("diskusija", "the discussion"),
        "visit": ("vizīte", "the visit"),
        "meeting": ("iepazīšanās ar kolēģiem", "meeting colleagues"),
        "materials": ("materiāli", "materials"),
    },
}


def before() -> Lines:
    return [
        ["note", "intro", "Jūsu atbildes palīdz sagatavot darba kārtību.", "Your answers help to prepare the agenda."],
        ["select_multiple topics", "topics", "Par ko jums vajadzīgs runāt?", "What do you need to talk about?", "", "", "yes"],
        ["text", "question", "Kāds jautājums jums darbā palicis bez atbildes?",
         "Which question from your work has found no answer?", *NO_NAMES],
        ["text", "practice", "Ar ko jūs varētu dalīties: kas jūsu pašvaldībā izdevies?",
         "What could you share: what went well in your municipality?", *NO_NAMES],
        ["select_one format", "format", "Kā jums ērtāk tikties?", "How would you rather meet?", "", "", "yes"],
        ["text", "obstacle", "Kas jums traucē piedalīties?", "What keeps you from taking part?"],
    ]  # fmt: skip


def after() -> Lines:
    low = "${useful} = 'little' or ${useful} = 'not'"
    return [
        ["note", "intro", "Jūsu atbildes palīdz nākamo sanāksmi sarīkot labāk.",
         "Your answers help to make the next gathering better."],
        ["select_one useful", "useful", "Cik noderīga jums bija sanāksme?", "How useful was the gathering for you?", "", "",
         "yes"],
        ["text", "lacking", "Kā pietrūka?", "What was lacking?", "", "", "", low],
        ["select_multiple best", "best", "Kas bija visnoderīgākais?", "What was most useful?"],
        ["select_one use", "use", "Vai savā darbā kaut ko darīsiet citādi?", "Will you do anything differently at work?", "",
         "", "yes"],
        ["text", "what", "Ko darīsiet citādi?", "What will you do differently?", *NO_NAMES, "",
         "${use} = 'yes' or ${use} = 'maybe'"],
        ["text", "change", "Kas nākamreiz jāmaina?", "What should change next time?"],
        ["text", "recommend", "Ko jūs ieteiktu ministrijai vai pašvaldībām?",
         "What would you recommend to the ministry or to municipalities?", *NO_NAMES],
        ["select_multiple topics", "next", "Par ko runāt nākamreiz?", "What should be talked about next time?"],
    ]  # fmt: skip


def write(folder: Path) -> None:
    for form_id, title, rows in (
        ("survey-before", "Aptauja pirms sanāksmes", before()),
        ("survey-after", "Aptauja pēc sanāksmes", after()),
    ):
        asked = {row[0].split()[1] for row in rows if " " in row[0]}
        lists = [[name, key, *words] for name in ANSWERS if name in asked for key, words in ANSWERS[name].items()]
        settings = [title, form_id, VERSION, "lv"]
        write_book(
            folder / f"{form_id}.xlsx",
            ("survey", SURVEY, rows),
            ("choices", CHOICES, lists),
            ("settings", HEADS, [settings]),
        )


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
