"""The main job: Haris, from the first visit to work, through four offices (source 001, ESF 7.4.1); also without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.browser.people import Person

pytestmark = pytest.mark.browser

AtWork = Callable[..., Person]


@pytest.mark.parametrize("javascript", [True, False])
def test_haris_is_carried_from_the_first_visit_to_work(at_work: AtWork, *, javascript: bool) -> None:
    _carry(partial(at_work, javascript=javascript))


def _carry(at_work: AtWork) -> None:
    janis = at_work("janis")
    before = janis.opens("/parskats/").finds_the_page_accessible().number("#number-started_work")

    anna = at_work("anna", width=360)
    _anna_notes_a_visit_and_opens_a_case(anna)
    _anna_sees_what_fits(anna)
    _anna_hands_over(anna, to="Ventspils Sociālais dienests")

    ieva = at_work("ieva")
    _ieva_takes_over_and_records_the_status(ieva)
    _ieva_hands_over_to_nva(ieva)

    marta = at_work("marta")
    _marta_takes_over_and_screens(marta)
    _marta_plans_and_records_the_outcome(marta)

    ieva.opens("/nosutijumi/izsutitie/?state=outcome").sees("NVA Ventspils filiāle")
    _ieva_reports_back(ieva)
    anna.opens("/nosutijumi/izsutitie/?state=outcome").follows("Ventspils Sociālais dienests")
    anna.sees("Sāka strādāt").finds_the_page_accessible()

    after = janis.opens("/parskats/").number("#number-started_work")
    assert after == before + 1
    janis.does_not_see("Haris")
    assert janis.status_of("/lietas/") == 404


def _anna_notes_a_visit_and_opens_a_case(anna: Person) -> None:
    anna.opens("/sazina/pierakstit/").finds_the_page_accessible()
    anna.ticks("Darbs").ticks("uzklausīju").writes("Dažos vārdos", "Ilgi meklē darbu, vairākkārt atteikts.")
    anna.presses("Saglabāt apmeklējumu").sees("Apmeklējums ir pierakstīts.")
    anna.opens("/lietas/atvert/").finds_the_page_accessible()
    anna.writes("Kā cilvēku uzrunāt?", "Haris").writes_day("birth_date", 1, 3, 1981)
    anna.chooses("Pašvaldība", "Ventspils").chooses("Kas vajadzīgs vispirms?", "Darbs")
    anna.ticks("mutiska, klātesot lieciniekam").writes(
        "Liecinieks vai likumiskais pārstāvis", "dienas centra darbiniece"
    )
    anna.presses("Atvērt lietu").sees("VEN-").sees("Haris").finds_the_page_accessible()


def _anna_sees_what_fits(anna: Person) -> None:
    anna.follows("Kāda palīdzība der?").finds_the_page_accessible()
    anna.answers("registered_unemployed", "nē").answers_number("months_without_work", 14).answers("employed", "nē")
    anna.sees("Atbalsts ilgstošajiem bezdarbniekiem").sees("Vispirms reģistrējieties NVA kā bezdarbnieks.")
    anna.answers("school_stage", "nemācās").answers("earns_little", "jā").answers("household_status", "statusa nav")
    anna.presses("Saglabāt šo rezultātu lietā").sees("Kāda palīdzība der: saglabātais rezultāts")


def _anna_hands_over(anna: Person, *, to: str) -> None:
    anna.opens("/lietas/").follows("Haris").follows("Nosūtīt iestādei").finds_the_page_accessible()
    _hands_over(anna, to, facts=["Cik mēnešus cilvēks ir bez darba?", "Vai mājsaimniecības ienākumi ir mazi?"])


def _hands_over(person: Person, to: str, *, facts: list[str]) -> None:
    person.chooses("Kurai iestādei?", to).ticks("kā cilvēku uzrunāt").ticks("vajadzības").ticks("atbildes par cilvēku")
    person.ticks("Darbs")
    for fact in facts:
        person.ticks(fact)
    person.presses("Turpināt").sees("Tiks nodots tikai tas, kas redzams šeit").sees("Haris")
    person.finds_the_page_accessible().follows("Pierakstīt cilvēka atbildi").finds_the_page_accessible()
    person.ticks("piekrita").ticks("parakstīta uz papīra").ticks("Iestāde drīkst mums paziņot rezultātu")
    person.presses("Pierakstīt un turpināt").sees("Nosūtījums ir nosūtīts.").finds_the_page_accessible()


def _ieva_takes_over_and_records_the_status(ieva: Person) -> None:
    ieva.opens("/nosutijumi/").finds_the_page_accessible().follows("Romu mediatoru komanda")
    ieva.sees("Haris").does_not_see("dienas centra darbiniece")
    ieva.follows("Pieņemt").ticks("Pašvaldības sociālais dienests").presses("Pieņemt un atvērt mūsu lietu")
    ieva.follows("Uz mūsu lietu").sees("Haris").follows("Kāda palīdzība der?")
    ieva.answers("household_status", "trūcīga", origin="document")
    ieva.opens("/lietas/").follows("Haris").follows("Pierakstīt rezultātu").finds_the_page_accessible()
    ieva.ticks("Piešķirts statuss vai pabalsts").ticks("redzēts dokumentā").presses("Saglabāt").sees(
        "Rezultāts ir pierakstīts."
    )


def _ieva_hands_over_to_nva(ieva: Person) -> None:
    ieva.follows("Nosūtīt iestādei")
    _hands_over(ieva, "NVA Ventspils filiāle", facts=["Cik mēnešus cilvēks ir bez darba?"])


def _marta_takes_over_and_screens(marta: Person) -> None:
    marta.opens("/nosutijumi/").follows("Ventspils Sociālais dienests").follows("Pieņemt")
    marta.ticks("Palīdzība darba meklēšanā").presses("Pieņemt un atvērt mūsu lietu")
    marta.follows("Uz mūsu lietu").follows("Kāda palīdzība der?")
    marta.answers("registered_unemployed", "jā", origin="register").answers("employed", "nē")
    marta.sees("psihoterapeits").sees("sociālais mentors").finds_the_page_accessible()


def _marta_plans_and_records_the_outcome(marta: Person) -> None:
    marta.opens("/lietas/").follows("Haris").presses("Sākt plānu").follows("Pievienot mērķi")
    marta.writes("Ko cilvēks vēlas sasniegt?", "Strādāt.").ticks("Darbs").presses("Saglabāt")
    for step in ("Datorkurss iesācējiem sestdienās", "Psihoterapeita konsultācijas", "Vakance mežistrādē"):
        marta.follows("Pievienot soli").writes("Ko darīs?", step).writes("Kas to darīs?", "NVA")
        marta.writes_future("due_on", days=30).presses("Saglabāt")
    marta.writes_future("review_on", days=60).presses("Cilvēks piekrita plānam").sees("Plāns ir saskaņots.")
    marta.finds_the_page_accessible().opens("/lietas/").follows("Haris").follows("Pierakstīt rezultātu")
    marta.ticks("Sāka strādāt").ticks("teica pats cilvēks").writes("Dažos vārdos", "Mežistrādē.").presses("Saglabāt")
    marta.opens("/nosutijumi/?state=accepted").follows("Ventspils Sociālais dienests").follows("Paziņot rezultātu")
    marta.ticks("Sāka strādāt").presses("Paziņot rezultātu").sees("zināms rezultāts")


def _ieva_reports_back(ieva: Person) -> None:
    ieva.opens("/nosutijumi/?state=accepted").follows("Romu mediatoru komanda").follows("Paziņot rezultātu")
    ieva.ticks("Sāka strādāt").presses("Paziņot rezultātu").sees("zināms rezultāts")
