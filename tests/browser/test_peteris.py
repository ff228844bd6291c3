"""Pēteris, from what the class teacher saw to "the risks are gone", through school, municipality and service (source 001)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.browser.people import Person

pytestmark = pytest.mark.browser

AtWork = Callable[..., Person]
PUPIL = "Pēteris Ozols"
# Risk, its justification, the support against it.
RISKS = [
    (
        "Zems vērtējums vai vērtējuma nav kādā mācību priekšmetā",
        "Trīs priekšmetos vērtējums zem 4.",
        "Mācību priekšmeta pedagoga konsultācija",
    ),
    (
        "Konflikti ar vienaudžiem, vienaudži pazemo",
        "Vienaudži pazemo, novērots četras reizes.",
        "Sociālā pedagoga konsultācija",
    ),
    (
        "Mājās trūkst intereses vai prasmju palīdzēt mācībās",
        "Mājasdarbi nav pildīti sešas nedēļas.",
        "Asistenta atbalsts",
    ),
    ("Garīgā veselība, zems pašvērtējums", "Stundās nerunā.", "Psihologa konsultācija"),
    ("Trūcīga vai maznodrošināta mājsaimniecība", "Nav ziemas apavu.", "Apģērbs, apavi un higiēnas preces"),
]


def test_peteris_is_carried_from_the_first_observation_to_the_risks_are_gone(at_work: AtWork) -> None:
    _velga_notes_what_she_saw(at_work("velga", width=360))
    inese = at_work("inese")
    number, begins, ends = _inese_begins_a_plan(inese)
    _inese_writes_it(inese, max(begins, date.today()), ends)
    inese.follows("Nodot saskaņošanai").presses("Nodot saskaņošanai").sees("saskaņošanā")

    vizma = at_work("vizma").opens("/atbalsta-plani/").follows(number).follows("Apstiprināt plānu")
    vizma.presses("Apstiprināt plānu")
    for outside in ("aiga", "guna"):
        _approves_without_a_name(at_work(outside), number)
    if begins > date.today():  # in summer the semester of the plan has not begun
        return
    inese.opens("/atbalsta-plani/").follows(number).follows("Sākt īstenošanu").presses("Sākt īstenošanu")
    _inese_gives_an_hour(inese)
    _inese_ends_it(inese)
    at_work("velga").opens("/atbalsta-plani/").follows(number).sees("Riski ir novērsti.").finds_the_page_accessible()


def _velga_notes_what_she_saw(velga: Person) -> None:
    velga.opens("/atbalsta-plani/").follows("Pierakstīt novēroto").finds_the_page_accessible()
    velga.writes("Skolēna vārds", PUPIL).writes("Kas novērots?", "Starpbrīžos vienaudži izsmej.")
    velga.ticks("Konflikti ar vienaudžiem, vienaudži pazemo").chooses("Kam to apskatīt?", "Inese Krasta")
    velga.presses("Saglabāt").sees(PUPIL).finds_the_page_accessible()


def _inese_begins_a_plan(inese: Person) -> tuple[str, date, date]:
    """The number of the plan, and the first and the last day of its semester."""
    inese.opens("/atbalsta-plani/").follows(PUPIL).follows("Sākt atbalsta plānu").finds_the_page_accessible()
    semester = inese.page.locator("div:has(> input[name=semester]:checked) > label")
    days = [date(int(y), int(m), int(d)) for d, m, y in re.findall(r"(\d\d)\.(\d\d)\.(\d{4})", semester.inner_text())]
    inese.writes("Klase vai kurss", "5").writes("Klases vai grupas apzīmējums", "5.b").presses("Saglabāt")
    number = re.search(r"IAP-\d\d-\d{4}", inese.page.locator("main").inner_text())
    assert number is not None
    return number.group(), days[0], days[1]


def _inese_writes_it(inese: Person, first: date, last: date) -> None:
    for risk, justification, _support in RISKS:
        inese.follows("Nosaukt risku").ticks(risk).ticks("izteikts").writes("Kas to pamato?", justification)
        inese.presses("Saglabāt").sees("Risks ir plānā.")
    for risk, _justification, support in RISKS:
        inese.follows(f"Ieplānot pasākumu – {risk}")
        _inese_plans(inese, support, first, last)
        inese.presses("Saglabāt").sees("Pasākums ir ieplānots.")
    inese.finds_the_page_accessible()
    inese.follows("Mainīt – Parakstīts iesniegums").ticks("skolēna likumiskais pārstāvis")
    today = date.today()
    for field in ("signed_on", "informed_on"):
        inese.writes_day(field, today.day, today.month, today.year)
    inese.presses("Saglabāt").follows("Mainīt – Mērķis un apņemšanās").finds_the_page_accessible()
    inese.writes("Kam semestra beigās jābūt citādi?", "Visi vērtējumi vismaz 4.").presses("Saglabāt")
    inese.follows("Apliecinu").page.locator("main form button[type=submit]").first.click()
    inese.sees("Apliecinājums ir saglabāts.")


def _inese_plans(inese: Person, support: str, first: date, last: date) -> None:
    is_clothing = support.startswith("Apģērbs")
    inese.ticks(support).ticks("nav konsultācija" if is_clothing else "individuāli")
    inese.writes("Cik daudz?", "1" if is_clothing else "4").writes("Cik maksā viena vienība, eiro?", "12,50")
    inese.writes_day("begins", first.day, first.month, first.year).writes_day("ends", last.day, last.month, last.year)
    inese.writes("Kas par to atbild?", "skola")
    if is_clothing:
        inese.writes_future("poor_until", days=max((first - date.today()).days, 0) + 60)


def _approves_without_a_name(outside: Person, number: str) -> None:
    outside.opens("/atbalsta-plani/saskanosana/").follows(number).finds_the_page_accessible()
    outside.sees("Nav ziemas apavu.").does_not_see(PUPIL).does_not_see("5.b")
    outside.presses("Apstiprināt plānu").sees("Jūsu lēmums ir pierakstīts.")


def _inese_gives_an_hour(inese: Person) -> None:
    today = date.today()
    inese.follows(f"Pierakstīt sniegto – {RISKS[0][2]}").finds_the_page_accessible()
    inese.writes_day("given_on", today.day, today.month, today.year).writes("Cik daudz?", "1")
    inese.writes_day("confirmed_on", today.day, today.month, today.year).ticks("parakstīta uz papīra")
    inese.presses("Saglabāt").sees("parakstīta uz papīra")


def _inese_ends_it(inese: Person) -> None:
    inese.follows("Izvērtēt un noslēgt plānu").finds_the_page_accessible()
    for risk in inese.page.locator('fieldset:has(input[name^="risk-"])').all():
        risk.get_by_label("novērsts").check()
    inese.ticks("Riski ir novērsti.").writes("Dažos vārdos", "Pāriet uz paralēlklasi.")
    inese.page.get_by_role("button", name=re.compile("Saglabāt|Izvērtēt")).first.click()
    inese.sees("Plāns ir izvērtēts.")
