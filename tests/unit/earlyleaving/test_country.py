"""The country file: four families, semesters from 1 September, and ethnicity never among the risks."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from khetene.earlyleaving import loading
from khetene.earlyleaving.instrument import Register, school_year_on
from khetene.earlyleaving.models import RegisterVersion
from khetene.kernel.countryfile import BadCountryFile
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(settings, tmp_path):
    """A copy of the file that a test may spoil."""
    OrganisationFactory(slug="ikvd")
    content = yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text(encoding="utf-8"))

    def load(spoil=lambda content: None):
        spoil(content)
        (tmp_path / loading.FILE).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return loading.load_country(tmp_path)

    return load


def test_latvia_has_four_families_and_a_school_year_begins_on_the_first_of_september(pack):
    register = Register(pack().content)
    semester = register.semester("2026-1")

    assert [family.id for family in register.instrument_on(date(2026, 9, 1)).families] == [
        "learning",
        "economic",
        "family",
        "social-health",
    ]
    assert (semester.begins, semester.ends) == (date(2026, 9, 1), date(2026, 12, 31))
    assert [school_year_on(day) for day in (date(2026, 8, 31), date(2026, 9, 1))] == [2025, 2026]
    assert [each.id for each in register.semesters_to_plan(date(2026, 7, 15))] == ["2026-1", "2026-2"]


@pytest.mark.parametrize(
    ("day", "first", "assumed"),
    [(date(2021, 8, 31), 5, False), (date(2021, 9, 1), 1, False), (date(2026, 9, 1), 1, True)],
)
def test_grades_hold_by_their_dates(pack, day, first, assumed):
    grades = Register(pack().content).grades("general", day)

    assert (grades.first, grades.last, grades.assumed) == (first, 12, assumed)


def test_the_same_file_again_changes_nothing_and_a_changed_one_is_a_new_version(pack):
    first = pack()
    assert pack() == first

    changed = pack(lambda content: content["instruments"][0].update(version="2"))

    assert changed != first
    assert RegisterVersion.objects.count() == 2


def criterion(content):
    return content["instruments"][0]["families"][2]["criteria"][0]


@pytest.mark.parametrize("title", ["Romu skolēns", "Cita tautība", "Čigānu ģimene", "Etniskā izcelsme"])
def test_ethnicity_cannot_become_a_risk(pack, title):
    with pytest.raises(BadCountryFile) as refused:
        pack(lambda content: criterion(content).update(title={"lv": title, "en": "Something"}))

    assert "early-leaving.yaml" in str(refused.value.message)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["semesters"][0].update({"from": "2016-09-02"}),
        lambda content: content["semesters"][1].update({"from": "2016-12-31"}),
        lambda content: content["semesters"][0].update({"id": "2017-1"}),
        lambda content: content["grades"][0].update({"from": "2016-09-99"}),
        lambda content: content["grades"].pop(1),
        lambda content: content["instruments"][0]["families"].pop(),
        lambda content: criterion(content).update(id="low-marks"),
        lambda content: content["instruments"][0]["supports"][0].update(unit="months"),
        lambda content: content.update(holder="nobody"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_its_place(pack, spoil):
    with pytest.raises(BadCountryFile) as refused:
        pack(spoil)

    assert str(refused.value.message).startswith("early-leaving.yaml:")
    assert RegisterVersion.objects.count() == 0
