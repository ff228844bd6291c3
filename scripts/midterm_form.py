"""Writes country/lv/instruments/midterm-review.xlsx: the look at the plan half way through ESF 9.1.4.4, as an XLSForm.

Source 001 names a mid-term evaluation (vidusposma izvērtējums) of the services of 9.1.4.4, and no form for it. The questions
are ours: the person and the social mentor look at the goals together. Nothing is asked about health, origin or the family.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evaluation_form import CHOICES, SURVEY, write_book

TARGET = Path(__file__).resolve().parents[1] / "country" / "lv" / "instruments" / "midterm-review.xlsx"
VERSION = "2026-11"
HEADS = ["form_title", "form_id", "version", "default_language"]
SETTINGS = ["Vidusposma izvērtējums", "midterm-review", VERSION, "lv"]
ANSWERS = {
    "progress": {
        "reached": ("sasniegti", "reached"),
        "closer": ("tuvāk nekā sākumā", "closer than at the beginning"),
        "same": ("tikpat tālu kā sākumā", "as far as at the beginning"),
        "others": ("tagad ir citi mērķi", "the goals are others now"),
    },
    "helped": {
        "social_worker": ("sociālais darbinieks", "social worker"),
        "psychologist": ("psihologs", "psychologist"),
        "career": ("karjeras konsultants", "career adviser"),
        "lawyer": ("jurists", "lawyer"),
        "group": ("atbalsta grupa", "support group"),
        "mentor": ("sociālais mentors", "social mentor"),
        "nothing": ("pagaidām nekas", "nothing so far"),
    },
    "obstacles": {
        "time": ("laiks", "time"),
        "transport": ("kā nokļūt", "getting there"),
        "money": ("nauda", "money"),
        "childcare": ("kas pieskata bērnus", "who looks after the children"),
        "papers": ("dokumenti", "papers"),
        "reading": ("valoda vai lasīšana", "language or reading"),
        "offers": ("nav piemērota darba vai mācību", "no fitting work or course"),
        "other": ("kas cits", "something else"),
        "nothing": ("nekas", "nothing"),
    },
    "going_on": {
        "same": ("kā plānots", "as planned"),
        "changed": ("ar izmaiņām", "with changes"),
        "finish": ("drīz beigs", "will end soon"),
    },
}  # fmt: skip
NO_NAMES = (
    "Citu cilvēku vārdus un veselības ziņas šeit neraksta.",
    "No names of other people and nothing about health.",
)


def survey() -> list[list[str]]:
    return [
        ["note", "intro", "Aizpilda kopā: cilvēks un sociālais mentors. Jautājumi ir mūsu; oficiāla veidlapa nav publicēta.",
         "Filled in together by the person and the social mentor. The questions are ours; no official form is published."],
        _text("goals", "Kādi mērķi bija sākumā?", "What were the goals at the beginning?", needed=True),
        ["select_one progress", "progress", "Cik tālu tie ir?", "How far are they?", "", "", "yes"],
        _text("done", "Kas jau izdevies?", "What has worked out already?"),
        ["select_multiple helped", "helped", "Kas palīdz?", "What helps?", "", "", "yes"],
        ["select_multiple obstacles", "obstacles", "Kas traucē?", "What stands in the way?",
         "Ja traucē veselība, izvēlies “kas cits” un neko nepaskaidro.",
         "If it is health, choose “something else” and do not explain it."],
        ["select_one going_on", "going_on", "Kā iet tālāk?", "How does it go on?", "", "", "yes"],
        [*_text("changes", "Kas plānā mainās?", "What changes in the plan?", needed=True), "${going_on} = 'changed'"],
        _text("next_step", "Kāds ir nākamais solis?", "What is the next step?", needed=True),
        _text("person_says", "Ko cilvēks pats saka par atbalstu?", "What does the person say about the support?"),
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
