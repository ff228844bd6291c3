"""Writes country/lv/instruments/mediator-evaluation.xlsx: the yearly evaluation of mediation as an XLSForm.

The questions are about the work together and about the institution's own side, never a mark for a person (domain.md 2.3, 2.4).
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

TARGET = Path(__file__).resolve().parents[1] / "country" / "lv" / "instruments" / "mediator-evaluation.xlsx"
VERSION = "2026-11"
SURVEY = [
    "type", "name", "label::Latviešu (lv)", "label::English (en)", "hint::Latviešu (lv)", "hint::English (en)", "required",
    "relevant", "bind::khetene:domain",
]  # fmt: skip
CHOICES = ["list_name", "name", "label::Latviešu (lv)", "label::English (en)"]
ANSWERS = {
    "often": {
        "weekly": ("katru nedēļu", "every week"),
        "monthly": ("katru mēnesi", "every month"),
        "less": ("retāk", "less often"),
        "never": ("ne reizi", "not once"),
    },
    "yes_no": {
        "yes": ("jā", "yes"),
        "partly": ("daļēji", "partly"),
        "no": ("nē", "no"),
        "unknown": ("nezinu", "I do not know"),
    },
    "edu_topics": {
        "attendance": ("skolas apmeklēšana", "attending school"),
        "enrolment": ("uzņemšana skolā vai bērnudārzā", "admission to school or kindergarten"),
        "parents": ("sarunas ar vecākiem", "talks with parents"),
        "learning": ("atbalsts mācībās", "support for learning"),
        "conflict": ("domstarpības", "disagreements"),
        "other": ("kas cits", "something else"),
    },
    "soc_topics": {
        "benefits": ("pabalsti un dokumenti", "benefits and documents"),
        "children": ("ģimenes ar bērniem", "families with children"),
        "crisis": ("krīzes situācijas", "crises"),
        "visits": ("kopīgi apmeklējumi mājās", "home visits together"),
        "other": ("kas cits", "something else"),
    },
    "emp_topics": {
        "register": ("reģistrēšanās NVA", "registering with the employment agency"),
        "training": ("mācības", "training"),
        "vacancy": ("darba meklēšana", "looking for work"),
        "employer": ("sarunas ar darba devējiem", "talks with employers"),
        "other": ("kas cits", "something else"),
    },
    "hou_topics": {
        "queue": ("rinda uz mājokli", "the queue for housing"),
        "condition": ("mājokļa stāvoklis", "the condition of a home"),
        "debts": ("parādi", "debts"),
        "eviction": ("izlikšanas novēršana", "preventing an eviction"),
        "other": ("kas cits", "something else"),
    },
    "hea_topics": {
        "doctor": ("reģistrēšanās pie ģimenes ārsta", "registering with a family doctor"),
        "vaccination": ("vakcinācija", "vaccination"),
        "mothers": ("mātes un bērna veselība", "health of mother and child"),
        "explaining": ("ārsta teiktā izskaidrošana", "explaining what the doctor said"),
        "other": ("kas cits", "something else"),
    },
    "pol_topics": {
        "prevention": ("profilakse", "prevention"),
        "youth": ("darbs ar jauniešiem", "work with young people"),
        "victims": ("palīdzība cietušajiem", "help for victims"),
        "conflict": ("domstarpības", "disagreements"),
        "other": ("kas cits", "something else"),
    },
    "institutions": {
        "school": ("skola", "the school"),
        "social": ("sociālais dienests", "the social service"),
        "nva": ("NVA", "the employment agency"),
        "housing": ("mājokļu nodaļa", "the housing office"),
        "health": ("ārsti un slimnīca", "doctors and the hospital"),
        "police": ("policija", "the police"),
        "none": ("neviena", "none"),
    },
}
FIELDS = {
    "education": ("edu", "Izglītība", "Education"),
    "social": ("soc", "Sociālais darbs", "Social work"),
    "employment": ("emp", "Nodarbinātība", "Employment"),
    "housing": ("hou", "Mājoklis", "Housing"),
    "health": ("hea", "Veselība", "Health"),
    "police": ("pol", "Policija", "Police"),
}


def survey() -> list[list[str]]:
    intro = (
        "Jautājumi ir par kopīgo darbu un par iestādes pusi, nevis atzīme cilvēkam. Atbildiet tikai par savu jomu.",
        "Here we ask about the work together and the institution's side; nobody is marked. Answer for your own field only.",
    )
    rows = [["note", "intro", *intro]]
    for domain, (short, latvian, english) in FIELDS.items():
        rows += _institution(domain, short, latvian, english)
    return [*rows, *_mediator(), *_families()]


def _institution(domain: str, short: str, latvian: str, english: str) -> list[list[str]]:
    met, changed = f"${{{short}_met}}", f"${{{short}_changed}}"
    easier = "Vai jūsu iestādē šogad kaut kas mainījās, lai cilvēkiem būtu vieglāk saņemt palīdzību?"
    return [
        ["begin_group", f"{short}_group", latvian, english, "", "", "", "", domain],
        ["select_one often", f"{short}_met", "Cik bieži šogad strādājāt kopā ar mediatoru?",
         "How often did you work together with the mediator this year?", "", "", "yes", "", domain],
        [f"select_multiple {short}_topics", f"{short}_topics", "Pie kā strādājāt kopā?", "What did you work on together?",
         "", "", "", f"{met} != '' and {met} != 'never'", domain],
        ["select_one yes_no", f"{short}_changed", easier,
         "Did your institution change anything this year so that people get help more easily?", "", "",
         "yes", "", domain],
        ["text", f"{short}_change", "Kas mainījās?", "What changed?", "", "", "", f"{changed} = 'yes' or {changed} = 'partly'",
         domain],
        ["text", f"{short}_outside", "Vai lūdzāt mediatoram ko tādu, kas nav mediatora pienākums? Ko?",
         "Did you ask the mediator for something that is not a mediator's duty? What?", "", "", "", "", domain],
        ["text", f"{short}_needs", "Kas vajadzīgs jūsu iestādei, lai kopīgais darbs nākamgad izdotos labāk?",
         "What does your institution need so that the work together goes better next year?", "Cilvēku vārdus nerakstiet.",
         "Write no names of people.", "", "", domain],
        ["end_group"],
    ]  # fmt: skip


def _mediator() -> list[list[str]]:
    domain = "mediator"
    return [
        ["begin_group", "med_group", "Mediatora skats", "The mediator's view", "", "", "", "", domain],
        ["select_multiple institutions", "med_open", "Kuras iestādes šogad strādāja kopā ar jums?",
         "Which institutions worked together with you this year?", "", "", "yes", "", domain],
        ["text", "med_refused", "Kur jums atteica, un ar kādu pamatojumu?", "Where were you refused, and for what reason?",
         "", "", "", "", domain],
        ["text", "med_outside", "Ko jums lūdza darīt ārpus jūsu pienākumiem?", "What were you asked to do outside your duties?",
         "", "", "", "", domain],
        ["select_one yes_no", "med_support", "Vai jums bija ar ko pārrunāt grūtus gadījumus?",
         "Was there somebody with whom you could talk about hard cases?", "", "", "yes", "", domain],
        ["select_one yes_no", "med_last_year", "Vai pagājušā gada ieteikumi tika izpildīti?",
         "Were last year's recommendations carried out?", "", "", "yes", "", domain],
        ["text", "med_needs", "Kas jums vajadzīgs nākamajā gadā?", "What do you need next year?", "", "", "", "", domain],
        ["end_group"],
    ]  # fmt: skip


def _families() -> list[list[str]]:
    domain = "families"
    return [
        ["begin_group", "fam_group", "Ģimeņu skats", "The families' view", "Jautājiet mutiski. Vārdus nepierakstiet.",
         "Ask aloud. Write down no names.", "", "", domain],
        ["select_one yes_no", "fam_knew", "Vai zinājāt, pie kā vērsties, kad bija vajadzīga palīdzība?",
         "Did you know whom to turn to when you needed help?", "", "", "yes", "", domain],
        ["select_one yes_no", "fam_helped", "Vai iestāde jums palīdzēja?", "Did the institution help you?", "", "", "yes", "",
         domain],
        ["select_one yes_no", "fam_respect", "Vai iestādē ar jums runāja ar cieņu?",
         "Did the institution speak to you with respect?", "", "", "yes", "", domain],
        ["text", "fam_next", "Kas iestādēm būtu jādara citādi?", "What should institutions do differently?", "", "", "", "",
         domain],
        ["end_group"],
    ]  # fmt: skip


def choices() -> list[list[str]]:
    return [[name, key, *words] for name, answers in ANSWERS.items() for key, words in answers.items()]


def write(target: Path) -> None:
    settings = ["Mediācijas gada novērtējums", "mediator-evaluation", VERSION, "lv", 'khetene="urn:khetene:xlsform"']
    heads = ["form_title", "form_id", "version", "default_language", "namespaces"]
    write_book(target, ("survey", SURVEY, survey()), ("choices", CHOICES, choices()), ("settings", heads, [settings]))


def write_book(target: Path, *sheets: tuple[str, list[str], list[list[str]]]) -> None:
    """The same bytes each time: the file carries no moment of making."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 11, 1, tzinfo=UTC)})
        bold = book.add_format({"bold": True})
        for name, head, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, head, bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
            sheet.autofit()
            sheet.freeze_panes(1, 0)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
